"""A certificate that was issued and whose holder occupies a post, in a world of fakes."""

from datetime import date

from tests.fixtures.engine import World
from webapp.domain.ports.certificates import CertificateData, Certificates
from webapp.domain.ports.integrity import HeldTitle, Titles
from webapp.domain.ports.posts import Occupant, Posts, Round

FUSONG = "220621"
ID_NUMBER = "220502198001011230"


def certificate_data(**changes: str) -> CertificateData:
    """Return what a certificate of a teacher in 抚松县 states."""
    given = {
        "holder": "王丽",
        "id_number": ID_NUMBER,
        "unit": "第一中学",
        "series": "teaching",
        "specialty": "语文",
        "title": "高级教师",
        "county": FUSONG,
        "committee": "抚松县中小学教师系列职称“双定向”评审委员会",
        "publication_number": "白山人社〔2026〕5号",
        "filing_number": "吉林省人力资源和社会保障厅双定向备〔2026〕1号",
        **changes,
    }
    return CertificateData(passed_on=date(2026, 3, 2), **given)


def hold(world: World) -> str:
    """Issue the certificate, with its title and its post; return its number."""
    issued = world.ports[Certificates].issue("held", certificate_data(), date(2026, 3, 20))
    number = str(issued.number)
    held = HeldTitle(
        id_number=ID_NUMBER,
        name="王丽",
        kind="targeted",
        level="deputy_senior",
        series="teaching",
        title="高级教师",
        obtained_on=date(2026, 3, 2),
        county=FUSONG,
        certificate=number,
    )
    world.ports[Titles].record("held", held)
    asking = Round(FUSONG, "R-1", 2026, date(2026, 3, 20))
    occupant = Occupant("王丽", number, ID_NUMBER, "第一中学")
    world.ports[Posts].occupy("held", asking, occupant, "instance")
    return number
