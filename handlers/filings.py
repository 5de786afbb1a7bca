"""Service tasks that make the papers for filing the results with the city (R29)."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain.certificates import list_hash
from webapp.domain.places import city_of, county_of
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.notices import Notices
from webapp.domain.ports.office import Archive
from webapp.domain.publicity import PublicityRunning
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


@operations.performs("filings.report", "persons", "publicity", "meeting", "seriesName", "year")
def report(job: Job, notices: Notices, nominations: Nominations, archive: Archive) -> Variables:
    """Make the filing report of those who have not withdrawn; only after the publicity (R29)."""
    given = job.variables
    publicity = given["publicity"]
    if not notices.is_over(publicity["notice"]):
        raise PublicityRunning(title=publicity["title"])
    standing = [
        each for each in given["persons"] if nominations.state(str(each["key"])) != "WITHDRAWN"
    ]
    subject = (
        f"{county_of(job.county).name}{given['year']}年度{given['seriesName']}系列“双定向”评审结果"
    )
    document = (
        archive.archive(job.id, job.instance_id, "filing_report", _paper(job, subject, standing))
        if standing
        else ""
    )
    return {
        "persons": standing,
        "count": len(standing),
        "listHash": list_hash(standing),
        "subject": subject,
        "document": document,
    }


def _paper(job: Job, subject: str, persons: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    county, publicity = county_of(job.county), job.variables["publicity"]
    return {
        "organ": county.bureau,
        "county": county.name,
        "date": job.now.astimezone(CHINA).date().isoformat(),
        "subject": subject,
        "to": city_of(job.county).bureau,
        "counts": {"passed": len(job.variables["persons"]), "filed": len(persons)},
        "publicity": {name: publicity[name] for name in ("startsOn", "endsOn", "outcome")},
        "minutes": job.variables["meeting"].get("minutes") or "",
        "rows": [
            {
                "name": each["name"],
                "unit": each["unit"],
                "seriesName": job.variables["seriesName"],
                "specialty": each.get("specialty") or "",
                "title": each.get("title") or "",
            }
            for each in persons
        ],
    }
