"""What instances wait for, besides work and moments."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from webapp.access.actor import Actor
from webapp.adapters.storage.models import ProcessInstance, Subscription
from webapp.adapters.storage.queries.scope import visible_instances

_ACTIVATIONS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """Something that is awaited: a MESSAGE, a SIGNAL, a CONDITION or an ACTIVATION.

    `message` is the name of the message or signal, or the text of the condition.
    """

    id: str
    process_id: str
    element_id: str
    element_name: str
    kind: str
    message: str
    correlation_key: str
    since: datetime


def subscriptions_of(session: Session, instance_id: str) -> list[Subscription]:
    """Return what an instance awaits, the longest awaited first."""
    query = select(Subscription).where(Subscription.instance_id == instance_id)
    return list(session.scalars(query.order_by(Subscription.created_at, Subscription.id)))


def activations(session: Session, actor: Actor) -> list[tuple[Subscription, ProcessInstance]]:
    """Return the open ad-hoc sub-processes in the actor's sight, the longest open first."""
    rows: Any = session.execute(
        select(Subscription, ProcessInstance)
        .join(ProcessInstance, ProcessInstance.id == Subscription.instance_id)
        .where(Subscription.kind == "ACTIVATION", visible_instances(actor))
        .options(defer(ProcessInstance.snapshot))
        .order_by(Subscription.created_at, Subscription.id)
        .limit(_ACTIVATIONS_SHOWN)
    )
    return [(waiting, instance) for waiting, instance in rows]


def subscription_row(waiting: Subscription) -> SubscriptionRow:
    """Return a subscription as it is shown."""
    return SubscriptionRow(
        waiting.id,
        waiting.process_id,
        waiting.element_id,
        waiting.element_name,
        waiting.kind,
        waiting.name,
        waiting.correlation_key,
        waiting.created_at,
    )
