"""What happens to lists and certificates after they are issued."""

revision = "2026_11_23_1309"
down_revision = "2026_11_23_1308"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
