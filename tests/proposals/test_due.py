"""What is due in a case, day by day: each thing once, whatever days are missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.profile import load_council
from proposals.calendar import review_dates, school_days_after, school_days_before
from proposals.due import Notice, NoticeKind, Placement, PlannedReview, notices

COUNCIL = load_council(Path(__file__).parents[2] / "councils" / "exampleshire")
LIMITS = COUNCIL.limits
RECEIVED, START, END = date(2026, 9, 14), date(2026, 9, 21), date(2027, 3, 26)
REVIEWS = tuple(PlannedReview(n, day) for n, day in enumerate(review_dates(START, END, COUNCIL), start=1))
PLACEMENT = Placement(RECEIVED, END, reviews=REVIEWS)
K = NoticeKind


def lived(placement: Placement, days) -> dict[tuple[NoticeKind, str], date]:
    """Every notice that is sent on these days, each once, with its day."""
    sent: dict[tuple[NoticeKind, str], date] = {}
    for day in days:
        for notice in notices(placement, day, COUNCIL):
            if sent.setdefault((notice.kind, notice.occasion), day) == day:
                placement = noted(placement, notice, day)
    return sent


def noted(placement: Placement, notice: Notice, day: date) -> Placement:
    """What is asked for is known on the days after."""
    if notice.kind is K.ANSWERS_AWAITED:
        return replace(placement, asked_again=(*placement.asked_again, day))
    if notice.kind is not K.REVIEW_OVERDUE:
        return placement
    reviews = (replace(each, asked=(*each.asked, day)) if each == notice.review else each for each in placement.reviews)
    return replace(placement, reviews=tuple(reviews))


def every_day(first: date = RECEIVED, last: date = END + timedelta(days=60)):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def of(kind: NoticeKind, sent) -> dict[str, date]:
    return {occasion: day for (each, occasion), day in sent.items() if each is kind}


def test_a_review_is_announced_invited_to_reminded_of_asked_for_twice_and_escalated():
    first = REVIEWS[0].due
    one = Placement(RECEIVED, END, reviews=REVIEWS[:1])
    sent = lived(one, every_day(last=first + timedelta(days=60)))
    name = first.isoformat()
    asked = LIMITS.review_overdue_school_days
    assert sent[K.REVIEW_DUE, name] == school_days_before(first, LIMITS.review_notice_school_days, COUNCIL)
    invite_by = first - timedelta(days=LIMITS.parents_invited_days)
    assert sent[K.REVIEW_INVITATION, name] == school_days_before(
        invite_by, LIMITS.review_invitation_school_days, COUNCIL
    )
    assert sent[K.REVIEW_TODAY, name] == first
    assert sent[K.REVIEW_OVERDUE, f"{name} 1"] == school_days_after(first, asked, COUNCIL)
    assert sent[K.REVIEW_OVERDUE, f"{name} 2"] == school_days_after(first, 2 * asked, COUNCIL)
    assert sent[K.REVIEW_ESCALATED, name] == school_days_after(first, 3 * asked, COUNCIL)
    assert len(sent) == 6


def test_nothing_is_said_of_a_review_that_was_held():
    held = tuple(PlannedReview(each.number, each.due, held=each.due) for each in REVIEWS)
    sent = lived(Placement(RECEIVED, END, reviews=held), every_day())
    assert {kind for kind, _ in sent} == {K.ENDED_WITHOUT_OUTCOME}


def test_parents_can_still_be_invited_in_time():
    """At least six days before the review, as the regulations ask."""
    for occasion, day in of(K.REVIEW_INVITATION, lived(PLACEMENT, every_day())).items():
        assert day <= date.fromisoformat(occasion) - timedelta(days=LIMITS.parents_invited_days)


def test_a_form_that_comes_late_is_not_told_of_reviews_that_are_past_but_asked_for_them_in_its_own_time():
    late = Placement(REVIEWS[1].due + timedelta(days=3), END, reviews=REVIEWS)
    sent = lived(late, every_day(late.received))
    name = REVIEWS[0].due.isoformat()
    assert name not in of(K.REVIEW_DUE, sent)
    assert name not in of(K.REVIEW_TODAY, sent)
    assert of(K.REVIEW_OVERDUE, sent)[f"{name} 1"] == school_days_after(
        late.received, LIMITS.review_overdue_school_days, COUNCIL
    )


def test_missing_answers_are_asked_for_as_often_as_the_profile_says_and_then_the_coordinator_is_told():
    sent = lived(Placement(RECEIVED, asked=RECEIVED), every_day())
    days = [school_days_after(RECEIVED, LIMITS.answers_awaited_school_days * time, COUNCIL) for time in (1, 2, 3)]
    name = RECEIVED.isoformat()
    assert sent == {
        (K.ANSWERS_AWAITED, f"{name} 1"): days[0],
        (K.ANSWERS_AWAITED, f"{name} 2"): days[1],
        (K.ANSWERS_MISSING, name): days[2],
    }


def test_an_end_without_a_final_review_is_named_before_and_after():
    sent = lived(PLACEMENT, every_day())
    assert sent[K.ENDING_SOON, END.isoformat()] == school_days_before(END, LIMITS.ending_notice_school_days, COUNCIL)
    assert sent[K.ENDED_WITHOUT_OUTCOME, END.isoformat()] > END


def test_without_dates_nothing_is_due():
    assert lived(Placement(RECEIVED), every_day()) == {}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_days_that_are_missed_are_made_up_for(data):
    """Whoever looks only now and then says nothing new, and nothing that matters is left unsaid."""
    days = every_day()
    seen = sorted(data.draw(st.sets(st.sampled_from(days), min_size=1)) | {days[-1]})
    whole, parts = lived(PLACEMENT, days), lived(PLACEMENT, seen)
    assert parts.keys() <= whole.keys()
    assert all(parts[each] >= whole[each] for each in parts)
    assert {each for each in whole if each[0] is K.ENDED_WITHOUT_OUTCOME} <= parts.keys()


def test_nobody_is_said_to_have_been_asked_who_was_not():
    """After weeks without a run the school is asked first, as often and as far apart as always."""
    late = every_day(RECEIVED + timedelta(days=60))
    sent = lived(Placement(RECEIVED, asked=RECEIVED), late)
    first, second, told = sent.values()
    assert [kind for kind, _ in sent] == [K.ANSWERS_AWAITED, K.ANSWERS_AWAITED, K.ANSWERS_MISSING]
    apart = LIMITS.answers_awaited_school_days
    assert second == school_days_after(first, apart, COUNCIL)
    assert told == school_days_after(second, apart, COUNCIL)


@given(st.dates(date(2026, 9, 1), date(2027, 7, 1)))
def test_a_day_has_each_notice_once(on):
    found = [(each.kind, each.occasion) for each in notices(PLACEMENT, on, COUNCIL)]
    assert len(found) == len(set(found))
    assert all(isinstance(each, Notice) for each in notices(PLACEMENT, on, COUNCIL))
