"""Service tasks that list the applicants of a review round."""

from webapp.domain.places import county_of
from webapp.domain.ports.office import Archive
from webapp.domain.titles import SERIES
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA

COLUMNS = ("key", "name", "idNumber", "unit", "unitId", "username", "specialty", "title")


@operations.performs("roster.compile", "nominations", "series", "year")
def compile_roster(job: Job, archive: Archive) -> Variables:
    """Put the nominations into a fixed order, number them and archive the list.

    A nomination that came twice (corrected and sent again) counts once, as it came last.
    """
    latest = {each["key"]: each for each in job.variables["nominations"]}
    ordered = sorted(latest.values(), key=lambda each: (each["unit"], each["name"], each["key"]))
    rows = [
        {"number": number, **{name: each.get(name) or "" for name in COLUMNS}}
        for number, each in enumerate(ordered, 1)
    ]
    county = county_of(job.county)
    content = {
        "organ": county.bureau,
        "county": county.name,
        "date": job.now.astimezone(CHINA).date().isoformat(),
        "series": job.variables["series"],
        "seriesName": SERIES[job.variables["series"]].name.zh,
        "year": job.variables["year"],
        "rows": rows,
    }
    document = archive.archive(job.id, job.instance_id, "roster", content)
    return {"rows": rows, "count": len(rows), "document": document}
