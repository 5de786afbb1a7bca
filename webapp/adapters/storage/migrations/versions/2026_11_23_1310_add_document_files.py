"""Hashes and files of official documents."""

revision = "2026_11_23_1310"
down_revision = "2026_11_23_1309"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
