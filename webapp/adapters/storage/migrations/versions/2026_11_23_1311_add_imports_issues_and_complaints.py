"""Imports, issue logs, samples and complaints."""

revision = "2026_11_23_1311"
down_revision = "2026_11_23_1310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
