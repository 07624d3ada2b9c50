"""Writes the letters of the reviews that are due, computed from the data: a missed or doubled run changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from flows import answers
from flows.clock import LONDON
from flows.policy import trusted_address
from flows.post import Occasion, Post, review_forms
from flows.stations import Stations
from mailboxes.message import read_submission
from outputs.letters.values import Recipient
from proposals.assessment import Assessment
from proposals.calendar import school_days_after
from register import DueReview, NewDispatch


def remind(stations: Stations, on: date, now: datetime) -> int:
    """Queue a review-due letter to school and coordinator for every review within the notice; return how many.

    The notice is the council's (`limits.review_notice_school_days`, school days before the review).
    """
    council = stations.council
    until = school_days_after(on, council.limits.review_notice_school_days, council)
    letters = [
        letter
        for review in stations.register.due_reviews(until)
        for letter in _letters(stations, review, Post(council, now.astimezone(LONDON)))
    ]
    return stations.register.queue(letters, now)


def _letters(stations: Stations, review: DueReview, post: Post) -> Iterator[NewDispatch]:
    council = stations.council
    assessment = Assessment.model_validate_json(review.assessment)
    enclosed = review_forms(council, review.reference)
    person = council.coordinator(assessment.routing.coordinator)
    to_coordinator = (person.name, person.email) if person else (council.team, council.team_email)
    # Decided anew each time: a school whose address was put on the list since is written to from then on.
    school_address = trusted_address(read_submission(review.raw), council)
    recipients = [(Recipient(name=to_coordinator[0]), to_coordinator[1])]
    if school_address:
        recipients.insert(0, (answers.school(assessment), school_address))
    for recipient, address in recipients:
        values = answers.review_due(
            recipient, review.reference, assessment, review.due, council, school_told=school_address is not None
        )
        occasion = Occasion(review.reference, review.due.isoformat())
        # The coordinator's is a copy itself, and is not copied on.
        copied = school_address is None or address == school_address
        yield post.letter(values, address, occasion, attachments=enclosed, copied=copied)
