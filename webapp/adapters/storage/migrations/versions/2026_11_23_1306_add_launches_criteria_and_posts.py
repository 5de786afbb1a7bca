"""Launched counties, criteria versions, and the ledger of posts with reservations."""

revision = "2026_11_23_1306"
down_revision = "2026_11_23_1305"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
