"""Loading and saving, a file per aggregate; every function works in the caller's transaction."""
