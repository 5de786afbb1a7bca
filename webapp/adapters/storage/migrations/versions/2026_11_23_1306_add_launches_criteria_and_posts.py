"""Launched counties, criteria versions, and the ledger of posts with reservations."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1306"
down_revision = "2026_11_23_1305"
branch_labels = None
depends_on = None

_PLAN = ("base_on", "basis", "share_until")
_OCCUPATION = ("year", "id_number", "unit", "freed_by", "freed_document")


def upgrade() -> None:
    """Create the tables, and let plans and occupations hold what the rules ask for."""
    _create_launches()
    _create_criteria()
    _create_ledger()
    with op.batch_alter_table("post_plan") as batch:
        batch.add_column(sa.Column("base_on", sa.Date(), nullable=True))
        batch.add_column(
            sa.Column("basis", sa.String(length=20), nullable=False, server_default="all")
        )
        batch.add_column(sa.Column("share_until", sa.Date(), nullable=True))
    with op.batch_alter_table("post_plan") as batch:
        batch.alter_column("basis", server_default=None)
    with op.batch_alter_table("post_occupation") as batch:
        batch.add_column(sa.Column("year", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("id_number", sa.LargeBinary(), nullable=True))
        batch.add_column(
            sa.Column("unit", sa.String(length=400), nullable=False, server_default="")
        )
        batch.add_column(
            sa.Column("freed_by", sa.String(length=20), nullable=False, server_default="")
        )
        batch.add_column(
            sa.Column("freed_document", sa.String(length=400), nullable=False, server_default="")
        )
    postgresql = op.get_context().dialect.name == "postgresql"
    year = "extract(year FROM since)" if postgresql else "strftime('%Y', since)"
    op.execute(f"UPDATE post_occupation SET year = CAST({year} AS INTEGER)")  # noqa: S608
    with op.batch_alter_table("post_occupation") as batch:
        for name in ("year", "unit", "freed_by", "freed_document"):
            batch.alter_column(name, server_default=None)
        batch.create_index("ix_post_occupation_certificate_number", ["certificate_number"])


def _organ(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["organisation.id"], name=f"fk_{table}_{column}_organisation"
    )


def _instance(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["instance_id"], ["process_instance.id"], name=f"fk_{table}_instance_id_process_instance"
    )


def _serial() -> sa.Column[int]:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", number, autoincrement=True, nullable=False)


def _create_launches() -> None:
    op.create_table(
        "launched_series",
        _serial(),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("filed_with_city", sa.String(length=400), nullable=False),
        sa.Column("filed_with_province", sa.String(length=400), nullable=False),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _organ("county_id", "launched_series"),
        _instance("launched_series"),
        sa.PrimaryKeyConstraint("id", name="pk_launched_series"),
        sa.UniqueConstraint("key", name="uq_launched_series_key"),
    )
    op.create_index(
        "ix_launched_series_county_id_series", "launched_series", ["county_id", "series"]
    )


def _create_criteria() -> None:
    op.create_table(
        "criteria_version",
        _serial(),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("comparison", sa.JSON(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("confirmation", sa.String(length=400), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("filing", sa.String(length=400), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("instance_id", sa.String(length=48), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        _organ("county_id", "criteria_version"),
        _instance("criteria_version"),
        sa.PrimaryKeyConstraint("id", name="pk_criteria_version"),
        sa.UniqueConstraint("key", name="uq_criteria_version_key"),
        sa.UniqueConstraint(
            "county_id", "series", "version", name="uq_criteria_version_county_id_series_version"
        ),
    )
    op.create_table(
        "criteria_floor",
        _serial(),
        sa.Column("organ_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("entered_by_id", sa.String(length=48), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        _organ("organ_id", "criteria_floor"),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name="fk_criteria_floor_entered_by_id_person",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_criteria_floor"),
        sa.UniqueConstraint(
            "organ_id", "series", "version", name="uq_criteria_floor_organ_id_series_version"
        ),
    )


def _create_ledger() -> None:
    op.create_table(
        "post_reservation",
        sa.Column("round_key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _organ("county_id", "post_reservation"),
        sa.PrimaryKeyConstraint("round_key", name="pk_post_reservation"),
    )
    op.create_index("ix_post_reservation_county_id", "post_reservation", ["county_id"])
    op.create_table(
        "post_move",
        _serial(),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.String(length=400), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _organ("county_id", "post_move"),
        _instance("post_move"),
        sa.PrimaryKeyConstraint("id", name="pk_post_move"),
        sa.UniqueConstraint("key", name="uq_post_move_key"),
    )
    op.create_index("ix_post_move_county_id_id", "post_move", ["county_id", "id"])


def downgrade() -> None:
    """Forget what only this release knows."""
    with op.batch_alter_table("post_occupation") as batch:
        batch.drop_index("ix_post_occupation_certificate_number")
        for name in _OCCUPATION:
            batch.drop_column(name)
    with op.batch_alter_table("post_plan") as batch:
        for name in _PLAN:
            batch.drop_column(name)
    for name in (
        "post_move",
        "post_reservation",
        "criteria_floor",
        "criteria_version",
        "launched_series",
    ):
        op.drop_table(name)
