"""From the label beside an answer to the Question it asks, aware of the heading above it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from extractors.likeness import NONE_OF_OURS, Likely, Likeness, heading
from extractors.match import EXACT, SLIP, Match
from extractors.owner import of_another
from extractors.phrasing import Phrasing
from extractors.spelling import is_slip, normal
from extractors.whose import (
    GENERIC,
    OF_WHOM,
    PEOPLE,
    PERSONAL,
    REACHED_BY,
    UNDER_HEADING,
    WHICH_NAME,
    WHOLE_NAMES_THERE,
    WHOSE,
    is_whole_name,
)
from extractors.wordings import others, wordings
from proposals.forms import FORMS
from proposals.question import Question
from proposals.reading import FormKind

_CLOSE = 90
_NEARLY = 0.75
_SHORTEST_FOR_SLIPS = 6
_PHRASED_ELSE = 0.15
_OWN_WORDS = 3
"""So few words behind a label may be no hint to it, but make another label."""
_ASIDE = re.compile(r"\([^()]*\)?")
"""A hint within a label: "DOB (dd/mm/yyyy)"."""


class LabelIndex:
    """The labels of one form."""

    def __init__(self, form: FormKind) -> None:
        model = FORMS[form]
        self._names = questions_of(form)
        self._known: dict[str, list[Question]] = {}
        for question in model.questions():
            for label in (*question.labels, question.name.replace("_", " ")):
                listed = self._known.setdefault(normal(label), [])
                if question not in listed:
                    listed.append(question)
        self._sections = {
            normal(title): section.name for section in model.SECTIONS for title in (section.title, *section.also)
        }
        self.titles = frozenset(normal(section.title) for section in model.SECTIONS)
        worded: dict[str, list[Question]] = {}
        for name, said in wordings().items():
            for text in said if name in self._names else ():
                worded.setdefault(text, []).append(self._names[name])
        for text in others():
            worded.setdefault(text, []).append(NONE_OF_OURS)
        examples = _together(self._known, worded)
        self._likeness, self._phrasing = Likeness(examples), Phrasing(examples)
        self._find = lru_cache(maxsize=4096)(self._look)
        self._slipped = lru_cache(maxsize=4096)(self._meant)
        self._like = lru_cache(maxsize=4096)(lambda said, section: self._likeness.find(said, section) is not None)

    @property
    def questions(self) -> Mapping[str, Question]:
        """The form's Questions by name."""
        return self._names

    def is_whole(self, text: str) -> bool:
        """Tell whether a text is a label of some section, and not one with other words behind it."""
        said = normal(text)
        if said not in self._known and self._begun(said):
            return False
        return any(self.find(text, section) for section in (None, *UNDER_HEADING, "pupil"))

    def find(self, text: str, section: str | None = None) -> Match | None:
        """Return the Question that the label `text` asks, under the heading `section`; None when none is sure."""
        said = normal(text)
        if not said or len(said) > 200:
            return None
        found = self._find(said, section)
        if found or "(" not in text or WHICH_NAME.search(text):
            return found
        plain = normal(_ASIDE.sub(" ", text))
        found = self._find(plain, section) if plain else None
        # "Headteacher (receiving school)" is not the headteacher.
        return None if found and of_another(found.question, text) else found

    def is_like(self, text: str, section: str | None = None) -> bool:
        """Tell whether the words of `text` make it likely that it is a label."""
        said = normal(text)
        if not said or len(text) > 200 or said in self._sections or said in WHOLE_NAMES_THERE:
            return False
        return self._like(said, section)

    def is_nearly(self, text: str, section: str | None = None) -> bool:
        """Tell whether `text` says nearly what a label does."""
        return max((each.alike for each in self.likely(text, section)), default=0.0) >= _NEARLY

    def likely(self, text: str, section: str | None = None) -> list[Likely]:
        """Return every Question, or NONE_OF_OURS, that shares words with the label `text`, and how alike they are."""
        return self._likeness.all(normal(text), section)

    def phrased(self, text: str) -> Mapping[str, float]:
        """Return how nearly each Question is asked as the label `text` asks, 0.0 to 1.0, by its name."""
        return self._phrasing.alike(normal(text))

    def section(self, text: str) -> str | None:
        """Return the name of the section that `text` is the heading of, or None."""
        said = normal(text)
        found = self._sections.get(said)
        if found or not 5 < len(said) < 60:
            return found
        from rapidfuzz import fuzz, process

        close = process.extractOne(said, self._sections.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return self._sections[close[0]] if close else None

    def headed(self, text: str) -> str | None:
        """Return the name of the section that a heading of nobody's list begins, by its words."""
        return heading(text, self._sections.values())

    def _look(self, said: str, section: str | None) -> Match | None:
        listed = self._known.get(said, [])
        chosen = self._choose(listed, said, section, EXACT) if listed else None
        if chosen:
            return chosen
        there = dict(UNDER_HEADING.get(section or "", ())).get(said)
        if there and there in self._names:
            return Match(self._names[there], EXACT)
        whose, _, rest = said.partition(" ")
        if rest and whose in WHOSE and (found := self._of(rest, WHOSE[whose])):
            return found
        if is_whole_name(said) or (said in WHOLE_NAMES_THERE and section == "pupil"):
            return self._whole_name()
        if listed:
            return None
        if len(said) < _SHORTEST_FOR_SLIPS:
            return None
        meant = self._slipped(said)
        return self._choose(self._known[meant], meant, section, SLIP) if meant else self._with_hint(said, section)

    def _meant(self, said: str) -> str | None:
        """The listed label of which `said` is a slip of the pen."""
        from rapidfuzz import fuzz, process

        close = process.extractOne(said, self._known.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        return close[0] if close and is_slip(said, close[0]) else None

    def _of(self, label: str, section: str) -> Match | None:
        """The Question that asks `label` of one person: "student's DOB", "parent mobile"."""
        listed = [question for question in self._known.get(label, ()) if question.section.name == section]
        return Match(listed[0], EXACT) if len(listed) == 1 else None

    def _whole_name(self) -> Match | None:
        forename, surname = self._known.get("pupil forename"), self._known.get("pupil surname")
        return Match(forename[0], SLIP, surname[0]) if forename and surname else None

    def _with_hint(self, said: str, section: str | None) -> Match | None:
        """A printed label with its hint running on behind it."""
        label = self._begun(said)
        if label is None or len(said.split()) > 30:
            return None
        rest = said[len(label) + 1 :]
        if rest in OF_WHOM:
            # "E-mail (school)" asks for what its beginning asks, of whom its end names.
            theirs = [each for each in self._known[label] if each.section.name in OF_WHOM[rest]]
            return Match(theirs[0], SLIP) if theirs else None
        if rest in self._known:
            # "Parent carer: relationship to child" asks for what its end asks.
            return self._choose(self._known[rest], rest, section, SLIP)
        found = self._choose(self._known[label], label, section, SLIP)
        if found and of_another(found.question, rest):
            return None
        if found and len(rest.split()) <= _OWN_WORDS:
            # "Home school lead's email" asks something else than "home school".
            best = max(self._likeness.all(said, section), key=lambda each: each.alike, default=None)
            return found if best and best.question is found.question else None
        return None if found and self._asks_else(found.question, said, section) else found

    def _asks_else(self, question: Question, said: str, section: str | None) -> bool:
        """Tell whether a label as a whole is phrased like another Question's than the one that it begins like."""
        phrased = self._phrasing.alike(said)
        return max(phrased.values(), default=0.0) > phrased.get(question.name, 0.0) + _PHRASED_ELSE

    def _begun(self, said: str) -> str | None:
        """The longest label of several words that `said` begins with and goes on after."""
        ends = [at for at, letter in enumerate(said) if letter == " "]
        return next((said[:at] for at in reversed(ends) if said[:at] in self._known and " " in said[:at]), None)

    def _choose(self, listed: list[Question], label: str, section: str | None, confidence: float) -> Match | None:
        here = [question for question in listed if question.section.name == section]
        if here:
            return Match(here[0], confidence)
        generic = all(word in GENERIC for word in label.split())
        if len(listed) > 1 or (generic and section is not None):
            return None
        if section in PEOPLE and listed[0].section.name in PEOPLE:
            if label in PERSONAL:
                return None
            if listed[0].kind in REACHED_BY:
                # A telephone in the part about somebody else is theirs.
                theirs = [
                    each
                    for each in self._names.values()
                    if each.section.name == section and each.kind is listed[0].kind
                ]
                return Match(theirs[0], confidence) if len(theirs) == 1 else None
        return Match(listed[0], confidence)


def _together(*labels: Mapping[str, list[Question]]) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for known in labels:
        for label, asked in known.items():
            found.setdefault(label, []).extend(each for each in asked if each not in found.get(label, ()))
    return found


@cache
def index_of(form: FormKind) -> LabelIndex:
    """Return the labels of `form`, made once."""
    return LabelIndex(form)


@cache
def questions_of(form: FormKind) -> Mapping[str, Question]:
    """Return the Questions of `form` by name."""
    return MappingProxyType({question.name: question for question in FORMS[form].questions()})
