"""Labels that nobody listed: all of a document's are compared with all Questions left, the likeliest named first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.any_form import is_label
from extractors.hints import is_hint
from extractors.labels import LabelIndex
from extractors.likeness import NONE_OF_OURS
from extractors.pieces import Place
from extractors.spelling import normal
from extractors.ticks import chosen
from proposals.problems import Problem
from proposals.question import Kind, Question
from proposals.reading import Method
from proposals.values import parse
from proposals.values.text import says_nothing

SURE, GUESS = 0.7, 0.5
"""How sure we are of what a label asks: by its words and its answer, or only likely, so that the school is asked."""

_ALIKE, _PHRASED = 0.8, 0.35
"""What it counts that a label has the words of a Question's, and that it is phrased like one."""
_HOPELESS = 0.3
"""A label that is less alike asks something else, whatever was answered."""
_SAME = 0.93
_NEARLY = 0.95
_ENOUGH = 0.52
_AHEAD = 0.15
_FITS, _MISFITS = 0.08, 0.35
"""What it adds that an answer is of the Question's kind, and takes away that it is not."""
_LONG = 90
"""Letters: a name or a number is shorter."""
_ANY_DAY = date(2026, 9, 1)
"""Whether a date can be read does not depend on the day it is read."""
_BARE_KINDS = frozenset({Kind.WHOLE_NUMBER, Kind.DECIMAL, Kind.YES_NO})
"""Kinds of which every answer fits every Question: what it answers must be said by the label alone."""
_TELLING = frozenset(Kind) - {Kind.TEXT, Kind.LONG_TEXT}
"""Kinds whose answers show by themselves whether they can be one."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A label that is on no list, what stands beside or below it, and the heading it stands under."""

    label: str
    section: str | None
    heading: str
    text: str
    where: Place
    method: Method


@dataclass(frozen=True, slots=True)
class Named:
    """What an Unnamed label asks, and how sure that is."""

    pair: Unnamed
    question: Question
    confidence: float


def named(pairs: Sequence[Unnamed], index: LabelIndex, taken: Collection[str]) -> Iterator[Named]:
    """Yield a Question for each pair that has a likely one; each Question once, and none of those `taken`."""
    scored = [
        (score, place, question)
        for place, pair in enumerate(pairs)
        for question, score in _scores(pair, index).items()
        if question.name not in taken
    ]
    best = _best_two(scored)
    asked: set[str] = set()
    done: set[int] = set()
    for score, place, question in sorted(scored, key=lambda each: -each[0]):
        if score < _ENOUGH:
            break
        if place in done or question.name in asked:
            continue
        done.add(place)
        if question is NONE_OF_OURS:
            continue
        asked.add(question.name)
        clear = score - best[place, question.name] >= _AHEAD
        enough = _SAME if question.kind in _BARE_KINDS else _NEARLY
        yield Named(pairs[place], question, SURE if clear and score >= enough else GUESS)


def is_the_same(found: Named, index: LabelIndex) -> bool:
    """Tell whether a label says the very words by which its Question is known: as good as listed."""
    alike = {each.question.name: each.alike for each in index.likely(found.pair.label, found.pair.section)}
    return alike.get(found.question.name, 0.0) >= _SAME


def _best_two(scored: Sequence[tuple[float, int, Question]]) -> dict[tuple[int, str], float]:
    """For each pair and Question the best score that speaks against it: the same pair's for another Question."""
    by_pair: dict[int, list[tuple[float, str]]] = {}
    for score, place, question in scored:
        by_pair.setdefault(place, []).append((score, question.name))
    return {
        (place, name): max((score for score, other in found if other != name), default=0.0)
        for place, found in by_pair.items()
        for _, name in found
    }


def _scores(pair: Unnamed, index: LabelIndex) -> dict[Question, float]:
    scores: dict[Question, float] = {}
    tellings = [(pair.label, 0.0)]
    if pair.heading and len(pair.label.split()) <= _BARE:
        # "Name" under "Headteacher" is the headteacher's name.
        tellings.append((f"{pair.heading} {pair.label}", 0.05 if len(pair.label.split()) == 1 else -0.05))
    if elsewhere(pair.heading):
        return scores
    shared = {each.question.name for each in index.likely(pair.label)}
    for text, handicap in tellings:
        phrased = index.phrased(text)
        for each in index.likely(text, pair.section):
            if each.question.name not in shared:
                # A heading alone names no label: "Class" under "Reviews".
                continue
            if _SIGNED.search(pair.label) and each.question.kind is Kind.TEXT and each.question.name not in _SIGNING:
                continue
            alike = _ALIKE * each.alike + _PHRASED * phrased.get(each.question.name, 0.0) + handicap
            if alike > scores.get(each.question, _HOPELESS):
                scores[each.question] = alike
    return {
        question: score if question is NONE_OF_OURS else score + _fits(question, pair.text)
        for question, score in scores.items()
    }


def elsewhere(heading: str) -> bool:
    """Tell whether nothing of ours is asked under a heading: the office writes there, or lists what is enclosed."""
    return bool(_ELSEWHERE.search(heading))


_ELSEWHERE = re.compile(r"checklist|enclos|office use|for office|to be attached|attachments", re.IGNORECASE)
"""Headings under which nothing of ours is asked."""
_SIGNED = re.compile(r"\bsignature\b|\bsigned\b|^sign(?:ed)? here", re.IGNORECASE)
_SIGNING = frozenset({"declared_by", "declared_role", "completed_by"})
_BARE = 3
"""Words of a label that says little without its heading."""


def _fits(question: Question, text: str) -> float:
    """How an answer speaks for a Question or against it, by what it is."""
    said = chosen(question, text)
    if not said or says_nothing(said[0], question.kind):
        return 0.0
    raw = said[0].strip()
    if question.kind in _TELLING:
        return -_MISFITS if isinstance(parse(question, raw, _ANY_DAY), Problem) else _FITS
    if question.name.endswith("_contact"):
        return _FITS if re.search(r"\d{5}|@", raw) else 0.0
    if question.kind is Kind.TEXT and (len(raw) > _LONG or _is_no_word(raw) or normal(raw) in {"yes", "no"}):
        return -_MISFITS
    return 0.0


def is_odd(question: Question, raw: str) -> bool:
    """Tell whether an answer is hardly one to this Question: a name with a number in it, a label, an instruction."""
    if is_hint(raw) or (question.kind is Kind.TEXT and _ASKS.search(raw)):
        return True
    if question.name.endswith("_role") and _DATED.search(raw):
        return True
    if question.kind is not Kind.TEXT:
        return question.kind is Kind.LONG_TEXT and len(raw) < _WORD and normal(raw) in {"yes", "no"}
    is_name = question.name.endswith("_name") or question.name in {
        "pupil_forename",
        "pupil_surname",
        "declared_by",
        "completed_by",
    }
    if is_name and (re.search(r"[\d@:☐☒]", raw) or len(raw) > _LONG):
        return True
    return normal(raw) in {"yes", "no", "yes no"} or (is_label(raw) and not question.name.endswith("_role"))


_WORD = 8
_DATED = re.compile(r"\b20\d\d\b|\d[/.]\d")
_ASKS = re.compile(r"\w\?\s*(?:\(.*\)\s*)?(?:$|[☐☒]|(?:yes|y)\b)", re.IGNORECASE)
"""How a label ends whose own answer is missing: "Is there an EHC plan? Yes / No"."""


def _is_no_word(text: str) -> bool:
    return not any(mark.isalpha() for mark in text)
