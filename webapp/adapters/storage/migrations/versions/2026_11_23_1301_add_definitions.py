"""The published definitions, their drafts and the bundles of instances."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1301"
down_revision = "2026_11_23_1300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "bundle",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("owner_id", sa.String(length=48), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name="fk_bundle_owner_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bundle"),
    )
    op.create_index("ix_bundle_process_id", "bundle", ["process_id"])
    op.create_table(
        "deployment",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("owner_id", sa.String(length=48), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.String(length=48), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_deployment_by_id_person"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name="fk_deployment_owner_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deployment"),
    )
    op.create_table(
        "definition_version",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("owner_id", sa.String(length=48), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("deployment_id", sa.String(length=48), nullable=False),
        sa.ForeignKeyConstraint(
            ["deployment_id"],
            ["deployment.id"],
            name="fk_definition_version_deployment_id_deployment",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name="fk_definition_version_owner_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_definition_version"),
        sa.UniqueConstraint(
            "kind",
            "key",
            "owner_id",
            "version",
            name="uq_definition_version_kind_key_owner_id_version",
        ),
    )
    op.create_table(
        "definition_draft",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("owner_id", sa.String(length=48), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("base_version_id", sa.String(length=48), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.String(length=48), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_version_id"],
            ["definition_version.id"],
            name="fk_definition_draft_base_version_id_definition_version",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name="fk_definition_draft_owner_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["person.id"], name="fk_definition_draft_updated_by_id_person"
        ),
        sa.PrimaryKeyConstraint("kind", "key", "owner_id", name="pk_definition_draft"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("definition_draft")
    op.drop_table("definition_version")
    op.drop_table("deployment")
    op.drop_table("bundle")
