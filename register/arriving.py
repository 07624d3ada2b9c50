"""Messages on their way into the ledger: what is new is stored, what came before is recognised."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from register.events import Happened, write_events
from register.records import NewSubmission, Persisted
from register.sealing import Place
from register.tables import arrivals, messages, submissions
from register.vault import Digest, Owner, Vault

WAITING = "waiting"
_LONGEST_ID = 500


def write_arrivals(
    connection: Connection, vault: Vault, batch: Sequence[NewSubmission], now: datetime
) -> tuple[Persisted, ...]:
    """Store what of `batch` was not stored before, in as many statements for a hundred messages as for one."""
    known = _known(connection, batch)
    contents = [_content(vault, new) for new in batch]
    same = _same(connection, contents)
    stored, new_arrivals, new_submissions, happened = [], [], [], []
    raws: dict[str, bytes] = {}
    for new, content in zip(batch, contents, strict=True):
        arrival = (new.mailbox, new.key)
        if arrival in known:
            stored.append(Persisted(known[arrival], fresh=False))
            continue
        repeat = content in same
        submission = same.setdefault(content, uuid.uuid4().hex)
        known[arrival] = uuid.uuid4().hex
        if not repeat:
            new_submissions.append(_submission(submission, content, new, now))
            raws[submission] = new.raw
        new_arrivals.append(
            {
                "id": known[arrival],
                "mailbox": new.mailbox,
                "key": new.key,
                "submission": submission,
                "received": new.received,
                "repeat": repeat,
            }
        )
        happened.append(Happened("delivered_again" if repeat else "arrived", submission=submission))
        stored.append(Persisted(known[arrival], fresh=True))
    new_messages = _sealed(vault, raws)
    for table, rows in ((submissions, new_submissions), (messages, new_messages), (arrivals, new_arrivals)):
        if rows:
            connection.execute(insert(table), rows)
    write_events(connection, happened, now)
    return tuple(stored)


def _known(connection: Connection, batch: Sequence[NewSubmission]) -> dict[tuple[str, str], str]:
    """The arrivals of `batch` that were stored before, by mailbox and key."""
    wanted = select(arrivals.c.mailbox, arrivals.c.key, arrivals.c.id).where(
        arrivals.c.mailbox.in_({new.mailbox for new in batch}), arrivals.c.key.in_({new.key for new in batch})
    )
    return {(row.mailbox, row.key): row.id for row in connection.execute(wanted)}


def message_place(submission: str) -> Place:
    """Where the message of a Submission stands."""
    return Place("messages", "raw", submission)


def content_digests(vault: Vault, message_id: str, digest: str) -> tuple[str, str]:
    """What a message is known again by: keyed digests of its Message-ID and of its content."""
    return vault.digest(Digest.MESSAGE_ID, message_id), vault.digest(Digest.MESSAGE, digest)


def _content(vault: Vault, new: NewSubmission) -> tuple[str, str]:
    return content_digests(vault, _storable(new.message_id), new.digest)


def _sealed(vault: Vault, raws: dict[str, bytes]) -> list[dict[str, object]]:
    """The rows of these messages, each sealed with a key of its own."""
    keys = vault.new(Owner.SUBMISSION, raws)
    return [{"submission": of, "raw": keys[of].seal(message_place(of), raw)} for of, raw in raws.items()]


def _same(connection: Connection, contents: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The Submissions that hold what messages of a batch hold, by the digests of Message-ID and content."""
    wanted = select(submissions.c.message_id, submissions.c.digest, submissions.c.id).where(
        submissions.c.message_id.in_({message_id for message_id, _ in contents}),
        submissions.c.digest.in_({digest for _, digest in contents}),
    )
    return {(row.message_id, row.digest): row.id for row in connection.execute(wanted)}


def _submission(submission: str, content: tuple[str, str], new: NewSubmission, now: datetime) -> dict[str, Any]:
    message_id, digest = content
    return {
        "id": submission,
        "message_id": message_id,
        "digest": digest,
        "received": new.received,
        "state": WAITING,
        "attempts": 0,
        "not_before": now,
        "reason": "",
        # Ids and keys of ids are random alike: a message's key goes by the message's own.
        "key": submission,
    }


def _storable(message_id: str) -> str:
    """A stranger wrote it: databases refuse NUL and lone surrogates, and an index a very long key."""
    plain = message_id.encode("ascii", "backslashreplace").decode("ascii").replace("\0", "\\x00")
    return plain if len(plain) <= _LONGEST_ID else plain[:100] + hashlib.sha256(plain.encode()).hexdigest()
