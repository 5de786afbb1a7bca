"""Names, titles, materials, remedies, and how a rule is cited."""

import pytest

from webapp.domain import materials, names, remedies, statute, titles
from webapp.kernel.text import Text


def test_interpuncts_of_any_kind_are_one():
    spellings = ["阿依·古丽", "阿依•古丽", "阿依‧古丽", "阿依・古丽", "阿依.古丽", " 阿依 · 古丽 "]
    assert {names.normal_name(each) for each in spellings} == {"阿依·古丽"}


def test_blanks_between_characters_do_not_make_another_name():
    assert names.same_name("王 莉", "王莉")
    assert not names.same_name("王莉", "王丽")


def test_a_latin_name_keeps_its_blank():
    assert names.normal_name("Kim  Min") == "Kim Min"


def test_rare_and_hangul_names_stay_whole():
    assert names.normal_name("𠅤明") == "𠅤明"
    assert names.normal_name("김민수") == "김민수"


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x"])
def test_a_right_id_number_is_accepted(number):
    assert names.is_id_number(number)


@pytest.mark.parametrize("number", ["110105194912310021", "1101051949123100", "", "A" * 18])
def test_a_wrong_id_number_is_refused(number):
    assert not names.is_id_number(number)


def test_a_masked_id_number_shows_its_ends_only():
    assert names.masked_id_number("11010519491231002X") == "1101************2X"
    assert names.masked_id_number("12345") == "*****"


def test_only_deputy_senior_titles_of_a_series_may_be_reviewed():
    assert titles.is_deputy_senior("teaching", "高级教师")
    assert not titles.is_deputy_senior("teaching", "正高级教师")
    assert not titles.is_deputy_senior("teaching", "高级工程师")
    assert not titles.is_deputy_senior("cooking", "高级教师")


def test_series_have_numbers_of_their_own():
    numbers = [each.number for each in titles.SERIES.values()]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_series_number_must_fit_into_two_digits():
    with pytest.raises(ValueError, match="100"):
        titles.Series("x", 100, Text("甲", "A"), ("甲",))


def test_the_exam_series_are_those_of_the_catalogue():
    assert titles.EXAM_SERIES == (
        "accounting", "auditing", "statistics", "economics", "social_work",
    )  # fmt: skip


def test_the_order_of_entries_does_not_change_a_fingerprint():
    assert materials.fingerprint({"a": 1, "b": [1]}) == materials.fingerprint({"b": [1], "a": 1})


def test_any_change_of_the_materials_is_noticed():
    sealed = materials.fingerprint({"summary": "工作总结"})
    assert materials.unchanged({"summary": "工作总结"}, sealed)
    assert not materials.unchanged({"summary": "工作总结。"}, sealed)


def test_a_law_and_a_notice_are_cited_differently():
    assert str(statute.Basis(statute.DECREE_40, "第二十条")) == "《职称评审管理暂行规定》第二十条"
    assert str(statute.Basis(statute.NOTICE, "四（三）")) == "吉人社函〔2023〕211号四（三）"


@pytest.mark.parametrize("stage", remedies.STAGES)
def test_every_stage_names_organ_basis_and_remedy(stage):
    found = remedies.explain(stage, "222426", "安图县第一中学", "安图县教育局")
    assert found.organ
    assert found.basis
    assert "可以" in found.remedy or "可以向" in found.remedy


def test_a_units_decision_goes_to_the_department_and_without_one_to_the_county():
    with_department = remedies.explain("unit", "222426", "安图县第一中学", "安图县教育局")
    assert with_department.organ == "安图县第一中学"
    assert with_department.remedy == "可以向安图县第一中学提出意见，或者向安图县教育局反映。"
    without = remedies.explain("unit", "222426", "安图县第一中学")
    assert without.remedy == (
        "可以向安图县第一中学提出意见，或者向安图县人力资源和社会保障局反映。"
    )


def test_a_departments_decision_goes_to_the_county():
    found = remedies.explain("department", "222426", "安图县第一中学", "安图县教育局")
    assert found.organ == "安图县教育局"
    assert found.remedy == "可以向安图县教育局提出意见，或者向安图县人力资源和社会保障局反映。"


def test_a_countys_decision_may_be_checked_again_and_complained_about():
    found = remedies.explain("round", "222426", "安图县第一中学")
    assert found == remedies.Explanation(
        organ="安图县人力资源和社会保障局",
        basis="《职称评审管理暂行规定》第二十条",
        remedy="对决定有异议的，可以向安图县人力资源和社会保障局申请复查，"
        "或者向延边州人力资源和社会保障局投诉（《职称评审管理暂行规定》第二十七条）。",
    )
