"""Puts letters into the outbox, each once, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from register.events import Happened
from register.owners import Owners
from register.records import DispatchState, NewDispatch, Undelivered
from register.sealing import Place
from register.tables import dispatches, outgoing
from register.vault import Digest, Vault

DIGEST = "digest"
"""A letter about all the cases of a coordinator."""
OF_THE_DESK = (DIGEST, "waiting_too_long", "run_trouble")
"""The letters that are about no case and no message: a coordinator's digest, and what the team is told of the desk."""


def write_letters(  # one transaction's connection, vault and keys are three things
    connection: Connection,
    vault: Vault,
    owners: Owners,
    submission: str | None,
    letters: Iterable[NewDispatch],
    now: datetime,
) -> list[Happened]:
    """Queue the letters that are not yet written; return what happened, one for each new letter.

    A letter is the same when it is about the same case (or Submission), of the same kind, occasion and recipient,
    or carries the same Message-ID.
    """
    new = _unwritten(connection, vault, submission, tuple(letters))
    if not new:
        return []
    rows = [
        {
            "about": _about(letter, submission),
            "kind": letter.kind,
            "occasion": letter.occasion,
            "recipient": address_digest(vault, letter.recipient),
            "message_id": letter.message_id,
            "reference": letter.reference,
            "submission": submission,
            "state": DispatchState.QUEUED.value,
            "attempts": 0,
            "not_before": now,
            "queued": now,
            "addresses": owners.of_letter(letter.reference).seal(
                addresses_place(letter.message_id), "\n".join((letter.recipient, *letter.copies)).encode()
            ),
        }
        for letter in new
    ]
    made = connection.execute(insert(dispatches).returning(dispatches.c.id, dispatches.c.message_id), rows)
    # Databases return new rows in any order: the Message-ID tells which is whose.
    content = {letter.message_id: letter for letter in new}
    written = ((row.id, content[row.message_id]) for row in made)
    connection.execute(insert(outgoing), [_sealed(owners, row, letter) for row, letter in written])
    return [Happened("letter_queued", letter.kind, letter.reference, submission) for letter in new]


def write_undelivered(connection: Connection, came_back: Iterable[Undelivered], now: datetime) -> list[Happened]:
    """Mark the letters that came back, each once; return what happened, one for each that was not marked before.

    Its state stays: whether it was handed over is one thing, whether it arrived another.
    """
    happened = []
    for each in came_back:
        marked = connection.execute(
            update(dispatches)
            .where(dispatches.c.id == each.dispatch, dispatches.c.undelivered.is_(None))
            .values(undelivered=now, undelivered_code=each.code[:20])
            .returning(dispatches.c.kind, dispatches.c.reference)
        ).first()
        if marked:
            happened.append(Happened("letter_undelivered", f"{marked.kind} {each.code}".strip(), marked.reference))
    return happened


def addresses_place(message_id: str) -> Place:
    """Where the addresses of the letter of this Message-ID stand."""
    return Place("dispatches", "addresses", message_id)


def content_place(message_id: str, column: str) -> Place:
    """Where the letter of this Message-ID stands, in the column `raw` or `whole`."""
    return Place("outgoing", column, message_id)


def address_digest(vault: Vault, address: str) -> str:
    """Return the keyed digest of an address, whatever the case of its letters."""
    return vault.digest(Digest.ADDRESS, address.lower())


def _sealed(owners: Owners, row: int, letter: NewDispatch) -> dict[str, object]:
    key = owners.of_letter(letter.reference)
    raw = key.seal(content_place(letter.message_id, "raw"), letter.raw)
    whole = None if letter.whole is None else key.seal(content_place(letter.message_id, "whole"), letter.whole)
    return {"dispatch": row, "raw": raw, "whole": whole}


def _about(letter: NewDispatch, submission: str | None) -> str:
    return letter.reference or submission or ""


def _unwritten(
    connection: Connection, vault: Vault, submission: str | None, letters: Sequence[NewDispatch]
) -> tuple[NewDispatch, ...]:
    if not letters:
        return ()
    key = (dispatches.c.about, dispatches.c.kind, dispatches.c.occasion, dispatches.c.recipient)
    rows = connection.execute(
        select(*key, dispatches.c.message_id).where(
            or_(
                dispatches.c.about.in_({_about(letter, submission) for letter in letters}),
                dispatches.c.message_id.in_({letter.message_id for letter in letters}),
            )
        )
    ).all()
    keys = {tuple(row[:4]) for row in rows}
    ids = {row.message_id for row in rows}
    new = []
    for letter in letters:
        recipient = address_digest(vault, letter.recipient)
        named = (_about(letter, submission), letter.kind, letter.occasion, recipient)
        if named not in keys and letter.message_id not in ids:
            new.append(letter)
            keys.add(named)
            ids.add(letter.message_id)
    return tuple(new)
