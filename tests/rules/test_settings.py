"""What the law leaves to a county may be chosen, and nothing beyond."""

import pytest

from webapp.domain import county_settings
from webapp.domain.county_settings import SettingRefused


@pytest.mark.rule("R28", "A1")
@pytest.mark.parametrize("name", ["publicityDays", "unitPublicityDays"])
def test_no_county_may_choose_a_shorter_publicity_than_the_law(name: str) -> None:
    assert county_settings.checked(name, 7) == 7
    with pytest.raises(SettingRefused) as caught:
        county_settings.checked(name, 4)
    assert "应在5至30之间" in caught.value.message.zh


@pytest.mark.parametrize(
    ("name", "value"),
    [("nothing", 1), ("poll", 1), ("correctionDays", True), ("tieRule", "coin"), ("korean", "yes")],
)
def test_an_unknown_setting_or_a_value_of_another_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(SettingRefused):
        county_settings.checked(name, value)


def test_every_default_may_be_chosen() -> None:
    for name, value in county_settings.defaults().items():
        assert county_settings.checked(name, value) == value
