"""A form before it is laid out: its parts, what each asks, what was written and what was ticked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.reading.wild.blocks import Block


@dataclass(frozen=True, slots=True)
class Style:
    """What all answers and labels of one form have in common."""

    picks: str
    """How one of several answers is chosen: ticks, ticks_after, strike, highlight, typed, letters_ring, ring, bold."""
    ticks: str
    look: Mapping[str, object]
    """Of the runs of an answer."""
    end: str
    """After a label: a colon or nothing."""
    shade: str
    capitals: bool
    bold: bool
    fields: str = ""
    """Boxes to fill in: check, radio, list or text for choices; "" for a form that was typed or written upon."""
    tips: bool = False
    boxes: str = "Text{n}"
    """What the boxes are called."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a form asks."""

    label: str
    kind: str
    """short, long, date or pick."""
    written: str
    hint: str = ""
    options: tuple[str, ...] = ()
    chosen: int | None = None
    number: str = ""
    name: str = ""
    """Its entry in the word lists; "" for what only the school wants to know."""

    @property
    def long(self) -> bool:
        """Whether it needs the width of the page."""
        longest = max((len(word) for word in self.written.split()), default=0)
        return self.kind == "long" or len(self.written) > 60 or longest > 24 or len(" ".join(self.options)) > 34


@dataclass(frozen=True, slots=True)
class Part:
    """Items under one heading; `after` is what else stands there, such as a table of incidents."""

    heading: str
    intro: str
    items: tuple[Item, ...]
    after: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form, and what a careful person reads from it."""

    kind: str
    title: str
    head: tuple[str, ...]
    foot: str
    intro: tuple[str, ...]
    parts: tuple[Part, ...]
    close: tuple[Block, ...]
    style: Style
    truth: Mapping[str, str]
    idle: tuple[str, ...]
    """Questions answered "n/a" in words: as good as not answered."""
    font: str
    size: float
    accent: str
