"""How canonical values are shown to people."""

from __future__ import annotations

from datetime import date

from proposals.proposal import Proposal
from proposals.question import Kind, Question

# Written out, because strftime answers in the machine's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def show(question: Question, value: object) -> str:
    """Return `value` as people read it: "4 March 2012", "Yes", "SEN support"; "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, float):
        return f"{value:g}"
    if question.kind is Kind.CHOICE:
        return next((choice.label for choice in question.choices if choice.code == value), str(value))
    if question.kind is Kind.YEAR_GROUP:
        return "Reception" if value == "R" else f"Year {value}"
    if question.kind is Kind.PHONE:
        return "; ".join(_phone(each) for each in str(value).split("; "))
    return str(value)


def long_date(day: date) -> str:
    """Return a date as people read it: "4 March 2012"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def initials(proposal: Proposal) -> str:
    """Return the pupil's initials, "M.T.", or "" when the form gives no name."""
    names = (getattr(proposal, "pupil_forename", None), getattr(proposal, "pupil_surname", None))
    first = [_letter(name) for name in names if name]
    return "".join(f"{letter}." for letter in first if letter)


def _letter(name: str) -> str:
    return next((mark.upper() for mark in name if mark.isalpha()), "")


def _phone(number: str) -> str:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    style = phonenumbers.PhoneNumberFormat
    home = parsed.country_code == 44
    return phonenumbers.format_number(parsed, style.NATIONAL if home else style.INTERNATIONAL)
