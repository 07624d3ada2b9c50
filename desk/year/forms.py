"""The forms of an invented year: the samples, filled in anew for every placement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO

from desk.samples.files import samples
from desk.year.story import Habit, Review, Story
from proposals.choices import Decision
from proposals.council import School

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def proposal(story: Story, *, forgot: bool = False) -> bytes:
    """Return the form that proposes a placement or a move; one that `forgot` leaves a question open."""
    if story.receiving:
        return _filled("managed_move.pdf", _of_the_school(story) | _of_the_move(story, story.receiving))
    return _filled("complete.pdf", _of_the_placement(story) | ({"objectives": ""} if forgot else {}))


def once_more(story: Story) -> bytes:
    """Return the form of a placement once more, with what its coordinator asked for, or with its new provision."""
    return _filled("complete.pdf", _of_the_placement(story) | _NEW[story.habit])


_NEW = {
    Habit.ASKED: {"monitoring_plan": "The provider telephones by 9.30 each morning; Mr Fenwick visits on Thursdays."},
    Habit.CHANGES: {"provider_name": "Bridgeway PRU", "provider_urn": "999207"},
}


def _of_the_school(story: Story) -> dict[str, str]:
    before = _day(story.proposed - timedelta(days=5))
    days = ("coordinator_discussed_date", "parents_informed_date", "parent_signed_date", "declared_date")
    return {
        "pupil_surname": "Bellwether" + "".join(chr(ord("a") + int(digit)) for digit in str(story.number)),
        "upn": _upn(story.number),
        "school_name": story.school.name,
        "school_urn": story.school.urn,
        "laestab": story.school.laestab,
        "school_email": story.address,
    } | dict.fromkeys(days, before)


def _of_the_placement(story: Story) -> dict[str, str]:
    return _of_the_school(story) | {
        "start_date": _day(story.start),
        "end_date": _day(story.end),
        "review_interval_weeks": str(story.weeks),
        "first_review_date": _day(story.planned[0]),
        "reintegration_date": _day(story.end + timedelta(days=3)),
    }


def _of_the_move(story: Story, to: School) -> dict[str, str]:
    return {
        "receiving_school_name": to.name,
        "receiving_school_urn": to.urn,
        "move_start_date": _day(story.start),
        "review_date": _day(story.end),
    }


def outcome(story: Story, review: Review, reference: str) -> bytes:
    """Return the outcome form of a review, with the next one as it was planned; the last one decides the end."""
    decision = _decision(story, review)
    following = next((each.due for each in story.reviews if each.due > review.due), None)
    new_end = {Decision.EXTEND: story.extended, Decision.END_EARLY: review.due}.get(decision)
    return _outcome(review, reference, decision, following, new_end)


def contradiction(story: Story, reference: str) -> bytes:
    """Return the outcome form of the first review once more, with a decision that its school did not mean."""
    return _outcome(story.reviews[0], reference, Decision.RETURN_TO_SCHOOL, None, None)


def _decision(story: Story, review: Review) -> Decision:
    if review is story.reviews[-1]:
        return Decision.END_EARLY if review.due < story.end else Decision.RETURN_TO_SCHOOL
    if story.extended and review.due == story.end:
        return Decision.EXTEND
    if story.habit is Habit.CHANGES and review is story.reviews[0]:
        return Decision.CHANGE_PROVISION
    return Decision.CONTINUE


def _outcome(review: Review, reference: str, decision: Decision, following: date | None, new_end: date | None) -> bytes:
    said = {
        "case_reference": reference,
        "review_date": _day(review.due),
        "decision": decision.value,
        "next_review_date": _day(following) if following else "",
        "new_end_date": _day(new_end) if new_end else "",
        "completed_date": _day(review.due),
    }
    return _filled("review_outcome.pdf", said)


def _filled(file: str, said: Mapping[str, str]) -> bytes:
    import pikepdf

    made = BytesIO()
    with pikepdf.open(BytesIO(samples()[file].data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.get("/T", ""))
            if name not in said:
                continue
            if field.get("/FT") == "/Btn":
                _tick(field, said[name])
            else:
                field.V = pikepdf.String(said[name])
                # What it looked like is the sample's: a reader that finds no value would read that instead.
                if "/AP" in field:
                    del field.AP
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _tick(field: object, code: str) -> None:
    import pikepdf

    assert isinstance(field, pikepdf.Object)  # noqa: S101  # for the type checker
    field.V = pikepdf.Name(f"/{code}")
    for box in field.get("/Kids", []):
        box.AS = pikepdf.Name(f"/{code}" if f"/{code}" in box.AP.N else "/Off")


def _upn(number: int) -> str:
    rest = f"9995{number:08d}"
    total = sum(weight * int(digit) for weight, digit in enumerate(rest, start=2))
    return _UPN_LETTERS[total % 23] + rest


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
