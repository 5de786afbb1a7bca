"""The database: tables, units of work and the queries behind lists."""
