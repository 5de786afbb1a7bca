"""Service tasks of certificates: issue, correct, revoke (R31, R32, A16)."""

from datetime import date
from typing import Any

from webapp.domain import certificates as rules
from webapp.domain.certificates import MARK, Happening
from webapp.domain.names import is_id_number, normal_name
from webapp.domain.places import county_of
from webapp.domain.ports.certificates import (
    CertificateData,
    CertificateEvent,
    Certificates,
    Correction,
    HeldCertificate,
    IssuedCertificate,
)
from webapp.domain.ports.integrity import Bar, HeldTitle, Integrity, Titles
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Archive
from webapp.domain.titles import SERIES
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


@operations.performs("certificates.standing", "person")
def standing(job: Job, nominations: Nominations) -> Variables:
    """Tell whether the person has not withdrawn since the list was filed."""
    state = nominations.state(str(job.variables["person"]["key"]))
    return {"standing": state != "WITHDRAWN"}


@operations.performs(
    "certificates.issue", "person", "series", "seriesName", "publication", "filing"
)
def issue(job: Job, certificates: Certificates, archive: Archive, titles: Titles) -> Variables:
    """Issue the holder's certificate; it is valid inside the county only (R4)."""
    given = job.variables
    person, publication = given["person"], given["publication"]
    rules.check_filed(given["filing"])
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
    issued = certificates.issue(job.id, data, _today(job))
    titles.record(f"{job.id}-title", _held_title(data, issued.number))
    told = _archived(job, archive, data, issued)
    return {"key": person["key"], **told}


@operations.performs("certificates.find", "number")
def find(job: Job, certificates: Certificates) -> Variables:
    """Return a valid certificate of the county; BPMN error CERTIFICATE_REFUSED otherwise."""
    found = _valid(job, certificates)
    return {
        "number": found.number,
        "holder": found.holder,
        "idNumber": found.id_number,
        "unit": found.unit,
        "specialty": found.specialty,
        "seriesName": SERIES[found.series].name.zh,
        "title": found.title,
        "passedOn": found.passed_on.isoformat(),
        "version": found.version,
    }


@operations.performs("certificates.correct", "number", "correction", "document", "organ")
def correct(job: Job, certificates: Certificates, archive: Archive) -> Variables:
    """Replace the certificate by a corrected one; BPMN error CERTIFICATE_REFUSED."""
    given = job.variables
    found = certificates.find(given["number"])
    if found is None or found.county != job.county:
        raise BpmnError("CERTIFICATE_REFUSED", _unknown(given["number"]))
    correction = _correction(given["correction"], found)
    document = given["document"] or ""
    event = CertificateEvent(
        kind=Happening.CORRECTED,
        on=_today(job),
        organ=given["organ"],
        document=document,
        status=rules.STATUS_AFTER[Happening.CORRECTED],
    )
    made = certificates.correct(job.id, found.number, correction, event)
    data = CertificateData(
        holder=correction.holder,
        id_number=correction.id_number,
        unit=correction.unit,
        series=found.series,
        specialty=correction.specialty,
        title=found.title,
        county=found.county,
        committee=found.committee,
        passed_on=found.passed_on,
        publication_number=found.publication_number,
        filing_number=found.filing_number,
    )
    return {**_archived(job, archive, data, made), "replaces": found.number}


@operations.performs("certificates.revoke", "number", "organ", "document", "decidedOn", "grounds")
def revoke(job: Job, certificates: Certificates, integrity: Integrity, titles: Titles) -> Variables:
    """Revoke a certificate and bar its holder for three years (A16)."""
    given = job.variables
    decided_on = date.fromisoformat(given["decidedOn"])
    found = certificates.find(given["number"])
    if found is None or found.county != job.county:
        raise BpmnError("CERTIFICATE_REFUSED", _unknown(given["number"]))
    event = CertificateEvent(
        kind=Happening.REVOKED,
        on=decided_on,
        organ=given["organ"],
        document=given["document"],
        grounds=given["grounds"],
        status=rules.STATUS_AFTER[Happening.REVOKED],
    )
    until = rules.barred_until(decided_on)
    certificates.happen(job.id, found.number, event)
    titles.end(found.number, decided_on, rules.WORDS[Happening.REVOKED].zh)
    bar = Bar(
        kind="dishonesty",
        id_number=found.id_number,
        name=found.holder,
        grounds=given["grounds"],
        document=given["document"],
        since=decided_on,
        until=until,
    )
    integrity.record(f"{job.id}-bar", bar)
    return {"number": found.number, "barredUntil": until.isoformat()}


def _today(job: Job) -> date:
    return job.now.astimezone(CHINA).date()


def _unknown(number: str) -> str:
    return rules.CertificateUnknown(number=number).message.zh


def _valid(job: Job, certificates: Certificates) -> HeldCertificate:
    number = str(job.variables["number"]).strip().upper()
    try:
        return rules.check_valid(certificates.find(number), job.county, number)
    except (rules.CertificateUnknown, rules.CertificateEnded) as error:
        raise BpmnError("CERTIFICATE_REFUSED", error.message.zh) from error


def _correction(given: dict[str, Any], found: HeldCertificate) -> Correction:
    """Return what the corrected certificate states: what is left empty stays as it was."""
    wanted = {name: str(given.get(name) or "").strip() for name in ("name", "idNumber", "unit")}
    number = wanted["idNumber"].upper()
    if number and not is_id_number(number):
        raise BpmnError("CERTIFICATE_REFUSED", "身份证号校验位不正确，请核对后重新填写。")
    made = Correction(
        holder=normal_name(wanted["name"]) or found.holder,
        id_number=number or found.id_number,
        unit=wanted["unit"] or found.unit,
        specialty=str(given.get("specialty") or "").strip() or found.specialty,
    )
    if made == Correction(found.holder, found.id_number, found.unit, found.specialty):
        raise BpmnError(
            "CERTIFICATE_REFUSED", rules.NothingCorrected(number=found.number).message.zh
        )
    return made


def _held_title(data: CertificateData, number: str) -> HeldTitle:
    return HeldTitle(
        id_number=data.id_number,
        name=data.holder,
        kind="targeted",
        level="deputy_senior",
        series=data.series,
        title=data.title,
        obtained_on=data.passed_on,
        county=data.county,
        certificate=number,
    )


def _archived(
    job: Job, archive: Archive, data: CertificateData, issued: IssuedCertificate
) -> Variables:
    """Archive the certificate as a paper; return what the process tells of it."""
    county, issued_on = county_of(data.county), _today(job).isoformat()
    told = {
        "number": issued.number,
        "verificationCode": issued.verification_code,
        "mark": MARK,
        "validity": county.validity,
        "issuedOn": issued_on,
    }
    paper = {
        **told,
        "organ": county.bureau,
        "county": county.name,
        "date": issued_on,
        "holder": data.holder,
        "idNumber": data.id_number,
        "unit": data.unit,
        "seriesName": SERIES[data.series].name.zh,
        "specialty": data.specialty,
        "title": data.title,
        "committee": data.committee,
        "passedOn": data.passed_on.isoformat(),
        "publicationNumber": data.publication_number,
        "filingNumber": data.filing_number,
    }
    document = archive.archive(f"{job.id}-paper", job.instance_id, "certificate", paper)
    return {**told, "document": document}
