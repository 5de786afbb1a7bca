"""The organisations, the people, and what the installation remembers."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1300"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "calendar_day",
        sa.Column("scope", sa.String(length=48), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "day", name="pk_calendar_day"),
    )
    op.create_table(
        "login_attempt",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempt"),
    )
    op.create_index("ix_login_attempt_who_at", "login_attempt", ["who", "at"])
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("name_en", sa.String(length=400), nullable=False),
        sa.Column("parent_id", sa.String(length=48), nullable=True),
        sa.Column("county_id", sa.String(length=48), nullable=True),
        sa.Column("city_id", sa.String(length=48), nullable=True),
        sa.Column("department_id", sa.String(length=48), nullable=True),
        sa.ForeignKeyConstraint(
            ["city_id"], ["organisation.id"], name="fk_organisation_city_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_organisation_county_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["organisation.id"],
            name="fk_organisation_department_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name="fk_organisation_parent_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_index("ix_organisation_county_id", "organisation", ["county_id"])
    op.create_index("ix_organisation_parent_id", "organisation", ["parent_id"])
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("username", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_index", sa.String(length=64), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("username", name="uq_person_username"),
    )
    op.create_index("ix_person_id_number_index", "person", ["id_number_index"])
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "worker_slot",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_worker_slot"),
    )
    op.create_table(
        "membership",
        sa.Column("person_id", sa.String(length=48), nullable=False),
        sa.Column("organisation_id", sa.String(length=48), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_membership_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_membership_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "organisation_id", "role", name="pk_membership"),
    )
    op.create_index("ix_membership_organisation_id_role", "membership", ["organisation_id", "role"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("membership")
    op.drop_table("worker_slot")
    op.drop_table("setting")
    op.drop_table("person")
    op.drop_table("organisation")
    op.drop_table("login_attempt")
    op.drop_table("calendar_day")
