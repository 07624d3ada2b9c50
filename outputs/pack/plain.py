"""A stranger's file made plain: what a pack shows of it, and what of it may travel beside the pack.

`plain_copy` needs nothing but the bytes, so that it can be run in a process apart from everything else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from outputs.pack.pdf_pages import Unshowable, plain_pages
from outputs.pack.pictures import Drawn, drawn_anew
from outputs.pack.plain_office import is_plain_open_document, is_plain_word
from outputs.pack.word_text import Block, WordUnreadable, word_text
from outputs.pack.wording import How
from proposals.held import Held

MAX_PAGES = 60
"""Pages of one document that a pack shows."""

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroenabled.12"
ODT = "application/vnd.oasis.opendocument.text"
TEXT = "text/plain"
PICTURES = frozenset(f"image/{kind}" for kind in ("jpeg", "png", "gif", "tiff", "bmp", "heic"))


@dataclass(frozen=True, slots=True)
class PlainCopy:
    """What one file comes to once everything that is not plain is left out."""

    how: How
    pages: bytes = field(default=b"", repr=False)
    """A PDF of pages that hold nothing active, or b""."""
    count: int = 0
    """How many those are."""
    total: int = 0
    """How many pages the file has."""
    lost: int = 0
    """Pages that could not be copied."""
    drawn: int = 0
    """Fields with an answer that the file stored but did not draw."""
    comments: tuple[str, ...] = field(default=(), repr=False)
    """Notes that somebody put on the pages of a PDF."""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """The text of a Word file."""
    pictures: tuple[Drawn, ...] = field(default=(), repr=False)
    """The pages of a picture, drawn anew."""
    beside: bytes = field(default=b"", repr=False)
    """A plain copy that may travel beside the pack, of the media type that the file has; b"" for none."""
    is_plain: bool = False
    """Whether the file itself is plain, and may travel as it came."""
    held: tuple[Held, ...] = ()
    """What the file holds beside its pages; nothing of that is run, shown or passed on."""


def plain_copy(data: bytes, media_type: str) -> PlainCopy:
    """Return what may be shown and passed on of a file of this type (by content); nothing is raised."""
    if media_type == PDF:
        return _pdf(data)
    if media_type in {DOCX, DOCM}:
        return _word(data, media_type)
    if media_type in PICTURES:
        return _picture(data)
    if media_type == TEXT or (media_type == ODT and is_plain_open_document(data)):
        return PlainCopy(How.LISTED, is_plain=True)
    return PlainCopy(How.KEPT_BACK)


def failed_copy() -> PlainCopy:
    """Return what is shown of a file that could not be made plain within its time and memory."""
    return PlainCopy(How.TOO_MUCH)


def _pdf(data: bytes) -> PlainCopy:
    try:
        plain = plain_pages(data)
    except Unshowable as error:
        return PlainCopy(How.LOCKED if error.locked else How.DAMAGED)
    cut = plain.pages > MAX_PAGES or plain.total > plain.pages + plain.lost
    return PlainCopy(
        How.PAGES_CUT if cut else How.PAGES,
        pages=_first(plain.pdf, MAX_PAGES) if plain.pages > MAX_PAGES else plain.pdf,
        count=min(plain.pages, MAX_PAGES),
        total=plain.total,
        lost=plain.lost,
        drawn=plain.drawn,
        comments=plain.comments,
        beside=plain.pdf if cut else b"",
    )


def _first(pdf: bytes, pages: int) -> bytes:
    writer, made = PdfWriter(), BytesIO()
    for page in PdfReader(BytesIO(pdf)).pages[:pages]:
        writer.add_page(page)
    writer.write(made)
    return made.getvalue()


def _word(data: bytes, media_type: str) -> PlainCopy:
    try:
        blocks, whole = word_text(data)
    except WordUnreadable:
        return PlainCopy(How.WORD_DAMAGED)
    if media_type == DOCX and is_plain_word(data):
        return PlainCopy(How.WORD if whole else How.WORD_CUT, blocks=blocks, is_plain=True)
    return PlainCopy(How.WORD_KEPT if whole else How.WORD_KEPT_CUT, blocks=blocks)


def _picture(data: bytes) -> PlainCopy:
    drawn = drawn_anew(data)
    if not drawn:
        return PlainCopy(How.PICTURE_UNSHOWN)
    return PlainCopy(How.PICTURE, pictures=drawn, count=len(drawn), total=len(drawn))
