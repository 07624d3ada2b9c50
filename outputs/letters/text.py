"""A letter as the plain text of an e-mail: wrapped, with lists and links that read well without markup."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from outputs.letters.blocks import Block, Heading, ItemList, Paragraph, Span, Spans, Table
from outputs.letters.letter import Letter

WIDTH = 74
"""Columns; RFC 5322 advises at most 78, and a reply puts "> " before each line."""


def as_text(letter: Letter) -> str:
    """Return the letter's title and body as text, lines of at most WIDTH columns (long words excepted)."""
    parts = [_heading(letter.title), *(_block(block, WIDTH) for block in letter.blocks)]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, width: int) -> str:
    match block:
        case Heading():
            return _heading(_words(block.spans))
        case Paragraph():
            return _wrapped(_words(block.spans), width)
        case ItemList():
            return _list(block, width)
        case Table():
            return "\n".join(_row(block, row, width) for row in block.rows)


def _heading(words: str) -> str:
    lines = textwrap.wrap(words, WIDTH) or [""]
    return "\n".join([*lines, "-" * max(len(line) for line in lines)])


def _words(spans: Spans) -> str:
    return "".join(_linked(span) for span in spans)


def _linked(span: Span) -> str:
    """Show where a link leads, unless its words say so."""
    if span.link is None or span.link.partition(":")[2].lstrip("/") in span.text:
        return span.text
    return f"{span.text} ({span.link.removeprefix('mailto:').removeprefix('tel:')})"


def _wrapped(words: str, width: int) -> str:
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in words.split("\n")
    )


def _list(block: ItemList, width: int) -> str:
    marks = [f"{place}. " if block.ordered else "- " for place in range(1, len(block.items) + 1)]
    indent = max((len(mark) for mark in marks), default=0)
    items = [
        mark.ljust(indent) + textwrap.indent(_item(item, width - indent), " " * indent)[indent:]
        for mark, item in zip(marks, block.items, strict=True)
    ]
    return "\n".join(items)


def _item(blocks: tuple[Block, ...], width: int) -> str:
    return "\n".join(_block(block, width) for block in blocks)


def _row(table: Table, row: tuple[Spans, ...], width: int) -> str:
    first, *others = (_words(cell) for cell in row)
    rest = "; ".join(_cells(table, others)) if len(others) > 1 else "".join(others)
    return textwrap.indent(_wrapped(f"{first}: {rest}", width - 2), "  ").replace("  ", "- ", 1)


def _cells(table: Table, others: list[str]) -> Iterator[str]:
    for head, cell in zip(table.head[1:], others, strict=True):
        yield f"{_words(head)} {cell}"
