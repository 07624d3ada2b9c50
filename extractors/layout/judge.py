"""Tells labels from answers on one document: by the lists, and by how the labels that are listed look there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.any_form import is_heading, is_label, is_like_a_label, is_whole_label
from extractors.layout.lines import Run
from extractors.manner import is_numbered

_LEAST = 4
"""Labels that are listed and look alike: with fewer, their look tells nothing."""
_MOSTLY = 0.7
_HEADINGS = 0.3
_MOST_IN_BOLD = 0.8
"""The share of a form's letters that bold labels may have, where answers are short."""
_COLUMN = 6.0
"""Points: labels that begin as near as this to one another stand in one column."""
_WORDS = 22
"""A label is no longer, but for its hint."""
_FEW = 5
"""Words of a label that is told by them alone."""
_IN_PARTS = re.compile(r"\d{1,2}\.\d")
"""How a label is numbered by its section; an answer's own list is not."""
_NUMBERED = re.compile(r"^\(?(?:[a-h]|\d{1,2}(?:\.\d{1,2})*)[.):]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set: in bold or not, and about how large."""

    bold: bool
    size: int

    @classmethod
    def of(cls, run: Run) -> Look:
        """Return the look of a run."""
        return cls(run.bold, round(run.box.height * 1.25))


@dataclass(frozen=True, slots=True)
class Judge:
    """What is a label on one document."""

    looks: frozenset[Look] = frozenset()
    """How labels look there, where nothing else looks so."""
    asking: bool = False
    """Whether labels end with a colon or a question mark there."""
    opening: bool = False
    """Whether answers stand behind their labels and a colon there."""
    numbered: bool = False
    """Whether labels are numbered there."""
    lefts: frozenset[int] = frozenset()
    """Where labels begin, in points from the page's left edge."""

    @staticmethod
    def known(text: str) -> bool:
        """Tell whether some form asks a Question under this label."""
        return is_label(text)

    @staticmethod
    def whole(text: str) -> bool:
        """Tell whether a text is such a label from its first word to its last: no hint or answer behind it."""
        return is_whole_label(text)

    @staticmethod
    def likely(text: str) -> bool:
        """Tell whether the words of a text may make it a label."""
        return is_like_a_label(text)

    @staticmethod
    def heads(text: str) -> bool:
        """Tell whether a text is the heading of some form's section."""
        return is_heading(bare(text))

    def is_label(self, run: Run) -> bool:
        """Tell whether a run is a label, or the first line of one."""
        text = bare(run.text)
        if run.ticks or not 1 < len(text) < 200 or not any(mark.isalpha() for mark in text):
            return False
        if self.looks and Look.of(run) not in self.looks:
            return asks(run.text) and self.known(text)
        if Look.of(run) in self.looks:
            return len(text.split()) <= _WORDS
        return self.ends_label(run.text, run) or (self.known(text) and not self.asking)

    def ends_label(self, text: str, first: Run) -> bool:
        """Tell whether a text that begins with the run `first` ends like a label, and stands where labels do."""
        stands = not self.lefts or round(first.box.left / _COLUMN) in self.lefts
        return asks(text) and (stands or self.known(bare(text)))

    def opens(self, run: Run) -> bool:
        """Tell whether a run holds a label and, behind a colon, its answer."""
        label, colon, answer = run.text.partition(":")
        if not (colon and answer.strip()):
            return False
        if self.known(bare(label)) or self.heads(label):
            return True
        said = bare(label)
        if self.numbered and is_numbered(label) and (_IN_PARTS.match(label) or self.likely(said)):
            return True
        few = len(said.split()) <= _FEW and not any(mark.isdecimal() for mark in said)
        return self.opening and few and self.likely(said)


def learnt(lines: Iterable[Sequence[Run]], typed: int | None = None) -> Judge:
    """Return the Judge of a document by the runs of all its lines; `typed` is how much was typed into its boxes.

    None when it has none: then most of its letters are answers.

    Where labels are set apart from all else, in bold or in another size, what is set like them is one too.
    """
    all_runs = [run for line in lines for run in line if not run.ticks]
    listed: Counter[Look] = Counter()
    alike: Counter[Look] = Counter()
    heads: Counter[Look] = Counter()
    lefts: Counter[int] = Counter()
    asking = opening = numbered = labelled = 0
    letters: defaultdict[Look, int] = defaultdict(int)
    runs_of: Counter[Look] = Counter()
    for run in all_runs:
        look = Look.of(run)
        runs_of[look] += 1
        letters[look] += len(run.text)
        known = is_label(bare(run.text))
        like = is_like_a_label(bare(run.text))
        # A whole question in our words asks as surely as a label that is listed.
        listed[look] += known or (like and run.text.rstrip(" *").endswith("?"))
        alike[look] += known or asks(run.text) or like
        heads[look] += is_heading(bare(run.text))
        lefts[round(run.box.left / _COLUMN)] += known
        asking += known and asks(run.text)
        label, colon, answer = run.text.partition(":")
        opens = is_label(bare(label))
        opening += bool(colon and answer.strip()) and opens
        labelled += opens
        numbered += opens and is_numbered(label)
    total = sum(letters.values())
    looks = {
        look
        for look, count in listed.items()
        if count >= _LEAST
        and (typed is not None or letters[look] < total * (_MOST_IN_BOLD if look.bold else 0.5))
        and (alike[look] if look.bold else count) > runs_of[look] / 2
    }
    # The words of some headings are labels elsewhere: what is set larger than most labels, and heads, is a heading.
    usual = max(looks, key=lambda look: listed[look], default=None)
    looks = {
        look for look in looks if usual is None or look.size <= usual.size or heads[look] < _HEADINGS * runs_of[look]
    }
    # Plain labels beside bold ones are no rule: then only their words tell.
    share = sum(listed[look] for look in looks) / max(sum(listed.values()), 1)
    punctuated = asking >= max(_LEAST, _MOSTLY * sum(listed.values()))
    return Judge(
        frozenset(looks) if share >= _MOSTLY else frozenset(),
        punctuated,
        opening >= _LEAST,
        numbered >= max(_LEAST, _MOSTLY * labelled),
        _columns(lefts),
    )


def _columns(lefts: Counter[int]) -> frozenset[int]:
    """Where listed labels begin; none when there are too few to tell."""
    found = {left for left, count in lefts.items() if count > 1}
    return (
        frozenset(near for left in found for near in (left - 1, left, left + 1))
        if sum(lefts.values()) >= _LEAST
        else frozenset()
    )


def bare(text: str) -> str:
    """Return a label without number, colon, star or question mark."""
    return _NUMBERED.sub("", text.strip()).strip(" :?*")


def asks(text: str) -> bool:
    """Tell whether a text ends like a label: with a question mark, or a colon after few words."""
    said = text.rstrip(" *")
    words = len(said.split())
    return (said.endswith("?") and words > 1) or (said.endswith(":") and words <= _WORDS)
