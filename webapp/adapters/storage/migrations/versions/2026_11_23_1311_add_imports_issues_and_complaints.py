"""Imports, issue logs, samples and complaints."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1311"
down_revision = "2026_11_23_1310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_batches()
    _create_supervision()


def _create_batches() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=True),
        sa.Column("actor_id", sa.String(length=48), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name="fk_batch_actor_id_person", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_batch_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
    )
    op.create_index("ix_batch_actor_id_created_at", "batch", ["actor_id", "created_at"])
    op.create_index("ix_batch_county_id_created_at", "batch", ["county_id", "created_at"])
    op.create_table(
        "batch_item",
        sa.Column("batch_id", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.String(length=48), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name="fk_batch_item_batch_id_batch", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch_id", "number", name="pk_batch_item"),
    )
    op.create_index(
        "ix_batch_item_batch_id_state_number", "batch_item", ["batch_id", "state", "number"]
    )
    op.create_table(
        "unit_post",
        sa.Column("unit_id", sa.String(length=48), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_unit_post_county_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisation.id"], name="fk_unit_post_unit_id_organisation"
        ),
        sa.PrimaryKeyConstraint("unit_id", "year", name="pk_unit_post"),
    )
    op.create_index("ix_unit_post_county_id_year", "unit_post", ["county_id", "year"])


def _create_supervision() -> None:
    op.create_table(
        "dossier_sample",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("algorithm", sa.String(length=40), nullable=False),
        sa.Column("population", sa.JSON(), nullable=False),
        sa.Column("drawn", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(length=48), nullable=True),
        sa.Column("actor_name", sa.String(length=400), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["person.id"],
            name="fk_dossier_sample_actor_id_person",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_dossier_sample_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dossier_sample"),
    )
    op.create_index("ix_dossier_sample_actor_id", "dossier_sample", ["actor_id"])
    op.create_index("ix_dossier_sample_drawn_at", "dossier_sample", ["drawn_at"])
    op.create_table(
        "round_issue",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("studied_by", sa.String(length=400), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=400), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=400), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_round_issue_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_issue"),
        sa.UniqueConstraint("county_id", "number", name="uq_round_issue_county_id_number"),
    )
    op.create_index("ix_round_issue_county_id_year", "round_issue", ["county_id", "year"])
    op.create_table(
        "complaint",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("number", sa.String(length=160), nullable=False),
        sa.Column("code_index", sa.String(length=64), nullable=False),
        sa.Column("source_index", sa.String(length=64), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("organ", sa.String(length=400), nullable=False),
        sa.Column("finding", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_complaint_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sa.UniqueConstraint("number", name="uq_complaint_number"),
    )
    op.create_index("ix_complaint_county_id_state", "complaint", ["county_id", "state"])
    op.create_index(
        "ix_complaint_source_index_received_at", "complaint", ["source_index", "received_at"]
    )
    op.create_table(
        "complaint_step",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("complaint_id", sa.String(length=48), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("actor_name", sa.String(length=400), nullable=False),
        sa.Column("details", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_complaint_step_complaint_id_complaint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_step"),
    )
    op.create_index("ix_complaint_step_complaint_id_id", "complaint_step", ["complaint_id", "id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "complaint_step",
        "complaint",
        "round_issue",
        "dossier_sample",
        "unit_post",
        "batch_item",
        "batch",
    ):
        op.drop_table(table)
