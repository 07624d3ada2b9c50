"""How a blank form is laid out, for PDF and Word alike: sections, rows of boxes, and what each box is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from proposals.council import Council
from proposals.proposal import Proposal
from proposals.question import Choice, Kind, Question, Section

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))

_YEAR_GROUPS = (Choice("R", "Reception"), *(Choice(str(year), f"Year {year}") for year in range(1, 14)))

_HALF_LABEL = 62
"""Longest label, in characters, that stands over half the page in two lines."""

_HALF_TICKS = 47
"""Most room, in characters, that a row of ticks takes in half the page; each box counts as `_TICK`."""

_TICK = 7
_MOST_TICKS = 5


class Shape(StrEnum):
    """What is drawn for a Question."""

    LINE = "line"
    LINES = "lines"
    DATE = "date"
    TICKS = "ticks"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Box:
    """One Question as it stands on a form.

    `choices` belong to ticks and lists; in a list that is `open`, something else may be written.
    """

    question: Question
    shape: Shape
    choices: tuple[Choice, ...] = ()
    open: bool = False
    half: bool = False
    """Whether it takes half the width of the page."""
    asked: str = ""
    """What is missing or unclear about the answer, on a form that is sent back to be corrected."""

    @property
    def name(self) -> str:
        """The Question's name, which is the field's name."""
        return self.question.name


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered section and its rows of one or two boxes."""

    number: int
    section: Section
    rows: tuple[tuple[Box, ...], ...]


def lay_out(form: type[Proposal], council: Council, asked: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the form's sections; read row by row, the boxes are in the order of the Questions.

    `asked` says by Questions' names what is missing or unclear about their answers.
    """
    boxes = tuple(replace(_box(question, council), asked=asked.get(question.name, "")) for question in form.questions())
    return tuple(
        Part(number, section, tuple(_rows([box for box in boxes if box.question.section == section])))
        for number, section in enumerate(form.SECTIONS, start=1)
    )


def chosen(box: Box, raw: str) -> Choice | None:
    """Return the choice that `raw` (a code or a printed label) names; None when it names none of them."""
    wanted = raw.strip().casefold()
    return next((c for c in box.choices if wanted in {c.code.casefold(), c.label.casefold()}), None)


def written(box: Box, raw: str) -> str:
    """Return the answer `raw` as people write it: an ISO date becomes day/month/year, all else stays."""
    if box.shape is not Shape.DATE:
        return raw
    try:
        return f"{date.fromisoformat(raw.strip()):%d/%m/%Y}"
    except ValueError:
        return raw


def _box(question: Question, council: Council) -> Box:
    shape, choices, is_open = _shape(question, council)
    return Box(question, shape, choices, is_open, half=_is_half(question, shape, choices))


def _shape(question: Question, council: Council) -> tuple[Shape, tuple[Choice, ...], bool]:
    """Return how it is drawn, what can be chosen, and whether something else may be written."""
    by_council = _of_council(question.name, council)
    if by_council:
        return Shape.LIST, by_council, True
    match question.kind:
        case Kind.LONG_TEXT:
            return Shape.LINES, (), False
        case Kind.DATE:
            return Shape.DATE, (), False
        case Kind.YES_NO:
            return Shape.TICKS, YES_NO, False
        case Kind.YEAR_GROUP:
            return Shape.LIST, _YEAR_GROUPS, False
        case Kind.CHOICE:
            few = len(question.choices) <= _MOST_TICKS
            return (Shape.TICKS if few else Shape.LIST), question.choices, False
        case _:
            return Shape.LINE, (), False


def _of_council(name: str, council: Council) -> tuple[Choice, ...]:
    """Names the council's profile can offer; a school may still write another."""
    match name:
        case "area":
            return tuple(Choice(area.name, area.name) for area in council.areas)
        case "coordinator_name":
            return tuple(Choice(person.name, person.name) for person in council.coordinators)
        case _:
            return ()


def _is_half(question: Question, shape: Shape, choices: tuple[Choice, ...]) -> bool:
    if shape is Shape.LINES or len(question.label) > _HALF_LABEL:
        return False
    if shape is not Shape.TICKS:
        return True
    return sum(len(choice.label) + _TICK for choice in choices) <= _HALF_TICKS


def _rows(boxes: list[Box]) -> Iterator[tuple[Box, ...]]:
    """Pair neighbouring half boxes, never changing their order."""
    waiting: Box | None = None
    for box in boxes:
        if waiting and box.half:
            yield (waiting, box)
            waiting = None
            continue
        if waiting:
            yield (_alone(waiting),)
        waiting = box if box.half else None
        if not box.half:
            yield (box,)
    if waiting:
        yield (_alone(waiting),)


def _alone(box: Box) -> Box:
    """Give a name or an arrangement the whole width where nothing stands beside it."""
    written = box.shape is Shape.LINE and box.question.kind is Kind.TEXT
    return replace(box, half=False) if written else box
