"""Validates files against the XML schemas of BPMN 2.0 and DMN, which SpiffWorkflow ships.

What the schemas cannot say by themselves is added: whether a misplaced element is merely in
another order than the standard's, and whether the ids that are referred to exist.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from lxml import etree

from webapp.engine.safe_xml import BPMN, local
from webapp.engine.schema_model import Model, read_model
from webapp.engine.schema_wording import in_words, named_attribute
from webapp.kernel.text import Text

DRAWING = {
    "http://www.omg.org/spec/BPMN/20100524/DI",
    "http://www.omg.org/spec/DD/20100524/DI",
    "http://www.omg.org/spec/DD/20100524/DC",
}
DMN_FILES = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "DMN.xsd",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "DMN13.xsd",
}
"""The schema of DMN 1.2 is shipped too, but it refers to one that is not."""
SILENT = {"documentation", "extensionElements"}
"""What may stand anywhere without a say in how a process runs, although the schema is stricter."""
ORDER, DRAWN, CONTENT, REFERENCE = "order", "drawn", "content", "reference"


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that the schema forbids.

    `kind` is ORDER (right, but in another order), DRAWN (in the picture only), REFERENCE (to an id
    that does not exist; `attribute` and `value` tell which), or CONTENT.
    """

    kind: str
    element_id: str
    line: int
    text: Text
    attribute: str = ""
    value: str = ""


def bpmn_violations(root: etree._Element) -> Iterator[Violation]:
    """Return what is wrong with a BPMN file, in the order of the file."""
    model = _model()
    yield from _violations(_schema("bpmn", "BPMN20.xsd"), root, model)
    yield from _dangling(root, model)


def dmn_violations(root: etree._Element) -> Iterator[Violation] | None:
    """Return what is wrong with a DMN file; None when there is no schema of its version."""
    file = DMN_FILES.get(etree.QName(root).namespace or "")
    return None if file is None else _violations(_schema("dmn", file), root, None)


@cache
def _schema(package: str, name: str) -> etree.XMLSchema:
    with as_file(files("SpiffWorkflow") / package / "parser" / "schema") as folder:
        return etree.XMLSchema(etree.parse(folder / name, etree.XMLParser(no_network=True)))


@cache
def _model() -> Model:
    with as_file(files("SpiffWorkflow") / "bpmn" / "parser" / "schema") as folder:
        return read_model([folder / "BPMN20.xsd", folder / "Semantic.xsd"])


def _violations(
    schema: etree.XMLSchema, root: etree._Element, model: Model | None
) -> Iterator[Violation]:
    if schema.validate(root):
        return
    seen: set[tuple[str, str]] = set()
    prefixes = {p: uri for e in root.iter("*") for p, uri in e.nsmap.items() if p}
    for error in schema.error_log.filter_from_errors():
        element = _element(root, error.path or "", prefixes)
        attribute = named_attribute(error.message)
        if (error.path or "", attribute) in seen or _is_known_duplicate(element, attribute):
            continue
        seen.add((error.path or "", attribute))
        kind = _kind(element, error.message, model)
        yield Violation(kind, _identified(element), error.line, in_words(error.message))
        if kind == ORDER and model is not None:
            yield from _strangers(element, model)


def _element(root: etree._Element, path: str, prefixes: dict[str, str]) -> etree._Element:
    """Return the element that the library names by its path."""
    try:
        found = root.getroottree().xpath(path, namespaces=prefixes)
    except etree.XPathEvalError:
        return root
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else root  # noqa: SLF001 - its public type


def _identified(element: etree._Element) -> str:
    """Return the id of an element, else of the nearest one around it that has one."""
    here: etree._Element | None = element
    while here is not None:
        if here.get("id"):
            return str(here.get("id"))
        here = here.getparent()
    return ""


def _is_known_duplicate(element: etree._Element, attribute: str) -> bool:
    """Tell whether the schema complains of an id only because it was used before."""
    written = str(element.get("id", ""))
    return attribute == "id" and written.replace("-", "_").replace(".", "_").isidentifier()


def _kind(element: etree._Element, message: str, model: Model | None) -> str:
    if model is None:
        return CONTENT
    harmless = local(element) in SILENT or model.is_misplaced(element)
    if "not expected" in message and harmless:
        return ORDER
    return DRAWN if etree.QName(element).namespace in DRAWING else CONTENT


def _strangers(element: etree._Element, model: Model) -> Iterator[Violation]:
    """Return the siblings that do not belong there: the schema stops at the first surprise."""
    parent = element.getparent()
    for sibling in () if parent is None else parent.iterchildren(f"{{{BPMN}}}*"):
        if sibling is not element and not model.belongs(sibling) and local(sibling) not in SILENT:
            text = Text(
                f"此处不应有元素“{local(sibling)}”。",
                f"the element “{local(sibling)}” does not belong here.",
            )
            yield Violation(CONTENT, _identified(sibling), int(sibling.sourceline or 0), text)


def _dangling(root: etree._Element, model: Model) -> Iterator[Violation]:
    known = {str(e.get("id")) for e in root.iter(f"{{{BPMN}}}*") if e.get("id")}
    for element, attribute, value in model.references(root):
        if value not in known:
            line = int(element.sourceline or 0)
            text = Text("", "")
            yield Violation(REFERENCE, _identified(element), line, text, attribute, value)
