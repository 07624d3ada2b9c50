"""From the label beside an answer to the Question it asks, aware of the heading above it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from extractors.likeness import Likely, Likeness, heading
from extractors.ticks import unmarked
from extractors.wordings import WORDINGS
from proposals.forms import FORMS
from proposals.question import Kind, Question, Section
from proposals.reading import OF_SCHOOLS, FormKind

EXACT = 0.95
SLIP = 0.8
"""How sure a label makes us: spelt as known, or with a slip."""

_CLOSE = 90
_NEARLY = 0.75
_SHORTEST_FOR_SLIPS = 6
_OWN_WORDS = 3
"""So few words behind a label may be no hint to it, but make another label."""
_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
_NUMBERING = re.compile(
    rf"^(?:(?:section|part|box|question|q)\s*(?:[a-h]|{_NUMBER})\b"
    rf"|{_NUMBER}(?=[.):\s])|[a-h](?=[.:]\s|\s+[–-]\s)|\(?(?:[a-h]|{_NUMBER})\))"
    r"[\s.):–-]*(?=\w)",
    re.IGNORECASE,
)
_DATE_HINT = re.compile(r"\(?dd\s?[/.-]\s?mm\s?[/.-]\s?yy(?:yy)?\b\)?", re.IGNORECASE)
# Words that ask for something in any section: under another heading they ask something else.
_GENERIC = frozenset(
    {"name", "date", "role", "position", "email", "e", "mail", "address", "telephone", "phone", "mobile", "tel", "to",
     "from", "until", "days", "hours", "area", "reason", "contact", "signature", "signed", "reference", "ref",
     "outcome", "decision", "attendance", "school", "urn", "number", "no"}
)  # fmt: skip

_PERSONS = (
    "pupil", "pupils", "student", "students", "child", "childs", "young person", "young persons", "learner", "learners",
)  # fmt: skip
_WHOLE_NAMES = frozenset(
    pattern.format(person)
    for person in _PERSONS
    for pattern in (
        "{} name",
        "name of {}",
        "{} full name",
        "full name of {}",
        "{}",
        "what is the {} full name",
        "what is the {} name",
        "name of the {}",
        "full name of the {}",
    )
)
"""Labels that ask for a pupil's first and last name in one."""
_WHOLE_NAMES_THERE = frozenset({"name", "full name"})
"""Labels that do so under the heading of the pupil."""

_UNDER_HEADING = MappingProxyType(
    {
        "school": (("name", "school_name"),),
        "parent": (
            ("name", "parent_name"), ("full name", "parent_name"), ("tel", "parent_phone"), ("phone", "parent_phone"),
            ("telephone", "parent_phone"), ("mobile", "parent_phone"), ("contact number", "parent_phone"),
            ("email", "parent_email"), ("address", "parent_address"), ("relationship", "parent_relationship"),
        ),
        "placement": (("name", "provider_name"), ("address", "provider_address"), ("contact", "provider_contact")),
        "move": (("name", "receiving_school_name"),),
        "declaration": (
            ("name", "declared_by"), ("role", "declared_role"), ("position", "declared_role"),
            ("job title", "declared_role"), ("date", "declared_date"),
        ),
    }
)  # fmt: skip
"""What a bare word asks under the heading of a section."""

_REACHED_BY = frozenset({Kind.PHONE, Kind.EMAIL})
_PEOPLE = frozenset({"school", "pupil", "parent", "declaration"})
_PERSONAL = frozenset(
    {"first name", "first names", "forename", "forenames", "given name", "last name", "surname", "family name",
     "legal surname", "date of birth", "dob", "d o b", "birth date", "gender", "sex", "ethnicity", "known as"}
)  # fmt: skip
"""Labels that everybody may be asked: under the heading of one person they ask nothing of another."""
_WHOSE = {
    **dict.fromkeys(("pupil", "pupils", "student", "students", "child", "childs", "learner", "learners"), "pupil"),
    **dict.fromkeys(("parent", "parents", "carer", "carers"), "parent"),
}
"""Whose answer a label asks for, and the section of that person."""
_WHICH_NAME = re.compile(r"\((?:first|last|given|family|fore|sur|both|legal|in full)", re.IGNORECASE)
"""An aside that says which of a person's names is asked for."""
_ASIDE = re.compile(r"\([^()]*\)?")
"""A hint within a label: "DOB (dd/mm/yyyy)"."""


@dataclass(frozen=True, slots=True)
class Match:
    """A Question found by its label, and how sure that is."""

    question: Question
    confidence: float
    surname: Question | None = None
    """Set where one label asks for first name and last name together."""
    said: str = ""
    """The label itself, where nobody listed it."""

    @property
    def listed(self) -> bool:
        """Whether we know what the label asks; else it only looks like one."""
        return self.question is not _UNNAMED


_UNNAMED = Question("", Section("", ""), Kind.LONG_TEXT)
_SOMEHOW = 0.5


