"""Bringing jobs to workers: the port, and the adapter for the job engine behind it."""
