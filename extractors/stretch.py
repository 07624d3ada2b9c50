"""A stretch of a file: one form of several in it, or the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.boxes import PdfField
from extractors.pieces import Piece
from proposals.reading import Method, Reading, Spot


@dataclass(frozen=True, slots=True)
class Span:
    """Where a stretch begins and ends in its file, both included: pages from 1, of Word blocks of its text from 0."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was read in one stretch of a file, and what it was read from.

    `span` is set where the file holds several forms. `pieces` (read by `method`, where that is one for all) and `boxes`
    are what pages of one form, which came as several files, are put together by; `pictures` shows what was not read
    surely in a scan (PNG in base64).
    """

    reading: Reading
    pieces: tuple[Piece, ...] = ()
    method: Method | None = None
    boxes: tuple[PdfField, ...] = ()
    span: Span | None = None
    pictures: tuple[tuple[Spot, str], ...] = ()


def whole(reading: Reading) -> tuple[Stretch]:
    """Return the stretches of a file of which nothing but its Reading counts."""
    return (Stretch(reading),)


def apart(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the forms among the stretches of a file, each knowing of the others; without two, the file as one.

    Raises ValueError without any stretch.
    """
    forms = list({_said(each): each for each in reversed(stretches) if each.reading.form}.values())[::-1]
    if len(forms) < 2:
        best = forms[0] if forms else stretches[0]
        return (replace(best, span=None),)
    return tuple(replace(each, reading=_one_of(each.reading, place, len(forms))) for place, each in enumerate(forms, 1))


def _said(stretch: Stretch) -> frozenset[tuple[str, str]]:
    """What tells forms apart: the same form twice in a file is one."""
    return frozenset((answer.question, answer.raw) for answer in stretch.reading.answers)


def _one_of(reading: Reading, place: int, of: int) -> Reading:
    return replace(reading, notes=(f"The file holds {of} forms. This is form {place} of {of}.", *reading.notes))
