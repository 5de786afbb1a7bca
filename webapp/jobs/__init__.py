"""The contract of a handler: what it gets, what it returns, how it fails."""
