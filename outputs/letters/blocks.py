"""The small model that every rendering of a letter is made from: headings, paragraphs, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; a line feed in `text` is a line break, and `link` is an address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the letter's title; `level` is 2 or more."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item holds blocks, as an item may have a list of its own."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of column headings."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


Block: TypeAlias = Heading | Paragraph | ItemList | Table


def plain(spans: Spans) -> str:
    """Return the text of spans, without style."""
    return "".join(span.text for span in spans)
