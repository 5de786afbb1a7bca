"""The electronic certificate (R4, R32): always marked 双定向, valid in one county."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from webapp.domain.papers.model import Facts, Line, Options, Paper, Style
from webapp.domain.papers.wording import day, field

MARK = "双定向"
"""Stands on every certificate, whatever the record says."""


def certificate(content: Mapping[str, Any], options: Options) -> Paper:
    """Return the certificate with the address at which it is verified."""
    number, code = field(content, "number"), field(content, "verificationCode")
    pairs = (
        ("姓名", field(content, "holder")),
        ("性别", field(content, "sex")),
        ("身份证号", field(content, "idNumber")),
        ("工作单位", field(content, "unit")),
        ("系列", field(content, "seriesName")),
        ("专业", field(content, "specialty")),
        ("级别", "副高级"),
        ("职称名称", field(content, "title")),
        ("评审委员会", field(content, "committee")),
        ("取得时间", day(content.get("passedOn"))),
        ("公布文号", field(content, "publicationNumber")),
        ("省级备案", field(content, "filingNumber")),
        ("证书编号", number),
        ("查验码", code),
    )
    return Paper(
        style=Style.CERTIFICATE,
        title="专业技术职称证书",
        organ=field(content, "organ"),
        date=day(content.get("issuedOn")),
        number=MARK,
        blocks=(
            Facts([[pair] for pair in pairs if pair[1]]),
            Line(f"职称“{MARK}”，{field(content, 'validity').rstrip('。')}。"),
        ),
        link=f"{options.public_address}/certificates?{urlencode({'number': number, 'code': code})}",
    )
