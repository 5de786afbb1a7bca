"""Read models for lists and screens; every function returns frozen values."""
