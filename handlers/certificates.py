"""Service tasks that issue certificates (R31, R32)."""

from datetime import date

from webapp.domain.places import county_of
from webapp.domain.ports.certificates import CertificateData, Certificates
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA

MARK = "双定向"
"""Stands on every certificate and cannot be left out (notice 四（四）)."""


@operations.performs(
    "certificates.issue", "person", "series", "seriesName", "publication", "filing"
)
def issue(job: Job, certificates: Certificates) -> Variables:
    """Issue the holder's certificate; it is valid inside the county only (R4)."""
    given = job.variables
    person, publication = given["person"], given["publication"]
    county = county_of(job.county)
    data = CertificateData(
        holder=person["name"],
        id_number=person["idNumber"],
        unit=person["unit"],
        series=given["series"],
        specialty=person["specialty"],
        title=person["title"],
        county=job.county,
        committee=f"{county.name}{given['seriesName']}系列职称“双定向”评审委员会",
        passed_on=date.fromisoformat(publication["effectiveOn"]),
        publication_number=publication["number"],
        filing_number=given["filing"]["number"],
    )
    today = job.now.astimezone(CHINA).date()
    issued = certificates.issue(job.id, data, today)
    return {
        "key": person["key"],
        "number": issued.number,
        "verificationCode": issued.verification_code,
        "mark": MARK,
        "validity": county.validity,
        "issuedOn": today.isoformat(),
    }
