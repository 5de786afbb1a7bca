"""Thousands of nominations in the register at once, each with a procedure of its own."""

from sqlalchemy import insert, select

from webapp.adapters.storage.models import Nomination, Organisation, ProcessInstance
from webapp.kernel.identifiers import new_identifier
from webapp.services.parts import Parts

_STATES = ("RUNNING", "SUBMITTED", "LISTED", "CERTIFIED", "LAPSED", "REFUSED", "OBJECTED", "FAILED")


def fill_register(
    parts: Parts, number: int, template: str, *, county: str = "220582", year: int = 2027
) -> list[str]:
    """Enter so many nominations, their procedures copied from one instance; return their keys."""
    cipher = parts.cipher
    sealed = cipher.seal(b"220001197001010019")
    with parts.database.writing() as session:
        now = parts.database.now(session)
        model = session.get(ProcessInstance, template)
        assert model is not None
        columns = {c.name: getattr(model, c.name) for c in ProcessInstance.__table__.columns}
        unit = session.scalars(
            select(Organisation.name).where(Organisation.id == f"{county}-school")
        ).one()
        keys = [f"MANY-{county}-{year}-{n:05d}" for n in range(number)]
        session.execute(
            insert(ProcessInstance),
            [
                {**columns, "id": new_identifier(), "business_key": key, "start_key": None}
                for key in keys
            ],
        )
        session.execute(
            insert(Nomination),
            [
                {
                    "key": key,
                    "entry_key": key,
                    "county_id": county,
                    "year": year,
                    "series": "teaching" if n % 3 else "health",
                    "state": _STATES[n % len(_STATES)],
                    "name": f"申报人{n}",
                    "id_number": sealed,
                    "id_number_index": cipher.index(str(n)),
                    "unit": unit,
                    "unit_id": f"{county}-school",
                    "department": "",
                    "username": "",
                    "specialty": "语文",
                    "title": "高级教师",
                    "materials_hash": "0" * 64 if n % 8 else "",
                    "round_key": "ROUND" if n % 8 > 1 else "",
                    "roster_number": n,
                    "recommended": n % 8 > 0,
                    "reasons": "",
                    "entered_at": now,
                    "changed_at": now,
                }
                for n, key in enumerate(keys)
            ],
        )
    return keys
