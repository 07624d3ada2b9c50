"""Questions that our forms do not ask, and the boxes a council fills in itself."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeVar

Made = TypeVar("Made")
Extra = tuple[str, str, str, tuple[str, ...]]
_YN = ("Yes", "No")
_EXTRAS: dict[str, tuple[Extra, ...]] = {
    "school": (
        ("Multi-academy trust", "text", "Copperleaf Trust", ()), ("School finance officer", "text", "Mrs J. Bickle", ()),
        ("Invoices to", "text", "finance@copperleaf.example.org", ()), ("School's own DSL", "text", "Mr R. Tamblyn", ()),
        ("Chair of governors", "text", "Cllr P. Ashworth", ()),
    ),
    "pupil": (
        ("Tutor group", "text", "K2", ()), ("ULN", "text", "9990001234", ()), ("Date admitted to this school", "date", "04/09/2023", ()),
        ("Religion", "text", "Not stated", ()), ("Nationality", "text", "British", ()), ("Place in family", "text", "2 of 3", ()),
        ("GP surgery", "text", "Exbury Health Centre", ()), ("Photograph consent", "choice", "", _YN),
    ),
    "needs": (
        ("CAMHS involved", "choice", "", _YN), ("Date of last EHCP annual review", "date", "", ()), ("Educational psychologist", "text", "Dr L. Marchetti", ()),
        ("Youth Justice Service worker", "text", "", ()), ("Reading age", "text", "9y 4m", ()), ("CATs mean score", "text", "87", ()),
        ("Pupil Premium", "choice", "", _YN), ("Attendance last academic year (%)", "text", "93.1", ()), ("Young carer", "choice", "", _YN),
        ("Permanent exclusions (ever)", "text", "0", ()),
    ),
    "family": (
        ("Second contact – name", "text", "Denise Holloway (aunt)", ()), ("Second contact – telephone", "text", "01632 960999", ()),
        ("Interpreter required", "choice", "", _YN), ("Siblings in school", "text", "1 (Year 5)", ()),
    ),
    "placement": (
        ("Cost per day (£)", "text", "95.00", ()), ("Budget code", "text", "AP-4471", ()), ("Purchase order no.", "text", "PO 20931", ()),
        ("Ofsted judgement", "text", "Good", ()), ("Distance from home (miles)", "text", "6", ()), ("Lunch arrangements", "text", "Packed lunch", ()),
        ("Date of last quality assurance visit", "date", "12/05/2026", ()),
    ),
    "safe": (
        ("Public liability insurance seen", "choice", "", _YN), ("First aider on site", "text", "Moira Fenn", ()),
        ("Provider's complaints policy read", "choice", "", _YN),
    ),
    "review": (("Minutes taken by", "text", "Office manager", ()), ("Venue", "text", "Meeting room 2", ())),
    "receiving": (("Admissions officer", "text", "Mrs K. Dunne", ()), ("Published admission number", "text", "180", ())),
    "meeting": (("Venue", "text", "Conference room, main site", ()), ("Start time of meeting", "text", "2.15 pm", ())),
}  # fmt: skip


AGENCIES = (
    ("CAMHS", "Dr L. Marchetti, 01632 960044"), ("Educational Psychology Service", "Petra Lindley, 01632 960051"),
    ("Youth Justice Service", "Wes Harmer, 07700 900888"), ("School nurse", "Sr A. Quick, 01632 960067"),
)  # fmt: skip
ENCLOSURES = (
    "Copy of the letter to parents enclosed", "Attendance certificate enclosed", "Behaviour log enclosed", "Individual timetable enclosed",
    "EHC plan enclosed (where there is one)", "Copy of last school report enclosed",
)  # fmt: skip


def extra(part: str, source: Random) -> Extra | None:
    """Return a question for a part of the form that none of our fields asks, or None where there is none."""
    return source.choice(_EXTRAS[part]) if part in _EXTRAS else None


def office(source: Random, form: str, make: Callable[..., Made]) -> tuple[Made, ...]:
    """Return what stands in the council's own box: mostly blank."""
    stamped = source.random() < 0.3
    rows = [
        make("Date received", "date", "30/11/2026" if stamped else ""),
        make("Logged by", "text", "KB" if stamped else ""),
    ]
    if form != "review_outcome":
        rows += [
            make("To panel on", "date", ""),
            make("Panel", "choice", "", ("Approved", "Not approved", "Deferred"), None),
        ]
    return tuple(rows)
