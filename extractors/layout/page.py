"""What stands where on one page. Lengths are points (1/72 inch) from the page's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, other: Box, *, by: float = 0.0) -> bool:
        """Tell whether the middle of `other` lies within this box, or up to `by` beside it."""
        across, down = other.centre
        return self.left - by <= across <= self.right + by and self.top - by <= down <= self.bottom + by

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together; a box to tick is a word of one glyph, "☒" or "☐".

    `sure` is how surely it was read, 0.0 to 1.0; `lit` when somebody marked it: circled, or alone in bold.
    """

    text: str
    box: Box
    sure: float = 1.0
    bold: bool = False
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A box of a fillable form, and the text that was typed into it."""

    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its words in no order, and the straight lines drawn on it.

    `across` and `down` are thin boxes; `filled` are the boxes of a fillable form.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    across: tuple[Box, ...] = ()
    down: tuple[Box, ...] = ()
    filled: tuple[Filled, ...] = ()
