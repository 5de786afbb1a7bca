"""What every diagram, decision and form of the repository must satisfy."""

import json
import re
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.fixtures.definitions import ROOT, engine, feel, load_handlers
from webapp.access.roles import NAMES, Role
from webapp.domain import names
from webapp.domain.places import COUNTIES
from webapp.domain.titles import EXAM_SERIES, SERIES
from webapp.engine.definitions import describe
from webapp.engine.process_engine import Catalog
from webapp.formschema.linting import lint_form
from webapp.formschema.loading import load_form
from webapp.jobs.handling import operations

BPMN = ROOT / "bpmn"
FORMS = ROOT / "forms"
DIAGRAMS = sorted(BPMN.rglob("*.bpmn"))
DECISIONS = sorted(BPMN.rglob("*.dmn"))
FORM_FILES = sorted(FORMS.rglob("*.json"))
PEOPLE = {role for role in Role if role not in (Role.PROCESS_OWNER, Role.ADMINISTRATOR)}
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
INTERCHANGE = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
OUTCOME = re.compile(r'(\w+)\.(outcome|decision) = "(\w+)"')

by_name = pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: str(path.relative_to(BPMN)))


def county_of(path: Path) -> str:
    return path.parts[path.parts.index("counties") + 1] if "counties" in path.parts else ""


def form_file(key: str, county: str) -> Path | None:
    places = [FORMS / "counties" / county, FORMS] if county else [FORMS]
    return next((each for place in places if (each := place / f"{key}.json").exists()), None)


def catalog(county: str) -> Catalog:
    """Return what exists for a county: its own, and the province's."""
    load_handlers()
    own = [BPMN / "counties" / county] if county else []
    shared = [BPMN / "decisions", BPMN / "shared"]
    files = [each for place in own for each in place.rglob("*")]
    files += [*BPMN.glob("*"), *(each for place in shared for each in place.glob("*"))]
    forms = [*FORMS.glob("*/*.json"), *(FORMS / "counties" / (county or "none")).glob("*/*.json")]
    return Catalog(
        operations={name: each.parameters for name, each in operations.all().items()},
        forms=frozenset(f"{each.parent.name}/{each.stem}" for each in forms),
        decisions=frozenset(each.stem for each in files if each.suffix == ".dmn"),
        processes=frozenset(each.stem for each in files if each.suffix == ".bpmn"),
        roles=frozenset(Role),
    )


def test_the_three_levels_and_their_shared_parts_are_there():
    names = {each.stem for each in DIAGRAMS}
    levels = {"county_launch", "review_round", "nomination"}
    shared = {"publicity", "correction", "objection", "certificate_issue", "committee_meeting"}
    assert levels | shared <= names
    assert {"eligibility", "quorum", "pass_rule"} <= {each.stem for each in DECISIONS}


@by_name
def test_the_gate_lets_the_diagram_through_without_a_remark(path):
    assert engine().lint(path.read_bytes(), catalog(county_of(path))) == ()


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_the_gate_lets_the_decision_through_without_a_remark(path):
    assert engine().lint_decision(path.read_bytes()) == ()


@by_name
def test_a_diagram_is_named_as_its_file_and_says_what_it_is_in_both_languages(path):
    info = describe(path.read_bytes())
    assert info.process_id == path.stem
    assert info.name
    assert info.name_en
    assert info.description.zh.endswith("。")
    assert info.description.en.endswith(".")


@by_name
def test_every_user_task_and_start_has_a_form_that_exists(path):
    info = describe(path.read_bytes())
    county = county_of(path)
    keys = {each.form_key for each in info.elements if each.type == "userTask"}
    assert None not in keys
    if info.start_roles:
        keys.add(f"{info.process_id}/start")
    assert [key for key in keys if form_file(str(key), county) is None] == []


@by_name
def test_every_operation_has_a_handler_and_gets_its_parameters(path):
    load_handlers()
    known = operations.all()
    tree = etree.fromstring(path.read_bytes())
    for operator in tree.iterfind(".//{*}serviceTaskOperator"):
        assert operator.get("id") in known
        given = {each.get("id") for each in operator.iterfind(".//{*}parameter")}
        assert given == set(known[operator.get("id")].parameters)


def test_every_operation_is_used_by_a_diagram():
    load_handlers()
    used = {operation for path in DIAGRAMS for operation in describe(path.read_bytes()).operations}
    ours = {
        name for name, each in operations.all().items() if "handlers." in each.function.__module__
    }
    assert ours == used


@by_name
def test_every_called_process_and_decision_exists(path):
    info, known = describe(path.read_bytes()), catalog(county_of(path))
    assert set(info.called_processes) <= known.processes
    assert set(info.decisions) <= known.decisions


def enclosing(tree: etree._Element) -> dict[str, str]:
    """Return by element the sub-process in which it stands."""
    return {
        each.get("id", ""): parent.get("id", "")
        for parent in tree.iter(f"{MODEL}subProcess")
        for each in parent
    }


@by_name
def test_lanes_are_roles_and_user_tasks_stand_in_the_lane_of_their_role(path):
    names = {NAMES[role].zh: role for role in PEOPLE}
    enclosed = enclosing(etree.fromstring(path.read_bytes()))
    for element in describe(path.read_bytes()).elements:
        if element.element_id in enclosed:  # a sub-process stands in a lane with all that is in it
            assert element.type != "userTask"
            continue
        assert element.lane in names
        if element.type == "userTask":
            assert element.candidate_role == names[element.lane]
            assert element.name_en


@by_name
def test_only_applicants_and_experts_are_named_by_an_expression(path):
    for element in describe(path.read_bytes()).elements:
        assignee = element.properties.get("assignee", "")
        if element.type == "userTask" and element.candidate_role == Role.APPLICANT:
            assert assignee == "=initiator.username"
        elif assignee:
            assert element.candidate_role == Role.EXPERT


