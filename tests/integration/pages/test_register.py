"""What the public sees: publicity lists without personal data, and the check of a certificate."""

from datetime import date, timedelta

import pytest

from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.domain.ports.certificates import CertificateData, CertificateEvent, Certificates
from webapp.domain.ports.notices import Notice, Notices
from webapp.kernel.clock import CHINA

COUNTY = "220582"


@pytest.fixture
def notice(demo: Demo) -> str:
    """Publish a list for the school's county; return its identifier."""
    today = demo.parts.clock.now().astimezone(CHINA).date()
    started = demo.start("jian.school.hr", "trial", "220582-school", {})
    rows = [
        {"name": "李秀英", "unit": "集安市第一中学", "title": "高级教师", "remark": "13800001234"}
    ]
    published: str = demo.parts.ports[Notices].publish(
        "key-1",
        COUNTY,
        started.id,
        Notice(
            title="关于2026年度评审结果的公示",
            basis="评审委员会会议",
            starts_on=today,
            ends_on=today + timedelta(days=7),
            rows=rows,
            contact="集安市人社局 0435-0000000",
            organ="集安市人力资源和社会保障局",
        ),
    )
    return published


def test_a_guest_reads_a_list_without_phone_numbers_of_persons(
    visitor: Visitor, notice: str
) -> None:
    assert "关于2026年度评审结果的公示" in visitor.get("/").text
    page = visitor.get(f"/publicity/{notice}").text
    assert "李秀英" in page
    assert "138****1234" in page
    assert "13800001234" not in page
    assert "公示中" in page


def test_the_lists_of_another_county_are_left_out_on_demand(visitor: Visitor, notice: str) -> None:
    assert f"/publicity/{notice}" in visitor.get(f"/publicity?county={COUNTY}").text
    other = visitor.get("/publicity?county=222426", headers={"HX-Target": "notice-list"}).text
    assert f"/publicity/{notice}" not in other
    assert "暂无公示" in other


def test_an_unknown_list_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/publicity/nothing").status_code == 404


@pytest.fixture
def number(demo: Demo) -> str:
    """Issue a certificate and return its number."""
    today = demo.parts.clock.now().astimezone(CHINA).date()
    data = CertificateData(
        holder="李秀英",
        id_number="220502198001011230",
        unit="集安市第一中学",
        series="teaching",
        specialty="语文",
        title="高级教师",
        county=COUNTY,
        committee="集安市中小学教师系列评审委员会",
        passed_on=today,
        publication_number="集人社发〔2026〕1号",
        filing_number="吉人社备〔2026〕3号",
    )
    issued = demo.parts.ports[Certificates].issue("key-1", data, today)
    return str(issued.number)


def test_a_certificate_is_verified_by_number_and_name(visitor: Visitor, number: str) -> None:
    visitor.get("/certificates")
    found = visitor.post("/certificates", number=number, holder="李秀英").text
    assert "证书在册" in found
    assert "仅限集安市范围内有效" in found
    assert "220502198001011230" not in found
    wrong = visitor.post("/certificates", number=number, holder="李秀").text
    assert "未查到相符的证书" in wrong
    assert "集安市第一中学" not in wrong


def test_the_help_is_there_in_both_languages(visitor: Visitor) -> None:
    for name in (
        "applicants",
        "staff",
        "owners",
        "findings",
        "administrators",
        "public",
        "accessibility",
        "privacy",
    ):
        assert visitor.get(f"/help/{name}").status_code == 200
    visitor.post("/language", language="en", next="/")
    assert "Doing a task" in visitor.get("/help/staff").text
    assert visitor.get("/help/nothing").status_code == 404


@pytest.mark.rule("R28", "R37")
def test_a_list_is_given_out_for_the_county_portal_without_private_numbers(
    visitor: Visitor, notice: str
) -> None:
    fragment = visitor.get(f"/publicity/{notice}.html")
    assert fragment.content_type == "text/html; charset=utf-8"
    assert fragment.text.startswith('<article class="zhiping-publicity"')
    assert "<script" not in fragment.text
    table = visitor.get(f"/publicity/{notice}.csv")
    assert table.text.splitlines()[1] == "1,李秀英,集安市第一中学,,,高级教师"
    for page in (fragment.text, table.text):
        assert "13800001234" not in page
    assert visitor.get(f"/publicity/{notice}.pdf").status_code == 404
    assert visitor.get("/publicity/nothing.csv").status_code == 404


@pytest.mark.rule("R4", "R32", "A16")
def test_the_page_tells_since_when_a_certificate_is_no_longer_valid(
    demo: Demo, visitor: Visitor, number: str
) -> None:
    register = demo.parts.ports[Certificates]
    happened = CertificateEvent(
        "revoked", date(2026, 9, 1), "集安市人社局", "集人社〔2026〕7号", "x", "REVOKED"
    )
    code = register.find(number).verification_code
    assert "证书在册" in visitor.get(f"/certificates?number={number}&code={code}").text
    register.happen("event", number, happened)
    page = visitor.get(f"/certificates?number={number}&code={code}").text
    assert "本证书已失效" in page
    assert "2026年9月1日" in page
    assert "集人社〔2026〕7号" in page
    assert "未查到相符的证书" in visitor.get(f"/certificates?number={number}&code=WRONG").text


@pytest.mark.rule("R32")
def test_the_square_code_leads_to_the_verification(
    demo: Demo, visitor: Visitor, number: str
) -> None:
    code = demo.parts.ports[Certificates].find(number).verification_code
    picture = visitor.get(f"/certificates/{number}/{code}.svg")
    assert picture.content_type.startswith("image/svg+xml")
    assert "<svg" in picture.text
    assert visitor.get(f"/certificates/{number}/WRONG.svg").status_code == 404
