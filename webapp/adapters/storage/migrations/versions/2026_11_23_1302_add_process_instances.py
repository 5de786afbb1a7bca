"""The process instances with their tasks, jobs, messages, incidents and history."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_1302"
down_revision = "2026_11_23_1301"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "completion",
        sa.Column("job_id", sa.String(length=48), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_completion"),
    )
    op.create_table(
        "process_instance",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("business_key", sa.String(length=160), nullable=False),
        sa.Column("start_key", sa.String(length=160), nullable=True),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("bundle_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("county_id", sa.String(length=48), nullable=False),
        sa.Column("city_id", sa.String(length=48), nullable=True),
        sa.Column("department_id", sa.String(length=48), nullable=True),
        sa.Column("unit_id", sa.String(length=48), nullable=True),
        sa.Column("initiator_id", sa.String(length=48), nullable=True),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("progressed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["bundle.id"], name="fk_process_instance_bundle_id_bundle"
        ),
        sa.ForeignKeyConstraint(
            ["city_id"], ["organisation.id"], name="fk_process_instance_city_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["county_id"], ["organisation.id"], name="fk_process_instance_county_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["organisation.id"],
            name="fk_process_instance_department_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["initiator_id"],
            ["person.id"],
            name="fk_process_instance_initiator_id_person",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisation.id"], name="fk_process_instance_unit_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_process_instance"),
        sa.UniqueConstraint("business_key", name="uq_process_instance_business_key"),
        sa.UniqueConstraint("start_key", name="uq_process_instance_start_key"),
    )
    op.create_index(
        "ix_process_instance_county_id_state_started_at",
        "process_instance",
        ["county_id", "state", "started_at"],
    )
    op.create_index("ix_process_instance_initiator_id", "process_instance", ["initiator_id"])
    op.create_index(
        "ix_process_instance_state_progressed_at", "process_instance", ["state", "progressed_at"]
    )
    op.create_index("ix_process_instance_unit_id", "process_instance", ["unit_id"])
    op.create_table(
        "history_event",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("element_id", sa.String(length=160), nullable=False),
        sa.Column("element_name", sa.String(length=400), nullable=False),
        sa.Column("element_type", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=48), nullable=True),
        sa.Column("actor_name", sa.String(length=400), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["person.id"],
            name="fk_history_event_actor_id_person",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_history_event_instance_id_process_instance",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_history_event"),
    )
    op.create_index("ix_history_event_instance_id_id", "history_event", ["instance_id", "id"])
    op.create_table(
        "incident",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("element_instance_id", sa.String(length=48), nullable=False),
        sa.Column("job_id", sa.String(length=48), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("element_id", sa.String(length=160), nullable=False),
        sa.Column("element_name", sa.String(length=400), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_incident_instance_id_process_instance",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_index("ix_incident_instance_id", "incident", ["instance_id"])
    op.create_index("ix_incident_resolved_at_kind", "incident", ["resolved_at", "kind"])
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("element_id", sa.String(length=160), nullable=False),
        sa.Column("element_name", sa.String(length=400), nullable=False),
        sa.Column("operation", sa.String(length=160), nullable=False),
        sa.Column("variables", sa.LargeBinary(), nullable=True),
        sa.Column("queue", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["process_instance.id"], name="fk_job_instance_id_process_instance"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_index("ix_job_instance_id_status", "job", ["instance_id", "status"])
    op.create_index("ix_job_status_not_before", "job", ["status", "not_before"])
    op.create_table(
        "message",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("message_key", sa.String(length=160), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("correlation_key", sa.String(length=160), nullable=False),
        sa.Column("variables", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("source_instance_id", sa.String(length=48), nullable=True),
        sa.Column("receiver_instance_id", sa.String(length=48), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["receiver_instance_id"],
            ["process_instance.id"],
            name="fk_message_receiver_instance_id_process_instance",
        ),
        sa.ForeignKeyConstraint(
            ["source_instance_id"],
            ["process_instance.id"],
            name="fk_message_source_instance_id_process_instance",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("message_key", name="uq_message_message_key"),
    )
    op.create_index(
        "ix_message_name_correlation_key_status", "message", ["name", "correlation_key", "status"]
    )
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
    op.create_table(
        "user_task",
        sa.Column("id", sa.String(length=48), nullable=False),
        sa.Column("instance_id", sa.String(length=48), nullable=False),
        sa.Column("process_id", sa.String(length=160), nullable=False),
        sa.Column("element_id", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("name_en", sa.String(length=400), nullable=False),
        sa.Column("form_key", sa.String(length=160), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("candidate_role", sa.String(length=40), nullable=True),
        sa.Column("organisation_id", sa.String(length=48), nullable=True),
        sa.Column("assignee_id", sa.String(length=48), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.String(length=48), nullable=True),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("submitted", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["person.id"],
            name="fk_user_task_assignee_id_person",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"],
            ["person.id"],
            name="fk_user_task_ended_by_id_person",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["instance_id"],
            ["process_instance.id"],
            name="fk_user_task_instance_id_process_instance",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_user_task_organisation_id_organisation",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_task"),
    )
    op.create_index(
        "ix_user_task_assignee_id_state_created_at",
        "user_task",
        ["assignee_id", "state", "created_at"],
    )
    op.create_index("ix_user_task_ended_by_id_ended_at", "user_task", ["ended_by_id", "ended_at"])
    op.create_index("ix_user_task_instance_id_state", "user_task", ["instance_id", "state"])
    op.create_index(
        "ix_user_task_organisation_id_candidate_role_state_created_at",
        "user_task",
        ["organisation_id", "candidate_role", "state", "created_at"],
    )
    op.create_index("ix_user_task_state_due_at", "user_task", ["state", "due_at"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("user_task")
    op.drop_table("message_subscription")
    op.drop_table("message")
    op.drop_table("job")
    op.drop_table("incident")
    op.drop_table("history_event")
    op.drop_table("process_instance")
    op.drop_table("completion")
