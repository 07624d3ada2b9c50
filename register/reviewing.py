"""Keeps the reviews of a case: planned with its form, held and decided by each outcome, moved as agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from proposals.choices import Decision
from proposals.reviewing import Review, Told, closes, reviews_after
from register.events import Happened
from register.records import ReviewResult
from register.tables import cases, reviews

OPEN, CLOSED = "open", "closed"


def plan_reviews(connection: Connection, reference: str, days: Iterable[date]) -> tuple[Happened, ...]:
    """Plan reviews on `days`, each day once; return what happened."""
    planned = sorted(set(days))
    if not planned:
        return ()
    connection.execute(insert(reviews), [{"reference": reference, "due": day} for day in planned])
    return (Happened("reviews_planned", " ".join(day.isoformat() for day in planned), reference),)


def plan_reviews_anew(connection: Connection, reference: str, days: Iterable[date]) -> tuple[Happened, ...]:
    """Plan reviews on `days` in place of those that are planned; where one was held the case's own plan stands."""
    rows = connection.execute(select(reviews.c.due, reviews.c.held).where(reviews.c.reference == reference)).all()
    wanted = set(days)
    if any(row.held for row in rows) or {row.due for row in rows} == wanted:
        return ()
    connection.execute(delete(reviews).where(reviews.c.reference == reference))
    return plan_reviews(connection, reference, wanted)


def record_review(connection: Connection, result: ReviewResult) -> list[Happened]:
    """Mark the review that `result` answers as held, plan the next as agreed, and end the case if it ends.

    A result that decides an end and plans no other review closes its case: nothing is chased any more. One of which
    nothing is recorded but that it came (`proposals.reviewing.undoubted`) changes no day.
    """
    of = reviews.c.reference == result.reference
    rows = connection.execute(select(reviews.c.due, reviews.c.held, reviews.c.decision).where(of)).all()
    before = {row.due: Review(row.due, row.held, row.decision) for row in rows}
    after = {each.due: each for each in reviews_after(tuple(before.values()), result)}
    changed = [day for day, each in before.items() if after.get(day) != each]
    if changed:
        connection.execute(delete(reviews).where(of, reviews.c.due.in_(changed)))
    new = [each for day, each in after.items() if before.get(day) != each]
    if new:
        connection.execute(
            insert(reviews),
            [{"reference": result.reference, "due": x.due, "held": x.held, "decision": x.decision} for x in new],
        )
    return [
        Happened("review_recorded", _held_and_decided(result), result.reference),
        *_agreed(before.values(), after.values(), result),
        *_end(connection, result),
    ]


def _agreed(before: Iterable[Review], after: Iterable[Review], result: ReviewResult) -> list[Happened]:
    """That another plan was agreed than there was, if it was."""
    plain = reviews_after(tuple(before), Told(result.held, result.decision))
    if result.next_review is None or _waiting(plain) == _waiting(after):
        return []
    return [Happened("review_agreed", result.next_review.isoformat(), result.reference)]


def _waiting(plan: Iterable[Review]) -> set[date]:
    return {each.due for each in plan if each.held is None}


def _held_and_decided(result: ReviewResult) -> str:
    return " ".join(filter(None, (result.held.isoformat() if result.held else "", result.decision)))


def _end(connection: Connection, result: ReviewResult) -> list[Happened]:
    values: dict[str, object] = {"end": result.new_end} if result.new_end else {}
    ended = closes(result)
    if ended and result.decision == Decision.END_EARLY and result.held and not result.new_end:
        # Without another day the review was the last of it.
        values["end"] = result.held
    if ended:
        values["status"] = CLOSED
    if values:
        connection.execute(update(cases).where(cases.c.reference == result.reference).values(values))
    return [Happened("closed", result.decision or "", result.reference)] if ended else []
