"""A register may grow: the daily work finds what it needs by an index, and nobody counts all rows.

A later migration that makes one of these tables anew (`batch_alter_table` on SQLite) takes its triggers away, and has
to make them again; `offsite verify` (tallies_true) would tell.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NAMES = {
    "arrivals": "CASE WHEN {row}.repeat THEN 'delivery again' ELSE 'delivery first' END",
    "submissions": "'message ' || coalesce({row}.outcome, {row}.state)",
    "dispatches": "'letter ' || CASE WHEN {row}.undelivered IS NOT NULL THEN 'undelivered' ELSE {row}.state END",
    "cases": "'case ' || {row}.status",
}
"""What a row of a table counts as; `register/tallies.py` says the same."""
_FOLLOW = "UPDATE reviews SET live = (NEW.status = 'open') WHERE reference = NEW.reference"

_CALL = "EXECUTE FUNCTION offsite_reviews_follow()"


def upgrade() -> None:
    """Move the tables forward."""
    op.add_column("cases", sa.Column("look_on", sa.Date(), nullable=False, server_default="1970-01-01"))
    op.add_column("cases", sa.Column("touched", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("reviews", sa.Column("live", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
    )
    op.create_table(
        "tallies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallies")),
    )
    op.create_index(op.f("ix_cases_key"), "cases", ["key"])
    op.create_index("ix_cases_calendar", "cases", ["status", "look_on", "reference"])
    op.create_index("ix_cases_received", "cases", ["received", "reference"])
    op.create_index("ix_submissions_outcome", "submissions", ["outcome", "settled"])
    op.create_index("ix_reviews_waiting", "reviews", ["live", "held", "due"])
    op.create_index("ix_dispatches_recipient", "dispatches", ["recipient", "queued"])
    op.drop_index(op.f("ix_reviews_due"), "reviews")
    op.drop_index("ix_dispatches_queued", "dispatches")
    op.execute(
        "UPDATE reviews SET live = (SELECT status = 'open' FROM cases WHERE cases.reference = reviews.reference)"
        " WHERE EXISTS (SELECT 1 FROM cases WHERE cases.reference = reviews.reference)"
    )
    for table, name in _NAMES.items():
        op.execute(
            f"INSERT INTO tallies (name, amount) SELECT {name.format(row=table)}, count(*) FROM {table} GROUP BY 1"  # noqa: S608  # nothing of it comes from outside
        )
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _triggers(database: str) -> list[str]:
    postgresql = database == "postgresql"
    made = [statement for table in _NAMES for statement in (_on_postgresql if postgresql else _on_sqlite)(table)]
    when = "AFTER UPDATE OF status ON cases FOR EACH ROW"
    if postgresql:
        body = f"BEGIN {_FOLLOW}; RETURN NULL; END"
        return [
            *made,
            f"CREATE FUNCTION offsite_reviews_follow() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"CREATE TRIGGER reviews_follow {when} WHEN (OLD.status IS DISTINCT FROM NEW.status) {_CALL}",
        ]
    return [*made, f"CREATE TRIGGER reviews_follow {when} WHEN OLD.status IS NOT NEW.status BEGIN {_FOLLOW}; END"]


def _on_sqlite(table: str) -> list[str]:
    old, new = _NAMES[table].format(row="OLD"), _NAMES[table].format(row="NEW")
    less, more = _tally(f"{old}, -1"), _tally(f"{new}, 1")
    return [
        f"CREATE TRIGGER {table}_more AFTER INSERT ON {table} BEGIN {more}; END",
        f"CREATE TRIGGER {table}_less AFTER DELETE ON {table} BEGIN {less}; END",
        f"CREATE TRIGGER {table}_other AFTER UPDATE ON {table} WHEN {old} IS NOT {new} BEGIN {less}; {more}; END",
    ]


def _on_postgresql(table: str) -> list[str]:
    old, new = _NAMES[table].format(row="OLD"), _NAMES[table].format(row="NEW")
    body = (
        f"BEGIN IF TG_OP <> 'INSERT' THEN {_tally(f'{old}, -1')}; END IF;"
        f" IF TG_OP <> 'DELETE' THEN {_tally(f'{new}, 1')}; END IF; RETURN NULL; END"
    )
    each, run = "FOR EACH ROW", f"EXECUTE FUNCTION offsite_tally_{table}()"
    return [
        f"CREATE FUNCTION offsite_tally_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {table}_counted AFTER INSERT OR DELETE ON {table} {each} {run}",
        f"CREATE TRIGGER {table}_other AFTER UPDATE ON {table} {each} WHEN (({old}) IS DISTINCT FROM ({new})) {run}",
    ]


def _tally(values: str) -> str:
    return f"INSERT INTO tallies (name, amount) VALUES ({values})"  # noqa: S608  # nothing of it comes from outside
