"""Process owners at work: drafts, checks, versions, and a county's own variant."""

from collections.abc import Callable

from tests.integration.pages.visiting import Visitor

As = Callable[[str], Visitor]
PLACE = "process/220000/trial"
FORM = "form/220000/trial/ask"


def test_the_list_shows_the_owners_and_who_has_a_version_of_its_own(visitor_as: As) -> None:
    page = visitor_as("owner").get("/definitions").text
    assert "吉林省" in page
    assert "自有版本：集安市" in page


def test_a_draft_is_saved_only_on_top_of_the_one_that_was_read(visitor_as: As) -> None:
    owner = visitor_as("owner")
    read = owner.get(f"/definitions/content/{PLACE}")
    assert read.headers["ETag"] == '""'
    first = owner.send_file(
        "PUT", f"/definitions/draft/{PLACE}", read.data, **{"If-Match": read.headers["ETag"]}
    )
    assert first.status_code == 204
    late = owner.send_file(
        "PUT", f"/definitions/draft/{PLACE}", read.data, **{"If-Match": read.headers["ETag"]}
    )
    assert (late.status_code, late.get_json()["code"]) == (409, "CHANGED_MEANWHILE")
    again = owner.send_file(
        "PUT", f"/definitions/draft/{PLACE}", read.data, **{"If-Match": first.headers["ETag"]}
    )
    assert again.status_code == 204


def test_a_broken_diagram_is_refused_with_element_code_and_sentence(visitor_as: As) -> None:
    owner = visitor_as("owner")
    diagram = owner.get(f"/definitions/content/{PLACE}").data
    broken = diagram.replace(b'"unit_head"', b'"nobody"')
    assert broken != diagram
    checked = owner.send_file("POST", f"/definitions/check/{PLACE}", broken).get_json()["findings"]
    refused = owner.send_file("POST", f"/definitions/publish/{PLACE}", broken)
    assert refused.status_code == 422
    assert refused.get_json()["findings"] == checked
    assert {"code", "severity", "element_id", "message", "page"} == set(checked[0])
    assert ("BPMN061", "/help/findings#BPMN061") in {(f["code"], f["page"]) for f in checked}
    assert owner.get(f"/definitions/{PLACE}?version=2").status_code == 404


def test_what_is_no_diagram_at_all_is_refused_as_well(visitor_as: As) -> None:
    answer = visitor_as("owner").send_file("POST", f"/definitions/publish/{PLACE}", b"<nothing")
    assert answer.status_code == 422
    assert answer.get_json()["detail"]


def test_a_good_diagram_becomes_the_next_version(visitor_as: As) -> None:
    owner = visitor_as("owner")
    diagram = owner.get(f"/definitions/content/{PLACE}").data.replace(b"Confirm", b"Agree")
    answer = owner.send_file("POST", f"/definitions/publish/{PLACE}", diagram)
    assert answer.get_json() == {"version": 2, "redirect": f"/definitions/{PLACE}"}
    assert "第 2 版" in owner.get(f"/definitions/{PLACE}").text
    assert owner.get(f"/definitions/content/{PLACE}?version=1").data != diagram


def test_a_county_begins_its_own_variant_with_a_copy(visitor_as: As) -> None:
    owner = visitor_as("antu.owner")
    made = owner.post(f"/definitions/override/{PLACE}", county="222426")
    assert (made.status_code, made.location) == (303, "/definitions/process/222426/trial")
    page = owner.get(made.location).text
    assert "草稿" in page
    assert "data-modeler" in page


def test_a_form_is_edited_as_text_checked_and_published(visitor_as: As) -> None:
    owner = visitor_as("owner")
    text = owner.get(f"/definitions/content/{FORM}").text
    broken = owner.post(f"/definitions/text/{FORM}", content="{", action="check")
    assert "检查发现以下问题" in broken.text
    assert "/help/findings#" not in broken.text
    narrow = text.replace('"maxLength"', '"minLength": 30, "maxLength"')
    checked = owner.post(f"/definitions/text/{FORM}", content=narrow, action="check").text
    assert '<a href="/help/findings#FORM011" target="_blank"' in checked
    assert 'aria-label="FORM011：说明（在新标签页打开）"' in checked
    saved = owner.post(f"/definitions/text/{FORM}", content=text + "\n", action="save", revision="")
    assert saved.status_code == 303
    changed = text.replace("question", "request")
    published = owner.post(f"/definitions/text/{FORM}", content=changed, action="publish")
    assert published.status_code == 303
    assert "已发布第 2 版。" in owner.get(published.location).text


def test_a_county_owner_may_read_but_not_change_the_provinces(visitor_as: As) -> None:
    owner = visitor_as("jian.owner")
    page = owner.get(f"/definitions/{PLACE}")
    assert page.status_code == 200
    assert "data-modeler" not in page.text
    answer = owner.send_file("PUT", f"/definitions/draft/{PLACE}", b"<x/>", **{"If-Match": '""'})
    assert answer.status_code in (403, 404)


def test_a_discarded_draft_is_gone(visitor_as: As) -> None:
    owner = visitor_as("owner")
    content = owner.get(f"/definitions/content/{PLACE}").data
    owner.send_file("PUT", f"/definitions/draft/{PLACE}", content, **{"If-Match": '""'})
    assert "删除草稿" in owner.get(f"/definitions/{PLACE}").text
    owner.post(f"/definitions/discard/{PLACE}")
    assert "删除草稿" not in owner.get(f"/definitions/{PLACE}").text
