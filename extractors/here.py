"""Where a walk through a document is: the section and heading it has come to, and what is a label there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.fit import is_titled
from extractors.labels import LabelIndex
from extractors.match import EXACT, SLIP, Match, unnamed
from extractors.naming import elsewhere
from extractors.pieces import Line, Piece, Row
from extractors.spelling import normal
from proposals.question import Kind
from proposals.reading import OF_SCHOOLS

LABELLED = re.compile(
    r"^(?P<label>(?:[^:\n]|(?<=\d):(?=\d\d)){2,120}?)\s*(?:\?|(?<!\d):|:(?!\d\d))\s*(?P<value>.*)$", re.DOTALL
)
"""A text with its label before a colon or a question mark; the colon of a time, "9:15", is none."""
_LINES_TRIED = 20
_MOST_ELSEWHERE = 12
"""Labels under headings where nothing of ours is asked: were there more, the headings after them were not seen."""
_BARE_LABELS = frozenset(
    {"name", "full name", "role", "position", "email", "telephone", "tel", "phone", "date", "signature"}
)
"""What is asked of the person whom a heading names."""


_VIEWS = re.compile(r"\b(?:views?|voices?|wishes|feelings|opinions?|thoughts|comments)\b", re.IGNORECASE)
_WHOSE_VIEWS = (
    ("pupil_views", re.compile(r"(?:the )?(?:pupil|student|child|learner|young person)s?")),
    (
        "parents_views",
        re.compile(r"(?:the )?(?:parents?|carers?|family|home|mum|dad|guardian)s?(?: (?:or |and )?carers?)?"),
    ),
)
"""Of whom a label may ask alone, under a heading that says that views are asked for."""


class Here:
    """The place of a walk in a form; `guessing` where the form is of other people's making.

    `asked` are the Questions whose labels were met, answered or not.
    """

    def __init__(self, index: LabelIndex, *, guessing: bool) -> None:
        self.index = index
        self.guessing = guessing
        self.section: str | None = None
        self.heading = ""
        self.asked: set[str] = set()
        self._skipped = 0

    def is_elsewhere(self) -> bool:
        """Tell whether the label that is met now stands where the office writes, and asks nothing of a school."""
        there = self.guessing and elsewhere(self.heading) and self._skipped < _MOST_ELSEWHERE
        self._skipped += there
        return there

    def find(self, text: str, section: str | None) -> Match | None:
        """The Match of a label by its words; where guessing, of what is likely one too."""
        viewed = self._viewed(text)
        if viewed:
            return viewed
        found = self.index.find(text, section)
        if found or not self.guessing:
            return found
        return unnamed(text) if self.index.is_like(text, section) else None

    def match(self, cell: str) -> Match | None:
        """The Question that a cell is the label of: by its whole text or by its first line, the rest a hint."""
        if not cell or len(cell) > 300:
            return None
        first, *rest = cell.split("\n")
        if self.several(rest):
            return None
        strict = self._viewed(first) or self.index.find(first, self.section) or self.index.find(cell, self.section)
        return strict or self.find(first, self.section)

    def _viewed(self, label: str) -> Match | None:
        """The views of the person whom a label names alone, under a heading about views: "Pupil"."""
        if not (self.guessing and _VIEWS.search(self.heading)):
            return None
        who = next((name for name, people in _WHOSE_VIEWS if people.fullmatch(normal(label))), "")
        return Match(self.index.questions[who], SLIP) if who in self.index.questions else None

    def labelled(self, cell: str) -> tuple[Match, str] | None:
        """The listed label that a cell begins with, before a colon, and its answer."""
        first, _, rest = cell.partition("\n")
        found = LABELLED.match(first)
        match = self.index.find(found["label"], self.section) if found else None
        return (match, "\n".join(filter(None, (found["value"], rest)))) if match and found else None

    def several(self, lines: list[str]) -> bool:
        """Tell whether a cell holds a form of its own: more than one line of label and answer."""
        return len(lines) > 1 and sum(self.labelled(line) is not None for line in lines[:_LINES_TRIED]) > 1

    def enter(self, text: str, *, heading: bool) -> bool:
        """Enter the section that `text` is the heading of; under a heading that is none of ours we know no section.

        False when no heading is met, or one that asks a question as well: "Reason for referral".
        """
        if self.guessing and heading and not self.asked and any(is_titled(form, (text,)) for form in OF_SCHOOLS):
            # The form's own title is the heading of no part of it.
            return True
        section = self.index.section(text)
        match = self.index.find(text, section or self.section)
        if section is None and heading and "\n" not in text and not (match and match.confidence == EXACT):
            section = self.index.headed(text)
            match = match if section is None else None
        if section is None and (not heading or match):
            return False
        self.section = section or ""
        self.heading = text
        return not (match and match.question.kind is Kind.LONG_TEXT)

    def begins(self, text: str) -> bool:
        """Enter the section that a line above a row begins, by its words; a long answer's label begins none."""
        match = self.index.find(text, self.section)
        section = None if match and match.question.kind is Kind.LONG_TEXT else self.index.headed(text)
        self.section = section or self.section
        self.heading = text if section else self.heading
        return section is not None

    def heads_labels(self, line: Line, below: Sequence[Piece]) -> bool:
        """Enter the section of a heading that reads like a label, with labels of its own below it: "Headteacher"."""
        match = self.index.find(line.text, self.section)
        if match is None or self.index.section(line.text) is not None or not below:
            return False
        if normal(_first_label(below[0])) not in _BARE_LABELS:
            return False
        self.section, self.heading = "", line.text
        return True

    def is_label(self, cell: str, *, first: bool) -> bool:
        """Tell whether a cell is a label or holds one: of the `first` of a pair a likeness is enough."""
        match = self.match(cell)
        return (match is not None and (first or match.confidence >= SLIP)) or self.labelled(cell) is not None


def _first_label(piece: Piece) -> str:
    """What a piece begins with, where an answer stands beside it: a cell, or words before a colon or a tab."""
    if isinstance(piece, Row):
        return piece.cells[0] if len(piece.cells) > 1 else ""
    label, parted, _ = re.split(r"([:\t]|$)", piece.text, maxsplit=1)
    return label if parted else ""
