"""The demo's clock, which its administrator can move forward; elsewhere there is no such thing."""

from datetime import datetime, timedelta

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.repositories import registers
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.text import Text
from webapp.services import redelivery
from webapp.services.advancing import PROVINCE
from webapp.services.parts import Parts

_OFFSET = "demo_clock_offset_seconds"
_FARTHEST = 400


def clock_now(parts: Parts) -> datetime:
    """Return the application's time."""
    return parts.clock.now()


def restore_clock(parts: Parts) -> None:
    """Set the clock to where the demo's administrator left it."""
    if not parts.settings.demo:
        return
    with parts.database.reading() as session:
        parts.clock.offset = timedelta(seconds=registers.setting(session, _OFFSET) or 0)


def move_clock(parts: Parts, actor: Actor, days: int, *, working: bool) -> datetime:
    """Move the clock forward by calendar days, or to the end of the n-th working day.

    Whatever is due by then is delivered at once. `NotFound` outside the demo.
    """
    if not parts.settings.demo:
        raise NotFound
    if not may(actor, Permission.CLOCK_MOVE):
        raise NotAllowed
    if not 1 <= days <= _FARTHEST:
        raise InvalidInput({"days": [Text("请填写 1 至 400 天。", "Between 1 and 400 days.")]})
    now = parts.clock.now()
    target = now + timedelta(days=days)
    if working:
        calendar: WorkingCalendar = parts.ports[WorkingCalendar]
        # A minute more, so that what ends with the working day has ended.
        target = calendar.add_working_days(PROVINCE, now, days) + timedelta(minutes=1)
    parts.clock.offset += target - now
    with parts.database.writing() as session:
        registers.keep_setting(session, _OFFSET, parts.clock.offset.total_seconds())
    redelivery.redeliver_due(parts)
    return parts.clock.now()
