"""Labels that nobody listed: all of a document's are compared with all Questions left, the likeliest named first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.any_form import is_label
from extractors.hints import is_hint
from extractors.labels import LabelIndex
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

_SAME = 0.93
_NEARLY = 0.8
_ENOUGH = 0.52
_AHEAD = 0.08
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
        for each in index.likely(text, pair.section):
            if each.question.name not in shared:
                # A heading alone names no label: "Class" under "Reviews".
                continue
            if _SIGNED.search(pair.label) and each.question.kind is Kind.TEXT and each.question.name != "declared_by":
                continue
            score = each.alike + handicap + _fits(each.question, pair.text)
            scores[each.question] = max(score, scores.get(each.question, 0.0))
    return scores


def elsewhere(heading: str) -> bool:
    """Tell whether nothing of ours is asked under a heading: the office writes there, or lists what is enclosed."""
    return bool(_ELSEWHERE.search(heading))


_ELSEWHERE = re.compile(r"checklist|enclos|office use|for office|to be attached|attachments", re.IGNORECASE)
"""Headings under which nothing of ours is asked."""
_SIGNED = re.compile(r"\bsignature\b|\bsigned\b|^sign(?:ed)? here", re.IGNORECASE)
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
    if question.kind is Kind.TEXT and (len(raw) > _LONG or _is_no_word(raw) or normal(raw) in {"yes", "no"}):
        return -_MISFITS
    return 0.0


def is_odd(question: Question, raw: str) -> bool:
    """Tell whether an answer is hardly one to this Question: a name with a number in it, a label, an instruction."""
    if is_hint(raw):
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


def _is_no_word(text: str) -> bool:
    return not any(mark.isalpha() for mark in text)
