"""The rules of the deployment gate, by subject."""
