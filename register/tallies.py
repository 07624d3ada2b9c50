"""Counts that are kept, not counted: what triggers added of each name, and the few rows it is folded into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, FromClause, case, delete, func, insert, literal, select, union_all

from register.tables import arrivals, cases, dispatches, submissions, tallies

AGAIN, FIRST = "delivery again", "delivery first"
MESSAGE, LETTER, CASE = "message ", "letter ", "case "
"""What the names of tallies begin with; what follows is a state or an outcome."""
UNDELIVERED = "undelivered"
_ENOUGH = 500
"""So many rows are worth folding; as many names again would fit ten times."""
_AT_ONCE = 5000

_NAMED: tuple[tuple[FromClause, ColumnElement[str]], ...] = (
    (arrivals, case((arrivals.c.repeat, AGAIN), else_=FIRST)),
    (submissions, literal(MESSAGE) + func.coalesce(submissions.c.outcome, submissions.c.state)),
    (
        dispatches,
        literal(LETTER) + case((dispatches.c.undelivered.is_not(None), UNDELIVERED), else_=dispatches.c.state),
    ),
    (cases, literal(CASE) + cases.c.status),
)


def tallied(connection: Connection) -> Counter[str]:
    """Return how many there are of each name, as it was kept."""
    summed = select(tallies.c.name, func.sum(tallies.c.amount).label("many")).group_by(tallies.c.name)
    return Counter({row.name: int(row.many) for row in connection.execute(summed) if row.many})


def fold_tallies(connection: Connection) -> None:
    """Put one row of each name in place of many, a few thousand at a time; what another worker folds is left to it."""
    first, last = connection.execute(select(func.min(tallies.c.id), func.max(tallies.c.id))).one()
    if first is None or last - first < _ENOUGH:
        return
    while rows := connection.execute(
        select(tallies)
        .where(tallies.c.id <= last)
        .order_by(tallies.c.id)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all():
        sums: Counter[str] = Counter()
        for row in rows:
            sums[row.name] += row.amount
        kept = [{"name": name, "amount": amount} for name, amount in sums.items() if amount]
        if kept:
            # Before the others go: on an emptied table SQLite would number it from 1, and this would not end.
            connection.execute(insert(tallies), kept)
        connection.execute(delete(tallies).where(tallies.c.id.in_([row.id for row in rows])))


def miscounted(connection: Connection) -> Iterator[str]:
    """Yield each name of which another number is kept than there is; counts every row.

    In one statement, so that what others write meanwhile is seen with its tally or not at all.
    """
    counted = [
        select(name.label("name"), func.count().label("many")).select_from(table).group_by(name)
        for table, name in _NAMED
    ]
    both = union_all(*counted, select(tallies.c.name, -tallies.c.amount)).subquery()
    name, many = both.c
    yield from connection.execute(select(name).group_by(name).having(func.sum(many) != 0).order_by(name)).scalars()
