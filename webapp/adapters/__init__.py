"""The ways out: the database, the delivery of jobs, the registers."""
