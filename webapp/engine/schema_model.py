"""What an XML schema allows inside what, for questions that a validator does not answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from webapp.engine.safe_xml import BPMN, local

XSD = "{http://www.w3.org/2001/XMLSchema}"
UNBOUNDED = 1_000_000
ROOT = "tDefinitions"


@dataclass(frozen=True, slots=True)
class Part:
    """A child that a type allows: its type, how often, and the choice that it belongs to."""

    type: str
    most: int
    choice: int = 0


@dataclass(slots=True)
class Kind:
    """A complex type: what it extends, its own children, its attributes that refer to ids."""

    base: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)


class Model:
    """The types of a schema."""

    def __init__(self) -> None:
        """Start without types."""
        self.kinds: dict[str, Kind] = {}
        self.elements: dict[str, str] = {}
        self.groups: dict[str, list[str]] = {}
        self._parts: dict[str, dict[str, Part]] = {}

    def parts(self, kind: str) -> dict[str, Part]:
        """Return every child that a type allows, those of what it extends included."""
        if kind not in self._parts:
            own = self.kinds.get(kind, Kind())
            found = dict(self.parts(own.base)) if own.base else {}
            for name, part in own.parts.items():
                for member in self._members(name):
                    found[member] = Part(
                        self.elements.get(member, part.type), part.most, part.choice
                    )
                found[name] = Part(part.type or self.elements.get(name, ""), part.most, part.choice)
            self._parts[kind] = found
        return self._parts[kind]

    def _members(self, head: str) -> Iterator[str]:
        for member in self.groups.get(head, ()):
            yield member
            yield from self._members(member)

    def kind_of(self, element: etree._Element) -> str:
        """Return the type of an element in its place."""
        parent = element.getparent()
        if parent is None:
            return ROOT
        name = local(element)
        part = self.parts(self.kind_of(parent)).get(name)
        return part.type if part is not None else self.elements.get(name, "")

    def belongs(self, element: etree._Element) -> bool:
        """Tell whether an element may be a child of its parent at all."""
        parent = element.getparent()
        return parent is None or local(element) in self.parts(self.kind_of(parent))

    def is_misplaced(self, element: etree._Element) -> bool:
        """Tell whether an element would be right in another place among its siblings."""
        parent = element.getparent()
        if parent is None or not self.belongs(element):
            return False
        parts = self.parts(self.kind_of(parent))
        own = parts[local(element)]
        beside = [local(e) for e in parent.iterchildren("*")]
        if own.choice:
            rivals = {name for name, part in parts.items() if part.choice == own.choice}
            return sum(name in rivals for name in beside) <= own.most
        return beside.count(local(element)) <= own.most

    def references(self, root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
        """Return every reference to an id: the element, the name of the reference, the id."""
        todo = [(root, ROOT)]
        while todo:
            element, kind = todo.pop()
            for name in self._referring(kind):
                if element.get(name):
                    yield element, name, str(element.get(name)).strip()
            parts = self.parts(kind)
            for child in element.iterchildren(f"{{{BPMN}}}*"):
                part = parts.get(local(child))
                if part is not None and part.type == "xsd:IDREF":
                    yield child, local(child), (child.text or "").strip()
                elif part is not None:
                    todo.append((child, part.type))

    def _referring(self, kind: str) -> Iterator[str]:
        own = self.kinds.get(kind)
        if own is not None:
            yield from own.references
            yield from self._referring(own.base)


def read_model(paths: Sequence[Path]) -> Model:
    """Return what the schemas in these files say."""
    model = Model()
    for path in paths:
        for item in etree.parse(path).getroot().iterchildren("*"):
            name = item.get("name", "")
            if item.tag == f"{XSD}element":
                model.elements[name] = _plain(item.get("type", ""))
                head = _plain(item.get("substitutionGroup", ""))
                if head:
                    model.groups.setdefault(head, []).append(name)
            elif item.tag == f"{XSD}complexType":
                model.kinds[name] = _kind(item)
    return model


def _kind(item: etree._Element) -> Kind:
    kind = Kind()
    for extended in item.iter(f"{XSD}extension"):
        kind.base = _plain(extended.get("base", ""))
    for part in item.iter(f"{XSD}element"):
        name = _plain(part.get("name") or part.get("ref", ""))
        around = [part, *part.iterancestors(f"{XSD}sequence", f"{XSD}choice")]
        most = max(_most(level) for level in around)
        choices = [level for level in around if level.tag == f"{XSD}choice"]
        choice = id(choices[0]) if choices and len(around) == 2 else 0  # noqa: PLR2004 - directly
        kind.parts[name] = Part(_plain(part.get("type", "")), most, choice)
    for attribute in item.iter(f"{XSD}attribute"):
        if attribute.get("type") in {"xsd:IDREF", "xsd:IDREFS"}:
            kind.references.append(attribute.get("name", ""))
    return kind


def _most(element: etree._Element) -> int:
    written = element.get("maxOccurs", "1")
    return UNBOUNDED if written == "unbounded" else int(written)


def _plain(name: str) -> str:
    """Return a name without its prefix, but leave the schema's own types recognisable."""
    return name if name.startswith("xsd:") else name.rpartition(":")[2]
