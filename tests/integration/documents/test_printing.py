"""Papers as PDF: nothing lost, nothing evaluated, embedded fonts, the same bytes again."""

import io
import subprocess
import sys

import pytest
from pypdf import PdfReader

from tests.builders.papers import FULL, MINIMAL, RARE
from tests.integration.documents.reading import (
    KOREAN,
    OPTIONS,
    fonts_of,
    pages_of,
    printed,
    squeezed,
    text_of,
    words_of,
)
from webapp.domain.documents import KINDS, check_content
from webapp.domain.papers.composing import compose
from webapp.domain.papers.model import SEAL_PLACE

EVERY = pytest.mark.parametrize("kind", KINDS)

HOSTILE = (
    "#let x = 1",
    '#read("/etc/passwd")',
    '\\"] #panic("x")',
    "*重要*_斜_ $x^2$ <label> @ref",
    "= 标题 / 术语: // 注释 /* */",
    "{{ 7*7 }} {% raw %}",
    "`raw` ```rust```",
    "\\u{4e00} ~ -- --- '引' \"号\"",
)


@EVERY
@pytest.mark.parametrize("records", [FULL, MINIMAL], ids=["full", "minimal"])
def test_a_paper_says_all_that_its_record_says(kind, records):
    check_content(kind, records[kind])
    text = text_of(printed(kind, records[kind]).content)
    assert [
        word for word in words_of(compose(kind, records[kind], OPTIONS)) if word not in text
    ] == []


@EVERY
def test_a_place_for_the_seal_is_marked_and_no_seal_is_drawn(kind):
    content = printed(kind, FULL[kind]).content
    assert squeezed(SEAL_PLACE.zh) in text_of(content)
    pictures = [image for page in PdfReader(io.BytesIO(content)).pages for image in page.images]
    assert pictures == []


@EVERY
def test_every_font_is_embedded(kind):
    fonts = fonts_of(printed(kind, FULL[kind], KOREAN).content)
    assert fonts
    assert all(fonts.values()), fonts


@EVERY
def test_the_same_record_prints_the_same_bytes(kind):
    assert printed(kind, FULL[kind]).content == printed(kind, FULL[kind]).content


def test_another_process_prints_the_same_bytes():
    program = (
        "import hashlib; from tests.builders.papers import FULL;"
        "from tests.integration.documents.reading import printed;"
        "print(hashlib.sha256(printed('publication', FULL['publication']).content).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_looks_like_a_program_stays_text(hostile):
    record = FULL["publication"] | {"title": hostile, "to": hostile}
    text = text_of(printed("publication", record).content)
    assert text.count(squeezed(hostile)) >= 2


def test_names_with_rare_characters_are_printed_and_found():
    made = printed("certificate", FULL["certificate"])
    assert made.missing == []
    assert RARE in text_of(made.content)


def test_a_character_without_a_font_is_told_and_never_a_box():
    made = printed(
        "certificate", FULL["certificate"] | {"holder": "王\U0002a6a5\U000e0001龙\U0003134a"}
    )
    assert made.missing == ["\U0002a6a5", "\U0003134a", "\U000e0001"]
    text = text_of(made.content)
    assert "王[U+2A6A5][U+E0001]龙[U+3134A]" in text
    assert "字体缺字" in text


def test_a_character_that_reverses_its_neighbours_is_shown_as_its_number():
    made = printed("certificate", FULL["certificate"] | {"holder": "李\u202e四\u0007"})
    assert "李[U+202E]四[U+0007]" in text_of(made.content)


def test_a_name_of_fifty_characters_stays_inside_its_cell():
    long = "阿依古丽·" * 10
    record = FULL["roster"] | {"rows": [{"name": long, "unit": "x" * 200, "title": "=1+1"}]}
    text = text_of(printed("roster", record).content)
    assert long in text
    assert "x" * 200 in text


def test_a_roster_of_two_thousand_names_is_printed():
    rows = [{"name": f"申报人{n}", "unit": "第一中学", "title": "高级教师"} for n in range(2_000)]
    pages = pages_of(printed("roster", FULL["roster"] | {"rows": rows}).content)
    assert "申报人1999" in pages[-2] + pages[-1]


def test_the_korean_line_stands_only_where_a_county_wants_it():
    korean = text_of(printed("certificate", FULL["certificate"], KOREAN).content)
    assert "훈춘시인력자원및사회보장국" in korean
    assert "전자증서" in korean
    assert "훈춘시" not in text_of(printed("certificate", FULL["certificate"]).content)


def test_a_county_without_korean_names_gets_no_korean_line():
    elsewhere = type(KOREAN)(county="220582", korean=True)
    assert compose("publicity", FULL["publicity"], elsewhere).korean == ()


def test_the_layout_is_that_of_official_papers():
    """GB/T 9704-2012: A4, 28 characters a line, 22 lines a page, page numbers between dashes."""
    record = FULL["filing_report"] | {"text": "国" * 28 * 60}
    content = printed("filing_report", record).content
    first = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert (round(first.width), round(first.height)) == (595, 842)
    pages = pages_of(content)
    lines = [line.strip() for line in pages[1].splitlines() if line.strip()]
    assert lines.count("国" * 28) == 22
    assert lines[-1] == "— 2 —"
    assert "2026年11月23日印发" in text_of(content)
    assert "珲人社〔2026〕21号" in text_of(content)


@pytest.mark.rule("R32", "R4")
def test_a_certificate_is_marked_and_names_its_county_whatever_the_record_says():
    made = printed("certificate", FULL["certificate"] | {"mark": "常规"})
    text = text_of(made.content)
    assert "职称“双定向”" in text
    assert "仅限珲春市范围内有效" in text
    assert "常规" not in text
    assert len(pages_of(made.content)) == 1
    address = "https://titles.example/certificates?number=22222404SDX2026020001-7&code=8KQ2-MX4P"
    assert address in text.replace("\n", "")


@pytest.mark.rule("R30")
def test_a_publication_document_names_the_day_of_the_vote_and_everybody_on_the_filed_list():
    text = text_of(printed("publication", FULL["publication"]).content)
    assert "自2026年5月20日起生效" in text
    assert all(squeezed(row["name"]) in text for row in FULL["publication"]["rows"])
    assert "222404" not in text


@pytest.mark.rule("A5")
def test_the_record_of_a_draw_holds_what_repeats_it():
    text = text_of(printed("draw_record", FULL["draw_record"]).content)
    assert FULL["draw_record"]["seed"] in text
    assert "sha256-order-1" in text
    assert all(each["id"] in text for each in FULL["draw_record"]["candidates"])
    assert "与参评人同单位" in text


@pytest.mark.rule("A9")
def test_minutes_have_a_place_where_the_chair_signs():
    unsigned = FULL["minutes"] | {"signature": {"signedBy": ""}}
    assert "主任委员签名：" in text_of(printed("minutes", unsigned).content)
    assert "主任委员签名：专家12026年5月20日" in text_of(
        printed("minutes", FULL["minutes"]).content
    )


@pytest.mark.parametrize("kind", ["publicity", "publication", "unit_posting"])
def test_papers_for_the_public_bear_no_id_number(kind):
    text = text_of(printed(kind, FULL[kind]).content)
    assert "22240419" not in text
