"""Keeps the reviews of a case: planned with its form, held and decided by each outcome, moved as agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from proposals.choices import Decision
from register.events import Happened
from register.records import ReviewResult
from register.tables import cases, reviews

OPEN, CLOSED = "open", "closed"

_ENDS = {Decision.RETURN_TO_SCHOOL, Decision.END_EARLY}
_EARLY = timedelta(days=7)
"""A review may be brought forward by a week and still be the one that was planned."""


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

    A result that decides an end and plans no other review closes its case: nothing is chased any more.
    """
    rows = connection.execute(
        select(reviews).where(reviews.c.reference == result.reference).order_by(reviews.c.due)
    ).all()
    answered = _told_before(rows, result.held) or _answered([row for row in rows if row.held is None], result.held)
    others = [row for row in rows if row is not answered]
    done = {row.due for row in others if row.held}
    if answered:
        day = _day_of(answered, others, result)
        values = {"due": day, "held": result.held, "decision": result.decision or answered.decision}
        connection.execute(update(reviews).where(reviews.c.id == answered.id).values(values))
        done.add(day)
    return [
        Happened("review_recorded", _held_and_decided(result), result.reference),
        *([] if result.next_review in done else _agree_next(connection, result, others)),
        *_end(connection, result),
    ]


def _held_and_decided(result: ReviewResult) -> str:
    return " ".join(filter(None, (result.held.isoformat() if result.held else "", result.decision)))


def _told_before(rows: Sequence[Row[Any]], held: date | None) -> Row[Any] | None:
    """The review that was held on this very day: a school that tells of it again corrects what it said."""
    return next((row for row in rows if row.held is not None and row.held == held), None)


def _day_of(answered: Row[Any], others: Sequence[Row[Any]], result: ReviewResult) -> date:
    """The day that a review goes by: its planned one, unless it was held early and that day is agreed for the next."""
    planned: date = answered.due
    if planned != result.next_review or result.held is None or any(row.due == result.held for row in others):
        return planned
    return result.held


def _answered(waiting: Sequence[Row[Any]], held: date | None) -> Row[Any] | None:
    """The last review that was due when this one was held; when it was held early, the next one."""
    if held is None or not waiting:
        return None
    by_then = [row for row in waiting if row.due <= held + _EARLY]
    return by_then[-1] if by_then else waiting[0]


def _agree_next(connection: Connection, result: ReviewResult, others: Sequence[Row[Any]]) -> list[Happened]:
    """The agreed day stands in place of the day that was planned next, and of every one before it."""
    agreed, held = result.next_review, result.held
    if agreed is None or (held and agreed <= held):
        return []
    ahead = [row for row in others if row.held is None and held and row.due > held]
    replaced = [row for row in ahead if row.due <= agreed] or ahead[:1]
    if [row.due for row in replaced] == [agreed]:
        return []
    if replaced:
        connection.execute(delete(reviews).where(reviews.c.id.in_([row.id for row in replaced])))
    elif any(row.due == agreed for row in others):
        return []
    connection.execute(insert(reviews).values(reference=result.reference, due=agreed))
    return [Happened("review_agreed", agreed.isoformat(), result.reference)]


def _end(connection: Connection, result: ReviewResult) -> list[Happened]:
    values: dict[str, object] = {"end": result.new_end} if result.new_end else {}
    closes = result.decision in _ENDS and result.next_review is None
    if closes:
        values["status"] = CLOSED
    if values:
        connection.execute(update(cases).where(cases.c.reference == result.reference).values(values))
    return [Happened("closed", result.decision or "", result.reference)] if closes else []
