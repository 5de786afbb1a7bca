"""The province, the three cities and the ten counties of the notice (R1), and their wording."""

from dataclasses import dataclass
from typing import Any

from webapp.kernel.errors import NotFound
from webapp.kernel.text import Text

PROVINCE_CODE = "220000"
PROVINCE_BUREAU = "吉林省人力资源和社会保障厅"
PROVINCE_BUREAU = "吉林省人力资源和社会保障厅"


@dataclass(frozen=True, slots=True)
class City:
    """A city or autonomous prefecture; `kind` is 市 or 州. Codes are those of GB/T 2260."""

    code: str
    slug: str
    name: str
    name_en: str
    kind: str
    short: str

    @property
    def bureau(self) -> str:
        """Return the name of its human resources bureau."""
        return f"{self.short}人力资源和社会保障局"


@dataclass(frozen=True, slots=True)
class County:
    """One of the ten counties; `kind` (县, 市, 区, 自治县) decides the wording of its organs."""

    code: str
    slug: str
    name: str
    name_en: str
    kind: str
    city: str

    @property
    def word(self) -> str:
        """Return 县, 市 or 区, as in 县委、市政府."""
        return "县" if self.kind == "自治县" else self.kind

    @property
    def committee(self) -> str:
        """Return how its party committee is called."""
        return f"{self.word}委"

    @property
    def government(self) -> str:
        """Return how its government is called."""
        return f"{self.word}政府"

    @property
    def bureau(self) -> str:
        """Return the name of its human resources bureau."""
        return f"{self.name}人力资源和社会保障局"

    @property
    def validity(self) -> str:
        """Return the sentence that every certificate bears (R4)."""
        return f"仅限{self.name}范围内有效"


CITIES = (
    City("220500", "tonghua", "通化市", "Tonghua City", "市", "通化市"),
    City("220600", "baishan", "白山市", "Baishan City", "市", "白山市"),
    City("222400", "yanbian", "延边朝鲜族自治州", "Yanbian Prefecture", "州", "延边州"),
)

COUNTIES = (
    County("220582", "jian", "集安市", "Ji'an City", "市", "220500"),
    County("220602", "hunjiang", "浑江区", "Hunjiang District", "区", "220600"),
    County("220621", "fusong", "抚松县", "Fusong County", "县", "220600"),
    County(
        "220623", "changbai", "长白朝鲜族自治县", "Changbai Autonomous County", "自治县", "220600"
    ),
    County("220681", "linjiang", "临江市", "Linjiang City", "市", "220600"),
    County("222402", "tumen", "图们市", "Tumen City", "市", "222400"),
    County("222404", "hunchun", "珲春市", "Hunchun City", "市", "222400"),
    County("222405", "longjing", "龙井市", "Longjing City", "市", "222400"),
    County("222406", "helong", "和龙市", "Helong City", "市", "222400"),
    County("222426", "antu", "安图县", "Antu County", "县", "222400"),
)

_CITIES = {city.code: city for city in CITIES}
_COUNTIES = {county.code: county for county in COUNTIES}


class UnknownCounty(NotFound):
    """The county is not one of the ten."""

    code = "UNKNOWN_COUNTY"
    text = Text(
        zh="代码为{county}的地区不在职称“双定向”实施范围内。",
        en="The area with code {county} does not take part in targeted review.",
    )


def county_of(code: str) -> County:
    """Return one of the ten counties; `UnknownCounty` for every other code."""
    if code not in _COUNTIES:
        raise UnknownCounty(county=code)
    return _COUNTIES[code]


def city_of(code: str) -> City:
    """Return the city to which a county belongs (R40)."""
    return _CITIES[county_of(code).city]


def base_variables(code: str) -> dict[str, Any]:
    """Return what every process instance of a county knows of county, city and province."""
    county, city = county_of(code), city_of(code)
    return {
        "county": {
            "code": county.code,
            "name": county.name,
            "kind": county.kind,
            "committee": county.committee,
            "government": county.government,
            "bureau": county.bureau,
        },
        "city": {"code": city.code, "name": city.name, "kind": city.kind, "bureau": city.bureau},
        "province": {
            "code": PROVINCE_CODE,
            "name": "吉林省",
            "bureau": PROVINCE_BUREAU,
        },
    }
