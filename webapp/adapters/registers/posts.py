"""The separate ledger of posts."""

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import PostOccupation, PostPlan, PostReservation
from webapp.adapters.storage.repositories import posts as ledger
from webapp.domain import posts as rules
from webapp.domain.ports.posts import Freeing, Occupant, PostStanding, Round
from webapp.domain.ports.posts import PostPlan as PlanData


class StoredPosts:
    """The separate ledger of posts in the database (`webapp.domain.ports.posts.Posts`).

    Every change locks the county's ledger first, so that two rounds never count the same post.
    """

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def set_plan(self, key: str, plan: PlanData, instance: str) -> None:
        """Record a county's plan unless this key has recorded it before."""
        with self._database.writing() as session:
            ledger.lock_ledger(session, plan.county)
            if ledger.was_moved(session, key):
                return
            now = self._database.now(session)
            session.add(
                PostPlan(
                    key=key,
                    county_id=plan.county,
                    year=plan.year,
                    regular_total=plan.regular_total,
                    total=plan.total,
                    base_source=plan.base_source,
                    base_on=plan.base_on,
                    basis=plan.basis,
                    yearly_share_percent=plan.yearly_share_percent,
                    share_until=plan.share_until,
                    exception_document=plan.exception_document,
                    recorded_at=now,
                )
            )
            document = plan.exception_document or plan.base_source
            ledger.note_move(
                session,
                instance,
                now,
                key=key,
                county_id=plan.county,
                kind="plan",
                number=plan.total,
                subject=str(plan.year),
                document=document,
            )

    def standing(self, asking: Round) -> PostStanding:
        """Return how the ledger stands for a round."""
        with self._database.reading() as session:
            return ledger.standing(session, asking)

    def reserve(self, key: str, asking: Round, number: int, instance: str) -> None:
        """Reserve posts for a round instead of what it had reserved before."""
        with self._database.writing() as session:
            ledger.lock_ledger(session, asking.county)
            if ledger.was_moved(session, key):
                return
            rules.check_use(ledger.standing(session, asking), number)
            now = self._database.now(session)
            session.merge(
                PostReservation(
                    round_key=asking.key,
                    county_id=asking.county,
                    year=asking.year,
                    number=number,
                    since=now,
                )
            )
            ledger.note_move(
                session,
                instance,
                now,
                key=key,
                county_id=asking.county,
                kind="reserve",
                number=number,
                subject=asking.key,
            )

    def release(self, key: str, asking: Round, instance: str) -> int:
        """Give back what a round has reserved and not used."""
        with self._database.writing() as session:
            ledger.lock_ledger(session, asking.county)
            before = ledger.was_moved(session, key)
            if before is not None:
                return before.number
            row = session.get(PostReservation, asking.key)
            number = 0 if row is None else row.number
            if row is not None:
                session.delete(row)
            ledger.note_move(
                session,
                instance,
                self._database.now(session),
                key=key,
                county_id=asking.county,
                kind="release",
                number=number,
                subject=asking.key,
            )
            return number

    def occupy(self, key: str, asking: Round, occupant: Occupant, instance: str) -> None:
        """Take one reserved post of the round, or a usable one when it has reserved none."""
        with self._database.writing() as session:
            ledger.lock_ledger(session, asking.county)
            if ledger.was_moved(session, key):
                return
            row = session.get(PostReservation, asking.key)
            if row is not None and row.number > 0:
                row.number -= 1
            else:
                rules.check_use(ledger.standing(session, asking), 1)
            now = self._database.now(session)
            session.add(
                PostOccupation(
                    key=key,
                    county_id=asking.county,
                    year=asking.year if row is None else row.year,
                    holder=occupant.holder,
                    certificate_number=occupant.certificate,
                    id_number=self._database.cipher.seal_text(occupant.id_number),
                    unit=occupant.unit,
                    since=now,
                    freed_by="",
                    freed_document="",
                )
            )
            ledger.note_move(
                session,
                instance,
                now,
                key=key,
                county_id=asking.county,
                kind="occupy",
                number=1,
                subject=occupant.holder,
                document=occupant.certificate,
            )

    def free(self, key: str, certificate: str, freeing: Freeing, instance: str) -> bool:
        """Free the post of a certificate's holder."""
        with self._database.writing() as session:
            county = ledger.county_of_certificate(session, certificate)
            if county is None:
                return False
            ledger.lock_ledger(session, county)
            if ledger.was_moved(session, key):
                return True
            held = ledger.held_by(session, certificate)
            if held is None:
                return False
            now = self._database.now(session)
            held.freed_at = now
            held.freed_by = freeing.reason
            held.freed_document = freeing.document
            ledger.note_move(
                session,
                instance,
                now,
                key=key,
                county_id=county,
                kind="free",
                number=1,
                subject=f"{held.holder}：{rules.FREED_BY[freeing.reason].zh}",
                document=freeing.document,
            )
            return True

    def refuse(self, key: str, certificate: str, reason: str, instance: str) -> None:
        """Note that something was refused to the holder of a certificate."""
        with self._database.writing() as session:
            county = ledger.county_of_certificate(session, certificate)
            if county is None or ledger.was_moved(session, key):
                return
            ledger.note_move(
                session,
                instance,
                self._database.now(session),
                key=key,
                county_id=county,
                kind="refuse",
                subject=certificate,
                document=reason,
            )
