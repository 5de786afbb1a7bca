"""Waiting for more than messages, signals, timers that start instances, the end of messages."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1304"
down_revision = "2026_11_23_1303"
branch_labels = None
depends_on = None

_COMMON = "id, instance_id, process_id, element_id, element_name, name, correlation_key, created_at"
_KEPT_DAYS = 90


def upgrade() -> None:
    """Create the tables, carry the subscriptions over, and let messages end."""
    _create_subscription()
    op.execute(
        f"INSERT INTO subscription ({_COMMON}, kind, choices) "  # noqa: S608 - no input
        f"SELECT {_COMMON}, 'MESSAGE', '[]' FROM message_subscription"
    )
    op.drop_table("message_subscription")
    _create_signal_and_start_timer()
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("organisation_id", sa.String(length=48), nullable=True))
        batch.add_column(sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(
            sa.Column("ended_by", sa.String(length=400), nullable=False, server_default="")
        )
        batch.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch.create_foreign_key(
            "fk_message_organisation_id_organisation", "organisation", ["organisation_id"], ["id"]
        )
    postgresql = op.get_context().dialect.name == "postgresql"
    later = (
        f"created_at + interval '{_KEPT_DAYS} days'"
        if postgresql
        else f"datetime(created_at, '+{_KEPT_DAYS} days')"
    )
    op.execute(f"UPDATE message SET expires_at = {later}")  # noqa: S608 - no input
    op.execute(
        "UPDATE message SET organisation_id = (SELECT coalesce(unit_id, county_id) "
        "FROM process_instance WHERE process_instance.id = message.source_instance_id)"
    )
    with op.batch_alter_table("message") as batch:
        batch.alter_column("expires_at", nullable=False)
        batch.alter_column("ended_by", server_default=None)
        batch.alter_column("reason", server_default=None)
        batch.create_index("ix_message_status_expires_at", ["status", "expires_at"])


def _create_subscription() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("element_id", sa.String(length=160), nullable=False),
        sa.Column("element_name", sa.String(length=400), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("correlation_key", sa.String(length=160), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_subscription_instance_id_process_instance",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
    )
    op.create_index("ix_subscription_instance_id", "subscription", ["instance_id"])
    op.create_index("ix_subscription_kind_name", "subscription", ["kind", "name"])
    op.create_index(
        "ix_subscription_name_correlation_key_created_at",
        "subscription",
        ["name", "correlation_key", "created_at"],
    )


def _create_signal_and_start_timer() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("signal_key", sa.String(length=160), nullable=True),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("scope_id", sa.String(length=48), nullable=False),
        sa.Column("source_instance_id", sa.String(length=48), nullable=True),
        sa.Column("receivers", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope_id"], ["organisation.id"], name="fk_signal_scope_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["source_instance_id"],
            ["process_instance.id"],
            name="fk_signal_source_instance_id_process_instance",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_signal"),
        sa.UniqueConstraint("signal_key", name="uq_signal_signal_key"),
    )
    op.create_table(
        "start_timer",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("version_id", sa.String(length=48), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("element_id", sa.String(length=160), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("job_id", sa.String(length=48), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_start_timer_county_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["definition_version.id"],
            name="fk_start_timer_version_id_definition_version",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_start_timer"),
        sa.UniqueConstraint(
            "process_id",
            "county_id",
            "number",
            name="uq_start_timer_process_id_county_id_number",
        ),
    )


def downgrade() -> None:
    """Forget what only this release knows."""
    with op.batch_alter_table("message") as batch:
        batch.drop_index("ix_message_status_expires_at")
        batch.drop_constraint("fk_message_organisation_id_organisation", type_="foreignkey")
        for name in ("organisation_id", "expires_at", "ended_at", "ended_by", "reason"):
            batch.drop_column(name)
    op.drop_table("start_timer")
    op.drop_table("signal")
    op.create_table(
        "message_subscription",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("element_id", sa.String(length=160), nullable=False),
        sa.Column("element_name", sa.String(length=400), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("correlation_key", sa.String(length=160), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_message_subscription_instance_id_process_instance",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_message_subscription"),
    )
    op.create_index("ix_message_subscription_instance_id", "message_subscription", ["instance_id"])
    op.create_index(
        "ix_message_subscription_name_correlation_key_created_at",
        "message_subscription",
        ["name", "correlation_key", "created_at"],
    )
    op.execute(
        f"INSERT INTO message_subscription ({_COMMON}) "  # noqa: S608 - no input
        f"SELECT {_COMMON} FROM subscription WHERE kind = 'MESSAGE'"
    )
    op.drop_table("subscription")
