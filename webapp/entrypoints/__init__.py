"""The ways in: pages, the API, the worker, the command line. They do not know each other."""
