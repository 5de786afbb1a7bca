"""Service tasks of the one correction notice (decree 40, Art 18)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.office import Message, Notifier
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


@operations.performs("corrections.notify", "items", "deadlineDays", "username")
def notify(job: Job, calendar: WorkingCalendar, notifier: Notifier) -> Variables:
    """Tell the applicant everything to be corrected, once, and until when."""
    given = job.variables
    deadline = calendar.add_working_days(job.county, job.now, int(given["deadlineDays"]))
    last_day = (deadline - timedelta(seconds=1)).astimezone(CHINA).date()
    until = f"{last_day.year}年{last_day.month}月{last_day.day}日"
    body = f"{_listed(given['items'])}请于{until}前（含当日）一次补齐；逾期未补正的，视为放弃申报。"
    message = Message(title="申报材料一次性补正告知书", body=body, username=given["username"])
    notifier.notify(job.id, job.instance_id, message)
    return {
        "text": body,
        "deadline": deadline.isoformat(),
        "lastDay": last_day.isoformat(),
    }


def _listed(items: Sequence[Mapping[str, Any]]) -> str:
    return "".join(
        f"{number}. {each['material']}：{each['problem']}。" for number, each in enumerate(items, 1)
    )