def unnamed(text: str) -> Match:
    """Return the Match of a label of which we do not know yet what it asks."""
    return Match(_UNNAMED, _SOMEHOW, said=unmarked(text))


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
        wordings = {
            text: [self._names[name]] for name, said in WORDINGS.items() if name in self._names for text in said
        }
        self._likeness = Likeness(_together(self._known, wordings))
        self._find = lru_cache(maxsize=4096)(self._look)
        self._like = lru_cache(maxsize=4096)(lambda said, section: self._likeness.find(said, section) is not None)

    def is_whole(self, text: str) -> bool:
        """Tell whether a text is a label of some section, and not one with other words behind it."""
        said = normal(text)
        if any(said.startswith(label + " ") for label in self._known if " " in label) and said not in self._known:
            return False
        return any(self.find(text, section) for section in (None, *_UNDER_HEADING, "pupil"))

    def find(self, text: str, section: str | None = None) -> Match | None:
        """Return the Question that the label `text` asks, under the heading `section`; None when none is sure."""
        said = normal(text)
        if not said or len(said) > 200:
            return None
        found = self._find(said, section)
        if found or "(" not in text or _WHICH_NAME.search(text):
            return found
        plain = normal(_ASIDE.sub(" ", text))
        return self._find(plain, section) if plain else None

    def is_like(self, text: str, section: str | None = None) -> bool:
        """Tell whether the words of `text` make it likely that it is a label."""
        said = normal(text)
        if not said or len(text) > 200 or said in self._sections or said in _WHOLE_NAMES_THERE:
            return False
        return self._like(said, section)

    def is_nearly(self, text: str, section: str | None = None) -> bool:
        """Tell whether `text` says nearly what a label does."""
        return max((each.alike for each in self.likely(text, section)), default=0.0) >= _NEARLY

    def likely(self, text: str, section: str | None = None) -> list[Likely]:
        """Return every Question that shares words with the label `text`, and how alike they are."""
        return self._likeness.all(normal(text), section)

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
        there = dict(_UNDER_HEADING.get(section or "", ())).get(said)
        if there and there in self._names:
            return Match(self._names[there], EXACT)
        whose, _, rest = said.partition(" ")
        if rest and whose in _WHOSE and (found := self._of(rest, _WHOSE[whose])):
            return found
        if said in _WHOLE_NAMES or (said in _WHOLE_NAMES_THERE and section == "pupil"):
            return self._whole_name()
        if listed:
            return None
        if len(said) < _SHORTEST_FOR_SLIPS:
            return None
        from rapidfuzz import fuzz, process

        close = process.extractOne(said, self._known.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        if close:
            return self._choose(self._known[close[0]], close[0], section, SLIP)
        return self._with_hint(said, section)

    def _of(self, label: str, section: str) -> Match | None:
        """The Question that asks `label` of one person: "student's DOB", "parent mobile"."""
        listed = [question for question in self._known.get(label, ()) if question.section.name == section]
        return Match(listed[0], EXACT) if len(listed) == 1 else None

    def _whole_name(self) -> Match | None:
        forename, surname = self._known.get("pupil forename"), self._known.get("pupil surname")
        return Match(forename[0], SLIP, surname[0]) if forename and surname else None

    def _with_hint(self, said: str, section: str | None) -> Match | None:
        """A printed label with its hint running on behind it."""
        begun = [label for label in self._known if " " in label and said.startswith(label + " ")]
        if not begun or len(said.split()) > 30:
            return None
        label = max(begun, key=len)
        rest = said[len(label) + 1 :]
        if rest in self._known:
            # "Parent carer: relationship to child" asks for what its end asks.
            return self._choose(self._known[rest], rest, section, SLIP)
        found = self._choose(self._known[label], label, section, SLIP)
        if found and len(rest.split()) <= _OWN_WORDS:
            # "Home school lead's email" asks something else than "home school".
            best = max(self._likeness.all(said, section), key=lambda each: each.alike, default=None)
            return found if best and best.question is found.question else None
        return found

    def _choose(self, listed: list[Question], label: str, section: str | None, confidence: float) -> Match | None:
        here = [question for question in listed if question.section.name == section]
        if here:
            return Match(here[0], confidence)
        generic = all(word in _GENERIC for word in label.split())
        if len(listed) > 1 or (generic and section is not None):
            return None
        if section in _PEOPLE and listed[0].section.name in _PEOPLE:
            if label in _PERSONAL:
                return None
            if listed[0].kind in _REACHED_BY:
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


@lru_cache(maxsize=8192)
def is_label(text: str) -> bool:
    """Tell whether any form asks a Question, or a pupil's whole name, under this label in one of its sections."""
    said = text.strip().rstrip(":?").strip()
    if not 1 < len(said) < 200 or any(normal(said) in index_of(form).titles for form in OF_SCHOOLS):
        return False
    return any(
        index_of(form).find(said, section) for form in OF_SCHOOLS for section in (None, *_UNDER_HEADING, "pupil")
    )


@lru_cache(maxsize=8192)
def is_whole_label(text: str) -> bool:
    """Tell whether this is a label of some form from its first word to its last."""
    return is_label(text) and any(index_of(form).is_whole(text) for form in OF_SCHOOLS)


@lru_cache(maxsize=8192)
def is_like_a_label(text: str) -> bool:
    """Tell whether this may be a label, by its words."""
    said = text.strip().rstrip(":?").strip()
    if is_label(text):
        return True
    return 1 < len(said) < 200 and any(index_of(form).is_like(said) for form in OF_SCHOOLS)


@lru_cache(maxsize=4096)
def is_heading(text: str) -> bool:
    """Tell whether this is the heading of a section of some form."""
    return any(index_of(form).section(text) is not None for form in OF_SCHOOLS)


@cache
def questions_of(form: FormKind) -> Mapping[str, Question]:
    """Return the Questions of `form` by name."""
    return MappingProxyType({question.name: question for question in FORMS[form].questions()})


def unnumbered(text: str) -> str:
    """Return a label or a heading without the number or letter before it."""
    return _NUMBERING.sub("", " ".join(text.split(" ")), count=1)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Return a label without case, punctuation, stars and numbering, so that spellings of one label are equal."""
    plain = _NUMBERING.sub("", _DATE_HINT.sub(" ", " ".join(text.split())).strip(), count=1)
    plain = plain.casefold().replace("’", "'").replace("'s", "s").replace("s'", "s").replace("&", " and ")
    return " ".join(re.sub(r"[^\w%/]+", " ", plain.replace("/", " ")).split())
