"""Invented values for the letters that the calendar writes, full and as empty as they can be."""

from __future__ import annotations

from datetime import date
from typing import Any

from outputs.letters import notices as n
from outputs.letters import values as v
from outputs.letters.decision_samples import decision_samples, emptiest_decisions
from outputs.letters.wording import form_words
from proposals.reading import FormKind

_START, _DUE, _END = date(2026, 12, 7), date(2027, 1, 18), date(2027, 3, 26)
_ASKED, _INVITE_BY = date(2026, 11, 30), date(2027, 1, 12)
_MISSING = (
    v.SectionProblems(
        title="Pupil",
        problems=(
            v.LineProblem(label="Date of birth", message="There is no such date. Please check the day and the month."),
            v.LineProblem(label="Is the pupil looked after?", message="This was left empty. Please answer it."),
        ),
    ),
    v.SectionProblems(
        title="Reviews and return",
        problems=(v.LineProblem(label="How will the pupil return?", message="This was left empty. Please answer it."),),
    ),
)
_ONE_MISSING = (v.SectionProblems(title="Pupil", problems=(v.LineProblem(label="UPN", message="Fill it in."),)),)


_FULL: dict[str, Any] = {
    "recipient": v.Recipient(name="Ms Priya Nair", role="Assistant Headteacher", organisation="Oakfield Academy"),
    "reference": "OSD-7K4M-2",
    "form": form_words(FormKind.OFF_SITE_DIRECTION),
    "initials": "M.T.",
    "school": "Oakfield Academy",
    "host": "Riverside Learning Centre",
    "end": _END,
    "coordinator": v.Contact(name="Jo Marsh", email="jo.marsh@example.org", phone="01632 960123"),
}
_BARE: dict[str, Any] = {
    "recipient": v.Recipient(),
    "reference": "OSD-7K4M-2",
    "form": form_words(FormKind.OFF_SITE_DIRECTION),
}


def notice_samples() -> tuple[v.LetterValues, ...]:
    """Return invented values for each letter that a decision or the calendar writes, in the order of LETTERS."""
    return *decision_samples(_FULL, _MISSING), *_letters(_FULL, time=2, sections=_MISSING)


def emptiest_notices() -> tuple[v.LetterValues, ...]:
    """Return the same with all left out that may be empty."""
    return *emptiest_decisions(_BARE), *_letters(_BARE, time=1, sections=_ONE_MISSING)


def _letters(
    about: dict[str, Any], *, time: int, sections: tuple[v.SectionProblems, ...]
) -> tuple[n.PlacementNotice, ...]:
    return (
        n.ReviewInvitation(**about, due=_DUE, invite_by=_INVITE_BY, invite_days=6),
        n.ReviewDue(**about, due=_DUE, invite_by=_INVITE_BY, invite_days=6, decision_days=6),
        n.ReviewToday(**about, due=_DUE, decision_days=6),
        n.ReviewOverdue(**about, due=_DUE, time=time),
        n.ReviewEscalated(**about, due=_DUE, asked=2),
        n.EndingSoon(**about),
        n.EndedWithoutOutcome(**about),
        n.StartedUndecided(**about, start=_START, asked_for_more=bool(about.get("school"))),
        n.AnswersAwaited(**about, asked=_ASKED, time=time, sections=sections),
        n.AnswersMissing(**about, asked=_ASKED, times=2, sections=sections),
    )
