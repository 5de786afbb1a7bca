"""The ten counties and how their organs are called."""

import pytest

from webapp.domain import places


def test_ten_counties_take_part_in_the_three_prefectures():
    assert {each.name for each in places.COUNTIES} == {
        "集安市", "浑江区", "临江市", "抚松县", "长白朝鲜族自治县",
        "图们市", "龙井市", "珲春市", "和龙市", "安图县",
    }  # fmt: skip
    by_city = [each.city for each in places.COUNTIES]
    assert (by_city.count("220500"), by_city.count("220600"), by_city.count("222400")) == (1, 4, 5)


@pytest.mark.parametrize("code", ["220605", "220622", "222401", "222403", "222424", ""])
def test_neighbours_that_do_not_take_part_are_refused(code):
    with pytest.raises(places.UnknownCounty) as refused:
        places.county_of(code)
    assert refused.value.message.zh == f"代码为{code}的地区不在职称“双定向”实施范围内。"


@pytest.mark.parametrize(
    ("code", "committee", "government"),
    [
        ("220582", "市委", "市政府"),
        ("220602", "区委", "区政府"),
        ("220621", "县委", "县政府"),
        ("220623", "县委", "县政府"),
    ],
)
def test_the_wording_follows_the_kind_of_county(code, committee, government):
    county = places.county_of(code)
    assert (county.committee, county.government) == (committee, government)


def test_the_autonomous_prefecture_has_a_prefecture_bureau():
    assert places.city_of("222426").bureau == "延边州人力资源和社会保障局"
    assert places.city_of("220582").bureau == "通化市人力资源和社会保障局"


def test_a_title_is_valid_in_its_county_only():
    assert places.county_of("220582").validity == "仅限集安市范围内有效"


def test_an_instance_knows_its_county_city_and_province():
    known = places.base_variables("222426")
    assert known["county"]["bureau"] == "安图县人力资源和社会保障局"
    assert known["city"]["kind"] == "州"
    assert known["province"]["code"] == "220000"
