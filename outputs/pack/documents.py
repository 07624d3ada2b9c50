"""What becomes of each document in a pack: its pages, its text, or a line that says why neither."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf import PageObject

from outputs import glyphs
from outputs.pack.contents import PackDocument
from outputs.pack.pdf_pages import PlainPages, Unshowable, plain_pages
from outputs.pack.phrasing import breakable, cut
from outputs.pack.pictures import picture_page
from outputs.pack.word_text import Block, WordUnreadable, word_text
from outputs.pack.wording import HOW, KINDS, OTHER_KIND, REMARKS, How, Remark

_LONGEST_TITLE = 80

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Shown:
    """One document as the pack shows it."""

    title: str
    kind: str
    """What kind of file it is, and its size: "PDF, 120 KB"."""
    note: str
    remarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """Notes that somebody put on the pages of a PDF."""
    blocks: tuple[Block, ...] = ()
    """The text of a Word file."""
    added: tuple[PageObject, ...] = ()
    """Pages that are put into the pack as they are."""
    whole: bool = False
    """Whether the pages show all of the document, so that the file itself need not travel beside the pack."""

    @property
    def pages(self) -> int:
        """How many pages are put into the pack as they are."""
        return len(self.added)


def shown(document: PackDocument) -> Shown:
    """Return what the pack shows of `document`; whatever its bytes are, there is an answer."""
    if document.media_type == PDF:
        return _pdf(document)
    if document.media_type == DOCX:
        return _word(document)
    if document.media_type in {"image/jpeg", "image/png"}:
        return _picture(document)
    return _plain(document, How.LISTED if document.passed_on else How.KEPT_BACK)


def _pdf(document: PackDocument) -> Shown:
    try:
        pages = plain_pages(document.data)
    except Unshowable as error:
        return _plain(document, How.LOCKED if error.locked else How.DAMAGED)
    cut = pages.total > len(pages.pages) + pages.lost
    note = HOW[How.PAGES_CUT if cut else How.PAGES].format(shown=len(pages.pages), total=pages.total)
    return Shown(
        _title(document),
        f"{_kind(document)}, {pages.total} {'page' if pages.total == 1 else 'pages'}",
        note,
        remarks=_remarks(pages),
        comments=pages.comments,
        added=pages.pages,
        whole=not cut and not pages.lost,
    )


def _remarks(pages: PlainPages) -> tuple[str, ...]:
    counts = {Remark.DRAWN: pages.drawn, Remark.LOST_PAGES: pages.lost}
    return tuple(REMARKS[remark].format(count=count) for remark, count in counts.items() if count)


def _word(document: PackDocument) -> Shown:
    try:
        blocks, whole = word_text(document.data)
    except WordUnreadable:
        return _plain(document, How.WORD_DAMAGED)
    return Shown(_title(document), _kind(document), HOW[How.WORD if whole else How.WORD_CUT], blocks=blocks)


def _picture(document: PackDocument) -> Shown:
    page = picture_page(document.data, document.media_type, _title(document))
    if page is None:
        return _plain(document, How.PICTURE_UNSHOWN)
    return Shown(_title(document), _kind(document), HOW[How.PICTURE], added=plain_pages(page).pages, whole=True)


def _plain(document: PackDocument, how: How) -> Shown:
    return Shown(_title(document), _kind(document), HOW[how])


def _title(document: PackDocument) -> str:
    """One printable line: it is a heading and a bookmark, too."""
    return str(breakable(glyphs.printable(cut(document.title, _LONGEST_TITLE))))


def _kind(document: PackDocument) -> str:
    size = len(document.data)
    said = f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
    return f"{KINDS.get(document.media_type, OTHER_KIND)}, {said}"
