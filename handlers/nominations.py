"""Service tasks of the application window and of the register of nominations (R21, R22)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.domain import channel as windows
from webapp.domain import criteria, eligibility, ladder, scope
from webapp.domain.names import normal_name
from webapp.domain.nominating import QuotaReached
from webapp.domain.places import PROVINCE_BUREAU
from webapp.domain.ports.integrity import Integrity, Titles
from webapp.domain.ports.launches import Launches
from webapp.domain.ports.nominations import Channel, Nominations, Nominee
from webapp.domain.ports.notices import Notices
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import Refused


@operations.performs("channel.open", "year", "opensOn", "closesOn", "document")
def open_channel(job: Job, nominations: Nominations) -> Variables:
    """Open the window of the county and year; BPMN error CHANNEL_REFUSED on impossible dates."""
    given = job.variables
    channel = Channel(
        county=job.county,
        year=int(given["year"]),
        opens_on=date.fromisoformat(given["opensOn"]),
        closes_on=date.fromisoformat(given["closesOn"]),
        opened_by=PROVINCE_BUREAU,
        document=given["document"] or "",
    )
    try:
        windows.check_dates(channel, _today(job))
    except Refused as error:
        raise BpmnError(error.code, error.message.zh) from error
    nominations.open_channel(job.id, channel)
    return _told(channel, _today(job))


@operations.performs("channel.find", "year")
def find_channel(job: Job, nominations: Nominations) -> Variables:
    """Return the window: `open` tells whether there is one, `state` where today lies."""
    found = nominations.channel(job.county, int(job.variables["year"]))
    if found is None:
        return {"open": False, "state": windows.ChannelState.NONE.value}
    return _told(found, _today(job))


@operations.performs(
    "nominations.enter", "year", "series", "title", "specialty", "person", "username", "unit",
    "department",
)  # fmt: skip
def enter(
    job: Job, nominations: Nominations, launches: Launches, integrity: Integrity, titles: Titles
) -> Variables:
    """Enter the nomination; BPMN errors CHANNEL_CLOSED, NOT_ELIGIBLE (R2, R14, R21, A14, …)."""
    given, today = job.variables, _today(job)
    year, nominee = int(given["year"]), _nominee(job)
    if nominations.state(nominee.key):  # a repetition, perhaps after the window
        return {"key": nominee.key}
    try:
        windows.check_open(nominations.channel(job.county, year), job.county, year, today)
        opened = launches.opened(job.county, nominee.series)
        scope.check_opened(job.county, nominee.series, opened, today)
        found = launches.criteria(job.county, nominee.series)
        criteria.check_in_use(job.county, nominee.series, found)
    except windows.ChannelClosed as error:
        raise BpmnError(error.code, error.message.zh, _reason(error)) from error
    except Refused as error:
        raise BpmnError("NOT_ELIGIBLE", error.message.zh, _reason(error)) from error
    bars, held = integrity.bars(nominee.id_number, today), titles.held(nominee.id_number)
    for refusal in eligibility.refusals(nominee.series, nominee.title, bars, held, today):
        raise BpmnError("NOT_ELIGIBLE", refusal.message.zh, _reason(refusal))
    if not nominations.enter(job.id, job.county, year, nominee):
        already = eligibility.AlreadyNominated(name=nominee.name, year=year)
        raise BpmnError("NOT_ELIGIBLE", already.message.zh, _reason(already))
    return {"key": nominee.key}


@operations.performs("eligibility.check", "series", "person")
def check(job: Job, titles: Titles) -> Variables:
    """Return the years with the middle title, on what they rest, and the titles held (R5, R6)."""
    given, today = job.variables, _today(job)
    held = titles.held(given["person"]["idNumber"].strip().upper())
    declared = int(given["person"].get("yearsInPost") or 0)
    years, basis = eligibility.years_in_middle_title(held, given["series"], declared, today)
    listed = [
        {"title": each.title, "kind": each.kind, "obtainedOn": each.obtained_on.isoformat()}
        for each in ladder.living(held, given["series"], today)
    ]
    exam = eligibility.exam_state(given["person"], today)
    return {"years": years, "basis": basis, "titles": listed, "exam": exam}


@operations.performs("nominations.recommend", "percent")
def recommend(job: Job, nominations: Nominations) -> Variables:
    """Mark the nomination as recommended; BPMN error QUOTA_REACHED above the unit's quota."""
    percent = int(job.variables["percent"])
    found = nominations.recommend(job.business_key, percent)
    if found is None:
        refusal = QuotaReached(percent=percent)
        raise BpmnError(refusal.code, refusal.message.zh, _reason(refusal))
    return {"applied": found.applied, "limit": found.limit}


