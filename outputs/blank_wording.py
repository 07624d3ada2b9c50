"""What a blank form says besides its Questions: how to fill it in, how to send it, what each box expects."""

from __future__ import annotations

from outputs.blank_layout import Box, Shape
from outputs.prefill import Prefill
from proposals.council import Council
from proposals.question import Kind
from proposals.reading import FormKind

MARK = "*"
"""Stands behind the label of a Question that must be answered; explained at the top of every form."""

ASKED = "►"
"""Stands before what is missing or unclear on a form that is sent back."""

CHOOSE = "Choose an item."
PICK_A_DATE = "Click or tap to enter a date."
WRITE_HERE = "Click or tap here to enter text."
"""Word's own words for an empty control: Word shows them again when an answer is deleted."""

DATE_FORMAT = "dd/mm/yyyy"

_EXPECTS = {
    Kind.DATE: "Write the date as day, month, year, for example 07/12/2026",
    Kind.DECIMAL: "Write a number",
    Kind.WHOLE_NUMBER: "Write a whole number",
    Kind.EMAIL: "Write an e-mail address",
    Kind.PHONE: "Write a telephone number with its area code",
}


_ATTACH = {
    FormKind.OFF_SITE_DIRECTION: "Attach the risk assessment and any plan you mention.",
    FormKind.MANAGED_MOVE: "Attach the integration plan and any record you mention.",
    FormKind.REVIEW_OUTCOME: "Attach the notes of the meeting, if you have them.",
}


def how_to(form: FormKind, council: Council, prefill: Prefill) -> tuple[tuple[str, str], ...]:
    """Return the steps printed at the top of a form, each as (what to do, how)."""
    return _correct(len(prefill.asked), council, prefill.reference) if prefill.asked else _fill_in(form, council)


def _correct(asked: int, council: Council, reference: str) -> tuple[tuple[str, str], ...]:
    return (
        (
            "Answer what is marked with an arrow.",
            f"{asked} answers are missing or unclear." if asked > 1 else "One answer is missing or unclear.",
        ),
        (
            "Look over the rest.",
            "It is filled in as we understood your form. Change what is wrong.",
        ),
        (
            f"Save it and e-mail it to {council.desk_email}.",
            f"A reply to our letter will do, or a message with {reference} in its subject line.",
        ),
    )


def _fill_in(form: FormKind, council: Council) -> tuple[tuple[str, str], ...]:
    if form is FormKind.COORDINATOR_DECISION:
        return _decide(council)
    return (
        (
            "Fill it in on screen.",
            "The Tab key moves to the next box. Longer answers may run on: everything you write is read.",
        ),
        (
            f"Answer everything marked {MARK}.",
            "If you cannot answer one of these yet, send the form all the same: we will ask for it.",
        ),
        (
            f"Save it and e-mail it to {council.desk_email}.",
            f"{_ATTACH[form]} Please put no pupil’s name in the subject line.",
        ),
    )


def _decide(council: Council) -> tuple[tuple[str, str], ...]:
    return (
        (
            "Decide.",
            "Tick one of the three. If more information is needed, say under the comments what the school should add.",
        ),
        ("Say why.", "The school is told your decision and your comments in a letter from the desk."),
        (
            f"Save it and e-mail it to {council.desk_email}.",
            "Send it from your own address at the council: from any other it is not taken.",
        ),
    )


def aside(box: Box) -> str:
    """Return what stands in grey beside the label."""
    return DATE_FORMAT if box.shape is Shape.DATE else ""


def condition(box: Box) -> str:
    """Return when the Question is to be answered, if not always."""
    return "if yes" if box.question.if_yes else ""


def tooltip(box: Box) -> str:
    """Return what a screen reader says at the box, and what is shown when a pointer rests on it."""
    question = box.question
    parts = (
        question.label,
        question.hint,
        box.asked,
        _EXPECTS.get(question.kind, ""),
        "If the answer before this was yes" if question.if_yes else "",
        "Must be answered" if question.required else "",
    )
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)


def prompt(box: Box) -> str:
    """Return the grey text that stands in an empty box of the Word form."""
    if box.shape is Shape.DATE:
        return PICK_A_DATE
    if box.shape is Shape.LIST:
        return CHOOSE
    return WRITE_HERE
