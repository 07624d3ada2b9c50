"""A Word file's text as its sender saw it: paragraphs and table rows in reading order, deletions left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from lxml import etree

from extractors.pieces import Line, Piece, Place
from extractors.word_parts import MC, W
from extractors.word_rows import row_of
from extractors.word_switches import is_prompt
from extractors.word_words import marked_text, settled

_WRAPPERS = frozenset(
    {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "txbxContent")}
    | {f"{MC}AlternateContent", f"{MC}Choice"}
)


def pieces(body: etree._Element) -> Iterator[tuple[int, Piece]]:
    """Yield the paragraphs and table rows of a document's body, tables within tables after their row.

    Each comes with the place of the body's block, from 0, that it stands in.

    Words that are highlighted stand between MARKED and UNMARKED: in a line of options it is how some people tick.
    """
    counts = {"paragraph": 0, "table": 0}
    for place, block in enumerate(body):
        for piece in _blocks([block], counts):
            yield place, piece


def _blocks(parent: Iterable[etree._Element], counts: dict[str, int]) -> Iterator[Piece]:
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, counts)
        elif child.tag == f"{W}tbl":
            counts["table"] += 1
            yield from _table(child, counts)
        elif child.tag in _WRAPPERS and not (child.tag == f"{W}sdt" and is_prompt(child)):
            yield from _blocks(child, counts)


def _paragraph(paragraph: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    counts["paragraph"] += 1
    heading = _is_heading(paragraph)
    for place, line in enumerate(marked_text(paragraph).split("\n")):
        said, label = settled(line)
        if said:
            where = f"paragraph {counts['paragraph']}" + (f", line {place + 1}" if place else "")
            yield Line(said, Place(where), heading=heading, bold=label)
    # A text box hangs on a run of the paragraph, and reads like paragraphs of its own.
    yield from _boxes(paragraph, counts)


def _boxes(owner: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    """The text boxes of a paragraph or a cell; those within them come with the paragraphs they hang on."""
    for box in owner.iter(f"{W}txbxContent"):
        between = itertools.takewhile(lambda above: above is not owner, box.iterancestors())
        if not any(above.tag in _APART for above in between):
            yield from _blocks(box, counts)


_APART = frozenset({f"{MC}Fallback", f"{W}txbxContent", f"{W}tc"})


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and str(style.get(f"{W}val", "")).casefold().startswith(("heading", "title"))


def _table(table: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    number = counts["table"]
    for place, row in enumerate(_children(table, f"{W}tr"), start=1):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = [cell for cell in _children(row, f"{W}tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
        yield row_of(cells, Place(f"table {number}, row {place}"))
        for cell in cells:
            yield from _boxes(cell, counts)
            for inner in _children(cell, f"{W}tbl"):
                counts["table"] += 1
                yield from _table(inner, counts)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of a kind, those within row- and cell-level controls among them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
