"""Service tasks of what happens to holders: transfers, retirement, the regular title (R4, R20)."""

from datetime import date

from webapp.domain import posts as post_rules
from webapp.domain.certificates import FREES, STATUS_AFTER, WORDS, Happening
from webapp.domain.places import county_of
from webapp.domain.ports.certificates import CertificateEvent, Certificates, HeldCertificate
from webapp.domain.ports.integrity import HeldTitle, Titles
from webapp.domain.ports.posts import Posts
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


@operations.performs("holders.happen", "number", "kind", "on", "document", "unit")
def happen(job: Job, certificates: Certificates, titles: Titles) -> Variables:
    """Record what happened; say whether the certificate still holds and the post is freed."""
    given = job.variables
    kind, on = Happening(given["kind"]), date.fromisoformat(given["on"])
    found = certificates.find(given["number"])
    if found is None or found.county != job.county:
        raise BpmnError("CERTIFICATE_REFUSED", "本县（市、区）没有该证书。")
    status = STATUS_AFTER.get(kind, "")
    event = CertificateEvent(
        kind=kind,
        on=on,
        organ=county_of(job.county).bureau,
        document=given["document"] or "",
        status=status,
        unit=(given["unit"] or "") if kind is Happening.MOVED else "",
    )
    certificates.happen(job.id, found.number, event)
    if status:
        titles.end(found.number, on, WORDS[kind].zh)
    if kind is Happening.REGULAR_TITLE:
        titles.record(f"{job.id}-title", _regular(found, on))
    return {
        "valid": not status,
        "freeReason": FREES.get(kind, ""),
        "words": WORDS[kind].zh,
    }


@operations.performs("holders.promote", "number", "grade", "document")
def promote(job: Job, certificates: Certificates, posts: Posts) -> Variables:
    """Refuse a small-step promotion with the clause, and note it in both registers (R20)."""
    given = job.variables
    refusal = post_rules.SmallStepPromotion(grade=given["grade"])
    event = CertificateEvent(
        kind=Happening.PROMOTION_REFUSED,
        on=job.now.astimezone(CHINA).date(),
        organ=county_of(job.county).bureau,
        document=given["document"] or "",
        grounds=refusal.message.zh,
    )
    certificates.happen(job.id, given["number"], event)
    posts.refuse(f"{job.id}-post", given["number"], refusal.message.zh, job.instance_id)
    return {"refused": True, "message": refusal.message.zh}


def _regular(found: HeldCertificate, on: date) -> HeldTitle:
    return HeldTitle(
        id_number=found.id_number,
        name=found.holder,
        kind="regular",
        level="deputy_senior",
        series=found.series,
        title=found.title,
        obtained_on=on,
    )
