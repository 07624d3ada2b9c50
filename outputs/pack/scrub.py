"""Takes whatever could act out of a PDF that was made plain: the last look before it leaves the house."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, StreamObject

ACTIVE_KEYS = frozenset(
    {
        "/AA", "/OpenAction", "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF",
        "/AF", "/RichMedia", "/RichMediaContent", "/RichMediaSettings", "/XFA", "/AcroForm", "/URI",
        "/Names", "/Annots", "/Collection", "/Ref", "/PA", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE",
        "/Rendition", "/Movie", "/Sound", "/OPI", "/PieceInfo", "/Metadata", "/Perms", "/Legal", "/Threads",
        "/Popup", "/Dests",
    }
)  # fmt: skip
"""Keys that no page needs to be drawn (ISO 32000, 12.6; 14.11), whatever holds them."""
ACTIONS = frozenset(
    {
        "/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/GoTo",
        "/Named", "/Rendition", "/Movie", "/Sound", "/ResetForm", "/Hide", "/SetOCGState", "/Trans",
        "/GoTo3DView", "/RichMediaExecute", "/Thread",
    }
)  # fmt: skip
_OUTSIDE = ("/F", "/FFilter", "/FDecodeParms")
"""Where a stream's bytes stand in another file (ISO 32000, table 5)."""
_DEEPEST = 50


def scrub(writer: PdfWriter) -> None:
    """Take everything active out of every object of `writer`, a PDF whose pages alone are wanted."""
    for held in list(writer._objects):
        for each in _dictionaries(held, 0):
            _clean(each)


def _dictionaries(value: object, depth: int) -> Iterator[DictionaryObject]:
    """A direct object and those directly within it; what is referred to has its own turn."""
    if depth > _DEEPEST:
        return
    if isinstance(value, DictionaryObject):
        yield value
        for inner in value.values():
            yield from _dictionaries(inner, depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from _dictionaries(inner, depth + 1)


def _clean(each: DictionaryObject) -> None:
    kind = each.get("/S")
    if isinstance(kind, NameObject) and kind in ACTIONS:
        each.clear()
        return
    for key in [key for key in each if key in ACTIVE_KEYS or (key == "/A" and _is_action(each.get(key)))]:
        del each[key]
    if isinstance(each, StreamObject):
        for key in _OUTSIDE:
            each.pop(NameObject(key), None)


def _is_action(value: object) -> bool:
    found = value.get_object() if isinstance(value, PdfObject) else None
    return isinstance(found, DictionaryObject) and "/S" in found
