"""Who may do what: pure tables and functions, asked by the services."""
