"""Binds a pack: the documents' pages go in among our own, each with a line at its foot, and all get bookmarks.

qpdf (pikepdf) does it: our own pages are a tree of thousands of tags, which pypdf takes ten times as long to copy.
No stream of a stranger's is unpacked here; their pages come as outputs.pack.plain wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, StreamDecodeLevel, String

from outputs.pack.boxes import FONT, literal
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
    node: Object
    page: int


def bind(own: bytes, shown: Sequence[Shown], reference: str) -> bytes:
    """Return one PDF of our own pages and those of the documents, in the documents' order.

    `own` is what templates/pack.typ made; a document that it shows as text begins a page under its heading.
    Its title, language, tags and bookmarks stay. The same input gives the same bytes.
    """
    with Pdf.open(BytesIO(own)) as pdf:
        marks = tuple(_bookmarks(pdf))
        order = [_bookmark(pdf, COVER, pdf.pages[0]), *(mark.node for mark in marks)]
        if shown:
            order = [*order[: len(order) - _texts(shown)], *_insert(pdf, shown, marks, reference)]
        _put_in_order(pdf.Root.Outlines, order)
        if any(document.added for document in shown):
            _withdraw_claim(pdf)
        made = BytesIO()
        pdf.save(
            made,
            force_version="1.7",
            fix_metadata_version=False,
            object_stream_mode=ObjectStreamMode.generate,
            stream_decode_level=StreamDecodeLevel.none,
            deterministic_id=True,
        )
    return made.getvalue()


def _texts(shown: Sequence[Shown]) -> int:
    """How many documents our own pages show as text."""
    return sum(1 for document in shown if document.blocks)


def _insert(pdf: Pdf, shown: Sequence[Shown], marks: Sequence[_Bookmark], reference: str) -> Iterator[Object]:
    """Put the documents' pages where they belong; yield a bookmark for every document."""
    # The template ends with the list of documents, and then the texts.
    listing, *texts = marks[len(marks) - _texts(shown) - 1 :]
    # Where the pages of our own end that stand before the documents; then where each text ends.
    ends = [*(mark.page for mark in texts), len(pdf.pages)]
    total = len(pdf.pages) + sum(document.pages for document in shown)
    font = pdf.make_indirect(_plain_font())
    at, inserted, passed = ends[0], 0, 0
    for place, document in enumerate(shown, start=1):
        if document.blocks:
            yield texts[passed].node
            passed += 1
            at = ends[passed] + inserted
            continue
        first = at if document.added else listing.page
        for number, page in enumerate(_pages(document), start=1):
            pdf.pages.insert(at, page)
            copy = pdf.pages[at]
            at, inserted = at + 1, inserted + 1
            whose = f"{reference}  ·  Document {place}, page {number} of {document.pages}"
            _foot(pdf, copy, whose, f"Page {at} of {total}")
            _add_font(copy, font)
        yield _bookmark(pdf, heading(place, document), pdf.pages[first])


def _pages(document: Shown) -> Iterator[Page]:
    return (page for file in document.added for page in file.pages)


def _bookmark(pdf: Pdf, title: str, page: Page) -> Object:
    target = Array([page.obj, Name.Fit])
    return pdf.make_indirect(Dictionary(Title=String(title), Parent=pdf.Root.Outlines, Dest=target))


def _put_in_order(outline: Object, order: Sequence[Object]) -> None:
    """Chain the bookmarks of the first level anew."""
    outline.First, outline.Last, outline.Count = order[0], order[-1], len(order)
    for before, mark, after in zip([None, *order], order, [*order[1:], None], strict=False):
        for key, neighbour in ((Name.Prev, before), (Name.Next, after)):
            if neighbour is not None:
                mark[key] = neighbour
            elif key in mark:
                del mark[key]


def _bookmarks(pdf: Pdf) -> Iterator[_Bookmark]:
    """Yield the bookmarks of the first level, in order."""
    places: dict[tuple[int, int], int] = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    node = pdf.Root.Outlines.get(Name.First)
    while node is not None:
        yield _Bookmark(node, places[node.Dest[0].objgen])
        node = node.get(Name.Next)


def _withdraw_claim(pdf: Pdf) -> None:
    """Strangers' pages carry no tags, so the whole no longer claims to be PDF/UA; our own pages keep theirs."""
    pdf.Root.Metadata.write(_CLAIM.sub(b"", pdf.Root.Metadata.read_bytes()))


def _foot(pdf: Pdf, page: Page, left: str, right: str) -> None:
    """Lengthen the page at the foot, as a reader sees it, and write a line there: nothing is covered."""
    turned = int(page.get(Name.Rotate, 0)) % 360
    box = tuple(float(each) for each in page.mediabox)
    wide = box[3] - box[1] if turned in {90, 270} else box[2] - box[0]
    scale = wide / _A4_WIDE
    strip = _STRIP * scale
    page.mediabox = page.cropbox = Array(_lengthened(box, turned, strip))
    size = _FONT_SIZE * scale
    end = wide - 36 * scale - len(right) * size * _AVERAGE
    operators = (
        f"q {_upright(box, turned, strip)} cm 1 g 0 0 {wide:.2f} {strip:.2f} re f "
        f"0.75 G {0.5 * scale:.2f} w {36 * scale:.2f} {strip:.2f} m {wide - 36 * scale:.2f} {strip:.2f} l S "
        f"BT {FONT} {size:.2f} Tf 0.31 g {36 * scale:.2f} {8 * scale:.2f} Td "
    ).encode("ascii")
    operators += literal(left) + f" Tj {end - 36 * scale:.2f} 0 Td ".encode("ascii") + literal(right) + b" Tj ET Q"
    page.contents_add(pdf.make_stream(operators))


def _lengthened(box: tuple[float, ...], turned: int, strip: float) -> tuple[float, ...]:
    left, low, right, high = box
    return {
        0: (left, low - strip, right, high),
        90: (left, low, right + strip, high),
        180: (left, low, right, high + strip),
        270: (left - strip, low, right, high),
    }.get(turned, (left, low - strip, right, high))


def _upright(box: tuple[float, ...], turned: int, strip: float) -> str:
    """The transformation whose origin is the foot's left corner and whose lines run as the reader sees them."""
    left, low, right, high = box
    a, b, c, d, e, f = {
        0: (1, 0, 0, 1, left, low - strip),
        90: (0, 1, -1, 0, right + strip, low),
        180: (-1, 0, 0, -1, right, high + strip),
        270: (0, -1, 1, 0, left - strip, high),
    }.get(turned, (1, 0, 0, 1, left, low - strip))
    return f"{a} {b} {c} {d} {e:.2f} {f:.2f}"


def _add_font(page: Page, font: Object) -> None:
    """A page may share its fonts with others: it gets a list of its own, in which the line's font stands too."""
    page.resources.Font = Dictionary({**dict(page.resources.get(Name.Font, Dictionary()).items()), FONT: font})


def _plain_font() -> Dictionary:
    """Helvetica, which every reader has, with the signs of Western Europe."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
