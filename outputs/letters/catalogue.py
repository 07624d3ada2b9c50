"""Every letter there is."""

from __future__ import annotations

from outputs.letters import decisions as d
from outputs.letters import notices as n
from outputs.letters import values as v
from outputs.letters.digests import WeeklyDigest

LETTERS: tuple[type[v.LetterValues], ...] = (
    v.AcknowledgementComplete,
    v.AcknowledgementIncomplete,
    v.Unreadable,
    v.NoForm,
    v.ReplyPassedOn,
    v.Unopened,
    v.Receipt,
    v.AlreadyReceived,
    v.PackCover,
    v.ForAPerson,
    v.Undelivered,
    v.PastItsEnd,
    v.ReviewRecorded,
    v.Extension,
    v.Closing,
    v.ReviewQueried,
    d.DecisionSupported,
    d.DecisionMoreInformation,
    d.DecisionNotSupported,
    d.DecisionReceipt,
    n.ReviewInvitation,
    n.ReviewDue,
    n.ReviewToday,
    n.ReviewOverdue,
    n.ReviewEscalated,
    n.EndingSoon,
    n.EndedWithoutOutcome,
    n.StartedUndecided,
    n.AnswersAwaited,
    n.AnswersMissing,
    WeeklyDigest,
)
"""In the order of docs/letters.md."""
