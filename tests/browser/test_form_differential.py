"""The browser's form viewer and the server's check agree on what is submitted and what is wrong."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.form_payloads import FORM, Case, case_of
from webapp.feel.evaluator import Feel
from webapp.formschema import sentences
from webapp.formschema.checking import Checked, check
from webapp.formschema.components import children, own_path, repeats
from webapp.formschema.json_paths import same
from webapp.kernel.text import Text

PAYLOADS = 300
BATCH = 10
HARNESS = Path(__file__).with_name("form_harness.js")
OPTIONS = ("--alias:@bpmn-io/feelin=feelin", '--define:process.env.NODE_ENV="production"')


@pytest.fixture(scope="module")
def viewer(browser: Browser, bundled: Callable[..., str]) -> Iterator[Page]:
    """Return a page with the real form viewer, with the FEEL that the server runs."""
    page = browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai")
    page.set_content("<!doctype html><title>forms</title>")
    page.add_script_tag(content=bundled(HARNESS, *OPTIONS))
    yield page
    page.close()


def browser_says(page: Page, cases: list[Case]) -> list[dict[str, Any]]:
    """Return for each case data and errors (by component id and rows) of the viewer."""
    words = [[FORM, seen_by_browser(case.sent, case.stored), case.stored] for case in cases]
    answers = json.loads(page.evaluate("words => judgeAll(words)", words))
    return [
        {"data": answer["data"], "errors": dict(flat(answer["errors"], ()))} for answer in answers
    ]


def flat(errors: Any, place: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    """Yield the viewer's nested errors by place."""
    if isinstance(errors, list) and errors and all(isinstance(each, str) for each in errors):
        yield place, [ours(*json.loads(each)).en for each in errors]
        return
    entries = errors.items() if isinstance(errors, dict) else enumerate(errors or [])
    for key, inside in entries:
        yield from flat(inside, (*place, key))


def ours(template: str, details: dict[str, Any]) -> Text:
    """Return our sentence for one of the viewer's."""
    text = {
        "Field is required.": sentences.REQUIRED,
        "Field must have minimum value of {value}.": sentences.MINIMUM,
        "Field must have maximum value of {value}.": sentences.MAXIMUM,
        "Field must have minimum length of {value}.": sentences.MIN_LENGTH,
        "Field must have maximum length of {value}.": sentences.MAX_LENGTH,
        "Field must match pattern {value}.": sentences.PATTERN,
        "Field must be a valid email.": sentences.EMAIL,
        "Value is expected to be an integer.": sentences.INTEGER,
        "Value is expected to have at most {value} decimal digits.": sentences.DECIMALS,
    }.get(template)
    if text is not None:
        return text.fill({"limit": details.get("value")})
    below, above = details["previousValue"], details["nextValue"]
    return sentences.INCREMENT.fill({"step": "0.5", "below": below, "above": above})


def server_says(form: dict[str, Any], case: Case, feel: Feel) -> tuple[dict[str, Any], set[Any]]:
    """Return data and errors in the viewer's shape, and the places whose value was unreadable."""
    checked: Checked = check(form, case.sent, case.stored, feel)
    ids = dict(identify(form, ()))
    errors, refused = {}, set()
    for name, texts in checked.errors.items():
        keys = name.split(".")
        rows = tuple(int(key) for key in keys if key.isdigit())
        place = (ids[tuple("[]" if key.isdigit() else key for key in keys)], *rows)
        if sentences.UNREADABLE & set(texts):
            refused.add(place)
        errors[place] = [text.en for text in texts]
    return {"data": without_empty_lists(checked.data), "errors": errors}, refused


def identify(parent: dict[str, Any], path: tuple[Any, ...]) -> Iterator[tuple[Any, str]]:
    """Yield the id of each component by its path."""
    for component in children(parent):
        here = path + own_path(component)
        yield here, component["id"]
        yield from identify(component, here + (("[]",) if repeats(component) else ()))


def without_empty_lists(data: Any) -> Any:
    """Leave out emptied lists, as the viewer does; the server tells them."""
    if isinstance(data, list):
        return [without_empty_lists(each) for each in data]
    if not isinstance(data, dict):
        return data
    lists = {"works", "authors"}
    kept = {name: value for name, value in data.items() if name not in lists or value != []}
    return {name: without_empty_lists(value) for name, value in kept.items()}


def seen_by_browser(sent: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """Return the data on which the viewer works: stored ones, filled in by the person.

    Without a list the viewer starts with empty rows; what it sends without one has no rows.
    """
    rows = [row if isinstance(row, dict) else {} for row in sent["works"]]
    sent = sent | {"works": [{"authors": []} | row for row in rows]}
    kept = {"number"} | ({"title"} if stored["locked"] else set())
    return stored | {name: value for name, value in sent.items() if name not in kept}


def differences(page: Page, cases: list[Case], form: dict[str, Any] = FORM) -> list[str]:
    """Return a line for each case in which the server, using `form`, differs from the viewer."""
    feel, told = Feel(), []
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        for case, theirs in zip(batch, browser_says(page, batch), strict=True):
            mine, refused = server_says(form, case, feel)
            for place in refused:  # the viewer drops such a value in silence
                theirs["errors"].pop(place, None)
                mine["errors"].pop(place, None)
            if theirs["errors"] != mine["errors"] or not same(theirs["data"], mine["data"]):
                told.append(f"payload {case.number}: browser {theirs}, server {mine}")
    return told


def without_required(component: dict[str, Any]) -> dict[str, Any]:
    """Return the form with every `required` taken out."""
    inside = [without_required(each) for each in component.get("components", ())]
    rules = {
        name: rule for name, rule in component.get("validate", {}).items() if name != "required"
    }
    return component | {"validate": rules} | ({"components": inside} if inside else {})


def test_browser_and_server_agree_on_three_hundred_payloads(viewer: Page) -> None:
    assert differences(viewer, [case_of(number) for number in range(PAYLOADS)]) == []


def test_the_comparison_notices_a_server_that_forgets_what_is_required(viewer: Page) -> None:
    cases = [case_of(number) for number in range(2 * BATCH)]
    told = differences(viewer, cases, without_required(FORM))
    assert len(told) > BATCH
