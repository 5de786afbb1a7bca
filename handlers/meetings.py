"""Service tasks of the meeting application (例会申请) and of the meeting notice (例会通知单)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from webapp.domain import drawing, places, statute
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.experts import Expert, ExpertPool, PoolFiling
from webapp.domain.ports.office import Archive, Numbering
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import Refused


@operations.performs("meetings.prepare", "series", "seriesName", "year", "roster", "posts")
def prepare(job: Job, pool: ExpertPool) -> Variables:
    """Write the work plan of a meeting from the registers; the office may change it."""
    given = job.variables
    place = places.county_of(job.county)
    filing = pool.filing(job.county, given["series"])
    experts = pool.experts(job.county, given["series"])
    filed = _filed_words(filing)
    plan = (
        f"一、{place.bureau}召开{given['year']}年度{given['seriesName']}系列职称“双定向”评审会议。{filed}\n"
        f"二、参评人员{given['roster']['count']}人，可使用岗位{given['posts']['usable']}个。\n"
        f"三、会议经批复同意后，从在库{len(experts)}名专家（{_mix_words(experts)}）中随机抽取评委和候补委员，"
        "记录随机种子和排除理由。\n"
        "四、专家应当回避的不参加对有关申报人的评议和表决；评议组提出书面意见，供表决参考。\n"
        "五、无记名投票，每位到会专家投票一次，不得委托或者补投；赞成票不少于到会专家三分之二的为通过，"
        "由主任委员宣布结果并签字。"
    )
    return {
        "plan": plan,
        "supervision": "会议实行封闭管理，评审专家名单保密；纪检监察机构派员全程监督。",
        "size": _usual_size(filing),
        "experts": len(experts),
        "filing": _filing(filing) if filing else None,
        "filed": filed,
    }


def _filed_words(filing: PoolFiling | None) -> str:
    if filing is None:
        return "评审委员会尚无备案记录。"
    words = f"评审委员会备案号{filing.number}，有效期至{filing.valid_until.isoformat()}。"
    if filing.consent:
        words += f"经{filing.consent}同意，人数不少于{filing.consent_size}人。"
    return words


def _usual_size(filing: PoolFiling | None) -> int:
    if filing is not None and filing.consent and filing.consent_size:
        return filing.consent_size
    return statute.COMMITTEE_BY_SERIES


def _mix_words(experts: Sequence[Expert]) -> str:
    counted = drawing.mix(experts)
    return "、".join(f"{drawing.ORIGINS[each].zh}{number}人" for each, number in counted.items())


@operations.performs("meetings.examine", "series", "application", "committeeBy", "leadDays")
def examine(job: Job, pool: ExpertPool, calendar: WorkingCalendar) -> Variables:
    """Return what the registers say of an application: filing, pool, least size, earliest day.

    With an entrusted county it is that county's committee that must be filed and large enough.
    """
    given = job.variables
    application = given["application"]
    owner = places.county_of(application.get("entrustedCounty") or job.county)
    meeting_on = date.fromisoformat(application["meetingOn"])
    filing = pool.filing(owner.code, given["series"])
    problem = ""
    try:
        drawing.check_filing(owner.name, filing, meeting_on)
    except Refused as error:
        problem = error.message.zh
    serving = [
        each
        for each in pool.experts(owner.code, given["series"])
        if each.term_ends_on is None or each.term_ends_on >= meeting_on
    ]
    first = calendar.add_working_days(job.county, job.now, int(given["leadDays"]))
    return {
        "filed": not problem,
        "problem": problem,
        "filing": _filing(filing) if filing else None,
        "least": drawing.least_size(given["committeeBy"], filing),
        "drawable": len(serving),
        "chairs": sum(each.can_chair for each in serving),
        "pool": [
            {"name": each.name, "unit": each.unit, "specialty": each.specialty} for each in serving
        ],
        "owner": owner.name,
        "entrusted": owner.code != job.county,
        "earliest": _last_day(first).isoformat(),
        "inTime": meeting_on >= _last_day(first),
    }


def _last_day(end: Any) -> date:
    """Return the day that ends at a moment given as 24:00 (which is 0:00 of the next day)."""
    moment = end.astimezone(CHINA)
    day: date = moment.date()
    is_midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return date.fromordinal(day.toordinal() - 1) if is_midnight else day


@operations.performs(
    "meetings.apply", "application", "check", "roster", "posts", "seriesName", "year", "launch"
)
def apply(job: Job, archive: Archive, numbering: Numbering) -> Variables:
    """Archive the application with plan, pool roster and nominee count; return its number."""
    given = job.variables
    application, check, posts = given["application"], given["check"], given["posts"]
    place, today = places.county_of(job.county), _today(job)
    taken = numbering.take(job.id, f"meeting-{place.bureau}-{today[:4]}")
    number = f"{place.bureau}双定向例会〔{today[:4]}〕{taken}号"
    content = {
        "organ": place.bureau,
        "county": place.name,
        "date": today,
        "number": number,
        "to": places.city_of(job.county).bureau,
        "seriesName": given["seriesName"],
        "year": given["year"],
        "meetingOn": application["meetingOn"],
        "place": application["place"],
        "posts": {
            "total": posts["total"],
            "occupied": posts["occupied"],
            "vacant": posts["vacant"],
            "wanted": application["postsWanted"],
        },
        "committee": {
            "filing": check["filing"]["number"],
            "validUntil": check["filing"]["validUntil"],
            "size": application["committeeSize"],
            "consent": check["filing"]["consent"],
            "organ": check["owner"],
            "entrustment": application.get("entrustment") or "",
        },
        "plan": application["plan"],
        "supervision": application["supervision"],
        "contact": application["contact"],
        "nominees": given["roster"]["count"],
        "roster": given["roster"]["document"],
        "pool": check["pool"],
        "launchFiling": given["launch"]["launchFiling"],
        "criteria": {
            "version": given["launch"]["criteriaVersion"],
            "confirmation": given["launch"]["criteriaConfirmation"],
            "filing": given["launch"]["criteriaFiling"],
        },
    }
    document = archive.archive(job.id, job.instance_id, "meeting_application", content)
    return {"number": number, "document": document, "appliedOn": today}


@operations.performs("meetings.notify", "application", "approval", "committee", "roster")
def notify(job: Job, archive: Archive) -> Variables:
    """Archive the meeting notice: time, place, members, number of people under review."""
    given = job.variables
    application, approval, committee = given["application"], given["approval"], given["committee"]
    leaders = {committee["chair"]["id"]: "主任委员"}
    if committee["viceChair"]:
        leaders[committee["viceChair"]["id"]] = "副主任委员"
    members = [(each, leaders.get(each["id"], "委员")) for each in committee["members"]]
    members += [(each, "候补委员") for each in committee["alternates"]]
    content = {
        "organ": places.city_of(job.county).bureau,
        "county": places.county_of(job.county).name,
        "date": _today(job),
        "approvalNumber": approval["number"],
        "approvedOn": approval["date"],
        "approvedPosts": approval["approvedPosts"],
        "meetingOn": application["meetingOn"],
        "place": application["place"],
        "members": [
            {"name": each["name"], "unit": each["unit"], "role": role} for each, role in members
        ],
        "nominees": given["roster"]["count"],
    }
    return {"document": archive.archive(job.id, job.instance_id, "meeting_notice", content)}


def _filing(filing: PoolFiling) -> dict[str, Any]:
    return {
        "number": filing.number,
        "validFrom": filing.valid_from.isoformat(),
        "validUntil": filing.valid_until.isoformat(),
        "consent": filing.consent,
        "consentSize": filing.consent_size,
    }


def _today(job: Job) -> str:
    return job.now.astimezone(CHINA).date().isoformat()
