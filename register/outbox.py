"""The outbox: each letter is sent by one worker, once; a send whose fate is unknown is left to a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, update

from register.database import again_if_overtaken
from register.errors import LeaseLost, RegisterCode
from register.events import Happened, write_events
from register.lapse import due, ran_out
from register.letters import address_digest, addresses_place, content_place, write_letters
from register.owners import owners
from register.records import DispatchRow, DispatchState, NewDispatch, OutgoingDispatch
from register.sealing import Place
from register.tables import dispatches, outgoing
from register.vault import Vault, Vaulted

MAX_SEND_ATTEMPTS = 8
_BACK_OFF = timedelta(minutes=2)
_LONGEST_BACK_OFF = timedelta(hours=1)
_FATES = {DispatchState.SENT, DispatchState.REFUSED}
_TELLABLE = (DispatchState.SENDING.value, DispatchState.UNKNOWN.value)
_ABOUT = (dispatches.c.kind, dispatches.c.reference, dispatches.c.submission)
_TO_SEND = (
    dispatches.c.id,
    *_ABOUT,
    dispatches.c.addresses,
    dispatches.c.message_id,
    dispatches.c.attempts,
)


class Outbox(Vaulted):
    """The letters on their way out."""

    def queue(self, letters: Iterable[NewDispatch], now: datetime) -> int:
        """Queue the letters that were not queued before, in one transaction; return how many were new.

        A letter is the same when case, kind, occasion and recipient are.
        """
        return self._queue(None, tuple(letters), now)

    def queue_about(self, submission: str, letters: Iterable[NewDispatch], now: datetime) -> int:
        """Queue letters about a Submission that became no case; return how many were new."""
        return self._queue(submission, tuple(letters), now)

    def claim_dispatch(self, worker: str, now: datetime, lease_seconds: float) -> OutgoingDispatch | None:
        """Give the oldest queued letter to `worker`; None when none waits.

        A letter whose sender died while sending is marked *unknown* first: it may have gone. `worker` is a name of
        this claim alone: it alone may tell what became of the letter.
        """
        lease = timedelta(seconds=lease_seconds)
        with self._writing() as connection:
            _give_up_on_the_dead(connection, now, lease)
            while found := _oldest(connection, now):
                raw = connection.execute(select(outgoing.c.raw).where(outgoing.c.dispatch == found.id)).scalar_one()
                letter = (content_place(found.message_id, "raw"), bytes(raw))
                opened, addresses = self._vault.open_all([letter, _addressed(found)])
                if opened is None or addresses is None:
                    _refuse_erased(connection, found, now)
                    continue
                attempt = found.attempts + 1
                connection.execute(
                    update(dispatches)
                    .where(dispatches.c.id == found.id)
                    .values(
                        state=DispatchState.SENDING.value,
                        attempts=attempt,
                        worker=worker,
                        lease_until=now + lease,
                    )
                )
                recipient, *copies = addresses.decode().split("\n")
                return OutgoingDispatch(found.id, recipient, found.message_id, opened, attempt, tuple(copies))
            return None

    def mark_sent(self, dispatch: int, worker: str, now: datetime) -> None:
        """Record that the letter went, also when its sender was so slow that it counts as unknown. Raises LeaseLost."""
        self._mark(dispatch, worker, DispatchState.SENT, "", now)

    def mark_refused(self, dispatch: int, worker: str, code: str, now: datetime) -> None:
        """Record that the server refused the letter, with the error's code. Raises LeaseLost."""
        self._mark(dispatch, worker, DispatchState.REFUSED, code, now)

    def mark_unknown(self, dispatch: int, worker: str, now: datetime) -> None:
        """Record that nobody knows whether the letter went: a person decides. Raises LeaseLost."""
        self._mark(dispatch, worker, DispatchState.UNKNOWN, "", now)

    def retry_dispatch(self, dispatch: int, worker: str, now: datetime) -> None:
        """Queue the letter again, later each time; after the last attempt it counts as refused. Raises LeaseLost."""
        with self._reading() as connection:
            attempts = connection.execute(select(dispatches.c.attempts).where(dispatches.c.id == dispatch)).scalar_one()
        if attempts >= MAX_SEND_ATTEMPTS:
            self.mark_refused(dispatch, worker, "attempts_spent", now)
            return
        later = now + min(_BACK_OFF * 2 ** (attempts - 1), _LONGEST_BACK_OFF)
        self._mark(dispatch, worker, DispatchState.QUEUED, "", now, not_before=later)

    def keep_dispatch(self, dispatch: int, worker: str, now: datetime) -> None:
        """Leave the letter in the queue as if not claimed: nothing can be sent just now. Raises LeaseLost."""
        with self._writing() as connection:
            kept = connection.execute(
                update(dispatches)
                .where(
                    dispatches.c.id == dispatch,
                    dispatches.c.state == DispatchState.SENDING.value,
                    dispatches.c.worker == worker,
                )
                .values(
                    state=DispatchState.QUEUED.value,
                    attempts=dispatches.c.attempts - 1,
                    lease_until=None,
                    not_before=now,
                )
            )
            if kept.rowcount != 1:
                raise LeaseLost(f"letter {dispatch}")

    def letters(self) -> tuple[DispatchRow, ...]:
        """Return every letter of the outbox in the order it was queued."""
        with self._reading() as connection:
            return dispatch_rows(connection, self._vault, dispatches.c.id > 0)

    def letter(self, dispatch: int) -> bytes:
        """Return a letter as it was or will be sent. Raises RegisterError (erased)."""
        message_id, raw, _ = self._content(dispatch)
        return self._vault.open_one(content_place(message_id, "raw"), raw)

    def whole_letter(self, dispatch: int) -> bytes:
        """Return a letter with all that it was to enclose, also what was too large to be sent with it.

        Raises RegisterError (erased).
        """
        message_id, raw, whole = self._content(dispatch)
        column, sealed = ("raw", raw) if whole is None else ("whole", whole)
        return self._vault.open_one(content_place(message_id, column), sealed)

    def find_letter(self, message_ids: Sequence[str]) -> DispatchRow | None:
        """Return the letter of the first of these Message-IDs that is one of ours, or None."""
        with self._reading() as connection:
            known = connection.execute(
                select(dispatches.c.message_id, dispatches.c.id).where(dispatches.c.message_id.in_(message_ids))
            ).all()
            ids = {row.message_id: row.id for row in known}
            first = next((ids[each] for each in message_ids if each in ids), None)
            return None if first is None else dispatch_rows(connection, self._vault, dispatches.c.id == first)[0]

    def letters_to(self, recipient: str, kinds: Collection[str], since: datetime) -> int:
        """Count the letters of these kinds queued for this address since a moment, whatever the case of its letters."""
        with self._reading() as connection:
            return connection.execute(
                select(func.count()).where(
                    dispatches.c.queued >= since,
                    dispatches.c.kind.in_(kinds),
                    dispatches.c.recipient == address_digest(self._vault, recipient),
                )
            ).scalar_one()

    @again_if_overtaken
    def _queue(self, submission: str | None, letters: Sequence[NewDispatch], now: datetime) -> int:
        if not letters:
            return 0
        with self._writing() as connection:
            sealing = owners(connection, self._vault, submission, letters)
            queued = write_letters(connection, self._vault, sealing, submission, letters, now)
            write_events(connection, queued, now)
            return len(queued)

    def _content(self, dispatch: int) -> tuple[str, bytes, bytes | None]:
        """A letter's Message-ID, and what is sealed of it."""
        wanted = select(dispatches.c.message_id, outgoing.c.raw, outgoing.c.whole).join(
            outgoing, outgoing.c.dispatch == dispatches.c.id
        )
        with self._reading() as connection:
            row = connection.execute(wanted.where(dispatches.c.id == dispatch)).one()
        return row.message_id, bytes(row.raw), None if row.whole is None else bytes(row.whole)

    def _mark(
        self,
        dispatch: int,
        worker: str,
        state: DispatchState,
        detail: str,
        now: datetime,
        *,
        not_before: datetime | None = None,
    ) -> None:
        values: dict[str, object] = {"state": state.value, "lease_until": None}
        # Its own sender may still tell the fate of a letter that was given up on; nobody sends that letter again.
        from_states = _TELLABLE if state in _FATES else _TELLABLE[:1]
        if state is DispatchState.SENT:
            values["sent"] = now
        if not_before:
            values["not_before"] = not_before
        with self._writing() as connection:
            marked = connection.execute(
                update(dispatches)
                .where(
                    dispatches.c.id == dispatch,
                    dispatches.c.state.in_(from_states),
                    dispatches.c.worker == worker,
                )
                .values(values)
                .returning(*_ABOUT)
            ).first()
            if marked is None:
                raise LeaseLost(f"letter {dispatch}")
            write_events(connection, [_happened(marked, state, detail)], now)


