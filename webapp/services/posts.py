"""The ledger of posts as offices read it (R15–R20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.access.actor import Actor
from webapp.access.permissions import Permission
from webapp.adapters.storage.models import PostMove, PostOccupation, PostReservation
from webapp.adapters.storage.queries import ledger as queries
from webapp.adapters.storage.repositories import posts as ledger
from webapp.domain import places, statute
from webapp.domain.names import masked_id_number
from webapp.domain.ports.posts import PostPlan, PostStanding, Round
from webapp.domain.posts import FREED_BY
from webapp.kernel.clock import CHINA
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import check_county, counties_in_sight


@dataclass(frozen=True, slots=True)
class HolderView:
    """Who holds or held a post, with a masked ID number; the grade is always the seventh (R19)."""

    holder: str
    id_number: str
    unit: str
    certificate: str
    grade: int
    since: datetime
    freed_at: datetime | None
    freed_by: Text | None
    document: str


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger of a county: the plan, how it stands, reservations, holders, moves."""

    county: places.County
    plan: PostPlan | None
    standing: PostStanding
    reservations: Sequence[PostReservation]
    holders: Sequence[HolderView]
    moves: Sequence[PostMove]


def list_counties(parts: Parts, actor: Actor) -> Sequence[places.County]:
    """Return the counties whose ledger the actor may read."""
    with parts.database.reading() as session:
        seen = counties_in_sight(session, actor, Permission.LEDGER_READ)
    return [county for county in places.COUNTIES if county.code in seen]


def read_ledger(parts: Parts, actor: Actor, county: str) -> LedgerView:
    """Return the ledger of a county; `NotFound` when it is out of sight."""
    today = parts.clock.now().astimezone(CHINA).date()
    with parts.database.reading() as session:
        check_county(session, actor, Permission.LEDGER_READ, county)
        plan = ledger.latest_plan(session, county)
        return LedgerView(
            county=places.county_of(county),
            plan=None if plan is None else ledger.plan_of(plan),
            standing=ledger.standing(session, Round(county, "", today.year, today)),
            reservations=queries.reservations(session, county),
            holders=[_holder(parts, row) for row in queries.holders(session, county)],
            moves=queries.moves(session, county),
        )


def _holder(parts: Parts, row: PostOccupation) -> HolderView:
    sealed = row.id_number
    return HolderView(
        holder=row.holder,
        id_number="" if sealed is None else masked_id_number(parts.cipher.open(sealed).decode()),
        unit=row.unit,
        certificate=row.certificate_number,
        grade=statute.APPOINTMENT_GRADE,
        since=row.since,
        freed_at=row.freed_at,
        freed_by=FREED_BY.get(row.freed_by),
        document=row.freed_document,
    )
