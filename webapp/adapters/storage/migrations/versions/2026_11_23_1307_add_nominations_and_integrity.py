"""Windows, nominations, held titles, sanctions and the integrity archive."""

revision = "2026_11_23_1307"
down_revision = "2026_11_23_1306"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
