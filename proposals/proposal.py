"""The model every form becomes, and how its Questions are found."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from proposals.question import Question, Section
from proposals.reading import FormKind


class Proposal(BaseModel):
    """What a school told us in one form, understood: canonical values, `None` where nothing usable was said.

    Every field is optional, because an incomplete form is filed like any other; what is missing is a
    Problem (`proposals.assessment`), not a refusal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    TITLE: ClassVar[str]
    SECTIONS: ClassVar[tuple[Section, ...]]
    KIND: ClassVar[FormKind]

    @classmethod
    def questions(cls) -> tuple[Question, ...]:
        """Every Question in the order it is printed: by section, then as written in the model."""
        return _questions(cls)

    @classmethod
    def question(cls, name: str) -> Question:
        """Return the Question of the field `name`; raises KeyError when the form has none."""
        return _by_name(cls)[name]


@cache
def _questions(form: type[Proposal]) -> tuple[Question, ...]:
    found = [
        replace(item, name=name)
        for name, field in form.model_fields.items()
        for item in field.metadata
        if isinstance(item, Question)
    ]
    rank = {section.name: place for place, section in enumerate(form.SECTIONS)}
    return tuple(sorted(found, key=lambda question: rank[question.section.name]))


@cache
def _by_name(form: type[Proposal]) -> dict[str, Question]:
    return {question.name: question for question in _questions(form)}
