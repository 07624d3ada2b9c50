"""Invented cases for the corpus: what schools in the samples write, mixed, with pupils and dates of their own."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from proposals.question import Kind, Question
from proposals.reading import FormKind
from samples.answers import Case, load_case

_SOURCES = {
    FormKind.OFF_SITE_DIRECTION: ("complete", "complete_word", "pair_first", "pair_second", "own_tables", "own_lines"),
    FormKind.MANAGED_MOVE: ("managed_move", "managed_move_trial"),
    FormKind.REVIEW_OUTCOME: ("review_outcome",),
}
_FORENAMES = ("Maisie", "Ibrahim", "Tegan", "Oluwaseun", "Jean-Luc", "Róisín", "Bartłomiej", "Dilys", "Kofi", "Asha")
_SURNAMES = ("Penhallow", "O'Dowd", "Achebe-Lunt", "Wójcik", "Trescothick", "Nakamura", "St Clair", "Mac Giolla")
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_FIRST_BIRTHDAY = date(2010, 9, 1)


def invent(number: int, form: FormKind = FormKind.OFF_SITE_DIRECTION) -> Case:
    """Return invented case `number`: the same each time, each answer as a person would type it."""
    chance = Random(f"{form}/{number}")  # noqa: S311  (invented data, no secret)
    pool = [load_case(name) for name in _SOURCES[form]]
    base = chance.choice(pool)
    answers: dict[str, str] = {}
    for question in base.form.questions():
        said = [case.answers[question.name] for case in pool if case.answers.get(question.name)]
        if said and (question.required or chance.random() < 0.8):
            answers[question.name] = _own(question, chance) or chance.choice(said)
    return Case(base.form, answers)


def _own(question: Question, chance: Random) -> str:
    """What is this pupil's alone; "" for what one pupil may share with another."""
    match question.name:
        case "pupil_forename" | "preferred_name":
            return chance.choice(_FORENAMES)
        case "pupil_surname":
            return chance.choice(_SURNAMES)
        case "upn":
            rest = f"9994{chance.randrange(10**8):08d}"
            total = sum(weight * int(digit) for weight, digit in enumerate(rest, start=2))
            return _CHECK_LETTERS[total % len(_CHECK_LETTERS)] + rest
        case "date_of_birth":
            return f"{_FIRST_BIRTHDAY + timedelta(days=chance.randrange(1800)):%d/%m/%Y}"
    return chance.choice(("yes", "no")) if question.kind is Kind.YES_NO else ""
