"""XML made to harm, in the parts of Word and OpenDocument files."""

from __future__ import annotations

from collections.abc import Iterator

from hostile_zips import RELATIONS, WORD_SPACE
from made_files import zipped

ODT = "application/vnd.oasis.opendocument.text"
CANARY = "root:x:0:0"
"""How a file begins that no answer may ever quote."""


def laughs(levels: int = 10) -> str:
    declared = ['<!ENTITY l0 "ha">']
    for level in range(1, levels):
        tenfold = f"&l{level - 1};" * 10
        declared.append(f'<!ENTITY l{level} "{tenfold}">')
    return f"<!DOCTYPE d [{''.join(declared)}]>"


DECLARED = {
    "a billion laughs": (laughs(), "&l9;"),
    "quadratic blow-up": (f'<!DOCTYPE d [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 10_000),
    "a file for an entity": ('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
    "an address for an entity": ('<!DOCTYPE d [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]>', "&e;"),
    "a document type from elsewhere": ('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">', "x"),
    "a document type from a file": ('<!DOCTYPE d PUBLIC "-//x//y" "file:///etc/passwd">', "x"),
    "an entity of parameters": (
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"><!ENTITY % q "<!ENTITY e \'%p;\'>">%q;]>',
        "&e;",
    ),
    "an entity within itself": ('<!DOCTYPE d [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
    "attributes by default": ('<!DOCTYPE d [<!ATTLIST p x CDATA "y">]>', "x"),
}
UNDECLARED = {
    "XInclude": (
        "",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
    ),
    "a style sheet": ('<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>', "x"),
    "an entity that nobody declared": ("", "&e;"),
}


def word_part(head: str, text: str, encoding: str = "utf-8") -> bytes:
    told = f"{head}<w:document {WORD_SPACE}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return told.encode(encoding)


def word(head: str, text: str) -> bytes:
    return zipped(RELATIONS, ("word/document.xml", word_part(head, text)))


def word_elsewhere(part: str, head: str, text: str) -> bytes:
    return zipped(("word/document.xml", word_part("", "x")), (part, f"{head}<d>{text}</d>".encode()))


def open_document(head: str, text: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    told = (
        f'<?xml version="1.0"?>{head}<o:document-content xmlns:o="{names}:office:1.0" xmlns:t="{names}:text:1.0" '
        f'o:version="1.2"><o:body><o:text><t:p>{text}</t:p></o:text></o:body></o:document-content>'
    )
    return zipped(("mimetype", ODT.encode()), ("content.xml", told.encode()))


def document(body: str, head: str = "", attributes: str = "", encoding: str = "utf-8") -> bytes:
    told = f"{head}<w:document {WORD_SPACE} {attributes}><w:body>{body}</w:body></w:document>"
    return zipped(RELATIONS, ("word/document.xml", told.encode(encoding)))


def nested(around: str, levels: int) -> str:
    names = around.split()
    opened = "".join(f"<w:{name}>" for name in names)
    closed = "".join(f"</w:{name}>" for name in reversed(names))
    return opened * levels + closed * levels


def attributes(count: int, start: str) -> str:
    return " ".join(f'{start}{number}="u:{number}"' for number in range(count))


def words() -> Iterator[tuple[str, object]]:
    for name, (head, text) in (DECLARED | UNDECLARED).items():
        yield name, lambda head=head, text=text: word(head, text)
    for part in ("_rels/.rels", "docProps/core.xml", "customXml/item1.xml", "word/header1.xml"):
        yield f"a billion laughs in {part}", lambda part=part: word_elsewhere(part, laughs(), "&l9;")
    yield "a document type in UTF-16", lambda: document("&l9;", laughs(), encoding="utf-16")
    yield "an entity in an attribute", lambda: document("<w:p/>", laughs(), 'x="&l9;"')
    yield "100,000 levels", lambda: document(nested("tbl", 100_000))
    yield "240 levels", lambda: document(nested("tbl", 240))
    yield "tables in tables in tables", lambda: document(nested("tbl tr tc", 60))
    yield "boxes in boxes in boxes", lambda: document(nested("p r pict txbxContent", 60))
    yield "controls in controls in controls", lambda: document(nested("sdt sdtContent", 100))
    yield "200,000 attributes", lambda: document("<w:p/>", attributes=attributes(200_000, "a"))
    yield "100,000 namespaces", lambda: document("<w:p/>", attributes=attributes(100_000, "xmlns:a"))
    yield "a name of 5 MB", lambda: document(f"<{'a' * 5_000_000}/>")
    yield (
        "relations that name themselves",
        lambda: zipped(
            ("word/document.xml", word_part("", "x")),
            ("_rels/.rels", b'<R><Relationship Type="a/officeDocument" Target="_rels/.rels"/></R>'),
        ),
    )


def open_documents() -> Iterator[tuple[str, object]]:
    for name in ("a billion laughs", "quadratic blow-up", "a file for an entity", "a document type from elsewhere"):
        head, text = DECLARED[name]
        yield name, lambda head=head, text=text: open_document(head, text)
    yield "100,000 levels", lambda: open_document("", "<t:span>" * 100_000 + "</t:span>" * 100_000)
    yield "text bomb", lambda: zipped(("mimetype", ODT.encode()), ("content.xml", b" " * 250_000_000))
    yield "cut short", lambda: open_document("", "x" * 1000)[:-30]
