"""The invented cases of cases.toml, as answers under the names of a form's Questions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from proposals.forms import FORMS
from proposals.proposal import Proposal
from proposals.reading import FormKind

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Case:
    """One form as a school fills it in: its answers in the order of the Questions."""

    form: type[Proposal]
    answers: dict[str, str]


def load_case(name: str) -> Case:
    """Return the case `name` with its school's own answers; raises KeyError when it names no Question."""
    data = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
    written = dict(data["cases"][name])
    form = FORMS[FormKind(written.pop("form"))]
    school = data["schools"].get(written.pop("school", ""), {})
    merged = {**school, **written}
    for answered in merged:
        form.question(answered)
    order = [question.name for question in form.questions()]
    return Case(form, {question: merged[question] for question in order if merged.get(question)})
