"""Every letter there is."""

from __future__ import annotations

from outputs.letters import notices as n
from outputs.letters import values as v

LETTERS: tuple[type[v.LetterValues], ...] = (
    v.AcknowledgementComplete,
    v.AcknowledgementIncomplete,
    v.Unreadable,
    v.NoForm,
    v.Unopened,
    v.Receipt,
    v.AlreadyReceived,
    v.PackCover,
    v.ForAPerson,
    v.Undelivered,
    v.PastItsEnd,
    v.WaitingTooLong,
    v.RunTrouble,
    v.ReviewRecorded,
    n.ReviewInvitation,
    n.ReviewDue,
    n.ReviewToday,
    n.ReviewOverdue,
    n.ReviewEscalated,
    n.EndingSoon,
    n.EndedWithoutOutcome,
    n.AnswersAwaited,
    n.AnswersMissing,
)
"""In the order of docs/letters.md."""
