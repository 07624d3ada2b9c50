"""Every letter there is."""

from __future__ import annotations

from outputs.letters import decisions as d
from outputs.letters import notices as n
from outputs.letters import receiving as r
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
    v.WaitingTooLong,
    v.RunTrouble,
    v.ReviewRecorded,
    v.Extension,
    v.Closing,
    v.ReviewQueried,
    d.DecisionSupported,
    d.DecisionMoreInformation,
    d.DecisionNotSupported,
    d.DecisionReceipt,
    r.ReceivingSchool,
    r.ReceivingReview,
    r.ReceivingDecision,
    r.ReceivingOutcome,
    n.ReviewInvitation,
    n.ReviewDue,
    n.ReviewToday,
    n.ReviewOverdue,
    n.ReviewEscalated,
    n.ReviewsMoved,
    n.EndingSoon,
    n.EndedWithoutOutcome,
    n.StartedUndecided,
    n.AnswersAwaited,
    n.AnswersMissing,
    WeeklyDigest,
)
"""In the order of docs/letters.md."""
