"""Service tasks that list the applicants of a review round."""

from webapp.domain import places, titles
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Archive
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA

MOST_ROWS = 200
"""A longer roster stays in the register; the process keeps its length and its document only."""


@operations.performs("roster.compile", "series", "year")
def compile_roster(job: Job, archive: Archive, nominations: Nominations) -> Variables:
    """Close the register's roster of the round, number it in its fixed order and archive it.

    Nobody is added afterwards; who withdraws later is left out wherever the roster is looked up.
    """
    given = job.variables
    listed = nominations.close_roster(
        job.id, job.county, given["series"], int(given["year"]), job.business_key
    )
    rows = [
        {
            "number": number,
            "key": each.key,
            "name": each.name,
            "unit": each.unit,
            "specialty": each.specialty,
            "title": each.title,
        }
        for number, each in enumerate(listed, 1)
    ]
    place = places.county_of(job.county)
    content = {
        "organ": place.bureau,
        "county": place.name,
        "date": job.now.astimezone(CHINA).date().isoformat(),
        "series": given["series"],
        "seriesName": titles.SERIES[given["series"]].name.zh,
        "year": given["year"],
        "rows": rows,
    }
    document = archive.archive(job.id, job.instance_id, "roster", content) if rows else ""
    kept = rows if len(rows) <= MOST_ROWS else None
    return {"rows": kept, "count": len(rows), "document": document}
