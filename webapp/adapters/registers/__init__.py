"""The registers behind the ports of `webapp.domain.ports`, kept in the database."""
