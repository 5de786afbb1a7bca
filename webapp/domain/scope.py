"""Where targeted review takes place, for which level and series (notice 一): R1–R3, R7, R33–R34."""

from collections.abc import Mapping
from datetime import date

from webapp.domain import places, titles
from webapp.domain.ports.launches import OpenSeries
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text


class OutsideArea(Refused):
    """A place that is not one of the ten counties."""

    code = "OUTSIDE_AREA"
    rule = "R1"
    text = Text(
        zh="{place}不在职称“双定向”实施范围内。实施范围只有十个边境县（市、区）：{ten}。",
        en="{place} does not take part in targeted review; only the ten border counties do: {ten}.",
    )
    cure = Text(zh="请通过常规职称评审申报。", en="Please apply in the regular review of titles.")


class OtherLevel(Refused):
    """A title that is not of the deputy-senior level."""

    code = "OTHER_LEVEL"
    rule = "R3"
    text = Text(
        zh="“{title}”不是{series}系列的副高级职称；职称“双定向”只评审副高级。",
        en="“{title}” is no deputy-senior title of {series}; only that level is reviewed.",
    )
    cure = Text(
        zh="请选择{titles}；正高级、中级和初级职称请通过常规职称评审申报。",
        en="Choose {titles}; other levels belong to the regular review.",
    )


class UnknownSeries(Refused):
    """A series that the catalogue of deputy-senior titles does not hold."""

    code = "UNKNOWN_SERIES"
    rule = "R3"
    text = Text(
        zh="“{series}”不是可以评审副高级职称的系列。",
        en="“{series}” is no series with deputy-senior titles.",
    )
    cure = Text(zh="请从系列目录中选择。", en="Choose a series of the catalogue.")


class NotAssessed(Refused):
    """No guidance and assessment of the city."""

    code = "NOT_ASSESSED"
    rule = "R2"
    text = Text(
        zh="{county}{series}系列没有市（州）人社局的指导和综合评估意见，不能开展。",
        en="{county} has no guidance and assessment of the city for {series}.",
    )
    cure = Text(
        zh="请在“启动”流程中提交{city}进行指导和综合评估。",
        en="Submit the launch report to {city} for guidance and assessment.",
    )


class NotConsented(Refused):
    """No consent of the county's party committee and government."""

    code = "NOT_CONSENTED"
    rule = "R33"
    text = Text(
        zh="没有{county}党委和政府的同意文件，不能启动。",
        en="The consent of party committee and government of {county} is missing.",
    )
    cure = Text(
        zh="请登记党委、政府研究同意的文件名称、文号和日期。",
        en="Enter the documents of consent with numbers and dates.",
    )


class NotFiled(Refused):
    """Not filed with both the city and the province."""

    code = "NOT_FILED"
    rule = "R34"
    text = Text(
        zh="{county}启动事项尚未向市（州）和省人社部门备案，不能开展。",
        en="The launch of {county} is not filed with both city and province.",
    )
    cure = Text(
        zh="请完成市（州）备案和省备案。", en="Complete the filings with the city and the province."
    )


class ReportIncomplete(Refused):
    """A launch report without one of its headings."""

    code = "LAUNCH_REPORT_INCOMPLETE"
    rule = "R35"
    text = Text(
        zh="启动报告没有写明：{headings}。",
        en="The launch report says nothing of: {headings}.",
    )
    cure = Text(
        zh="请结合经济社会发展、人才总体平衡和特色发展补充启动报告。",
        en="Add economy and society, the balance of talents, and special features.",
    )


class NotOpened(Refused):
    """A series that the county has not opened."""

    code = "SERIES_NOT_OPENED"
    rule = "R2"
    text = Text(
        zh="{county}没有开设{series}系列的职称“双定向”评审。",
        en="{county} has not opened {series}.",
    )
    cure = Text(
        zh="请先由县（市、区）人社局办理“县（市、区）启动”，把该系列列入启动报告。",
        en="The county must first launch the series.",
    )


class NotStarted(Refused):
    """The start time has not come."""

    code = "NOT_STARTED"
    rule = "R7"
    text = Text(
        zh="{county}{series}系列自{day}起启动，现在还不能开展。",
        en="{county} starts {series} on {day}.",
    )
    cure = Text(zh="请在启动日期之后办理。", en="Come back on that day.")


def check_place(name: str) -> places.County:
    """Return the county of this name or code; refuse every other place (R1)."""
    wanted = name.strip()
    for county in places.COUNTIES:
        if wanted in (county.code, county.name, county.name_en):
            return county
    ten = "、".join(county.name for county in places.COUNTIES)
    raise OutsideArea(place=wanted, ten=ten)


def check_series(code: str) -> titles.Series:
    """Return a series of the catalogue; refuse every other (R3)."""
    if code not in titles.SERIES:
        raise UnknownSeries(series=code)
    return titles.SERIES[code]


def check_title(series: str, title: str) -> None:
    """Refuse a title that is not of the deputy-senior level of its series (R3)."""
    found = check_series(series)
    if not titles.is_deputy_senior(series, title):
        raise OtherLevel(title=title, series=found.name.zh, titles="、".join(found.titles))


HEADINGS: Mapping[str, Text] = {
    "economy": Text("经济社会发展情况", "Economy and society"),
    "talents": Text("人才总体状况和平衡", "Balance of talents"),
    "features": Text("特色发展和急需紧缺人才", "Special features and scarce talents"),
}
"""What a launch report takes into account (R35)."""


def check_opening(entry: OpenSeries) -> None:
    """Refuse to open without report, consent, assessment and both filings (R2, R33–R35)."""
    county = places.county_of(entry.county)
    series = check_series(entry.series).name.zh
    if not entry.consents.strip():
        raise NotConsented(county=county.name)
    if not entry.assessment.strip():
        raise NotAssessed(
            county=county.name, series=series, city=places.city_of(county.code).bureau
        )
    silent = [
        name.zh for key, name in HEADINGS.items() if not (entry.report.get(key) or "").strip()
    ]
    if silent:
        raise ReportIncomplete(headings="、".join(silent))
    if not (entry.filed_with_city.strip() and entry.filed_with_province.strip()):
        raise NotFiled(county=county.name)


def check_opened(county: str, series: str, entry: OpenSeries | None, on: date) -> OpenSeries:
    """Return the record of an open series that has started; refuse every other (R2, R7)."""
    named = {"county": places.county_of(county).name, "series": check_series(series).name.zh}
    if entry is None:
        raise NotOpened(**named)
    if on < entry.starts_on:
        raise NotStarted(**named, day=entry.starts_on.isoformat())
    return entry
