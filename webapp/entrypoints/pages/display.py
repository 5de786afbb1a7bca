"""How moments, days, due dates and personal data are shown."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import format_date, format_datetime, gettext, ngettext

from webapp.entrypoints.http.locale import current_language
from webapp.kernel.clock import CHINA

_IDENTITY = re.compile(r"(?<!\d)(\d{3})\d{11}(\d{3}[\dXx])(?!\d)")
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


def moment(value: datetime | None) -> str:
    """Return date and time in China, as officials write it."""
    if value is None:
        return ""
    pattern = "y年M月d日 HH:mm" if current_language() == "zh" else "d MMM y, HH:mm"
    return str(format_datetime(aware(value), pattern))


def day(value: date | datetime | None) -> str:
    """Return the day in China, as officials write it."""
    if value is None:
        return ""
    pattern = "y年M月d日" if current_language() == "zh" else "d MMMM y"
    return str(format_date(china_day(value), pattern, rebase=False))


def stamp(value: date | datetime) -> str:
    """Return the machine-readable form for `<time datetime>`."""
    return aware(value).isoformat() if isinstance(value, datetime) else value.isoformat()


def aware(value: datetime) -> datetime:
    """Return the moment with a zone; one without is UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def china_day(value: date | datetime) -> date:
    """Return the calendar day in China. The end of a day, 24:00, still belongs to it."""
    if not isinstance(value, datetime):
        return value
    local = aware(value).astimezone(CHINA)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return date.fromordinal(local.toordinal() - 1)
    return local.date()


def due_words(due_at: datetime, now: datetime) -> str:
    """Say how far away a due date is: in days, since offices count in days."""
    if aware(due_at) < now:
        days = (now.astimezone(CHINA).date() - china_day(due_at)).days
        if days < 1:
            return gettext("overdue since today")
        return ngettext("overdue by %(num)d day", "overdue by %(num)d days", days)
    days = (china_day(due_at) - now.astimezone(CHINA).date()).days
    if days < 1:
        return gettext("due today")
    return ngettext("%(num)d day left", "%(num)d days left", days)


def since_words(value: datetime, now: datetime) -> str:
    """Say for how long something has been so, in days (hours on the first day)."""
    passed = now - aware(value)
    if passed.days >= 1:
        return ngettext("for %(num)d day", "for %(num)d days", passed.days)
    hours = int(passed.total_seconds() // 3600)
    if hours < 1:
        return gettext("for less than an hour")
    return ngettext("for %(num)d hour", "for %(num)d hours", hours)


def masked(value: Any) -> Any:
    """Hide the middle of ID and phone numbers, in texts, lists and maps alike."""
    if isinstance(value, str):
        return _PHONE.sub(r"\1****\2", _IDENTITY.sub(r"\1***********\2", value))
    if isinstance(value, Mapping):
        return {key: masked(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item) for item in value]
    return value


def named(row: Any, field: str = "name") -> str:
    """Return the name of a row in the reader's language; Chinese where there is no English."""
    chinese = str(getattr(row, field, "") or "")
    if current_language() == "zh":
        return chinese
    return str(getattr(row, f"{field}_en", "") or chinese)


def readable(value: Any) -> str:
    """Return a variable as text: plain text as it is, everything else as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


FILTERS = {
    "moment": moment,
    "day": day,
    "stamp": stamp,
    "due_words": due_words,
    "since_words": since_words,
    "masked": masked,
    "named": named,
    "readable": readable,
}
