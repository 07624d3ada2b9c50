"""Every answer as understood and, where it differs, as written."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping

from outputs.pack.wording import METHODS
from proposals.assessment import Assessment
from proposals.display import show
from proposals.problems import Problem
from proposals.proposal import Proposal
from proposals.question import Kind, Question, Section
from proposals.reading import Answer

Data = dict[str, object]

_SURE = 0.9
"""An Answer that was read less surely than this says so."""
_NARROW = 90
"""Characters up to which an answer stands beside its question."""


def sections(assessment: Assessment) -> list[Data]:
    """Return the form's sections: the answers, and which optional questions were left empty."""
    written = _written(assessment)
    problems = {each.field: each for each in assessment.problems}
    return [_section(section, assessment.proposal, written, problems) for section in assessment.proposal.SECTIONS]


def crops(assessment: Assessment) -> dict[str, bytes]:
    """Return how answers look on the page that was sent: PNG pictures by their questions' names."""
    seen = ((name, _crop(answers)) for name, answers in _written(assessment).items())
    return {name: b64decode(crop) for name, crop in seen if crop}


def _crop(answers: list[Answer]) -> str:
    return next((each.crop for each in answers if each.crop), "")


def _written(assessment: Assessment) -> dict[str, list[Answer]]:
    """The answers by their questions' names."""
    written: dict[str, list[Answer]] = {}
    for answer in assessment.reading.answers:
        if answer.raw.strip():
            written.setdefault(answer.question, []).append(answer)
    return written


def _section(
    section: Section,
    proposal: Proposal,
    written: Mapping[str, list[Answer]],
    problems: Mapping[str, Problem],
) -> Data:
    rows, empty = [], []
    for question in proposal.questions():
        if question.section.name != section.name:
            continue
        value, problem = getattr(proposal, question.name), problems.get(question.name)
        answers = written.get(question.name, [])
        if value is None and not answers and problem is None:
            empty.append(question.label)
        else:
            rows.append(_row(question, show(question, value), answers, problem))
    return {"title": section.title, "rows": rows, "empty": empty}


def _row(question: Question, shown: str, answers: list[Answer], problem: Problem | None) -> Data:
    raws = list(dict.fromkeys(each.raw.strip() for each in answers))
    written = [raw for raw in raws if not _same(question, raw, shown)]
    long = [text for text in (shown, *written) if len(text) > _NARROW or "\n" in text]
    return {
        "label": question.label,
        "shown": shown,
        "written": written,
        "where": list(_whence(answers, noteworthy=problem is not None or len(answers) > 1)),
        "problem": problem.message if problem and answers else "",
        "crop": f"/{question.name}.svg" if _crop(answers) else "",
        "wide": bool(long) or (question.kind is Kind.LONG_TEXT and len(shown) > _NARROW // 2),
    }


def _same(question: Question, raw: str, shown: str) -> bool:
    """Whether the school's words say nothing beside what was understood: case, spaces and a choice's code."""
    said = _squeezed(raw)
    if said == _squeezed(shown):
        return True
    chosen = next((choice for choice in question.choices if choice.label == shown), None)
    return chosen is not None and said == _squeezed(chosen.code)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _whence(answers: list[Answer], *, noteworthy: bool) -> Iterator[str]:
    for answer in answers:
        if answer.confidence < _SURE:
            yield f"{answer.where}; read from {METHODS[answer.method]}, {answer.confidence:.0%} sure"
        elif noteworthy:
            yield answer.where
