"""Erases a case or a message: first what the register holds of it, then the keys, so that no backup opens it either."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, or_, select, update

from register.database import overwrite
from register.erasing import Erasing
from register.events import Happened, write_events
from register.ledger import SETTLED
from register.records import DispatchState, Erasure, Refusal
from register.sealing import husk
from register.tables import cases, dispatches, messages, outgoing, rulings, submissions, versions

ERASED = "erased"
"""The status of a case whose contents were erased."""
_ON_ITS_WAY = (DispatchState.QUEUED.value, DispatchState.SENDING.value)
_EMPTIED = (messages.name, versions.name, rulings.name, dispatches.name, outgoing.name)


class Erasures(Erasing):
    """What a person, or the end of its time, takes out of the register for good."""

    def erase_case(self, reference: str, why: str, now: datetime) -> Erasure:
        """Erase the contents of a case, and those of its messages on which no other case hangs.

        Reference, dates, counts and events stay; `why` is one of them and must name nobody. A form about the same pupil
        that comes later is a new case. Erasing again finishes what was interrupted.
        """
        with self._writing() as connection:
            case = connection.execute(select(cases).where(cases.c.reference == reference).with_for_update()).first()
            refused = _case_refused(connection, case)
            if case is None or refused:
                return Erasure(refused=refused)
            stays = _others(connection, reference)
            own = _messages_of(connection, reference) - set(stays)
            done = Erasure(stays=tuple(sorted(stays.items())))
            if not case.erased:
                letters = _empty_case(connection, case, own, why, now)
                done = Erasure(messages=len(own), letters=letters, stays=done.stays)
        self.destroy_key(reference)
        overwrite(self._engine, *_EMPTIED)
        return done

    def erase_keyless(self, why: str, now: datetime) -> int:
        """Erase again the cases and messages whose keys are destroyed, in a register of before they were.

        Returns how many cases. Nothing of them can be opened or sent: a letter of theirs that waited becomes *unknown*.
        """
        with self._reading() as connection:
            keyed = connection.execute(select(cases.c.reference, cases.c.key).where(cases.c.erased.is_(None))).all()
            ids = connection.execute(select(submissions.c.id).where(submissions.c.erased.is_(None))).scalars().all()
        destroyed = self._vault.store.destroyed({row.key for row in keyed} | set(ids))
        mine = {row.reference for row in keyed if row.key in destroyed}
        with self._writing() as connection:
            found = connection.execute(
                select(cases).where(cases.c.reference.in_(mine), cases.c.erased.is_(None)).with_for_update()
            ).all()
            rest = destroyed & set(ids)
            for case in found:
                own = _messages_of(connection, case.reference) - set(_others(connection, case.reference))
                rest -= own
                connection.execute(
                    update(dispatches)
                    .where(dispatches.c.reference == case.reference, dispatches.c.state.in_(_ON_ITS_WAY))
                    .values(state=DispatchState.UNKNOWN.value, lease_until=None, worker=None)
                )
                _empty_case(connection, case, own, why, now)
            for submission in sorted(rest):
                _empty_message(connection, submission, now)
                write_events(connection, [Happened("message_erased", why, submission=submission)], now)
        for case in found:
            self.destroy_key(case.reference)
        if found or rest:
            overwrite(self._engine, *_EMPTIED)
        return len(found)

    def erase_message(self, submission: str, why: str, now: datetime) -> Erasure:
        """Erase the contents of a message that no living case came by, and of the letters about it."""
        with self._writing() as connection:
            row = connection.execute(
                select(submissions).where(submissions.c.id == submission).with_for_update()
            ).first()
            refused = _message_refused(connection, row)
            if row is None or refused:
                return Erasure(refused=refused)
            done = Erasure()
            if not row.erased:
                done = Erasure(messages=1, letters=_empty_message(connection, submission, now))
                write_events(connection, [Happened("message_erased", why, submission=submission)], now)
        self.destroy_message_key(submission)
        overwrite(self._engine, *_EMPTIED)
        return done

    def erase_letters(self, letters: Collection[int], now: datetime) -> int:
        """Erase what letters that went out said, and leave that they did; return how many were emptied."""
        with self._writing() as connection:
            rows = connection.execute(
                select(dispatches.c.id, dispatches.c.kind, dispatches.c.reference, dispatches.c.submission)
                .join(outgoing, outgoing.c.dispatch == dispatches.c.id)
                .where(dispatches.c.id.in_(letters), dispatches.c.state == DispatchState.SENT.value)
            ).all()
            if not rows:
                return 0
            emptied = outgoing.c.dispatch.in_([row.id for row in rows])
            connection.execute(update(outgoing).where(emptied).values(raw=husk(self._vault.own.id), whole=None))
            happened = [Happened("letter_erased", row.kind, row.reference, row.submission) for row in rows]
            write_events(connection, happened, now)
        overwrite(self._engine, outgoing.name)
        return len(rows)

    def finish_erasures(self) -> int:
        """Destroy the keys of what was erased and whose keys live still: a process died in between. Return how many."""
        with self._reading() as connection:
            keyed = select(cases.c.reference, cases.c.key).where(cases.c.erased.is_not(None))
            erased = {row.key: row.reference for row in connection.execute(keyed)}
            gone = set(connection.execute(select(submissions.c.id).where(submissions.c.erased.is_not(None))).scalars())
        living = self._vault.store.living({*erased, *gone})
        finished = sum(self.destroy_key(erased[key]) for key in living & set(erased))
        return finished + sum(self.destroy_message_key(submission) for submission in living & gone)


def _case_refused(connection: Connection, case: Row[tuple[object, ...]] | None) -> Refusal | None:
    if case is None:
        return Refusal.UNKNOWN
    if case.erased:
        return None
    if case.held:
        return Refusal.HELD
    mine = select(versions.c.submission).where(versions.c.reference == case.reference)
    about = or_(
        dispatches.c.reference == case.reference,
        and_(dispatches.c.reference.is_(None), dispatches.c.submission.in_(mine)),
    )
    return Refusal.LETTERS_WAITING if _waits(connection, about) else None


def _message_refused(connection: Connection, row: Row[tuple[object, ...]] | None) -> Refusal | None:
    if row is None:
        return Refusal.UNKNOWN
    if row.erased:
        return None
    if row.state != SETTLED:
        return Refusal.IN_WORK
    living = exists().where(
        versions.c.submission == row.id, versions.c.reference == cases.c.reference, cases.c.erased.is_(None)
    )
    if connection.execute(select(living)).scalar():
        return Refusal.LIVING_CASE
    return Refusal.LETTERS_WAITING if _waits(connection, dispatches.c.submission == row.id) else None


def _waits(connection: Connection, about: ColumnElement[bool]) -> bool:
    """Whether a letter is still to be sent."""
    return bool(connection.execute(select(exists().where(about, dispatches.c.state.in_(_ON_ITS_WAY)))).scalar())


def _messages_of(connection: Connection, reference: str) -> set[str]:
    wanted = select(versions.c.submission).where(versions.c.reference == reference)
    return set(connection.execute(wanted).scalars())


def _others(connection: Connection, reference: str) -> dict[str, tuple[str, ...]]:
    """The messages of a case that brought others too which still live, each with those."""
    mine = select(versions.c.submission).where(versions.c.reference == reference)
    rows = connection.execute(
        select(versions.c.submission, cases.c.reference)
        .join(cases, cases.c.reference == versions.c.reference)
        .where(versions.c.submission.in_(mine), cases.c.reference != reference, cases.c.erased.is_(None))
        .distinct()
        .order_by(cases.c.reference)
    ).all()
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.submission] = (*found.get(row.submission, ()), row.reference)
    return found


def _empty_case(connection: Connection, case: Row[Any], own: set[str], why: str, now: datetime) -> int:
    """Empty a case and those of its messages that are its `own`; return how many letters."""
    letters = _empty_letters(connection, case.key, dispatches.c.reference == case.reference)
    _empty_versions(connection, case.reference, case.key)
    connection.execute(update(rulings).where(rulings.c.reference == case.reference).values(contents=husk(case.key)))
    letters += sum(_empty_message(connection, submission, now) for submission in sorted(own))
    erased = update(cases).where(cases.c.reference == case.reference).values(status=ERASED, erased=now)
    connection.execute(erased)
    happened = [Happened("erased", why, case.reference)]
    happened += [Happened("message_erased", submission=submission) for submission in sorted(own)]
    write_events(connection, happened, now)
    return letters


def _empty_versions(connection: Connection, reference: str, key: str) -> None:
    """Nor is the same file known again: it would be answered with a reference that holds nothing."""
    for row in connection.execute(select(versions.c.id).where(versions.c.reference == reference)).all():
        connection.execute(
            update(versions)
            .where(versions.c.id == row.id)
            .values(assessment=husk(key), document_sha256=secrets.token_hex(32))
        )


def _empty_message(connection: Connection, submission: str, now: datetime) -> int:
    """Empty a message and the letters about it alone; return how many letters."""
    connection.execute(update(messages).where(messages.c.submission == submission).values(raw=husk(submission)))
    connection.execute(update(submissions).where(submissions.c.id == submission).values(erased=now))
    about = and_(dispatches.c.submission == submission, dispatches.c.reference.is_(None))
    return _empty_letters(connection, submission, about)


def _empty_letters(connection: Connection, key: str, about: ColumnElement[bool]) -> int:
    ids = connection.execute(select(dispatches.c.id).where(about)).scalars().all()
    if ids:
        connection.execute(update(outgoing).where(outgoing.c.dispatch.in_(ids)).values(raw=husk(key), whole=None))
        connection.execute(update(dispatches).where(dispatches.c.id.in_(ids)).values(addresses=husk(key)))
    return len(ids)
