"""What becomes of each document in a pack: its pages, its text, or a line that says why neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from outputs import glyphs
from outputs.pack.contents import PackDocument
from outputs.pack.pdf_pages import MAX_COPIED, plain_pages
from outputs.pack.phrasing import breakable, cut
from outputs.pack.plain import PDF, PlainCopy
from outputs.pack.word_text import Block
from outputs.pack.wording import ATTACHED_AS_IT_CAME, HOW, KINDS, OTHER_KIND, REMARKS, How, Remark
from outputs.typesetting import typeset_picture
from proposals.held import held_sentence

if TYPE_CHECKING:
    from pikepdf import Pdf

_LONGEST_TITLE = 80

_WHOLE = frozenset({How.PAGES, How.PICTURE})
_ATTACHED = frozenset({How.WORD, How.WORD_CUT, How.LISTED})
"""What is attached as it came in any case, because it is plain."""


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
    added: tuple[Pdf, ...] = ()
    """Files whose pages are put into the pack as they are."""
    beside: bytes = b""
    """What of it travels beside the pack; b"" for nothing."""
    whole: bool = False
    """Whether the pages show all of the document, so that the file itself need not travel beside the pack."""

    @property
    def pages(self) -> int:
        """How many pages are put into the pack as they are."""
        return sum(len(each.pages) for each in self.added)


def shown(document: PackDocument, copy: PlainCopy) -> Shown:
    """Return what the pack shows of `document`, of which `copy` is what may be shown."""
    return Shown(
        _title(document),
        _kind(document, copy),
        _note(document, copy),
        remarks=_remarks(document, copy),
        comments=copy.comments,
        blocks=copy.blocks,
        added=_opened(_files(document, copy)),
        beside=document.data if copy.is_plain else copy.beside,
        whole=copy.how in _WHOLE and not copy.lost,
    )


def _opened(files: Iterator[bytes]) -> tuple[Pdf, ...]:
    from pikepdf import Pdf

    return tuple(Pdf.open(BytesIO(file)) for file in files)


def _files(document: PackDocument, copy: PlainCopy) -> Iterator[bytes]:
    """The pages that are put into the pack; a picture has one of its own, drawn here of what was drawn anew."""
    if copy.pages:
        yield copy.pages
    for picture in copy.pictures:
        page = typeset_picture(picture.data, picture.ending, _title(document))
        if page is not None:
            yield plain_pages(page).pdf


def _note(document: PackDocument, copy: PlainCopy) -> str:
    note = HOW[copy.how].format(shown=copy.count, total=copy.total, copied=_copied(copy))
    return f"{note} {ATTACHED_AS_IT_CAME}" if document.as_it_came and copy.how not in {*_WHOLE, *_ATTACHED} else note


def _copied(copy: PlainCopy) -> str:
    return "all" if copy.total <= MAX_COPIED else f"the first {MAX_COPIED}"


def _remarks(document: PackDocument, copy: PlainCopy) -> tuple[str, ...]:
    counts = {Remark.DRAWN: copy.drawn, Remark.LOST_PAGES: copy.lost}
    held = held_sentence((*document.held, *copy.held), passed_on=document.as_it_came)
    said = (REMARKS[remark].format(count=count) for remark, count in counts.items() if count)
    return (*said, held) if held else tuple(said)


def _title(document: PackDocument) -> str:
    """One printable line: it is a heading and a bookmark, too."""
    return str(breakable(glyphs.printable(cut(document.title, _LONGEST_TITLE))))


def _kind(document: PackDocument, copy: PlainCopy) -> str:
    size = len(document.data)
    said = f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
    pages = (
        f", {copy.total} {'page' if copy.total == 1 else 'pages'}" if document.media_type == PDF and copy.total else ""
    )
    return f"{KINDS.get(document.media_type, OTHER_KIND)}, {said}{pages}"
