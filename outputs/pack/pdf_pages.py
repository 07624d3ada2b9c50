"""The pages of a strange PDF made plain: what its fields and marks show is drawn in, and nothing active stays.

Only what a page is drawn from is copied: its content and resources. Fields, links, scripts, attached files
and everything else that hangs on a page or on the document are never touched, so they cannot come along.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import DependencyError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from outputs.pack.scrub import scrub
from outputs.pack.widgets import Drawing, Form, drawing, note_of

MAX_COPIED = 500
"""Pages of one file that are made plain: above any paper of a school's."""
_MOST_DRAWINGS = 3_000
_MOST_NOTES = 20
_NEVER = ("/Parent", "/Annots", "/StructParent", "/StructParents", "/PieceInfo", "/Metadata", "/AF", "/EF", "/OPI",
          "/JS", "/JavaScript", "/OpenAction", "/EmbeddedFiles")  # fmt: skip
"""Keys that stay behind wherever they stand below a page's resources."""

_log = logging.getLogger(__name__)


class Unshowable(Exception):  # it is the file that cannot be shown
    """A PDF cannot be opened: it is locked, or damaged."""

    def __init__(self, *, locked: bool) -> None:
        super().__init__("locked" if locked else "damaged")
        self.locked = locked


@dataclass(frozen=True, slots=True)
class PlainPages:
    """The pages of one PDF, ready to be put into a pack."""

    pdf: bytes = field(repr=False)
    """They alone, as a file of their own."""
    pages: int
    """How many of them there are."""
    total: int
    """How many pages the file has."""
    lost: int
    """Pages that could not be copied."""
    drawn: int
    """Fields with an answer that the file stored but did not draw."""
    comments: tuple[str, ...] = field(repr=False)


def plain_pages(data: bytes) -> PlainPages:
    """Return up to MAX_COPIED pages of a PDF, made plain. Raises Unshowable; nothing else, whatever the bytes."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what stands in a file
    try:
        return _copied(_opened(data))
    except Unshowable:
        raise
    except Exception as error:  # noqa: BLE001  # a stranger's file fails in any way; here it becomes a named outcome
        _log.info("a document could not be put into a pack: %s", type(error).__name__)
        raise Unshowable(locked=False) from None


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            raise Unshowable(locked=True)
    return reader


def _copied(reader: PdfReader) -> PlainPages:
    total = len(reader.pages)
    copier = _Copier(PdfWriter(), Form.of(reader))
    lost = 0
    for place in range(min(total, MAX_COPIED)):
        try:
            copier.copy(reader.pages[place], place + 1)
        except Exception as error:  # noqa: BLE001  # as above: one page that fails costs that page only
            _log.info("a page could not be put into a pack: %s", type(error).__name__)
            lost += 1
    if not copier.writer.pages:
        raise Unshowable(locked=False)
    scrub(copier.writer)
    made = BytesIO()
    copier.writer.write(made)
    copied = len(copier.writer.pages)
    return PlainPages(made.getvalue(), copied, total, lost, copier.drawn, tuple(copier.comments[:_MOST_NOTES]))


@dataclass(slots=True)
class _Copier:
    """Copies pages of one file into a writer of its own, so that a page that fails leaves no trace in the pack."""

    writer: PdfWriter
    form: Form
    drawn: int = 0
    drawings: int = 0
    comments: list[str] = field(default_factory=list)

    def copy(self, source: PageObject, number: int) -> None:
        box = _visible(source)
        resources = self._resources(source)
        content = self._content(source)
        operators = [self._placed(each, resources) for each in self._drawings(source, number)]
        page = self.writer.add_blank_page(1, 1)
        page[NameObject("/MediaBox")] = page[NameObject("/CropBox")] = box
        for key in ("/Rotate", "/UserUnit"):
            if isinstance(value := source.get(key), (NumberObject, float)):
                page[NameObject(key)] = value
        page[NameObject("/Resources")] = resources
        ends = b"Q\n" + "\n".join(operators).encode("ascii")
        page[NameObject("/Contents")] = ArrayObject([self._stream(b"q\n"), *content, self._stream(ends)])

    def _resources(self, source: PageObject) -> DictionaryObject:
        """A copy of the page's own, and of the pictures in it, because names are added to both."""
        resources = self._clone(source.get("/Resources"))
        mine = DictionaryObject(resources if isinstance(resources, DictionaryObject) else {})
        pictures = mine.get("/XObject")
        pictures = pictures.get_object() if pictures is not None else None
        mine[NameObject("/XObject")] = DictionaryObject(pictures if isinstance(pictures, DictionaryObject) else {})
        return mine

    def _content(self, source: PageObject) -> list[PdfObject]:
        content = source.get("/Contents")
        content = content.get_object() if content is not None else None
        parts = content if isinstance(content, ArrayObject) else [content]
        cloned = (self._clone(part) for part in parts if part is not None)
        return [self._referenced(part) for part in cloned if isinstance(part, StreamObject)]

    def _drawings(self, source: PageObject, number: int) -> Iterator[Drawing]:
        listed = source.get("/Annots")
        listed = listed.get_object() if listed is not None else None
        for item in listed if isinstance(listed, ArrayObject) else ():
            annotation = item.get_object()
            if not isinstance(annotation, DictionaryObject) or self.drawings >= _MOST_DRAWINGS:
                continue
            if note := note_of(annotation):
                self.comments.append(f"Page {number}: {note}")
            if (made := drawing(annotation, self.form)) is not None:
                self.drawings += 1
                self.drawn += made.ours
                yield made

    def _placed(self, made: Drawing, resources: DictionaryObject) -> str:
        name = NameObject(f"/OffsiteBox{self.drawings}")
        pictures = resources["/XObject"]
        stream = self._clone(made.appearance)
        if not isinstance(stream, StreamObject) or not isinstance(pictures, DictionaryObject):
            return ""
        stream[NameObject("/Subtype")] = NameObject("/Form")
        if "/Resources" not in stream and self.form.resources is not None:
            stream[NameObject("/Resources")] = self._clone(self.form.resources)
        pictures[name] = self._referenced(stream)
        numbers = " ".join(f"{number:.4f}" for number in made.matrix)
        return f"q {numbers} cm {name} Do Q"

    def _clone(self, value: object) -> PdfObject | None:
        found = value.get_object() if isinstance(value, PdfObject) else None
        if found is None:
            return None
        return found.clone(self.writer, False, _NEVER).get_object()

    def _stream(self, data: bytes) -> PdfObject:
        stream = DecodedStreamObject()
        stream.set_data(data)
        return self._referenced(stream)

    def _referenced(self, value: PdfObject) -> PdfObject:
        """A stream stands in a file by reference only; one made here has none yet."""
        return getattr(value, "indirect_reference", None) or self.writer._add_object(value)


def _visible(page: PageObject) -> RectangleObject:
    """What a reader shows of the page: its crop box, within its media box; A4 where neither makes sense."""
    media, crop = page.mediabox, page.cropbox
    left, low = max(media.left, crop.left), max(media.bottom, crop.bottom)
    right, high = min(media.right, crop.right), min(media.top, crop.top)
    if right - left < 10 or high - low < 10:
        return RectangleObject((0, 0, 595, 842))
    return RectangleObject((left, low, right, high))