def dispatch_rows(connection: Connection, vault: Vault, which: ColumnElement[bool]) -> tuple[DispatchRow, ...]:
    """Return the letters that `which` chooses, in the order they were queued."""
    rows = connection.execute(select(dispatches).where(which).order_by(dispatches.c.id)).all()
    opened = vault.open_all([_addressed(row) for row in rows])
    addresses = [None if each is None else each.decode().split("\n") for each in opened]
    return tuple(
        DispatchRow(
            id=row.id,
            kind=row.kind,
            occasion=row.occasion,
            recipient=to[0] if to else "",
            state=DispatchState(row.state),
            sent=row.sent,
            reference=row.reference,
            submission=row.submission,
            copies=tuple(to[1:]) if to else (),
            undelivered=row.undelivered,
            undelivered_code=row.undelivered_code,
            erased=to is None,
        )
        for row, to in zip(rows, addresses, strict=True)
    )


def _addressed(row: Row[Any]) -> tuple[Place, bytes]:
    return addresses_place(row.message_id), bytes(row.addresses)


def _oldest(connection: Connection, now: datetime) -> Row[Any] | None:
    wanted: Select[tuple[Any, ...]] = select(*_TO_SEND)
    return connection.execute(
        wanted.where(
            dispatches.c.state == DispatchState.QUEUED.value,
            due(dispatches.c.not_before, now, _LONGEST_BACK_OFF),
        )
        .order_by(dispatches.c.not_before, dispatches.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


def _refuse_erased(connection: Connection, letter: Row[Any], now: datetime) -> None:
    """What was erased before it was sent is never sent."""
    refused = DispatchState.REFUSED
    connection.execute(update(dispatches).where(dispatches.c.id == letter.id).values(state=refused.value))
    write_events(connection, [_happened(letter, refused, RegisterCode.ERASED.value)], now)


def _give_up_on_the_dead(connection: Connection, now: datetime, lease: timedelta) -> None:
    given_up = connection.execute(
        update(dispatches)
        .where(dispatches.c.state == DispatchState.SENDING.value, ran_out(dispatches.c.lease_until, now, lease))
        .values(state=DispatchState.UNKNOWN.value, lease_until=None)
        .returning(*_ABOUT)
    ).all()
    write_events(connection, [_happened(row, DispatchState.UNKNOWN, "sender_died") for row in given_up], now)


def _happened(letter: Row[Any], state: DispatchState, detail: str) -> Happened:
    told = " ".join(filter(None, (letter.kind, detail)))
    what = "letter_postponed" if state is DispatchState.QUEUED else f"letter_{state.value}"
    return Happened(what, told, letter.reference, letter.submission)
