"""Keeps what a coordinator decided about a case: each decision in its order, the last of them in force."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select, update

from register.events import Happened
from register.owners import Owners
from register.records import NewRuling, Ruled
from register.sealing import Place
from register.tables import cases, rulings
from register.vault import Vault


def ruled_since(ruling: NewRuling) -> ColumnElement[bool]:
    """Of a decision that was worked out before another was recorded, which it does not know of."""
    known = select(func.count()).where(rulings.c.reference == ruling.reference).scalar_subquery()
    return exists().where(cases.c.reference == ruling.reference, known != ruling.after)


def write_ruling(connection: Connection, owners: Owners, ruling: NewRuling, now: datetime) -> Happened:
    """Record a decision in force from now on; return what happened, which holds no word of its comments."""
    number = ruling.after + 1
    plain = json.dumps({"by": ruling.decided_by, "comments": ruling.comments}).encode()
    before = connection.execute(select(cases.c.ruling).where(cases.c.reference == ruling.reference)).scalar()
    connection.execute(
        insert(rulings).values(
            reference=ruling.reference,
            number=number,
            ruling=ruling.ruling,
            decided=ruling.decided,
            recorded=now,
            contents=owners.of_case(ruling.reference).seal(ruling_place(ruling.reference, number), plain),
        )
    )
    connection.execute(update(cases).where(cases.c.reference == ruling.reference).values(ruling=ruling.ruling))
    return Happened("decided", f"{ruling.ruling} {before or ''}".strip(), ruling.reference)


def read_rulings(connection: Connection, vault: Vault, reference: str) -> tuple[Ruled, ...]:
    """Return the decisions about a case in their order; what was erased of them is empty."""
    wanted = select(rulings).where(rulings.c.reference == reference).order_by(rulings.c.number)
    rows = connection.execute(wanted).all()
    if not rows:
        return ()
    opened = vault.open_all([(ruling_place(reference, row.number), bytes(row.contents)) for row in rows])
    said = [json.loads(plain) if plain is not None else {"by": "", "comments": ""} for plain in opened]
    return tuple(
        Ruled(row.ruling, row.decided, row.recorded, each["comments"], each["by"])
        for row, each in zip(rows, said, strict=True)
    )


def ruling_place(reference: str, number: int) -> Place:
    """Where the comments of a case's decision stand; `number` counts from 1."""
    return Place("rulings", "contents", f"{reference} {number}")
