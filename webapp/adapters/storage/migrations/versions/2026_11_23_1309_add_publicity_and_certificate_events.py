"""What happens to lists and certificates after they are issued."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1309"
down_revision = "2026_11_23_1308"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; certificates and lists that are there are of version 1 and five days."""
    with op.batch_alter_table("public_notice") as table:
        table.add_column(
            sa.Column("number", sa.String(length=160), nullable=False, server_default="")
        )
        table.add_column(sa.Column("days", sa.Integer(), nullable=False, server_default="5"))
    op.create_index("ix_public_notice_number", "public_notice", ["number"])
    with op.batch_alter_table("certificate") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("replaces", sa.String(length=160), nullable=True))
        table.create_unique_constraint("uq_certificate_replaces", ["replaces"])
    op.create_table(
        "certificate_event",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("certificate_id", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("organ", sa.String(length=400), nullable=False),
        sa.Column("document", sa.String(length=400), nullable=False),
        sa.Column("grounds", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name="fk_certificate_event_certificate_id_certificate",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_event"),
        sa.UniqueConstraint("key", name="uq_certificate_event_key"),
    )
    op.create_index(
        "ix_certificate_event_certificate_id_happened_on",
        "certificate_event",
        ["certificate_id", "happened_on"],
    )
    op.create_table(
        "calendar_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("scope", sa.String(length=48), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("changed_by_id", sa.String(length=48), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name="fk_calendar_change_changed_by_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_change"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("calendar_change")
    op.drop_table("certificate_event")
    with op.batch_alter_table("certificate") as table:
        table.drop_constraint("uq_certificate_replaces", type_="unique")
        table.drop_column("replaces")
        table.drop_column("version")
    with op.batch_alter_table("public_notice") as table:
        table.drop_index("ix_public_notice_number")
        table.drop_column("days")
        table.drop_column("number")
