"""XML safety: what could harm the reader is refused with a sentence, and quickly."""
# ruff: noqa: E501 - a case per line reads best

import io
import zipfile

import pytest

from tests.engine.gate.setting import HEAD, codes, file, lint, user

END = "</bpmn:definitions>"
MEGABYTE = 1024 * 1024
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
)
QUADRATIC = f'<!DOCTYPE d [<!ENTITY a "{"x" * 50_000}">]>'


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.bpmn", file(user("a"), "s a e"))
    return buffer.getvalue()


UNSAFE = {
    "a DTD": "<!DOCTYPE d>" + HEAD + END,
    "entities that multiply": f"<!DOCTYPE d [{LAUGHS}]>{HEAD}<bpmn:message id='m' name='&l11;'/>{END}",
    "an entity used very often": QUADRATIC + HEAD + f"<bpmn:text>{'&a;' * 50_000}</bpmn:text>" + END,
    "an external entity": f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>{HEAD}<bpmn:documentation>&f;</bpmn:documentation>{END}',
    "an external DTD": f'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">{HEAD}{END}',
    "a parameter entity": f'<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>{HEAD}{END}',
    "more than 5 MB": HEAD + " " * (5 * MEGABYTE) + END,
    "elements nested deeply": HEAD + "<bpmn:x>" * 80 + "</bpmn:x>" * 80 + END,
    "elements nested without end": HEAD + "<a>" * 500_000,
    "an attribute of 4 MB that never ends": HEAD + '<bpmn:x id="' + "x" * (4 * MEGABYTE),
    "an element with very many attributes": HEAD.replace(">", " ".join(["", *(f'a{n}="1"' for n in range(300_000))]) + ">") + END,
    "very many elements": HEAD + "<bpmn:x/>" * 120_000 + END,
    "no XML": "no xml",
    "an empty file": "",
    "blanks only": " \n ",
    "another root": "<x/>",
    "half a file": HEAD,
    "a character that XML does not know": HEAD + "<bpmn:x name='\x00'/>" + END,
    "bytes that are no text": b"\xff\xfe\x00\x00\x01",
    "a zip archive": zipped(),
    "an encoding that lies": b'<?xml version="1.0" encoding="UTF-16"?>' + (HEAD + END).encode(),
    "an encoding that does not exist": b'<?xml version="1.0" encoding="klingon"?>' + (HEAD + END).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_the_file_is_refused_with_one_finding(name):
    xml = UNSAFE[name]
    [finding] = lint(xml if isinstance(xml, bytes) else xml.encode())
    assert finding.code == "BPMN001"
    assert finding.text.zh.startswith("无法读取该文件：")
    assert "root:" not in finding.text.en


def test_nothing_is_included_from_elsewhere():
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
    )
    xml = file(user("a"), "s a e", f"<bpmn:documentation>{include}</bpmn:documentation>")
    assert all("root:" not in f.text.en for f in lint(xml))


def test_a_processing_instruction_does_nothing():
    xml = b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + file(user("a"), "s a e")
    assert codes(xml) == set()


def test_utf_16_is_read_when_it_says_so():
    text = '<?xml version="1.0" encoding="UTF-16"?>' + file(user("a"), "s a e").decode()
    assert codes(text.encode("utf-16")) == set()


HEAVY = {
    "namespaces": file(user("a"), "s a e").replace(
        b'<bpmn:userTask id="a"',
        b'<bpmn:userTask id="a" ' + b" ".join(b'xmlns:n%d="u"' % n for n in range(20_000)),
    ),
    "one huge text": file(user("a", f"<bpmn:documentation>{'x' * (4 * MEGABYTE)}</bpmn:documentation>"), "s a e"),
    "twenty thousand elements": file(user("a"), "s a e", "<bpmn:textAnnotation/>" * 20_000),
    "twenty thousand violations": file(user("a"), "s a e", "<bpmn:nonsense/>" * 20_000),
    "twenty thousand references": file(user("a"), "s a e", '<bpmn:association sourceRef="a" targetRef="b"/>' * 20_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_answered(name):
    assert len(HEAVY[name]) < 5 * MEGABYTE
    assert len(lint(HEAVY[name])) < 50
