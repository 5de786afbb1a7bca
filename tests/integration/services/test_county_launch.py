"""A county's launch through services and real registers, on both databases."""

from sqlalchemy import select

from tests.builders import chain
from tests.fixtures.parts import Demo
from webapp.adapters.storage.models import PostPlan
from webapp.kernel.pagination import PageRequest
from webapp.services import process_instances
from webapp.services.process_instances import InstanceFilter

COUNTY = "220621"
REPORT = {
    "year": 2026,
    "report": {
        "reasons": "基层急需，时机成熟。",
        "economy": "经济运行平稳。",
        "talents": "副高级人才短缺。",
        "features": "边境特色农业。",
        "series": ["teaching"],
        "startsOn": "2026-04-01",
    },
}
CONSENT = {
    "outcome": "consented",
    "committeeDocument": "抚委纪〔2026〕1号",
    "committeeDate": "2026-03-03",
    "governmentDocument": "抚政纪〔2026〕2号",
    "governmentDate": "2026-03-04",
}
GUIDANCE = {"opinion": "具备条件。", "outcome": "ready", "date": "2026-03-05"}
WINDOW = {"opensOn": "2026-04-01", "closesOn": "2026-04-30", "document": "吉人社函〔2026〕1号"}
DRAFT = {
    "conditions": "按基层需求制定。",
    "weights": {"ethics": 15, "ability": 20, "performance": 40, "tasks": 15, "recognition": 10},
    "items": [
        {"item": item, "dimension": item}
        for item in ("职业道德", "实践能力", "工作业绩", "任务完成情况", "群众认可度")
    ],
}
CONFIRMATION = {"outcome": "confirm", "number": "白人社确〔2026〕3号", "date": "2026-03-10"}
PLAN = {
    "regularTotal": 205,
    "total": 20,
    "baseSource": "县委编办 2025 年底数据",
    "baseOn": "2025-12-31",
    "yearlySharePercent": 30,
    "shareUntil": "2028-12-31",
}
RECEIVED = {"outcome": "received"}


def test_a_county_goes_from_its_report_to_an_open_channel_and_a_post_ledger(filled: Demo) -> None:
    filled.set_clock(chain.BEGIN)
    filled.start("fusong.reviewer", "county_launch", COUNTY, REPORT)
    for username, element_id, answer in (
        ("fusong.leader", "consent", CONSENT),
        ("baishan.reviewer", "guidance", GUIDANCE),
        ("baishan.reviewer", "receive_city", RECEIVED),
        ("province.officer", "receive_province", RECEIVED),
        ("fusong.reviewer", "draft", {"draft": DRAFT}),
        ("baishan.leader", "confirm", CONFIRMATION),
        ("province.officer", "receive_province", RECEIVED),
        ("fusong.reviewer", "posts_plan", {"posts": PLAN}),
        ("province.officer", "open_channel", WINDOW),
    ):
        filled.complete(username, element_id, answer)
    admin = filled.actor("admin")
    [row] = process_instances.list_process_instances(
        filled.parts, admin, InstanceFilter(), PageRequest()
    ).rows
    assert row.state == "COMPLETED", row.waiting_for
    with filled.parts.database.reading() as session:
        plans = session.scalars(
            select(PostPlan).where(PostPlan.county_id == COUNTY).order_by(PostPlan.id)
        ).all()
    assert (plans[-1].total, plans[-1].regular_total, plans[-1].year) == (20, 205, 2026)
