"""Expert pool filings, draws, and the secret electronic ballot."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1308"
down_revision = "2026_11_23_1307"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and tell more of experts."""
    op.create_table(
        "committee_filing",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("consent", sa.String(length=400), nullable=False),
        sa.Column("consent_size", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_committee_filing_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_committee_filing"),
        sa.UniqueConstraint("key", name="uq_committee_filing_key"),
    )
    op.create_index(
        "ix_committee_filing_county_id_series", "committee_filing", ["county_id", "series"]
    )
    op.create_table(
        "committee_draw",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_committee_draw_instance_id_process_instance",
        ),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_committee_draw_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_committee_draw"),
        sa.UniqueConstraint("key", name="uq_committee_draw_key"),
    )
    op.create_index(
        "ix_committee_draw_county_id_drawn_at", "committee_draw", ["county_id", "drawn_at"]
    )
    _create_ballots()
    _extend_experts()


def _create_ballots() -> None:
    op.create_table(
        "ballot_box",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("entries", sa.LargeBinary(), nullable=False),
        sa.Column("most_yes", sa.Integer(), nullable=True),
        sa.Column("urn", sa.LargeBinary(), nullable=True),
        sa.Column("urn_key", sa.LargeBinary(), nullable=True),
        sa.Column("counts", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_ballot_box_instance_id_process_instance",
        ),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_ballot_box_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ballot_box"),
        sa.UniqueConstraint("key", name="uq_ballot_box_key"),
    )
    op.create_index("ix_ballot_box_county_id_closed_at", "ballot_box", ["county_id", "closed_at"])
    op.create_table(
        "ballot_voter",
        sa.Column("box_id", sa.String(length=48), nullable=False),
        sa.Column("username", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("barred", sa.JSON(), nullable=False),
        sa.Column("voted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["box_id"], ["ballot_box.id"], name="fk_ballot_voter_box_id_ballot_box"
        ),
        sa.PrimaryKeyConstraint("box_id", "username", name="pk_ballot_voter"),
    )
    op.create_index("ix_ballot_voter_username", "ballot_voter", ["username"])


def _extend_experts() -> None:
    op.add_column(
        "pool_expert",
        sa.Column("origin", sa.String(length=20), nullable=False, server_default="county"),
    )
    op.add_column("pool_expert", sa.Column("term_starts_on", sa.Date(), nullable=True))
    op.add_column("pool_expert", sa.Column("kin", sa.LargeBinary(), nullable=True))
    op.add_column("pool_expert", sa.Column("ended_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for column in ("ended_on", "kin", "term_starts_on", "origin"):
        op.drop_column("pool_expert", column)
    for table in ("ballot_voter", "ballot_box", "committee_draw", "committee_filing"):
        op.drop_table(table)
