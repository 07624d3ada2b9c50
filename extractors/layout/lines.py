"""Words become lines, lines become the runs between gaps, and a wrapped text becomes its paragraphs again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from extractors.layout.page import Box, Word
from extractors.ticks import MARKED, OPEN, TICKED, UNMARKED

_GAP = 1.5
"""Of the letters' height: a wider gap parts a line into runs."""
_WIDE = "   "
"""How a gap within one cell is kept: what stands behind it may be the next label."""
_CHOICES = frozenset({"yes", "no", "y", "n"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line without a wide gap."""

    words: tuple[Word, ...]
    box: Box

    @classmethod
    def of(cls, words: Sequence[Word]) -> Run:
        """Return the run of these words, which are in reading order."""
        return cls(tuple(words), reduce(Box.around, (word.box for word in words)))

    @property
    def text(self) -> str:
        """What it says."""
        return spaced(self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is set in bold."""
        return all(word.bold for word in self.words if word.text not in "*:")

    @property
    def sure(self) -> float:
        """How surely it was read."""
        return min(word.sure for word in self.words)

    @property
    def ticks(self) -> bool:
        """Whether it begins with a box to tick."""
        return self.words[0].text in TICKED + OPEN


def lines(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words line by line from the top, each line from the left."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.box.centre[1]):
        if found and _level(found[-1], word):
            found[-1].append(word)
        else:
            found.append([word])
    _with_their_words(found)
    return [sorted(line, key=lambda each: each.box.left) for line in found if line]


def _with_their_words(found: list[list[Word]]) -> None:
    """Put boxes to tick on the line of the word to their right, where they stand between two lines."""
    for line in found:
        for tick in [word for word in line if _sign(word)]:
            if any(_is_its_word(tick, word) for word in line):
                continue
            other = next((each for each in found if any(_is_its_word(tick, word) for word in each)), None)
            if other is not None:
                line.remove(tick)
                other.append(tick)


def _is_its_word(tick: Word, word: Word) -> bool:
    gap = word.box.left - tick.box.right
    over = min(tick.box.bottom, word.box.bottom) - max(tick.box.top, word.box.top)
    return not _sign(word) and -2 < gap < _GAP * word.box.height and over > 0.5 * word.box.height


def _level(line: list[Word], word: Word) -> bool:
    middle = sum(each.box.centre[1] for each in line) / len(line)
    height = min(*(each.box.height for each in line), word.box.height)
    return word.box.centre[1] - middle < 0.5 * height


def runs(line: Sequence[Word]) -> list[Run]:
    """Return the runs of one line."""
    parted: list[list[Word]] = []
    for word in line:
        if parted and word.box.left - parted[-1][-1].box.right < _GAP * min(word.box.height, 14.0):
            parted[-1].append(word)
        else:
            parted.append([word])
    return [Run.of(words) for words in parted]


def levels(found: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of one height together, from the top, each level from the left."""
    level: list[list[Run]] = []
    for run in sorted(found, key=lambda each: each.box.centre[1]):
        if level and run.box.centre[1] - level[-1][-1].box.centre[1] <= 0.5 * min(
            run.box.height, level[-1][-1].box.height
        ):
            level[-1].append(run)
        else:
            level.append([run])
    return [sorted(each, key=lambda run: run.box.left) for each in level]


def block(words: Sequence[Word], right: float | None = None) -> str:
    """Return what a cell says: wrapped lines joined, paragraphs apart by line breaks.

    `right` is how far its lines could have gone; without it, as far as its longest line goes.
    """
    found = lines(lit(words))
    reach = max((line[-1].box.right for line in found), default=0.0)
    return _joined(found, max(reach, right or 0.0))


def _joined(found: list[list[Word]], reach: float) -> str:
    said = ""
    for place, line in enumerate(found):
        text = _WIDE.join(run.text for run in runs(line))
        if place:
            before = found[place - 1][-1].box
            room = reach - before.right
            wrapped = room < line[0].box.width + 0.35 * line[0].box.height and line[0].text not in TICKED + OPEN
            # Below a label in bold the answer begins, however little room there was.
            wrapped = wrapped and (not found[place - 1][0].bold or line[0].bold)
            said += " " if wrapped else "\n"
        said += text
    return said


def spaced(words: Sequence[Word]) -> str:
    """Return the words of one line; letters that only their program set apart stand together."""
    said = ""
    for place, word in enumerate(words):
        if place:
            before = words[place - 1].box
            close = word.box.left - before.right < 0.12 * min(before.height, word.box.height)
            said += "" if close and not _sign(word) and not _sign(words[place - 1]) else " "
        said += f"{MARKED}{word.text}{UNMARKED}" if word.lit else word.text
    return said


def _sign(word: Word) -> bool:
    return word.text in TICKED + OPEN


def lit(words: Sequence[Word]) -> list[Word]:
    """Return the words, those of "Yes / No" lit that alone are set in bold: some people choose so."""
    choices = [word for word in words if word.text.casefold().strip(".,/:") in _CHOICES]
    bold = [word for word in choices if word.bold]
    if not bold or len(bold) == len(choices):
        return list(words)
    return [Word(word.text, word.box, word.sure, word.bold, lit=True) if word in bold else word for word in words]
