"""Windows, nominations, held titles, sanctions and the integrity archive."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1307"
down_revision = "2026_11_23_1306"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "nomination_channel",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.String(length=400), nullable=False),
        sa.Column("document", sa.String(length=400), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_nomination_channel_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_nomination_channel"),
        sa.UniqueConstraint("key", name="uq_nomination_channel_key"),
    )
    op.create_index(
        "ix_nomination_channel_county_id_year_id", "nomination_channel", ["county_id", "year", "id"]
    )
    op.create_table(
        "nomination",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("entry_key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_index", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=400), nullable=False),
        sa.Column("unit_id", sa.String(length=48), nullable=False),
        sa.Column("department", sa.String(length=400), nullable=False),
        sa.Column("username", sa.String(length=160), nullable=False),
        sa.Column("specialty", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("materials_hash", sa.String(length=64), nullable=False),
        sa.Column("round_key", sa.String(length=160), nullable=False),
        sa.Column("roster_number", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("recommended", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_nomination_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_nomination"),
        sa.UniqueConstraint("entry_key", name="uq_nomination_entry_key"),
    )
    op.create_index(
        "ix_nomination_county_id_year_series_state",
        "nomination",
        ["county_id", "year", "series", "state"],
    )
    op.create_index("ix_nomination_id_number_index", "nomination", ["id_number_index"])
    op.create_index(
        "ix_nomination_round_key_roster_number", "nomination", ["round_key", "roster_number"]
    )
    op.create_index("ix_nomination_unit_id", "nomination", ["unit_id"])
    op.create_table(
        "closed_roster",
        sa.Column("round_key", sa.String(length=160), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_closed_roster_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("round_key", name="pk_closed_roster"),
        sa.UniqueConstraint("key", name="uq_closed_roster_key"),
    )
    op.create_index(
        "ix_closed_roster_county_id_series_year", "closed_roster", ["county_id", "series", "year"]
    )
    op.create_table(
        "integrity_bar",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_index", sa.String(length=64), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=400), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=True),
        sa.Column("recorded_by", sa.String(length=160), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_integrity_bar_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_integrity_bar"),
        sa.UniqueConstraint("key", name="uq_integrity_bar_key"),
    )
    op.create_index("ix_integrity_bar_county_id_until", "integrity_bar", ["county_id", "until"])
    op.create_index(
        "ix_integrity_bar_id_number_index_until", "integrity_bar", ["id_number_index", "until"]
    )
    op.create_table(
        "held_title",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_index", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("obtained_on", sa.Date(), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=True),
        sa.Column("certificate", sa.String(length=160), nullable=False),
        sa.Column("achievements", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_held_title_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_held_title"),
        sa.UniqueConstraint("key", name="uq_held_title_key"),
    )
    op.create_index("ix_held_title_certificate", "held_title", ["certificate"])
    op.create_index(
        "ix_held_title_id_number_index_obtained_on",
        "held_title",
        ["id_number_index", "obtained_on"],
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("held_title")
    op.drop_table("integrity_bar")
    op.drop_table("closed_roster")
    op.drop_table("nomination")
    op.drop_table("nomination_channel")
