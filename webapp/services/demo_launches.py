"""The demo's launched counties: open series, criteria in use, a ledger of posts; all invented."""

from datetime import datetime, timedelta
from typing import Any

from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import (
    CriteriaFloor,
    CriteriaVersion,
    LaunchedSeries,
    PostMove,
    PostPlan,
)
from webapp.domain import criteria, places, titles
from webapp.domain.ports.launches import Floor
from webapp.kernel.clock import CHINA

SERIES = ("teaching", "health", "agriculture")
"""The series that every county of the demo has opened."""

_REGULAR_POSTS = 300
_SHARE = 50
_SHARE_YEARS = 3
_WEIGHTS = {"ethics": 15, "ability": 20, "performance": 40, "tasks": 15, "recognition": 10}
_ITEMS = (
    ("遵守职业道德，无违纪违规行为", "ethics"),
    ("在县及县以下一线岗位工作，能独立解决业务难题", "ability"),
    ("近五年实际工作业绩突出", "performance"),
    ("完成岗位规定的工作任务，年度考核合格以上", "tasks"),
    ("服务对象和同行认可", "recognition"),
)
_FLOOR = (
    ("years", "取得中级职称后任职年限", ">=", 5, "年", "演示条款一"),
    ("clinic_days", "近五年每年临床工作时间", ">=", 200, "天", "演示条款二"),
    ("cases", "病历或者病案分析", ">=", 3, "份", "演示条款三"),
    ("public_health", "参加基层公共卫生服务", "required", None, "", "演示条款四"),
)


def enter_floor(session: Session, now: datetime) -> None:
    """Enter an invented floor of the health series for the whole province."""
    floor = _floor()
    session.add(
        CriteriaFloor(
            organ_id=floor.organ,
            series=floor.series,
            version=floor.version,
            title=floor.title,
            items=list(floor.items),
            entered_at=now,
        )
    )


def _floor() -> Floor:
    return Floor(
        places.PROVINCE_CODE,
        "health",
        1,
        "演示用基层卫生高级职称最低条件",
        [
            dict(zip(("code", "name", "operator", "value", "unit", "clause"), row, strict=True))
            for row in _FLOOR
        ],
    )


def launch(session: Session, county: places.County, now: datetime) -> None:
    """Let a county have launched long before: consents, assessment, filings, criteria, posts."""
    for number, series in enumerate(SERIES, start=1):
        _open(session, county, series, now)
        _adopt(session, county, series, now, number)
    today = now.astimezone(CHINA).date()
    total = _REGULAR_POSTS // 10
    key = f"demo-{county.code}"
    session.add(
        PostPlan(
            key=key,
            county_id=county.code,
            year=today.year,
            regular_total=_REGULAR_POSTS,
            total=total,
            base_source="演示数据",
            base_on=today - timedelta(days=120),
            basis="all",
            yearly_share_percent=_SHARE,
            share_until=today.replace(month=12, day=31, year=today.year + _SHARE_YEARS),
            exception_document="",
            recorded_at=now,
        )
    )
    session.add(
        PostMove(
            key=key,
            county_id=county.code,
            kind="plan",
            number=total,
            subject=str(today.year),
            document="演示数据",
            actor_name="演示",
            at=now,
        )
    )


def _open(session: Session, county: places.County, series: str, now: datetime) -> None:
    city, year = places.city_of(county.code), now.astimezone(CHINA).year
    day = (now - timedelta(days=400)).astimezone(CHINA).date()
    acts = [
        ("consent", f"{county.committee}同意", county.committee, "演示委纪1号"),
        ("consent", f"{county.government}同意", county.government, "演示政纪1号"),
        ("guidance", "指导和综合评估意见", city.bureau, "演示评估1号"),
        ("filing", "市（州）备案", city.bureau, f"演示市备〔{year}〕1号"),
        ("filing", "省备案", "吉林省人力资源和社会保障厅", f"演示省备〔{year}〕1号"),
    ]
    session.add(
        LaunchedSeries(
            key=f"demo-{county.code}-{series}",
            county_id=county.code,
            series=series,
            starts_on=day,
            assessment="具备条件，可以启动。",
            assessed_on=day,
            consents="演示委纪1号、演示政纪1号",
            filed_with_city=f"演示市备〔{year}〕1号",
            filed_with_province=f"演示省备〔{year}〕1号",
            acts=[
                {
                    "kind": kind,
                    "subject": subject,
                    "organ": organ,
                    "number": number,
                    "on": day.isoformat(),
                }
                for kind, subject, organ, number in acts
            ],
            report={
                "economy": "演示：经济运行平稳，基层岗位需求稳定。",
                "talents": "演示：副高级人才集中在县城，基层短缺。",
                "features": "演示：边境县，农业和卫生人才急需紧缺。",
            },
            recorded_at=now,
        )
    )


def _adopt(
    session: Session, county: places.County, series: str, now: datetime, number: int
) -> None:
    year, day = now.astimezone(CHINA).year, (now - timedelta(days=390)).astimezone(CHINA).date()
    items: list[dict[str, Any]] = [
        {"item": item, "dimension": criteria.DIMENSIONS[name].zh} for item, name in _ITEMS
    ]
    if series == "health":
        items += [
            {"item": name, "dimension": "实践能力", "floorCode": code, "value": value}
            for code, name, _operator, value, _unit, _clause in _FLOOR
        ]
    draft = {
        "conditions": f"{titles.SERIES[series].name.zh}系列面向县及县以下一线专业技术人员，"
        "适当放宽学历、科研要求，重点看一贯业绩。",
        "items": items,
        "weights": _WEIGHTS,
    }
    floors = [_floor()] if series == "health" else []
    found = criteria.compare(series, draft, floors)
    session.add(
        CriteriaVersion(
            key=f"demo-{county.code}-{series}",
            county_id=county.code,
            series=series,
            version=1,
            state="IN_USE",
            conditions=draft["conditions"],
            items=list(found.items),
            weights=_WEIGHTS,
            comparison=[dict(line) for line in found.lines],
            text_hash=found.text_hash,
            confirmation=f"演示确认〔{year}〕{number}号",
            confirmed_on=day,
            filing=f"演示省备〔{year}〕{number + 1}号",
            filed_on=day,
            drafted_at=now - timedelta(days=95),
        )
    )
