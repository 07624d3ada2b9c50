"""Whether an office file is plain: made of nothing but text, its look and pictures, so that it may be passed on.

Only what is known to be harmless counts as plain; a part, a relation or a field that nobody listed here does not.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from bounds.xml import parsed
from bounds.zips import ERRORS, Limits, Refused, checked

_LIMITS = Limits(members=1000, unpacked=200_000_000)
_PICTURE = r"[\w .-]+\.(?:png|jpe?g|gif|bmp|tiff?)"

_WORD_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app|custom)\.xml|docProps/thumbnail\.(?:jpe?g|png)"
    r"|word/(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|header\d*|footer\d*|footnotes"
    r"|endnotes|comments|commentsExtended|commentsIds|commentsExtensible|people)\.xml"
    r"|word/theme/theme\d*\.xml|word/glossary/(?:document|styles|settings|webSettings|fontTable|numbering)\.xml"
    rf"|word/(?:glossary/)?_rels/[\w.]+\.xml\.rels|word/media/{_PICTURE}"
    r"|customXml/(?:item|itemProps)\d*\.xml|customXml/_rels/item\d*\.xml\.rels|(?:word|docProps|customXml|_rels)/",
    re.IGNORECASE,
)
_RELATIONS = frozenset(
    {
        "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail",
        "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering", "header",
        "footer", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds",
        "commentsExtensible", "people", "theme", "image", "customXml", "customXmlProps", "glossaryDocument",
        "hyperlink",
    }
)  # fmt: skip
_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_ELEMENTS_WITH_PROGRAMS = frozenset(
    {
        "altChunk", "object", "control", "OLEObject", "subDoc", "attachedTemplate", "mailMerge", "frameset",
        "movie", "contentPart",
    }
)  # fmt: skip
_FIELDS = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE",
        "PRINTDATE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "HYPERLINK", "REF", "PAGEREF", "NOTEREF",
        "TOC", "SEQ", "STYLEREF", "TITLE", "AUTHOR", "SUBJECT", "KEYWORDS", "FILENAME", "DOCPROPERTY",
        "SYMBOL", "NUMWORDS", "NUMCHARS", "USERNAME", "=",
    }
)  # fmt: skip
"""Fields that say something of the document itself ([MS-OI29500], ECMA-376-1, 17.16.5)."""

_OPEN_PARTS = re.compile(
    r"mimetype|(?:content|styles|meta|settings)\.xml|manifest\.rdf|META-INF/manifest\.xml|layout-cache"
    rf"|Thumbnails/thumbnail\.png|Pictures/{_PICTURE}|Configurations2/(?:[\w/ -]*|accelerator/current\.xml)|[\w-]+/"
)
_OPEN_PROGRAMS = frozenset(
    {
        "event-listener", "script", "dde-connection", "dde-connection-decl", "dde-source", "execute-macro",
        "section-source", "object", "object-ole", "plugin", "applet", "floating-frame", "database-display",
        "form",
    }
)  # fmt: skip


class _NotPlain(Exception):
    """Something in it is not known to be harmless."""


def is_plain_word(data: bytes) -> bool:
    """Tell whether a Word file (.docx) is plain: no macros, no objects, nothing that is fetched, links at most."""
    return _is_plain(data, _look_at_word)


def is_plain_open_document(data: bytes) -> bool:
    """Tell whether an OpenDocument text (.odt) is plain."""
    return _is_plain(data, _look_at_open_document)


def _is_plain(data: bytes, look: object) -> bool:
    assert callable(look)  # noqa: S101  # for the type checker
    try:
        checked(data, _LIMITS)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            look(archive)
    except (_NotPlain, Refused, etree.XMLSyntaxError, *ERRORS):
        return False
    return True


def _look_at_word(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if not _WORD_PARTS.fullmatch(name):
            raise _NotPlain
        if name.endswith(".rels"):
            _look_at_relations(parsed(archive.read(name)))
        elif name.endswith(".xml"):
            _look_at_part(parsed(archive.read(name)))


def _look_at_relations(listed: etree._Element) -> None:
    for each in listed:
        kind = str(each.get("Type", "")).rpartition("/")[2]
        outside = str(each.get("TargetMode", "")).lower() == "external"
        link = kind == "hyperlink" and _LINK.match(str(each.get("Target", "")))
        if kind not in _RELATIONS or (outside and not link):
            raise _NotPlain


def _look_at_part(root: etree._Element) -> None:
    depth, code = 0, ""
    for each in root.iter():
        name = _name(each)
        if name in _ELEMENTS_WITH_PROGRAMS or "macroEnabled" in str(each.get("ContentType", "")):
            raise _NotPlain
        if name == "fldSimple":
            _look_at_field(next((str(said) for key, said in each.attrib.items() if str(key).endswith("instr")), ""))
        elif name == "fldChar":
            kind = next((str(said) for key, said in each.attrib.items() if str(key).endswith("fldCharType")), "")
            if kind == "begin":
                depth, code = depth + 1, _begun(depth, code)
            else:
                _look_at_field(code) if depth and code else None
                depth, code = depth - (kind == "end"), ""
        elif name == "instrText":
            code += each.text or ""


def _begun(depth: int, code: str) -> str:
    """A field that begins within the order of another could spell out any order."""
    if depth and code.strip():
        raise _NotPlain
    return ""


def _look_at_field(code: str) -> None:
    order = (code.split() or [""])[0].upper()
    if order and not (order in _FIELDS or order.startswith("=")):
        raise _NotPlain


def _look_at_open_document(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if not _OPEN_PARTS.fullmatch(name):
            raise _NotPlain
        if name in {"content.xml", "styles.xml"}:
            for each in parsed(archive.read(name)).iter():
                if _name(each) in _OPEN_PROGRAMS or not all(map(_stays_inside, _targets(each))):
                    raise _NotPlain


def _targets(each: etree._Element) -> Iterator[tuple[str, str]]:
    return ((_name(each), str(said)) for key, said in each.attrib.items() if str(key).endswith("}href"))


def _stays_inside(target: tuple[str, str]) -> bool:
    name, said = target
    return (
        bool(_LINK.match(said) or said.startswith("#"))
        if name == "a"
        else bool(re.match(r"(?:#|(?:\./)?Pictures/)", said))
    )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
