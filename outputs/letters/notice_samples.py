"""Invented values for the letters that the calendar writes, full and as empty as they can be."""

from __future__ import annotations

from datetime import date
from typing import Any

from outputs.letters import notices as n
from outputs.letters import sample_values as s
from outputs.letters import values as v
from outputs.letters.decision_samples import decision_samples, emptiest_decisions
from outputs.letters.receiving_samples import emptiest_receiving, receiving_samples

_DUE = s.REVIEWS[0]
_INVITE_BY = date(2027, 1, 12)
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


_BARE: dict[str, Any] = {"recipient": v.Recipient(), "reference": s.CASE, "form": s.DIRECTION}
_FULL: dict[str, Any] = _BARE | {
    "recipient": s.SCHOOL,
    "initials": s.INITIALS,
    "school": s.SCHOOL.organisation,
    "host": s.HOST,
    "end": s.END,
    "coordinator": s.COORDINATOR,
}


def notice_samples() -> tuple[v.LetterValues, ...]:
    """Return invented values for each letter that a decision or the calendar writes, in the order of LETTERS."""
    return *decision_samples(_FULL, _MISSING), *receiving_samples(), *_letters(_FULL, time=2, sections=_MISSING)


def emptiest_notices() -> tuple[v.LetterValues, ...]:
    """Return the same with all left out that may be empty."""
    return *emptiest_decisions(_BARE), *emptiest_receiving(), *_letters(_BARE, time=1, sections=_ONE_MISSING)


def _letters(
    about: dict[str, Any], *, time: int, sections: tuple[v.SectionProblems, ...]
) -> tuple[n.PlacementNotice, ...]:
    return (
        n.ReviewInvitation(**about, due=_DUE, invite_by=_INVITE_BY, invite_days=6),
        n.ReviewDue(**about, due=_DUE, invite_by=_INVITE_BY, invite_days=6, decision_days=6),
        n.ReviewToday(**about, due=_DUE, decision_days=6),
        n.ReviewOverdue(**about, due=_DUE, time=time),
        n.ReviewEscalated(**about, due=_DUE, asked=2),
        n.ReviewsMoved(**about, moves=(n.MovedDay(before=date(2027, 2, 15), after=date(2027, 2, 22)),)),
        n.EndingSoon(**about),
        n.EndedWithoutOutcome(**about),
        n.StartedUndecided(**about, start=s.START, asked_for_more=bool(about.get("school"))),
        n.AnswersAwaited(**about, asked=s.RECEIVED, time=time, sections=sections),
        n.AnswersMissing(**about, asked=s.RECEIVED, times=2, sections=sections),
    )
