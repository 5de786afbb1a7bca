"""Hashes and files of official documents."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1310"
down_revision = "2026_11_23_1309"
branch_labels = None
depends_on = None

_ADDED = ("label", "record_hash", "options")


def upgrade() -> None:
    """Create the table of files, and give documents what they are found and checked by."""
    with op.batch_alter_table("archived_document") as batch:
        batch.add_column(
            sa.Column("label", sa.String(length=400), nullable=False, server_default="")
        )
        batch.add_column(
            sa.Column("record_hash", sa.String(length=64), nullable=False, server_default="")
        )
        batch.add_column(sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))
        batch.add_column(sa.Column("subject_index", sa.String(length=64), nullable=True))
    with op.batch_alter_table("archived_document") as batch:
        for name in _ADDED:
            batch.alter_column(name, server_default=None)
        batch.create_index("ix_archived_document_subject_index", ["subject_index"])
        batch.create_index("ix_archived_document_created_at", ["created_at"])
    op.create_table(
        "document_file",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("document_id", sa.String(length=48), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("template_version", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("signer", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["archived_document.id"],
            name="fk_document_file_document_id_archived_document",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document_file"),
        sa.UniqueConstraint("document_id", "format", name="uq_document_file_document_id_format"),
    )


def downgrade() -> None:
    """Drop the table, and what documents are found and checked by."""
    op.drop_table("document_file")
    with op.batch_alter_table("archived_document") as batch:
        batch.drop_index("ix_archived_document_created_at")
        batch.drop_index("ix_archived_document_subject_index")
        for name in (*_ADDED, "subject_index"):
            batch.drop_column(name)
