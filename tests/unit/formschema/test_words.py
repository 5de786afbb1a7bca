"""A form in one language, and submitted data as words."""

from webapp.formschema.localising import localise
from webapp.formschema.summary import summary

FORM = {
    "type": "default",
    "title": "申报",
    "title_en": "Declaration",
    "components": [
        {"type": "text", "text": "说明", "text_en": "Note"},
        {"type": "textfield", "key": "name", "label": "姓名", "label_en": "Name"},
        {"type": "number", "key": "years", "label": "年限", "appearance": {"suffixAdorner": "年"}},
        {"type": "checkbox", "key": "rural", "label": "基层", "label_en": "Rural"},
        {
            "type": "select",
            "key": "way",
            "label": "方式",
            "label_en": "Way",
            "values": [{"label": "评审", "label_en": "Review", "value": "review"}],
            "validate": {"patternErrorMessage": "错", "patternErrorMessage_en": "Wrong"},
        },
        {"type": "taglist", "key": "cc", "label": "抄送", "label_en": "Cc", "valuesKey": "people"},
        {"type": "datetime", "key": "at", "label": "时间", "label_en": "Time"},
        {
            "type": "dynamiclist",
            "path": "works",
            "label": "成果",
            "label_en": "Works",
            "components": [{"type": "textfield", "key": "title", "label": "题名"}],
        },
        {"type": "filepicker", "key": "papers", "label": "附件", "label_en": "Papers"},
        {"type": "expression", "key": "score", "label": "得分"},
    ],
}
DATA = {
    "name": "王",
    "years": 3.0,
    "rural": False,
    "way": "review",
    "cc": ["li", "gone"],
    "people": [{"label": "李", "value": "li"}],
    "at": "2026-11-30T09:30",
    "works": [{"title": "一"}, {"title": ""}, {"title": "二"}],
    "papers": [{"id": "f", "name": "证书.pdf"}],
    "score": {"total": 9, "parts": [4, 5]},
}


def test_chinese_is_what_stands_in_the_form_itself() -> None:
    chinese = localise(FORM, "zh-CN")
    assert (chinese["title"], chinese["components"][0]["text"]) == ("申报", "说明")
    assert "_en" not in str(chinese)


def test_english_takes_the_place_of_chinese_where_there_is_any() -> None:
    english = localise(FORM, "en")
    way = english["components"][4]
    assert (english["title"], english["components"][2]["label"]) == ("Declaration", "年限")
    assert way["values"] == [{"label": "Review", "value": "review"}]
    assert way["validate"] == {"patternErrorMessage": "Wrong"}


def test_values_of_options_are_data_and_stay() -> None:
    option = {"label": "A", "value": {"name": "a", "name_en": "b"}}
    assert localise({"values": [option]}, "en") == {"values": [option]}


def test_data_are_summed_up_in_the_order_of_the_form() -> None:
    assert summary(FORM, DATA, "zh-CN") == [
        ("姓名", "王"),
        ("年限", "3 年"),
        ("基层", "否"),
        ("方式", "评审"),
        ("抄送", "李、gone"),
        ("时间", "2026-11-30 09:30"),
        ("成果 1 · 题名", "一"),
        ("成果 3 · 题名", "二"),
        ("附件", "证书.pdf"),
        ("得分", "9、4、5"),
    ]


def test_english_readers_see_english_labels() -> None:
    lines = dict(summary(FORM, DATA, "en"))
    assert lines["Way"] == "Review"
    assert lines["Rural"] == "No"
    assert lines["Works 1 · 题名"] == "一"


def test_data_of_any_shape_have_a_summary() -> None:
    odd = {"works": 3, "name": ["x"], "way": {"a": None}, "papers": [5], "years": "x", "cc": 1}
    assert ("姓名", "x") in summary(FORM, odd, "zh")
