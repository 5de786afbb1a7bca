"""What may happen to a certificate after its issue, and what it then says of its validity."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from webapp.domain import statute
from webapp.domain.places import PROVINCE_BUREAU
from webapp.domain.ports.certificates import HeldCertificate
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text

MARK = "双定向"
"""Stands on every certificate and cannot be left out (notice 四（四），R32)."""


class Status(StrEnum):
    """How a certificate stands."""

    VALID = "VALID"
    REPLACED = "REPLACED"  # corrected: the next version holds instead
    ENDED = "ENDED"  # the holder has left the county, or died
    REVOKED = "REVOKED"


class Happening(StrEnum):
    """What may happen to a certificate or its holder."""

    CORRECTED = "corrected"
    REVOKED = "revoked"
    TRANSFERRED_OUT = "transferred_out"
    MOVED = "moved"  # to another unit of the same county
    RETIRED = "retired"
    RESIGNED = "resigned"
    DIED = "died"
    REGULAR_TITLE = "regular_title"
    PROMOTION_REFUSED = "promotion_refused"


WORDS: Mapping[Happening, Text] = {
    Happening.CORRECTED: Text("更正换发", "corrected and issued anew"),
    Happening.REVOKED: Text("撤销", "revoked"),
    Happening.TRANSFERRED_OUT: Text("持证人调出本县（市、区）", "the holder has left the county"),
    Happening.MOVED: Text("持证人县内调动", "the holder moved within the county"),
    Happening.RETIRED: Text("持证人退休", "the holder retired"),
    Happening.RESIGNED: Text("持证人辞职或者解聘", "the holder resigned"),
    Happening.DIED: Text("持证人去世", "the holder died"),
    Happening.REGULAR_TITLE: Text(
        "持证人取得常规副高级职称", "the holder obtained the regular title"
    ),
    Happening.PROMOTION_REFUSED: Text("不予小层级晋升", "promotion refused"),
}

STATUS_AFTER: Mapping[Happening, Status] = {
    Happening.CORRECTED: Status.REPLACED,
    Happening.REVOKED: Status.REVOKED,
    Happening.TRANSFERRED_OUT: Status.ENDED,
    Happening.DIED: Status.ENDED,
}
"""What ends the validity (R4: valid inside the county only); everything else leaves it."""

FREES: Mapping[Happening, str] = {
    Happening.REVOKED: "revoked",
    Happening.TRANSFERRED_OUT: "left",
    Happening.RETIRED: "retired",
    Happening.RESIGNED: "resigned",
    Happening.DIED: "died",
    Happening.REGULAR_TITLE: "regular_post",
}
"""What frees the post, with the reason that the ledger of posts keeps."""


class CertificateUnknown(Refused):
    """The county has issued no certificate with this number."""

    code = "CERTIFICATE_UNKNOWN"
    rule = "R4"
    text = Text(
        zh="本县（市、区）没有编号为{number}的“双定向”证书。",
        en="The county has no certificate with the number {number}.",
    )
    cure = Text("请核对证书编号。", "Check the number.")


class CertificateEnded(Refused):
    """The certificate is no longer valid, so that nothing more can happen to it."""

    code = "CERTIFICATE_ENDED"
    rule = "R4"
    text = Text(
        zh="证书{number}已失效（{status}），不能再办理。",
        en="Certificate {number} is no longer valid ({status}).",
    )
    cure = Text("更正换发的，请使用新证书编号办理。", "If it was replaced, use the new number.")


class CertificateBeforeFiling(Refused):
    """A certificate comes only after the publication document was filed with the province."""

    code = "CERTIFICATE_BEFORE_FILING"
    rule = "R31"
    text = Text(
        zh="公布文件尚未报省备案，不能生成证书。",
        en="The publication document is not filed with the province; no certificate yet.",
    )
    cure = Text(
        "请由市（州）将公布文件报省人社厅备案后办理。",
        "Let the city file it with the province first.",
    )


class ListDiffers(Refused):
    """The list to be published is not the one that was filed."""

    code = "LIST_DIFFERS"
    rule = "R30"
    text = Text(
        zh="拟公布名单与备案名单不一致（备案{filed}，现为{found}）。",
        en="The list differs from the filed one (filed {filed}, now {found}).",
    )
    cure = Text("请按现名单重新报备案。", "File the present list anew.")


class NothingCorrected(Refused):
    """A correction that changes nothing."""

    code = "NOTHING_CORRECTED"
    rule = "R32"
    text = Text(
        zh="更正内容与证书{number}的记载相同。",
        en="Certificate {number} says the same already.",
    )
    cure = Text("请填写需要更正的项目。", "Enter what is to be corrected.")


def check_filed(filing: Mapping[str, Any]) -> None:
    """Refuse a certificate without the province's filing of the publication document (R31)."""
    if not filing.get("number") or filing.get("organ") != PROVINCE_BUREAU:
        raise CertificateBeforeFiling


def list_hash(persons: Sequence[Mapping[str, Any]]) -> str:
    """Return the fingerprint of a list: who, with which ID, of which unit, gets which title."""
    names = ("key", "name", "idNumber", "unit", "specialty", "title")
    lines = sorted("\x1f".join(str(each.get(name) or "") for name in names) for each in persons)
    return hashlib.sha256("\x1e".join(lines).encode("utf-8", "backslashreplace")).hexdigest()


def check_list(persons: Sequence[Mapping[str, Any]], filed: str) -> None:
    """Refuse to publish another list than the one that was filed (R30)."""
    found = list_hash(persons)
    if found != filed:
        raise ListDiffers(filed=filed[:8], found=found[:8])


def check_valid(found: HeldCertificate | None, county: str, number: str) -> HeldCertificate:
    """Return a valid certificate of the county; refuse others."""
    if found is None or found.county != county:
        raise CertificateUnknown(number=number)
    if found.status != Status.VALID:
        raise CertificateEnded(number=number, status=found.status)
    return found


def barred_until(decided_on: date) -> date:
    """Return the last day on which a revocation bars from applying: three years (A16)."""
    year = decided_on.year + statute.DISHONESTY_YEARS
    try:
        return decided_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)