def offered(form: dict[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    waiting = list(form["components"])
    while waiting:
        component = waiting.pop()
        waiting.extend(component.get("components", ()))
        if component["type"] == "radio":
            found[component["key"]] = {each["value"] for each in component["values"]}
    return found


@by_name
def test_every_outcome_that_a_condition_names_is_offered_by_a_form(path):
    tree = etree.fromstring(path.read_bytes())
    results: dict[str, set[str]] = {}
    for element in describe(path.read_bytes()).elements:
        if element.type != "userTask":
            continue
        file = form_file(str(element.form_key), county_of(path))
        assert file is not None
        form = json.loads(file.read_bytes())
        groups = {each["path"]: each for each in form["components"] if each.get("path")}
        variable = element.properties.get("resultVariable")
        results |= {name: set().union(*offered(each).values()) for name, each in groups.items()}
        if variable:
            results[variable] = offered(form).get("outcome", set()) | results.get(variable, set())
    for condition in tree.iter(f"{MODEL}conditionExpression"):
        for variable, _, value in OUTCOME.findall(condition.text):
            if variable in results:
                assert value in results[variable], (condition.text, results[variable])


@by_name
def test_shapes_do_not_overlap_and_edges_run_straight(path):
    tree = etree.fromstring(path.read_bytes())
    boundaries = {each.get("id") for each in tree.iter(f"{MODEL}boundaryEvent")}
    boxes = {}
    for shape in tree.iter(f"{INTERCHANGE}BPMNShape"):
        element = shape.get("bpmnElement")
        if element.startswith(("lane_", "participant_")) or element in boundaries:
            continue
        bounds = shape.find(BOUNDS)
        x, y, w, h = (int(bounds.get(name)) for name in ("x", "y", "width", "height"))
        boxes[element] = (x, y, x + w, y + h)
    around = enclosing(tree)
    for (one, a), (two, b) in combinations(boxes.items(), 2):
        if around.get(one) == two or around.get(two) == one:
            continue
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1], (one, two)
    for edge in tree.iter(f"{INTERCHANGE}BPMNEdge"):
        points = [(int(p.get("x")), int(p.get("y"))) for p in edge.iter(WAYPOINT)]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


@by_name
def test_every_element_and_flow_is_drawn(path):
    tree = etree.fromstring(path.read_bytes())
    drawn = {each.get("bpmnElement") for each in tree.iter(f"{INTERCHANGE}BPMNShape")}
    drawn |= {each.get("bpmnElement") for each in tree.iter(f"{INTERCHANGE}BPMNEdge")}
    flows = {each.get("id") for each in tree.iter(f"{MODEL}sequenceFlow")}
    assert flows <= drawn
    assert {each.element_id for each in describe(path.read_bytes()).elements} <= drawn


@pytest.mark.parametrize("path", FORM_FILES, ids=lambda path: str(path.relative_to(FORMS)))
def test_a_form_is_sound_in_both_languages(path):
    form = load_form(path.read_bytes())
    assert [each.text.en for each in lint_form(form, feel())] == []
    assert form["title"]
    assert form["title_en"]


def test_every_form_belongs_to_a_user_task_or_a_start():
    keys = {
        str(each.form_key)
        for path in DIAGRAMS
        for each in describe(path.read_bytes()).elements
        if each.type == "userTask"
    } | {f"{path.stem}/start" for path in DIAGRAMS}
    assert [f for f in FORM_FILES if f"{f.parent.name}/{f.stem}" not in keys] == []


def test_the_counties_with_diagrams_of_their_own_take_part():
    folders = {each.name for place in (BPMN, FORMS) for each in (place / "counties").iterdir()}
    assert folders <= {each.code for each in COUNTIES}
    assert len(folders) >= 2


def test_the_titles_offered_are_those_of_the_catalogue():
    form = json.loads((FORMS / "nomination" / "start.json").read_bytes())
    [section] = [each for each in form["components"] if each["id"] == "section_title"]
    fields = {each["key"]: each for each in section["components"]}
    assert {each["value"] for each in fields["series"]["values"]} == set(SERIES)
    for code, series in SERIES.items():
        known = {"series": code}
        assert feel().evaluate(fields["title"]["valuesExpression"], known) == list(series.titles)
        assert feel().evaluate(fields["seriesName"]["expression"], known) == series.name.zh


def test_the_exam_series_of_the_decision_are_those_of_the_catalogue():
    listed = json.dumps(list(EXAM_SERIES))
    assert listed in (BPMN / "decisions" / "eligibility.dmn").read_text(encoding="utf-8")


def test_the_folders_of_process_owners_and_form_authors_hold_no_program():
    kinds = {each.suffix for each in (*BPMN.rglob("*"), *FORMS.rglob("*")) if each.is_file()}
    assert kinds <= {".bpmn", ".dmn", ".json", ".md"}


def test_no_file_of_a_process_owner_holds_python():
    python = re.compile(
        r"^\s*(import|from) \w+|\blambda\b|__\w+__|\b(def|eval|exec) ?\w*\(", re.MULTILINE
    )
    for path in (*DIAGRAMS, *DECISIONS, *FORM_FILES):
        assert not python.search(path.read_text(encoding="utf-8")), path


def test_a_long_name_of_a_minority_fits_into_the_declaration():
    form = json.loads((ROOT / "forms" / "nomination" / "start.json").read_bytes())
    [person] = [each for each in form["components"] if each.get("path") == "person"]
    [name] = [each for each in person["components"] if each.get("key") == "name"]
    assert name["validate"]["maxLength"] >= names.LONGEST_NAME
