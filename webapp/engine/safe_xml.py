"""Reads XML safely (no DTD, no entities, bounded in size and depth), and what all readers need."""

from collections.abc import Iterator

from lxml import etree

from webapp.engine.errors import DiagramUnreadable
from webapp.kernel.text import Text

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"
OWN_NAMESPACES = {BPMN, SPIFF, "http://www.w3.org/2001/XMLSchema-instance"}
MAXIMUM_BYTES = 5 * 1024 * 1024
MAXIMUM_DEPTH = 60
MAXIMUM_ELEMENTS = 100_000
MAXIMUM_ATTRIBUTES = 500


def parse_xml(xml: bytes) -> etree._Element:
    """Return the root of a file that is safe to read; raise DiagramUnreadable otherwise."""
    if len(xml) > MAXIMUM_BYTES:
        raise DiagramUnreadable(Text(zh="文件超过 5 MB。", en="It is larger than 5 MB."))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DiagramUnreadable(
            Text(zh=f"不是有效的 XML（{error}）。", en=f"It is not valid XML ({error}).")
        ) from error
    if root.getroottree().docinfo.doctype:
        raise DiagramUnreadable(
            Text(zh="不允许使用 DTD 或实体。", en="A DTD or entities are not allowed.")
        )
    _bound(root)
    return root


def _bound(root: etree._Element) -> None:
    level, count = [root], 0
    for _ in range(MAXIMUM_DEPTH):
        count += len(level)
        if count > MAXIMUM_ELEMENTS or any(len(e.attrib) > MAXIMUM_ATTRIBUTES for e in level):
            raise DiagramUnreadable(
                Text(zh="元素或属性过多。", en="It has too many elements or attributes.")
            )
        level = [child for element in level for child in element]
        if not level:
            return
    raise DiagramUnreadable(Text(zh="元素嵌套过深。", en="Its elements are nested too deeply."))


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def bpmn_children(element: etree._Element) -> Iterator[etree._Element]:
    """Return the children in the BPMN namespace."""
    return (e for e in element.iterchildren(f"{{{BPMN}}}*"))


def children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Return the BPMN children of this name."""
    return (e for e in element.iterchildren(f"{{{BPMN}}}{tag}"))


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first BPMN child of this name."""
    return element.find(f"{{{BPMN}}}{tag}")


def text(element: etree._Element | None) -> str:
    """Return the text of an element, "" without one."""
    return "" if element is None else "".join(element.itertext()).strip()


def text_of(element: etree._Element, tag: str) -> str:
    """Return the text of the first BPMN child of this name."""
    return text(child(element, tag))


def flag(element: etree._Element, name: str, *, default: bool = False) -> bool:
    """Return a boolean attribute (`true` or `1` as XML Schema has it)."""
    return element.get(name, "true" if default else "false").strip() in {"true", "1"}


def reference(written: str) -> str:
    """Return the id of a reference, which may be a qualified name such as `tns:order`."""
    return written.strip().rpartition(":")[2]


def extensions(element: etree._Element) -> Iterator[etree._Element]:
    """Return the extension elements in the namespace of our own dialect."""
    for holder in children(element, "extensionElements"):
        yield from holder.iterchildren(f"{{{SPIFF}}}*")


def properties_of(element: etree._Element) -> dict[str, str]:
    """Return the `spiffworkflow:property` entries of an element."""
    return {
        item.get("name", ""): item.get("value", "")
        for holder in extensions(element)
        if local(holder) == "properties"
        for item in holder.iterchildren(f"{{{SPIFF}}}property")
    }
