"""Legal clocks worth showing, each with its source; never a reason to refuse."""

from __future__ import annotations

from datetime import date, timedelta

from proposals.calendar import school_days_before
from proposals.council import Council
from proposals.display import long_date
from proposals.finding import Reminder
from proposals.off_site_direction import OffSiteDirection
from proposals.proposal import Proposal

_SOURCE = "Education (Educational Provision for Improving Behaviour) Regulations 2010, as amended 2012"


def reminders(proposal: Proposal, council: Council, reviews: tuple[date, ...] = ()) -> tuple[Reminder, ...]:
    """Return the time limits of an off-site direction; the numbers are the council's settings.

    They are reckoned from the first of `reviews`, the days as planned, else from the first day as proposed.
    """
    if not isinstance(proposal, OffSiteDirection):
        return ()
    limits = council.limits
    told = proposal.start_date and school_days_before(proposal.start_date, limits.parents_told_school_days, council)
    first = reviews[0] if reviews else proposal.first_review_date
    invited = first and first - timedelta(days=limits.parents_invited_days)
    decided = first and first + timedelta(days=limits.decision_in_writing_days)
    return (
        Reminder(
            f"Parents are told in writing at least {limits.parents_told_school_days} school days before the start.",
            _SOURCE,
            long_date(told) if told else "",
        ),
        Reminder(
            f"Parents are invited to a review at least {limits.parents_invited_days} days before it.",
            _SOURCE,
            long_date(invited) if invited else "",
        ),
        Reminder(
            f"The decision of a review is given in writing within {limits.decision_in_writing_days} days after it.",
            _SOURCE,
            long_date(decided) if decided else "",
        ),
    )
