"""Where the stories of diagrams happen: a county, its people, a world with fake registers."""

from typing import Any

from tests.fixtures.definitions import untaken
from tests.fixtures.engine import World
from tests.fixtures.ports import fake_ports
from webapp.domain import county_settings
from webapp.domain.places import base_variables

JIAN, FUSONG, ANTU = "220582", "220621", "222426"
"""A county with a peer appraisal, one with the province's diagrams, one with an interview."""

PERSON = {
    "name": "李秀英",
    "idNumber": "220502198001011230",
    "phone": "13800001234",
    "education": "本科",
    "currentTitle": "一级教师",
    "currentLevel": "middle",
    "yearsInPost": 9,
    "serving": True,
    "retired": False,
    "sanctioned": False,
    "dishonest": False,
}
MATERIALS = {"summary": "任教二十年", "problems": [], "recognition": "", "works": []}
DECLARATION = {
    "year": 2026,
    "series": "teaching",
    "seriesName": "中小学教师",
    "title": "高级教师",
    "specialty": "语文",
    "person": PERSON,
    "materials": MATERIALS,
    "pledge": True,
}


def base(county: str = FUSONG, *, department: bool = True) -> dict[str, Any]:
    """Return what every instance of a school's teacher in the county knows."""
    return {
        **base_variables(county),
        "settings": county_settings.defaults(),
        "unit": {"id": f"{county}-school", "name": "第一中学"},
        "department": {"id": f"{county}-edu", "name": "教育局"} if department else None,
        "initiator": {"username": "li", "name": "李秀英"},
        "businessKey": f"N-{county}-2026-1",
    }


def nominee(number: int = 1, **others: Any) -> dict[str, Any]:
    """Return one person of a list or roster."""
    return {
        "number": number,
        "key": f"N-{number}",
        "name": f"申报人{number}",
        "idNumber": "220502198001011230",
        "unit": "第一中学",
        "unitId": "school",
        "username": f"person{number}",
        "series": "teaching",
        "seriesName": "中小学教师",
        "specialty": "语文",
        "title": "高级教师",
        **others,
    }


def a_world(**changes: Any) -> World:
    """Return a world with fake registers, which its `ports` hold."""
    replaced = (
        "posts", "launches", "pool", "calendar", "nominations", "integrity", "titles",
    )  # fmt: skip
    named = {name: changes.pop(name) for name in replaced if name in changes}
    return World(ports=fake_ports(**named), **changes)


def assert_every_flow_is_taken(
    process_id: str, stories: dict[str, Any], county: str = FUSONG
) -> None:
    """Check that the stories of a module take all sequence flows of their diagram.

    Stories that ran elsewhere (another worker, another choice of tests) are told again.
    """
    if untaken(process_id, county):
        for name, story in list(stories.items()):
            if name.startswith("test_") and "every_flow" not in name:
                story()
    assert untaken(process_id, county) == set()
