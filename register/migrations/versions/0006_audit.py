"""Events are chained and refuse to be changed; a case can be held, and is known to be erased."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_AT_A_TIME = 1000
_REFUSED = "events are only ever added"
_RAISE = f"BEGIN RAISE EXCEPTION '{_REFUSED}'; END"
_BACK = "WHEN (NEW.sequence <= OLD.sequence)"


def upgrade() -> None:
    """Move the tables forward."""
    op.add_column("cases", sa.Column("held", sa.DateTime(), nullable=True))
    op.add_column("cases", sa.Column("erased", sa.DateTime(), nullable=True))
    op.add_column("submissions", sa.Column("erased", sa.DateTime(), nullable=True))
    op.add_column("events", sa.Column("by", sa.String(length=100), nullable=False, server_default="desk"))
    op.add_column("events", sa.Column("link", sa.String(length=64), nullable=False, server_default=""))
    op.create_table(
        "events_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events_head")),
    )
    _chain(op.get_bind())
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _chain(connection: sa.Connection) -> None:
    """Number what happened so far without a gap, in its order, and link it."""
    events = sa.table(
        "events",
        *(sa.column(name) for name in ("id", "by", "what", "detail", "reference", "submission", "link")),
        sa.column("at", sa.DateTime()),
    )
    head = sa.table("events_head", *(sa.column(name) for name in ("id", "sequence", "link")))
    last, sequence, before = 0, 0, "0" * 64
    wanted = sa.select(events).order_by(events.c.id).limit(_AT_A_TIME)
    while rows := connection.execute(wanted.where(events.c.id > last)).all():
        last = rows[-1].id
        linked = []
        for row in rows:
            sequence += 1
            before = _link(before, sequence, row)
            linked.append({"was": row.id, "sequence": sequence, "linked": before})
        connection.execute(
            sa.update(events)
            .where(events.c.id == sa.bindparam("was"))
            .values(id=sa.bindparam("sequence"), link=sa.bindparam("linked")),
            linked,
        )
    connection.execute(sa.insert(head).values(id=1, sequence=sequence, link=before))


def _link(before: str, sequence: int, row: sa.Row[tuple[object, ...]]) -> str:
    """As register/events.py had it when this was written: a migration keeps its own."""
    at: datetime = row.at
    moment = at.replace(tzinfo=UTC).isoformat(timespec="microseconds")
    said = json.dumps([before, sequence, moment, row.by, row.what, row.detail, row.reference, row.submission])
    return hashlib.sha256(said.encode()).hexdigest()


def _triggers(database: str) -> tuple[str, ...]:
    """Whoever would rewrite the history has to take these away first."""
    if database == "postgresql":
        refuse, each = "EXECUTE FUNCTION offsite_refuse()", "FOR EACH STATEMENT"
        return (
            f"CREATE FUNCTION offsite_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {_RAISE} $$",
            f"CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON events {each} {refuse}",
            f"CREATE TRIGGER events_head_stays BEFORE DELETE OR TRUNCATE ON events_head {each} {refuse}",
            f"CREATE TRIGGER events_head_goes_on BEFORE UPDATE ON events_head FOR EACH ROW {_BACK} {refuse}",
        )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    return (
        f"CREATE TRIGGER events_stay BEFORE UPDATE ON events {refuse}",
        f"CREATE TRIGGER events_stay_there BEFORE DELETE ON events {refuse}",
        f"CREATE TRIGGER events_head_stays BEFORE DELETE ON events_head {refuse}",
        f"CREATE TRIGGER events_head_goes_on BEFORE UPDATE ON events_head {_BACK} {refuse}",
    )
