"""The work behind `init` and `db upgrade`."""

from webapp.bootstrap import build_parts, shipped_definitions
from webapp.entrypoints.cli.server import update_tables
from webapp.services.installation import add_administrator
from webapp.services.seed import seed_definitions, seed_organisations
from webapp.settings import Settings


def upgrade(settings: Settings) -> bool:
    """Bring the tables up to date; return whether ours were behind."""
    return update_tables(build_parts(settings))


def fill(settings: Settings, administrator: str | None, password: str | None) -> None:
    """Make the tables, enter what every installation has, and the first administrator."""
    parts = build_parts(settings)
    update_tables(parts)
    seed_organisations(parts)
    seed_definitions(parts, shipped_definitions())
    if administrator and password:
        add_administrator(parts, administrator, password)
