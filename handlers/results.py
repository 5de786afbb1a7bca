"""Service tasks that bring the outcome of a round back to each nomination."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from webapp.domain.ports.nominations import Nominations
from webapp.jobs.handling import Job, Variables, operations

_FAILED, _BEYOND, _OBJECTED, _CERTIFIED = "FAILED", "BEYOND", "OBJECTED", "CERTIFIED"


@operations.performs("results.compile", "approval", "meeting", "publicity", "certificates", "told")
def compile_results(job: Job, nominations: Nominations) -> Variables:
    """Settle every nomination of the round in the register; return the results to be told.

    `told` holds those whom the announcement has told already. Who has no account, because a
    spreadsheet brought this person in, has a result but no message.
    """
    given = job.variables
    certificates = {each["key"]: each for each in given["certificates"] or []}
    outcomes = dict(_outcomes(given))
    refused = (given["approval"] or {}).get("reasons")
    otherwise = f"例会申请未获批复同意：{refused}" if refused else "未列入评审通过人员名单"
    results = []
    before = set(given["told"] or ())
    listed = nominations.roster(job.business_key)
    for each in listed:
        state, reasons = outcomes.get(each.key, (_FAILED, otherwise))
        certificate = certificates.get(each.key)
        if certificate is not None:
            state, reasons = _CERTIFIED, ""
        nominations.settle(each.key, state, reasons)
        if each.username and each.key not in before:
            results.append(_result(each.key, certificate, state, reasons))
    return {"list": results, "passed": len(certificates), "count": len(listed)}


def _result(
    key: str, certificate: Mapping[str, Any] | None, state: str, reasons: str
) -> dict[str, Any]:
    told = {"key": key, "stage": "round", "state": state, "reasons": reasons}
    if certificate is None:
        return {**told, "passed": False}
    return {**told, "passed": True, "certificate": certificate}


def _outcomes(given: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield why people did not get a certificate; what comes later overrides."""
    meeting, publicity = given["meeting"] or {}, given["publicity"] or {}
    reasons = publicity.get("reasons", "")
    yield from _each(meeting, "failed", _FAILED, "评审委员会表决未达到到会专家的三分之二")
    yield from _each(meeting, "beyond", _BEYOND, "表决通过，但超出批复的岗位数额")
    yield from _each(publicity, "upheld", _OBJECTED, f"公示异议成立：{reasons}")
    yield from _each(publicity, "suspended", _OBJECTED, f"公示异议尚未查清，暂缓公布：{reasons}")


def _each(
    source: Mapping[str, Any], name: str, state: str, reason: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    persons: Sequence[Mapping[str, Any]] = source.get(name) or ()
    for each in persons:
        yield each["key"], (state, reason)
