"""Service tasks that bring the outcome of a round back to each nomination."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from webapp.jobs.handling import Job, Variables, operations


@operations.performs(
    "results.compile", "nominations", "approval", "meeting", "publicity", "certificates"
)
def compile_results(job: Job) -> Variables:
    """Return one result for each nomination: passed with a certificate, or not and why."""
    given = job.variables
    certificates = {each["key"]: each for each in given["certificates"] or []}
    reasons = dict(_reasons(given))
    refused = (given["approval"] or {}).get("reasons")
    otherwise = f"例会申请未获批复同意：{refused}" if refused else "未列入评审通过人员名单"
    results = [
        _result(key, certificates.get(key), reasons.get(key, otherwise))
        for key in dict.fromkeys(each["key"] for each in given["nominations"])
    ]
    return {"list": results, "passed": sum(each["passed"] for each in results)}


def _result(key: str, certificate: Mapping[str, Any] | None, reasons: str) -> dict[str, Any]:
    if certificate is None:
        return {"key": key, "passed": False, "stage": "round", "reasons": reasons}
    return {"key": key, "passed": True, "stage": "round", "reasons": "", "certificate": certificate}


def _reasons(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield why people did not get a certificate; what comes later overrides."""
    meeting, publicity = given["meeting"] or {}, given["publicity"] or {}
    yield from _each(meeting, "failed", "评审委员会表决未达到到会专家的三分之二")
    yield from _each(meeting, "beyond", "表决通过，但超出批复的岗位数额")
    yield from _each(publicity, "upheld", f"公示异议成立：{publicity.get('reasons', '')}")
    yield from _each(
        publicity, "suspended", f"公示异议尚未查清，暂缓公布：{publicity.get('reasons', '')}"
    )


def _each(source: Mapping[str, Any], name: str, reason: str) -> Iterator[tuple[str, str]]:
    persons: Sequence[Mapping[str, Any]] = source.get(name) or ()
    for each in persons:
        yield each["key"], reason
