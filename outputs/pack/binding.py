"""Binds a pack: the documents' pages go in among our own, each with a line at its foot, and all get bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TreeObject,
)

from outputs.pack.boxes import FONT, literal, plain_font
from outputs.pack.documents import Shown
from outputs.pack.layout import heading

COVER = "Cover"
_STRIP = 22.0
"""Height in points, on a page as wide as A4, of the line that is put below a document's page."""
_A4_WIDE = 595.0
_CLAIM = re.compile(rb"<pdfuaid:part>[^<]*</pdfuaid:part>")
_FONT_SIZE = 7.5
_AVERAGE = 0.5
"""How wide Helvetica runs, in sizes: enough to set a short line to the right."""


@dataclass(frozen=True, slots=True)
class _Bookmark:
    node: IndirectObject
    page: int


def bind(own: bytes, shown: Sequence[Shown], reference: str) -> bytes:
    """Return one PDF of our own pages and those of the documents, in the documents' order.

    `own` is what templates/pack.typ made; a document that it shows as text begins a page under its heading.
    Its title, language, tags and bookmarks stay.
    """
    writer = PdfWriter(clone_from=BytesIO(own))
    marks = tuple(_bookmarks(writer))
    order = [writer.add_outline_item(title=COVER, page_number=0), *(mark.node for mark in marks)]
    if shown:
        order = [*order[: len(order) - _texts(shown)], *_insert(writer, shown, marks, reference)]
    _put_in_order(writer.get_outline_root(), order)
    if any(document.added for document in shown):
        _withdraw_claim(writer)
    writer.pdf_header = "%PDF-1.7"
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _texts(shown: Sequence[Shown]) -> int:
    """How many documents our own pages show as text."""
    return sum(1 for document in shown if document.blocks)


def _insert(
    writer: PdfWriter, shown: Sequence[Shown], marks: Sequence[_Bookmark], reference: str
) -> Iterator[IndirectObject]:
    """Put the documents' pages where they belong; yield a bookmark for every document."""
    # The template ends with the list of documents, and then the texts.
    listing, *texts = marks[len(marks) - _texts(shown) - 1 :]
    # Where the pages of our own end that stand before the documents; then where each text ends.
    ends = [*(mark.page for mark in texts), len(writer.pages)]
    total = len(writer.pages) + sum(document.pages for document in shown)
    at, inserted, passed = ends[0], 0, 0
    for place, document in enumerate(shown, start=1):
        if document.blocks:
            yield texts[passed].node
            passed += 1
            at = ends[passed] + inserted
            continue
        first = at if document.added else listing.page
        for number, page in enumerate(document.added, start=1):
            copy = writer.insert_page(page, at)
            at, inserted = at + 1, inserted + 1
            whose = f"{reference}  ·  Document {place}, page {number} of {document.pages}"
            _foot(writer, copy, whose, f"Page {at} of {total}")
        yield writer.add_outline_item(title=heading(place, document), page_number=first)


def _put_in_order(outline: TreeObject, order: Sequence[IndirectObject]) -> None:
    """Chain the bookmarks of the first level anew: pypdf can only add at the end."""
    outline[NameObject("/First")], outline[NameObject("/Last")] = order[0], order[-1]
    for before, mark, after in zip([None, *order], order, [*order[1:], None], strict=False):
        node = mark.get_object()
        if isinstance(node, DictionaryObject):
            for key, neighbour in (("/Prev", before), ("/Next", after)):
                node.pop(NameObject(key), None)
                if neighbour is not None:
                    node[NameObject(key)] = neighbour


def _bookmarks(writer: PdfWriter) -> Iterator[_Bookmark]:
    """Yield the bookmarks of the first level, in order."""
    places = {page.indirect_reference: place for place, page in enumerate(writer.pages)}
    outline = writer.get_outline_root()
    node = outline.raw_get("/First") if "/First" in outline else None
    while isinstance(node, IndirectObject):
        item = node.get_object()
        if not isinstance(item, DictionaryObject):
            return
        target = item.get("/Dest")
        target = target.get_object() if target is not None else None
        if isinstance(target, ArrayObject):
            yield _Bookmark(node, places.get(target[0], 0))
        node = item.raw_get("/Next") if "/Next" in item else None


def _withdraw_claim(writer: PdfWriter) -> None:
    """Strangers' pages carry no tags, so the whole no longer claims to be PDF/UA; our own pages keep theirs."""
    metadata = writer.root_object.get("/Metadata")
    stream = metadata.get_object() if metadata is not None else None
    if isinstance(stream, StreamObject):
        stream.set_data(_CLAIM.sub(b"", stream.get_data()))


def _foot(writer: PdfWriter, page: PageObject, left: str, right: str) -> None:
    """Lengthen the page at the foot, as a reader sees it, and write a line there: nothing is covered."""
    turned = page.rotation % 360
    box = page.mediabox
    wide = box.height if turned in {90, 270} else box.width
    scale = wide / _A4_WIDE
    strip = _STRIP * scale
    page[NameObject("/MediaBox")] = page[NameObject("/CropBox")] = _lengthened(box, turned, strip)
    size = _FONT_SIZE * scale
    end = wide - 36 * scale - len(right) * size * _AVERAGE
    operators = (
        f"q {_upright(box, turned, strip)} cm 1 g 0 0 {wide:.2f} {strip:.2f} re f "
        f"0.75 G {0.5 * scale:.2f} w {36 * scale:.2f} {strip:.2f} m {wide - 36 * scale:.2f} {strip:.2f} l S "
        f"BT {FONT} {size:.2f} Tf 0.31 g {36 * scale:.2f} {8 * scale:.2f} Td "
    ).encode("ascii")
    operators += literal(left) + f" Tj {end - 36 * scale:.2f} 0 Td ".encode("ascii") + literal(right) + b" Tj ET Q"
    stream = DecodedStreamObject()
    stream.set_data(operators)
    contents = page.get("/Contents")
    parts = contents.get_object() if contents is not None else None
    earlier = parts if isinstance(parts, ArrayObject) else []
    page[NameObject("/Contents")] = ArrayObject([*earlier, writer._add_object(stream)])
    _add_font(page)


def _lengthened(box: RectangleObject, turned: int, strip: float) -> RectangleObject:
    left, low, right, high = (float(each) for each in box)
    return RectangleObject(
        {
            0: (left, low - strip, right, high),
            90: (left, low, right + strip, high),
            180: (left, low, right, high + strip),
            270: (left - strip, low, right, high),
        }.get(turned, (left, low - strip, right, high))
    )


def _upright(box: RectangleObject, turned: int, strip: float) -> str:
    """The transformation whose origin is the foot's left corner and whose lines run as the reader sees them."""
    left, low, right, high = (float(each) for each in box)
    a, b, c, d, e, f = {
        0: (1, 0, 0, 1, left, low - strip),
        90: (0, 1, -1, 0, right + strip, low),
        180: (-1, 0, 0, -1, right, high + strip),
        270: (0, -1, 1, 0, left - strip, high),
    }.get(turned, (1, 0, 0, 1, left, low - strip))
    return f"{a} {b} {c} {d} {e:.2f} {f:.2f}"


def _add_font(page: PageObject) -> None:
    resources = page["/Resources"].get_object()
    if not isinstance(resources, DictionaryObject):
        return
    fonts = resources.get("/Font")
    fonts = fonts.get_object() if fonts is not None else None
    mine = DictionaryObject(fonts if isinstance(fonts, DictionaryObject) else {})
    mine[NameObject(FONT)] = plain_font()
    resources[NameObject("/Font")] = mine
