"""The registers that processes write: notices, certificates, posts, documents."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1303"
down_revision = "2026_11_23_1302"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "taken_number",
        sa.Column("sequence", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("sequence", "number", name="pk_taken_number"),
        sa.UniqueConstraint("key", name="uq_taken_number_key"),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("number", sa.String(length=160), nullable=False),
        sa.Column("verification_code", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=400), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_index", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=400), nullable=False),
        sa.Column("series", sa.String(length=400), nullable=False),
        sa.Column("specialty", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("committee", sa.String(length=400), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("publication_number", sa.String(length=400), nullable=False),
        sa.Column("filing_number", sa.String(length=400), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_certificate_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.UniqueConstraint("key", name="uq_certificate_key"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
    )
    op.create_index("ix_certificate_id_number_index", "certificate", ["id_number_index"])
    op.create_table(
        "pool_expert",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=48), nullable=True),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("unit", sa.String(length=400), nullable=False),
        sa.Column("specialty", sa.String(length=400), nullable=False),
        sa.Column("can_chair", sa.Boolean(), nullable=False),
        sa.Column("term_ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_pool_expert_county_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_pool_expert_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pool_expert"),
    )
    op.create_index("ix_pool_expert_county_id_series", "pool_expert", ["county_id", "series"])
    op.create_table(
        "post_occupation",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("holder", sa.String(length=400), nullable=False),
        sa.Column("certificate_number", sa.String(length=160), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("freed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_post_occupation_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_post_occupation"),
        sa.UniqueConstraint("key", name="uq_post_occupation_key"),
    )
    op.create_index(
        "ix_post_occupation_county_id_freed_at", "post_occupation", ["county_id", "freed_at"]
    )
    op.create_table(
        "post_plan",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("regular_total", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("base_source", sa.Text(), nullable=False),
        sa.Column("yearly_share_percent", sa.Integer(), nullable=False),
        sa.Column("exception_document", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_post_plan_county_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_post_plan"),
        sa.UniqueConstraint("key", name="uq_post_plan_key"),
    )
    op.create_index("ix_post_plan_county_id_id", "post_plan", ["county_id", "id"])
    op.create_table(
        "archived_document",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=160), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_archived_document_instance_id_process_instance",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_archived_document"),
        sa.UniqueConstraint("key", name="uq_archived_document_key"),
    )
    op.create_index("ix_archived_document_instance_id", "archived_document", ["instance_id"])
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=True),
        sa.Column("person_id", sa.String(length=48), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.String(length=48), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["process_instance.id"], name="fk_note_instance_id_process_instance"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_note_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_note_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.UniqueConstraint("key", name="uq_note_key"),
    )
    op.create_index(
        "ix_note_organisation_id_role_created_at", "note", ["organisation_id", "role", "created_at"]
    )
    op.create_index("ix_note_person_id_created_at", "note", ["person_id", "created_at"])
    op.create_table(
        "public_notice",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("organisation_id", sa.String(length=48), nullable=True),
        sa.Column("instance_id", sa.String(length=48), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("organ", sa.String(length=400), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_public_notice_county_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_public_notice_instance_id_process_instance",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_public_notice_organisation_id_organisation",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_public_notice"),
        sa.UniqueConstraint("key", name="uq_public_notice_key"),
    )
    op.create_index("ix_public_notice_level_ends_on", "public_notice", ["level", "ends_on"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("public_notice")
    op.drop_table("note")
    op.drop_table("archived_document")
    op.drop_table("post_plan")
    op.drop_table("post_occupation")
    op.drop_table("pool_expert")
    op.drop_table("certificate")
    op.drop_table("taken_number")
