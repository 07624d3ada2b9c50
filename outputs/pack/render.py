"""Puts a pack together: our own pages, then the pages of what the school sent."""

from __future__ import annotations

from io import BytesIO

from pypdf import PageObject, PdfWriter
from pypdf.generic import NameObject

from outputs.pack.contents import PackContents, PackDocument
from outputs.pack.flatten import MAX_PAGES, Unshowable, append, open_pages
from outputs.pack.layout import Data, layout
from outputs.pack.word_text import word_lines
from outputs.pack.wording import NOTES
from outputs.typesetting import typeset, typeset_picture

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PICTURES = {"image/jpeg": "jpg", "image/png": "png"}


def render_pack(contents: PackContents) -> bytes:
    """Return the pack as one PDF with bookmarks; whatever the school's files hold, a pack comes out."""
    shown = [_described(document) for document in contents.documents]
    data = layout(contents) | {"documents": [described for described, _ in shown]}
    own = typeset("pack.typ", data, written=contents.received)
    writer = PdfWriter(clone_from=BytesIO(own))
    for document, (_, pages) in zip(contents.documents, shown, strict=True):
        start = len(writer.pages)
        if pages and append(writer, pages):
            writer.add_outline_item(title=document.title, page_number=start)
    # Added pages bring no actions with them, and the catalogue keeps none.
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        writer.root_object.pop(NameObject(name), None)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _described(document: PackDocument) -> tuple[Data, list[PageObject]]:
    """What our own pages say of a document, and its pages if it has any that can follow."""
    described: Data = {"title": document.title, "note": NOTES["listed"], "lines": []}
    if document.media_type == PDF:
        return _pdf(document, described)
    if document.media_type == DOCX:
        lines = word_lines(document.data)
        return described | {"note": NOTES["word"] if lines else NOTES["listed"], "lines": lines}, []
    if document.media_type in _PICTURES:
        return _picture(document, described)
    return described, []


def _picture(document: PackDocument, described: Data) -> tuple[Data, list[PageObject]]:
    """A picture becomes a page of its own; one that cannot be drawn is listed."""
    page = typeset_picture(document.data, _PICTURES[document.media_type], document.title)
    if page is None:
        return described, []
    return described | {"note": NOTES["picture"]}, open_pages(page)


def _pdf(document: PackDocument, described: Data) -> tuple[Data, list[PageObject]]:
    try:
        pages = open_pages(document.data)
    except Unshowable:
        return described | {"note": NOTES["locked"]}, []
    count = len(pages)
    if count > MAX_PAGES:
        note = NOTES["pages_cut"].format(shown=MAX_PAGES, pages=count)
    else:
        note = NOTES["one_page"] if count == 1 else NOTES["pages"].format(pages=count)
    return described | {"note": note}, pages
