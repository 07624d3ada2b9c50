"""Answers that are picked: yes or no, and one of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proposals.problems import ProblemCode
from proposals.question import Choice
from proposals.values.boxes import has_boxes, ticked, with_boxes
from proposals.values.refusal import Refusal

_YES = frozenset({"yes", "y", "true", "on", "1", "yep", "yeah", "ticked", "checked", "x", "agreed"})
_NO = frozenset(
    {"no", "n", "false", "off", "0", "nope", "unticked", "not ticked", "disagree", "none", "nil", "never",
     "none known", "not yet", "not currently", "not at present"}
)  # fmt: skip
_SPLIT = re.compile(r"[\s,.;:!()\[\]/–—-]+")
_REASONED = re.compile(r"(?:yes|y)\s*[,;:.–—-]+\s*no\s+\w{3,}.*", re.DOTALL)
""" "Yes, no concerns": a yes, and what it is about."""
_EITHER = frozenset({"yes", "no", "y", "n"})
_BETWEEN = frozenset({"", "or", "and", "x"})
"""What may stand between the two words of a line printed to be marked: "Yes or no", "Yes ___ No", "Yes x No"."""
_CLOSE = 84
"""How alike a spelling must be, of 100, to count as a slip of the pen."""
_APART = 6
"""How much better than the next choice it must be."""
_TWO = re.compile(r"/|,|;|\bor\b|\band\b")
# "EHCP applied for" is no plan and "CP plan ended" is one no more: such an answer is asked about.
_HEDGED = re.compile(
    r"\b(?:appl(?:y|ied)|pending|progress|request\w*|await\w*|assess\w*|needs|not|never|without|end(?:ed|s)|clos(?:ed|ing)"
    r"|previous\w*|former\w*|was|ceased|draft|declined|refused|consider\w*|possibl\w*|until|maybe|tbc)\b"
)


def yes_no(raw: str) -> bool:
    """Return True for yes and False for no, in their spellings; raises Refusal when it is neither or both."""
    said = " ".join(with_boxes(raw).split()).casefold().strip(" .!,;")
    if has_boxes(said):
        return _boxed(said)
    if said in _YES or _REASONED.fullmatch(said):
        return True
    if said in _NO:
        return False
    return _first_word([word for word in _SPLIT.split(said) if word])


def _first_word(words: Sequence[str]) -> bool:
    """ "Yes, on Monday" is yes; "yes no", and "Y / N" as it was printed, are neither."""
    named = [said for word in words if (said := word.strip("_")) not in _BETWEEN]
    if {word[0] for word in named[:2] if word in _EITHER} == {"y", "n"}:
        raise Refusal(ProblemCode.NOT_YES_OR_NO)
    if words and words[0] in _YES - {"x", "1", "on"}:
        return True
    if words and words[0] in {"no", "n", "nope", "false"}:
        return False
    raise Refusal(ProblemCode.NOT_YES_OR_NO)


def _boxed(said: str) -> bool:
    """Read "Yes ☒ No ☐" and "☐ Yes ☑ No" by the word whose box is ticked, and a box alone by its tick."""
    marks = ticked(said)
    words = {True: {"yes", "y"}, False: {"no", "n"}}
    chosen = {answer for label, tick in marks if tick for answer, names in words.items() if label in names}
    if len(chosen) == 1:
        return chosen.pop()
    if len(marks) == 1 and not marks[0][0]:
        return marks[0][1]
    if len(marks) == 1 and marks[0][1]:
        return _first_word(marks[0][0].split())
    raise Refusal(ProblemCode.NOT_YES_OR_NO)


def choice(choices: Sequence[Choice], raw: str) -> str | None:
    """Return the code of the choice that is meant, None when every box is empty.

    Raises Refusal when none is meant, or two are equally near.
    """
    boxed = with_boxes(raw)
    if not has_boxes(boxed):
        return _written(choices, raw)
    chosen = [label for label, tick in ticked(boxed) if tick]
    if len(chosen) > 1:
        raise Refusal(ProblemCode.CONFLICTING)
    return _written(choices, chosen[0]) if chosen else None


_LEAD = re.compile(
    r"\s*(?:yes\b[\s,:–-]*(?:with|at|on)?\s+(?:an?\s+)?(?=\w)|[a-z]\s*[-–:=]\s*(?=\w{2}))", re.IGNORECASE
)
"""What a printed list says before its options: "Yes, with an EHC plan", "K - SEN support"."""


def _written(choices: Sequence[Choice], raw: str) -> str:
    named = _named(choices, raw) or _named(choices, _LEAD.sub("", raw, count=1))
    if named is not None:
        return named.code
    two = [each for part in _TWO.split(raw.casefold()) if (each := _named(choices, part)) is not None]
    if len({each.code for each in two}) > 1:
        raise _either(two[0], two[1])
    return _nearest(choices, _plain(raw)).code


def _named(choices: Sequence[Choice], raw: str) -> Choice | None:
    """The choice of exactly this code or label; "C.I.N." is "CIN"."""
    said = _plain(raw)
    closed_up = said.replace(" ", "")
    for each in choices:
        known = {_plain(label) for label in _labels(each)} | {_plain(each.code)}
        if said in known or closed_up in known:
            return each
    return None


def _nearest(choices: Sequence[Choice], said: str) -> Choice:
    from rapidfuzz import fuzz

    begins = [each for each in choices if any(_begins(said, _plain(label)) for label in _labels(each))]
    if len(begins) == 1:
        return begins[0]
    scored = sorted(
        ((max(fuzz.ratio(said, _plain(label)) for label in _labels(each)), each) for each in choices),
        key=lambda pair: -pair[0],
    )
    (best, found), rest = scored[0], scored[1:]
    if best < _CLOSE:
        raise Refusal(ProblemCode.NOT_A_CHOICE, choices=", ".join(f"“{each.label}”" for each in choices))
    if rest and best - rest[0][0] < _APART:
        raise _either(found, rest[0][1])
    return found


def _begins(said: str, label: str) -> bool:
    """ "SEN support – speech and language" begins with a whole label; "EHCP applied for" takes it back."""
    return len(label) > 1 and label != "no" and said.startswith(label + " ") and not _HEDGED.search(said[len(label) :])


def _either(first: Choice, second: Choice) -> Refusal:
    return Refusal(ProblemCode.AMBIGUOUS, first=f"“{first.label}”", second=f"“{second.label}”")


def _labels(each: Choice) -> tuple[str, ...]:
    return (each.label, *each.also)


def _plain(label: str) -> str:
    return " ".join(re.sub(r"[^\w%]+", " ", label.replace("_", " ")).casefold().split())
