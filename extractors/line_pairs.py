"""Lines of text: the pairs of label and answer that each holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.here import LABELLED, Here
from extractors.hints import is_hint
from extractors.manner import Habits, Manner, is_numbered
from extractors.match import EXACT, Match, unnamed
from extractors.pieces import Line, Piece, Place
from extractors.rows import LONGEST_LABEL
from extractors.spelling import normal
from extractors.ticks import MARKED, UNMARKED
from proposals.question import Kind

# Where one line goes on to its next label: after a tab, a gap or a ruled blank.
# A ruled blank is tried once, from its beginning: a page of dots must not be tried from every dot.
_NEXT = re.compile(r"\t+| {3,}|(?:(?<!_)_{2,}+|(?<!\.)\.{4,}+|(?<!…)…{2,}+)\s*+(?=[^\s_.…:][^_:…]{1,60}:)")
_GAP = re.compile(r"(?<=[\w.)])\s+(?=(?P<label>[A-Z][^:\n.]{1,40}):)")
# A further label in bold on the same line.
_LIT_LABEL = re.compile(rf"{MARKED}\s*([A-Z][^{MARKED}{UNMARKED}:]{{1,60}}:)\s*{UNMARKED}")
_LONGEST_QUESTION = 25
_LABEL_WORDS, _SHORT_LABEL = 12, 7
_NUMBER = 6
"""Letters that the number of a label takes at most."""
_LONG_LINE = 40
"""Letters: what is as long may go on in the next line."""
_WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})


@dataclass(slots=True)
class Open:
    """A label whose answer is still being read, line by line."""

    match: Match
    lines: list[str]
    where: Place
    heading: bool = False

    def add(self, text: str, *, wrapped: bool) -> None:
        """Take one more line, or the rest of the one before."""
        if wrapped and self.lines[-1]:
            self.lines[-1] += f" {text}"
        else:
            self.lines.append(text)

    @property
    def is_long(self) -> bool:
        """Whether a long answer to a listed label is being read."""
        return self.match.listed and self.match.question.kind is Kind.LONG_TEXT

    def takes(self, line: Line) -> bool:
        """Tell whether one more line can belong to the answer."""
        begun, long = any(self.lines), self.match.question.kind is Kind.LONG_TEXT
        return begun and long if line.loose else long or not begun


class LinePairs:
    """Cuts the lines of one document, by its habits, into labels and answers."""

    def __init__(self, here: Here, habits: Habits) -> None:
        self._here = here
        self._habits = habits
        self._number: tuple[int, ...] = ()
        """Of the last label."""

    def parts(self, line: Line) -> list[str]:
        """A line's pairs of label and answer: "First name: ____ Last name: ____" holds two."""
        text = _LIT_LABEL.sub(r"   \1 ", line.text) if self._here.guessing else line.text
        if self._habits.manner is Manner.TABS:
            return [text]
        parts: list[str] = []
        for part in filter(None, (each.strip() for each in _NEXT.split(text))):
            found = LABELLED.match(part)
            if parts and not (found and self._begins_pair(found["label"], parts[-1])):
                parts[-1] += f" {part}"
            else:
                parts.extend(self._split(part))
        return parts

    def _begins_pair(self, label: str, before: str) -> bool:
        """Tell whether words before a colon, behind a wide gap, are the next label on a line."""
        if self._here.index.find(label, self._here.section):
            return True
        short = label[:1].isupper() and len(label.split()) <= _SHORT_LABEL and normal(label)[:3] not in _WEEKDAYS
        return self._here.guessing and short and ":" in before

    def _split(self, part: str) -> Iterator[str]:
        """Part "Start date: 11/1/2027 End date: 19/2/2027" before a label that is spelt as known."""
        begun = 0
        for gap in _GAP.finditer(part):
            match = self._here.index.find(gap["label"], self._here.section)
            if (
                match
                and match.confidence == EXACT
                and match.question.kind is not Kind.LONG_TEXT
                and ":" in part[: gap.start()]
            ):
                yield part[begun : gap.start()]
                begun = gap.start("label")
        yield part[begun:]

    def pair(self, text: str, line: Line, opened: Open | None, *, follows: bool) -> tuple[Match | None, str]:
        """The label that a line begins with, and what it says behind it.

        `opened` is the answer that the line may go on with; `follows` where another pair stands before it on its line.
        """
        if self._habits.manner is Manner.BOLD and 0 < line.bold <= len(text):
            label, value = text[: line.bold].rstrip(" :"), text[line.bold :].lstrip(" :\t")
            return (None if line.heading else self._here.match(label) or unnamed(label)), value
        if self._habits.manner is Manner.STACKED and line.bold >= len(text.rstrip(" :")) and not line.heading:
            label = text.rstrip(" :")
            return self._here.match(label) or unnamed(label), ""
        if self._habits.manner is Manner.TABS and "\t" in text:
            label, _, value = text.partition("\t")
            return self._here.match(label.rstrip(" :")) or unnamed(label), value
        found = self._cut(text)
        if found is None:
            asks = self._habits.asking and text.endswith("?") and 2 < len(text.split()) < _LONGEST_QUESTION
            return self._alone(text, line) or (unnamed(text) if asks else None), ""
        label, value = found
        match = self._here.find(label, self._here.section)
        if self._habits.numbered and not follows:
            return self._by_number(text, label, value, match, opened)
        long = opened is not None and len(opened.lines[-1]) > _LONG_LINE
        if line.wrapped and long and not (match and match.confidence >= EXACT):
            # A line that goes on from the one above it: its colon is the answer's own.
            return None, ""
        if match is None and (follows or self._habits.manner is Manner.COLONS) and self._may_begin(label, opened):
            match = unnamed(label)
        return match, value

    def _by_number(
        self, text: str, label: str, value: str, match: Match | None, opened: Open | None
    ) -> tuple[Match | None, str]:
        """A line where labels are numbered: with a number it holds one, without it only one that is spelt as known."""
        if is_numbered(text):
            number = tuple(int(each) for each in re.findall(r"\d+", text[:_NUMBER]))
            if opened and number <= self._number and not (match and match.listed):
                # A list within an answer counts from one again.
                return None, ""
            self._number = number
            return match or unnamed(label), value
        return (match if match and match.confidence >= EXACT else None), value

    def _cut(self, text: str) -> tuple[str, str] | None:
        """A line at the colon or question mark behind its label: of several the last that a label of ours ends with."""
        found = LABELLED.match(text)
        if found and self._here.guessing:
            for colon in [each.start() for each in re.finditer(":", text[:LONGEST_LABEL])][:0:-1]:
                label = text[:colon].rstrip()
                if len(label.split()) <= _SHORT_LABEL and self._here.index.is_nearly(label, self._here.section):
                    return label, text[colon + 1 :].strip()
        return (found["label"], found["value"].lstrip(": ")) if found else None

    def _may_begin(self, label: str, opened: Open | None) -> bool:
        """Tell whether words before a colon may be a label of nobody's list, rather than part of a long answer."""
        if (
            opened
            and opened.is_long
            and not (self._here.guessing and self._here.index.is_nearly(label, self._here.section))
        ):
            return False
        return label[:1].isupper() and len(label.split()) <= _LABEL_WORDS

    def _alone(self, text: str, line: Line) -> Match | None:
        """A label on a line of its own, its answer on the lines below."""
        match = self._here.index.find(text, self._here.section) if len(text) < 100 and not line.loose else None
        return match if match and match.confidence == EXACT else None

    def is_asked(self, line: Line, below: Sequence[Piece]) -> bool:
        """Tell whether a line in bold that reads like a heading is a label, its answer in plain letters below it."""
        if self._habits.manner is not Manner.STACKED or line.heading or line.bold < len(line.text.rstrip(" :")):
            return False
        answer = below[0] if below else None
        answered = isinstance(answer, Line) and not (answer.heading or answer.bold or is_hint(answer.text))
        return answered and self._here.index.find(line.text, self._here.section) is not None