@operations.performs("nominations.withdraw", "nomination", "username")
def withdraw(job: Job, nominations: Nominations) -> Variables:
    """End the applicant's own nomination; BPMN error NOT_WITHDRAWABLE when it cannot be."""
    key, username = job.variables["nomination"].strip(), job.variables["username"]
    found = nominations.nominee(key)
    if found is not None and found.username == username:
        nominations.settle(key, "WITHDRAWN", "本人撤回")
        if nominations.state(key) == "WITHDRAWN":
            return {"key": key}
    raise BpmnError(
        "NOT_WITHDRAWABLE",
        f"没有编号为“{key}”的、可由您撤回的申报：编号有误、不是本人的申报，或者已经办结（依据规则R22）。"
        "请核对编号；申报编号见该申报的办理页面。",
    )


@operations.performs("nominations.retract")
def retract(job: Job, nominations: Nominations, notices: Notices) -> Variables:
    """Keep in the register that the nomination is withdrawn, and end its lists in the unit."""
    nominations.settle(job.business_key, "WITHDRAWN", "本人撤回")
    notices.close_all(job.instance_id, "申报人撤回申报，公示终止。")
    return {"state": nominations.state(job.business_key)}


@operations.performs("nominations.submit", "materialsHash")
def submit(job: Job, nominations: Nominations) -> Variables:
    """Accept the nomination for its round; BPMN error ROUND_CLOSED when the roster is closed."""
    if not nominations.submit(job.business_key, job.variables["materialsHash"]):
        raise BpmnError(
            "ROUND_CLOSED",
            "本年度参评人员名册已经关闭，不能再报送（依据规则R27）。请在下一年度申报通道开放后申报。",
        )
    return {"submittedOn": _today(job).isoformat()}


@operations.performs("nominations.settle", "state", "reasons")
def settle(job: Job, nominations: Nominations) -> Variables:
    """Keep in the register how the nomination ended."""
    given = job.variables
    nominations.settle(job.business_key, given["state"], given["reasons"] or "")
    return {"state": nominations.state(job.business_key)}


@operations.performs("nominations.pending", "series", "year")
def pending(job: Job, nominations: Nominations) -> Variables:
    """Count the nominations for which the round still waits."""
    given = job.variables
    return {"count": nominations.pending(job.county, given["series"], int(given["year"]))}


def _today(job: Job) -> date:
    return job.now.astimezone(CHINA).date()


def _told(channel: Channel, today: date) -> Variables:
    return {
        "open": True,
        "state": windows.state_of(channel, today).value,
        "year": channel.year,
        "opensOn": channel.opens_on.isoformat(),
        "closesOn": channel.closes_on.isoformat(),
        "openedBy": channel.opened_by,
        "document": channel.document,
    }


def _nominee(job: Job) -> Nominee:
    given = job.variables
    person: Mapping[str, Any] = given["person"]
    unit, department = given["unit"] or {}, given["department"] or {}
    return Nominee(
        key=job.business_key,
        name=normal_name(person["name"]),
        id_number=person["idNumber"].strip().upper(),
        unit=unit.get("name", ""),
        unit_id=unit.get("id", ""),
        department=department.get("name", ""),
        username=given["username"] or "",
        series=given["series"],
        specialty=given["specialty"] or "",
        title=given["title"],
    )


def _reason(refusal: Refused) -> Variables:
    return {"rule": refusal.rule}
