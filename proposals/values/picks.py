"""Answers that are picked: yes or no, and one of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proposals.problems import ProblemCode
from proposals.question import Choice
from proposals.values.refusal import Refusal

TICKS = "☒☑✓✔✗✘×⊠■●🗹🗸"
_EMPTY = "☐□○◯"
_YES = frozenset({"yes", "y", "true", "on", "1", "yep", "yeah", "ticked", "checked", "x", "agreed"} | set(TICKS))
_NO = frozenset({"no", "n", "false", "off", "0", "nope", "unticked", "not ticked", "disagree", *_EMPTY})
_SPLIT = re.compile(r"[\s,.;:!()\[\]/–—-]+")
_YES_OR_NO = re.compile(r"(yes|no)", re.IGNORECASE)
_CLOSE = 84
"""How alike a spelling must be, of 100, to count as a slip of the pen."""
_APART = 6
"""How much better than the next choice it must be."""


def yes_no(raw: str) -> bool:
    """Return True for yes and False for no, in their spellings; raises Refusal when it is neither or both."""
    said = " ".join(raw.split()).casefold().strip(" .!,;")
    if said in _YES:
        return True
    if said in _NO:
        return False
    marked = _marked(said)
    if marked is not None:
        return marked
    words = [word for word in _SPLIT.split(said) if word]
    return _first_word(words)


_EITHER = frozenset({"yes", "no", "y", "n"})
_BETWEEN = frozenset({"", "or", "x"})
"""What may stand between the two words of a line printed to be marked: "Yes or no", "Yes ___ No", "Yes x No"."""


def _first_word(words: Sequence[str]) -> bool:
    """ "Yes, on Monday" is yes; "yes no", and "Y / N" as it was printed, are neither."""
    named = [said for word in words if (said := word.strip("_")) not in _BETWEEN]
    if {word[0] for word in named[:2] if word in _EITHER} == {"y", "n"}:
        raise Refusal(ProblemCode.NOT_YES_OR_NO)
    if words and words[0] in _YES - {"x", "1", "on"}:
        return True
    if words and words[0] in _NO - {"0", "off"}:
        return False
    raise Refusal(ProblemCode.NOT_YES_OR_NO)


def _marked(said: str) -> bool | None:
    """Read "Yes ☒ No ☐" and "☐ Yes ☑ No": the word whose box is ticked; None when there are no boxes."""
    if not any(mark in said for mark in TICKS + _EMPTY):
        return None
    pieces = re.findall(rf"([{TICKS}{_EMPTY}])|\b(yes|no)\b", said)
    marks = [box for box, _ in pieces if box]
    words = [word for _, word in pieces if word]
    if len(words) != len(marks) or not words:
        return None
    ticked = [word for word, box in zip(words, marks, strict=True) if box in TICKS]
    if len(ticked) != 1:
        raise Refusal(ProblemCode.NOT_YES_OR_NO)
    return bool(ticked[0] == "yes")


def choice(choices: Sequence[Choice], raw: str) -> str:
    """Return the code of the choice that is meant; raises Refusal when none is, or two are equally near."""
    said = _plain(raw)
    for each in choices:
        if said == _plain(each.code) or any(said == _plain(label) for label in (each.label, *each.also)):
            return each.code
    return _nearest(choices, said)


def _nearest(choices: Sequence[Choice], said: str) -> str:
    from rapidfuzz import fuzz

    scored = sorted(
        ((max(fuzz.ratio(said, _plain(label)) for label in (each.label, *each.also)), each) for each in choices),
        key=lambda pair: -pair[0],
    )
    begins = [each for each in choices if any(_begins(said, _plain(label)) for label in (each.label, *each.also))]
    if len(begins) == 1:
        return begins[0].code
    (best, found), rest = scored[0], scored[1:]
    if best < _CLOSE:
        raise Refusal(ProblemCode.NOT_A_CHOICE, choices=", ".join(f"“{each.label}”" for each in choices))
    if rest and best - rest[0][0] < _APART:
        raise Refusal(ProblemCode.AMBIGUOUS, first=f"“{found.label}”", second=f"“{rest[0][1].label}”")
    return found.code


def _begins(said: str, label: str) -> bool:
    """ "SEN support – speech and language" begins with a whole label of some length."""
    return len(label) > 2 and said.startswith(label + " ")


def _plain(label: str) -> str:
    return " ".join(re.sub(r"[^\w%]+", " ", label.replace("_", " ")).casefold().split())
