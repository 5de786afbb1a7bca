"""The settings that a county may choose."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1305"
down_revision = "2026_11_23_1304"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "county_setting",
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.String(length=48), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_county_setting_county_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name="fk_county_setting_changed_by_id_person"
        ),
        sa.PrimaryKeyConstraint("county_id", "name", name="pk_county_setting"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("county_setting")
