"""Puts a pack together: our own pages, then the pages of what the school sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PageObject, PdfWriter
from pypdf.generic import NameObject

from outputs.pack.contents import Pack, PackContents, PackDocument
from outputs.pack.flatten import MAX_PAGES, Unshowable, append, open_pages
from outputs.pack.layout import Data, layout
from outputs.pack.word_text import word_lines
from outputs.pack.wording import NOTES
from outputs.typesetting import typeset, typeset_picture

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PICTURES = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """How a document is shown: what our own pages say of it, the pages that follow, and whether that is all of it."""

    document: PackDocument
    note: str
    lines: list[str] = field(default_factory=list)
    pages: list[PageObject] = field(default_factory=list)
    whole: bool = False


def render_pack(contents: PackContents) -> Pack:
    """Return the pack: one PDF with bookmarks. Whatever the school's files hold, a pack comes out."""
    shown = [_show(document) for document in contents.documents]
    listed: list[Data] = [{"title": each.document.title, "note": each.note, "lines": each.lines} for each in shown]
    own = typeset("pack.typ", layout(contents) | {"documents": listed}, written=contents.received)
    writer = PdfWriter(clone_from=BytesIO(own))
    for each in shown:
        start = len(writer.pages)
        if append(writer, each.pages):
            writer.add_outline_item(title=each.document.title, page_number=start)
    # Added pages bring no actions with them, and the catalogue keeps none.
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        writer.root_object.pop(NameObject(name), None)
    made = BytesIO()
    writer.write(made)
    return Pack(made.getvalue(), tuple(each.document for each in shown if not each.whole))


def _show(document: PackDocument) -> _Shown:
    if document.media_type == PDF:
        return _pdf(document)
    if document.media_type == DOCX:
        lines = word_lines(document.data)
        return _Shown(document, NOTES["word"] if lines else NOTES["listed"], lines=lines)
    if document.media_type in _PICTURES:
        return _picture(document)
    return _Shown(document, NOTES["listed"])


def _picture(document: PackDocument) -> _Shown:
    """A picture becomes a page of its own; one that cannot be drawn is listed."""
    page = typeset_picture(document.data, _PICTURES[document.media_type], document.title)
    if page is None:
        return _Shown(document, NOTES["listed"])
    return _Shown(document, NOTES["picture"], pages=open_pages(page), whole=True)


def _pdf(document: PackDocument) -> _Shown:
    try:
        pages = open_pages(document.data)
    except Unshowable:
        return _Shown(document, NOTES["locked"])
    count = len(pages)
    if count > MAX_PAGES:
        return _Shown(document, NOTES["pages_cut"].format(shown=MAX_PAGES, pages=count), pages=pages)
    note = NOTES["one_page"] if count == 1 else NOTES["pages"].format(pages=count)
    return _Shown(document, note, pages=pages, whole=True)
