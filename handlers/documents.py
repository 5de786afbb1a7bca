"""Service tasks that give official numbers and record documents."""

from collections.abc import Mapping
from typing import Any

from webapp.domain.certificates import ListDiffers, check_list
from webapp.domain.places import county_of
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Archive, Numbering
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


@operations.performs("documents.number", "kind", "organ")
def number(job: Job, numbering: Numbering) -> Variables:
    """Give the next number of the organ and year, as in 通化市…备〔2026〕3号."""
    organ, kind = job.variables["organ"], job.variables["kind"]
    today = job.now.astimezone(CHINA).date()
    taken = numbering.take(job.id, f"{kind}-{organ}-{today.year}")
    return {
        "number": f"{organ}双定向备〔{today.year}〕{taken}号",
        "date": today.isoformat(),
        "organ": organ,
    }


@operations.performs(
    "documents.publish", "draft", "persons", "organ", "passedOn", "seriesName", "filing", "filed"
)
def publish(job: Job, archive: Archive, nominations: Nominations) -> Variables:
    """Record the publication document (公布文件); whoever is named holds the title (R30).

    BPMN error LIST_DIFFERS when the list is not the one that was filed.
    """
    given = job.variables
    persons = [each for each in given["persons"] if is_standing(nominations, each)]
    try:
        check_list(persons, given["filed"])
    except ListDiffers as error:
        raise BpmnError(error.code, error.message.zh) from error
    draft, county = given["draft"], county_of(job.county)
    title = (
        f"{given['organ']}关于公布{persons[0]['name']}等{len(persons)}名同志取得"
        f"{given['seriesName']}系列（职称“双定向”）副高级职称的通知"
    )
    content = {
        "title": title,
        "number": draft["number"],
        "organ": given["organ"],
        "filing": given["filing"],
        "effectiveOn": given["passedOn"],  # a title counts from the day of the vote
        "names": [each["name"] for each in persons],
        "county": county.name,
        "date": draft.get("issuedOn") or job.now.astimezone(CHINA).date().isoformat(),
        "rows": [
            {
                "name": each["name"],
                "unit": each["unit"],
                "seriesName": given["seriesName"],
                "title": each.get("title") or "",
            }
            for each in persons
        ],
        "validity": county.validity,
    }
    document = archive.archive(job.id, job.instance_id, "publication", content)
    return {**content, "document": document}


def is_standing(nominations: Nominations, person: Mapping[str, Any]) -> bool:
    """Tell whether the person has not withdrawn."""
    return nominations.state(str(person["key"])) != "WITHDRAWN"
