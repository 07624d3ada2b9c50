"""Whether a decision that was printed or scanned may be acted on: read whole, and nothing on it that was not read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from outputs.blank_wording import how_to
from outputs.letters.decisions import Said
from outputs.letters.looks import UNSURE
from outputs.prefill import BLANK
from proposals.assessment import Assessment
from proposals.coordinator_decision import CoordinatorDecision
from proposals.council import Council
from proposals.display import show
from proposals.reading import Method, Reading, Unsure

_BY_LOOKS = frozenset({Method.LAYOUT, Method.OCR})
_BY_OUR_BOXES = frozenset({Method.ACROFORM, Method.CONTENT_CONTROL, Method.LEGACY_FIELD})
_ALIKE = 0.85
"""The share of a scanned line's letters that are printed on the form, one after another."""
_STRETCH = 3
"""Letters: shorter stretches are alike by chance."""


def by_looks(reading: Reading) -> bool:
    """Tell whether a decision was printed, scanned or flattened, or was read by its words: not by boxes of ours."""
    return any(
        answer.method in _BY_LOOKS or (answer.question == "ruling" and answer.method not in _BY_OUR_BOXES)
        for answer in reading.answers
    )


def doubts(assessment: Assessment, reference: str, council: Council) -> tuple[str, ...]:
    """Return, in sentences, why a decision that was read by its looks is not acted on; nothing when it may be."""
    looks = assessment.reading.looks
    if looks is None:
        return (UNSURE[Unsure.OTHER_LAYOUT],)
    unsure = list(looks.unsure)
    printed = _letters(" ".join(_prints(reference, council)))
    if not all(_is_printed(_letters(line), printed) for line in looks.beside):
        unsure.append(Unsure.MARKS)
    labels = {question.name: question.label for question in CoordinatorDecision.questions()}
    found = (f"{labels[each.field]}: {each.message}" for each in assessment.problems)
    return (*(UNSURE[each] for each in dict.fromkeys(unsure)), *found)


def said(decision: CoordinatorDecision) -> tuple[Said, ...]:
    """Return what was read of a decision, label by label."""
    return tuple(
        Said(label=question.label, text=" ".join(show(question, value).split()))
        for question in decision.questions()
        if (value := getattr(decision, question.name)) is not None
    )


def _prints(reference: str, council: Council) -> Iterator[str]:
    """What a decision form prints, beside what is filled in."""
    form = CoordinatorDecision
    yield from (council.name, council.team, council.desk_email, council.phone, form.TITLE, f"Our reference {reference}")
    yield from (said for step in how_to(form.KIND, council, BLANK) for said in step)
    yield from (section.title for section in form.SECTIONS)
    yield from (said for question in form.questions() for said in (question.label, question.hint))
    yield from ("dd/mm/yyyy", f"Send to {council.desk_email}", "Page 1 of 1")


def _is_printed(line: str, printed: str) -> bool:
    """Tell whether a line stands on the form, a scan's slips allowed; a number alone counts its section."""
    if line in printed or (line.isdecimal() and len(line) == 1):
        return True
    blocks = SequenceMatcher(None, printed, line, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= _STRETCH) >= _ALIKE * len(line)


def _letters(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum())
