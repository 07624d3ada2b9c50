"""Fills a register with years of invented cases by a few statements; no key opens what these hold."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, text

DUE = 200
"""Cases in which something is due on the day, whatever the size."""
_COLUMNS: dict[str, dict[str, str]] = {
    "submissions": {
        "id": "{id}", "message_id": "{id} || 'm'", "digest": "{id} || 'd'", "key": "{id}", "received": ":at",
        "state": "'settled'", "attempts": "1", "not_before": ":at", "outcome": "'filed'", "reason": "''",
        "settled": ":at",
    },
    "messages": {"submission": "{id}", "raw": "{sealed}"},
    "arrivals": {
        "id": "{id}", "mailbox": "'desk'", "key": "{id}", "submission": "{id}", "received": ":at", "repeat": "{false}",
        "moved": ":at",
    },
    "cases": {
        "reference": "{case}", "kind": "'off_site_direction'", "area": "'north'", "coordinator": "'jo'",
        "status": "CASE WHEN {open} THEN 'open' ELSE 'closed' END", "complete": "{true}", "received": ":at",
        "start": "{day}:start{as}", '"end"': "{day}:end{as}", "key": "{id}",
        "look_on": "{day}CASE WHEN n <= :due THEN :once ELSE :rests END{as}", "touched": "1",
    },
    "versions": {
        "reference": "{case}", "kind": "'off_site_direction'", "submission": "{id}", "document_sha256": "{id} || {id}",
        "assessment": "{sealed}",
    },
    "reviews": {
        "reference": "{case}", "due": "{day}CASE WHEN n <= :due THEN :near ELSE :far END{as}", "live": "{is_open}",
    },
    "dispatches": {
        "about": "{case}", "kind": "'acknowledgement'", "occasion": "'v1'", "recipient": "{id} || {id}",
        "message_id": "{id} || '@example.org'", "reference": "{case}", "submission": "{id}", "state": "'sent'",
        "attempts": "1", "not_before": ":at", "queued": ":at", "sent": ":at", "undelivered_code": "''",
        "addresses": "{sealed}",
    },
    "events": {
        "id": "n", "at": ":at", "what": "'filed'", "detail": "''", "reference": "{case}", "submission": "{id}",
        "by": "'desk'", "link": "{id} || {id}",
    },
}  # fmt: skip
_KEYS: dict[str, dict[str, str]] = {
    "keys": {"id": "{id}", "kind": "'case'", "wrapped": "{sealed}", "made": ":at",
             "desk_key": "(SELECT id FROM {keys}desk_keys)"},
    "traces": {"key": "{id}", "digest": "{id} || {id}"},
}  # fmt: skip


def fill(connection: Connection, cases: int, on: date) -> None:
    """Put `cases` cases into an empty register: every second is open, and in 200 of these something is due on `on`."""
    _run(connection, _COLUMNS, cases, on)
    connection.execute(text("INSERT INTO outgoing (dispatch, raw) SELECT id, addresses FROM dispatches"))
    connection.execute(text("UPDATE events_head SET sequence = (SELECT max(id) FROM events)"))


def fill_keys(connection: Connection, cases: int, on: date) -> None:
    """Put the keys of as many cases, and what they are found by, into the key store."""
    _run(connection, _KEYS, cases, on)


def _run(connection: Connection, tables: dict[str, dict[str, str]], cases: int, on: date) -> None:
    postgresql = connection.dialect.name == "postgresql"
    is_open = "(n <= :due OR n % 2 = 0)"
    words = {
        "id": "('a' || lpad(to_hex(n), 31, '0'))" if postgresql else "printf('a%031x', n)",
        "case": "'OSD-' || n",
        "sealed": "decode(repeat('01', 200), 'hex')" if postgresql else "zeroblob(200)",
        "open": is_open,
        "is_open": is_open if postgresql else f"CASE WHEN {is_open} THEN 1 ELSE 0 END",
        "true": "true" if postgresql else "1",
        "false": "false" if postgresql else "0",
        "day": "CAST(" if postgresql else "(",
        "as": " AS date)" if postgresql else ")",
        "keys": "offsite_keys." if postgresql else "",
    }
    days = {
        "start": on - timedelta(days=90),
        "end": on + timedelta(days=200),
        "near": on + timedelta(days=1),
        "far": on + timedelta(days=100),
        "once": date(1970, 1, 1),
        "rests": on + timedelta(days=60),
    }
    moment = "2026-08-30 08:00:00.000000"
    values: dict[str, object] = {
        "cases": cases,
        "due": DUE,
        "at": moment,
        **{name: f"{day}" for name, day in days.items()},
    }
    numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :cases)"
    for table, columns in tables.items():
        said = ", ".join(each.format(**words) for each in columns.values())
        where = words["keys"] if tables is _KEYS else ""
        if postgresql:
            said = said.replace(":at", "CAST(:at AS timestamp)")
        insert = f"INSERT INTO {where}{table} ({', '.join(columns)}) {numbers} SELECT {said} FROM numbers"  # noqa: S608  # nothing of it comes from outside
        used = {name: value for name, value in values.items() if f":{name}" in insert}
        connection.execute(text(insert), used)
