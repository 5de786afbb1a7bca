"""Bringing the tables of a database up to date, revision by revision."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

_HERE = Path(__file__).parent
_UPGRADE_LOCK = 7703  # the leader lock of whoever changes the schema


def newest_revision() -> str:
    """Return the id of the newest revision; ids are the dates that begin the file names."""
    return max(path.stem for path in (_HERE / "versions").glob("2*.py"))[: len("2026_11_23_1300")]


def upgrade(engine: Engine) -> bool:
    """Create or update our tables; return whether there was anything to do.

    Safe to call from several processes at once: one does the work, the others wait for it.
    """
    with engine.connect() as connection:
        if _revision(connection) == newest_revision():
            return False
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:leader, 0)"), {"leader": _UPGRADE_LOCK}
            )
        run(connection, "upgrade", "head")
    return True


def run(connection: Connection, direction: str, revision: str) -> None:
    """Run Alembic on the caller's transaction; `direction` is `upgrade` or `downgrade`."""
    from alembic import command  # noqa: PLC0415 - slow to load, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    getattr(command, direction)(config, revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def present_revision(engine: Engine) -> str | None:
    """Return the revision of the tables that are there; None without any."""
    with engine.connect() as connection:
        return _revision(connection)
