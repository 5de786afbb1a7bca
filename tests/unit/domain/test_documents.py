"""The kinds of official papers: what each must state, and the hash of a record."""

import pytest

from webapp.domain import documents


def test_a_paper_without_what_it_must_state_is_refused_and_the_keys_are_named():
    with pytest.raises(documents.DocumentIncomplete) as thrown:
        documents.check_content("roster", {"organ": "抚松县人社局", "rows": []})
    assert thrown.value.details["missing"] == "county, date, series, seriesName, year"


def test_a_paper_about_a_person_names_the_person():
    given = dict.fromkeys(documents.KINDS["overview"].required, "x") | {"person": {"idNumber": ""}}
    with pytest.raises(documents.DocumentIncomplete, match=r"person\.name"):
        documents.check_content("overview", given)
    documents.check_content("overview", given | {"person": {"name": "李·阿依"}})


def test_an_empty_list_is_stated_and_an_empty_text_is_not():
    given = dict.fromkeys(documents.KINDS["draw_record"].required, "x")
    documents.check_content("draw_record", given | {"excluded": []})
    with pytest.raises(documents.DocumentIncomplete):
        documents.check_content("draw_record", given | {"seed": ""})


def test_an_unknown_kind_is_refused_with_those_there_are():
    with pytest.raises(documents.UnknownDocument, match="certificate"):
        documents.check_content("letter", {})


def test_the_same_record_has_the_same_hash_in_any_order():
    one = documents.record_hash({"a": 1, "b": ["𠅤", {"d": None, "c": True}]})
    other = documents.record_hash({"b": ["𠅤", {"c": True, "d": None}], "a": 1})
    assert one == other
    assert one != documents.record_hash({"a": 2, "b": ["𠅤", {"c": True, "d": None}]})


def test_a_list_calls_a_paper_by_its_subject_and_number():
    assert documents.label_of("certificate", {"holder": "王𠮷", "number": "22A"}) == (
        "电子证书 王𠮷 22A"
    )
    assert documents.label_of("roster", {"seriesName": "卫生"}) == "参评人员名册 卫生"
    assert (
        documents.label_of("publication", {"title": "通知", "number": "2号"}) == "公布文件 通知 2号"
    )
