"""What reading one Document comes to."""

from __future__ import annotations

from collections.abc import Sequence

from proposals.reading import Answer, FormKind, Reading, ReadingCode, ReadingOutcome
from proposals.reference import parse


class Unreadable(Exception):  # it is the Document that cannot be read
    """A Document cannot be read; `code` says why, and holds nothing of its content."""

    def __init__(self, code: ReadingCode) -> None:
        super().__init__(code.value)
        self.code = code


class Unavailable(Exception):  # the machine's fault, not a Document's
    """The process that opens Documents cannot be started; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "The process that opens documents could not be started. It needs Linux or macOS, and memory and "
            "processes to spare: run `offsite doctor`."
        )


def reading_of(
    form: FormKind | None, answers: Sequence[Answer], *, notes: tuple[str, ...], reference: str = ""
) -> Reading:
    """Return the Reading of a Document that could be opened: a form, no form, or a form that is blank.

    `reference` is what it says of the case it was sent out for, "" when it says nothing or what is no reference.
    """
    if form is None:
        return Reading(ReadingOutcome.NOT_A_FORM, reason=ReadingCode.NOT_A_FORM, notes=notes)
    if not [answer for answer in answers if answer.question not in _PREFILLED]:
        return Reading(ReadingOutcome.UNREADABLE, reason=ReadingCode.BLANK_FORM, notes=notes)
    return Reading(
        ReadingOutcome.FORM, form=form, answers=tuple(answers), notes=notes, reference=parse(reference) or ""
    )


_PREFILLED = frozenset({"case_reference"})
"""What the desk itself writes into a blank form."""


def unreadable(code: ReadingCode) -> Reading:
    """Return the Reading of a Document that could not be read."""
    return Reading(ReadingOutcome.UNREADABLE, reason=code)
