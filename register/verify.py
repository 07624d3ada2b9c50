"""The register's invariants: what must hold whatever happened, each as a check that names what breaks it.

A check is added in one place: write a function that takes a Sight and returns what breaks the rule, by references that
say nothing of anybody; then put it into `CHECKS` with its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, func, or_, select, text

from register.arriving import WAITING
from register.audit import check_audit
from register.erasing import shut
from register.errors import RegisterCode, RegisterError
from register.ledger import SETTLED, WORKING
from register.letters import OF_THE_DESK
from register.records import DispatchState, Outcome
from register.tables import (
    arrivals,
    cases,
    dispatches,
    events,
    leases,
    messages,
    outgoing,
    reviews,
    submissions,
    versions,
)
from register.tallies import miscounted
from register.unsealing import unopened
from register.vault import Vault, Vaulted


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look sees: the register in one transaction, the keys beside it, and the moment of the look."""

    connection: Connection
    vault: Vault
    now: datetime


Look: TypeAlias = Callable[[Sight], Iterable[object]]
"""Returns an opaque reference (a number, a case's reference, the name of a table) for each violation."""

_FAR = timedelta(days=1)
"""No claim and no pause of the desk reaches further ahead; what does was written by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Check:
    """One invariant: its id, the sentence that holds, and the look that finds what breaks it."""

    id: str
    says: str
    look: Look
    opens: bool = False
    """Whether it opens what is sealed: that takes longer the larger the messages are."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one check found."""

    id: str
    says: str
    violations: int
    examples: tuple[str, ...]
    """The first of them, by opaque references."""


class Verified(Vaulted):
    """Looks whether everything holds; changes nothing."""

    def verify(self, now: datetime, *, examples: int = 5, contents: bool = True) -> tuple[Found, ...]:
        """Return what each check found, with up to `examples` references each; `now` tells what is far ahead.

        Without `contents` nothing sealed is opened.

        Each check looks in a transaction of its own, so that a large register is not held while workers write.
        """
        return tuple(self._found(check, now, examples) for check in CHECKS if contents or not check.opens)

    def _found(self, check: Check, now: datetime, examples: int) -> Found:
        try:
            with self._reading() as connection:
                broken = [str(each) for each in check.look(Sight(connection, self._vault, now))]
        except RegisterError as error:
            if error.code is not RegisterCode.DAMAGED:
                raise
            broken = ["cannot be read"]
        return Found(check.id, check.says, len(broken), tuple(broken[:examples]))


def _file_is_whole(sight: Sight) -> list[str]:
    connection = sight.connection
    if connection.dialect.name != "sqlite":
        return []
    found = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return [] if found == ["ok"] else list(found)


def _rows_refer_to_rows(sight: Sight) -> list[str]:
    """PostgreSQL never lets go of a foreign key; on SQLite any other program may."""
    connection = sight.connection
    if connection.dialect.name != "sqlite":
        return []
    return [f"{row[0]} row {row[1]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]


def _chain_broken(sight: Sight) -> Iterable[object]:
    return check_audit(sight.connection)


def _keyless(sight: Sight) -> Iterable[object]:
    return shut(sight.connection, sight.vault)


def _sealed_shut(sight: Sight) -> Iterable[object]:
    return unopened(sight.connection, sight.vault)


def _miscounted(sight: Sight) -> Iterable[object]:
    return miscounted(sight.connection)


def _finds(wanted: ColumnElement[Any], source: FromClause, *broken: ColumnElement[bool]) -> Look:
    """A look for the rows of `source` where everything of `broken` is so."""

    def look(sight: Sight) -> Iterable[object]:
        return sight.connection.execute(select(wanted).select_from(source).where(*broken).order_by(wanted)).scalars()

    return look


def _missing(column: ColumnElement[Any], there: ColumnElement[Any], *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """That `column` names something, and nothing of `there` is it."""
    return and_(column.is_not(None), ~exists().where(there == column, *more))


def _written_twice(sight: Sight) -> Iterable[object]:
    same_letter = (dispatches.c.about, dispatches.c.kind, dispatches.c.occasion, dispatches.c.recipient)
    for key in (same_letter, (dispatches.c.message_id,)):
        twice = select(func.max(dispatches.c.id)).group_by(*key).having(func.count() > 1)
        yield from sight.connection.execute(twice.order_by(func.max(dispatches.c.id))).scalars()


def _not_first_once(sight: Sight) -> Iterable[object]:
    firsts = (
        select(func.count())
        .where(arrivals.c.submission == submissions.c.id, arrivals.c.repeat.is_(False))
        .scalar_subquery()
    )
    return sight.connection.execute(select(submissions.c.id).where(firsts != 1).order_by(submissions.c.id)).scalars()


def _far_ahead(sight: Sight) -> Iterable[object]:
    connection, far = sight.connection, sight.now + _FAR
    # A mailbox's name holds its address: it is told as what it is.
    yield from ("a mailbox" for _ in connection.execute(select(leases.c.until).where(leases.c.until > far)))
    for table in (submissions, dispatches):
        late = or_(table.c.lease_until > far, and_(table.c.state.in_(_QUEUES), table.c.not_before > far))
        yield from connection.execute(select(table.c.id).where(late).order_by(table.c.id)).scalars()


_QUEUES = (WAITING, DispatchState.QUEUED.value)
_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_FILED = Outcome.FILED.value
_arrival_of = arrivals.outerjoin(submissions, arrivals.c.submission == submissions.c.id)
_version_of = versions.outerjoin(submissions, versions.c.submission == submissions.c.id)
_held = and_(submissions.c.worker.is_not(None), submissions.c.lease_until.is_not(None))
_sending = dispatches.c.state == DispatchState.SENDING.value
_sent = dispatches.c.state == DispatchState.SENT.value

CHECKS: tuple[Check, ...] = (
    Check("file_whole", "SQLite finds the file whole.", _file_is_whole),
    Check("foreign_keys", "Every row that names another names one that is there.", _rows_refer_to_rows),
    Check("keys_kept", "Every case and every message has its key in the key store, living or destroyed.", _keyless),
    # What arrived.
    Check(
        "arrivals_counted",
        "Every arrival is counted in exactly one place: an outcome, the queue, or in work.",
        _finds(
            arrivals.c.id,
            _arrival_of,
            or_(
                submissions.c.id.is_(None),
                submissions.c.state.not_in((WAITING, WORKING, SETTLED)),
                and_(submissions.c.state == SETTLED, func.coalesce(submissions.c.outcome, "").not_in(_OUTCOMES)),
            ),
        ),
    ),
    Check("arrived_once", "Every message came in once; further deliveries are marked as such.", _not_first_once),
    Check(
        "messages_kept",
        "Every message is kept as it came.",
        _finds(
            submissions.c.id,
            submissions,
            ~exists().where(messages.c.submission == submissions.c.id, func.length(messages.c.raw) > 0),
        ),
    ),
    Check(
        "settled_once",
        "Every message that is settled has its outcome and its time; one that is not has no outcome.",
        _finds(
            submissions.c.id,
            submissions,
            or_(
                and_(
                    submissions.c.state == SETTLED,
                    or_(submissions.c.outcome.is_(None), submissions.c.settled.is_(None)),
                ),
                and_(submissions.c.state != SETTLED, submissions.c.outcome.is_not(None)),
            ),
        ),
    ),
    Check(
        "work_claimed",
        "Every message in work has a worker and an end of its claim; no other has.",
        _finds(submissions.c.id, submissions, (submissions.c.state == WORKING) != _held),
    ),
    # What was filed.
    Check(
        "filed_has_version",
        "Every message that was filed brought a form.",
        _finds(
            submissions.c.id,
            submissions,
            submissions.c.outcome == _FILED,
            ~exists().where(versions.c.submission == submissions.c.id),
        ),
    ),
    Check(
        "version_is_filed",
        "Every form came by a message that was filed.",
        _finds(versions.c.id, _version_of, func.coalesce(submissions.c.outcome, "") != _FILED),
    ),
    Check(
        "version_has_case",
        "Every form belongs to a case.",
        _finds(versions.c.id, versions, _missing(versions.c.reference, cases.c.reference)),
    ),
    Check(
        "case_has_version",
        "Every case has the form it was opened by.",
        _finds(
            cases.c.reference,
            cases,
            ~exists().where(versions.c.reference == cases.c.reference, versions.c.kind == cases.c.kind),
        ),
    ),
    Check(
        "review_has_case",
        "Every review is one of a case.",
        _finds(reviews.c.id, reviews, _missing(reviews.c.reference, cases.c.reference)),
    ),
    Check(
        "decision_has_day",
        "Every decision of a review has the day on which it was held.",
        _finds(reviews.c.id, reviews, reviews.c.decision.is_not(None), reviews.c.held.is_(None)),
    ),
    Check(
        "contents_open",
        "Everything that is sealed opens with the key of its case or message, or was erased.",
        _sealed_shut,
        opens=True,
    ),
    # What was written.
    Check(
        "letters_counted",
        "Every letter is counted in exactly one place.",
        _finds(dispatches.c.id, dispatches, dispatches.c.state.not_in([state.value for state in DispatchState])),
    ),
    Check("letter_once", "No letter is written twice.", _written_twice),
    Check(
        "letter_has_content",
        "Every letter has its text.",
        _finds(dispatches.c.id, dispatches, ~exists().where(outgoing.c.dispatch == dispatches.c.id)),
    ),
    Check(
        "letter_has_subject",
        "Every letter is about a case or a message that is there.",
        _finds(
            dispatches.c.id,
            dispatches,
            or_(
                and_(
                    dispatches.c.reference.is_(None),
                    dispatches.c.submission.is_(None),
                    dispatches.c.kind.not_in(OF_THE_DESK),
                ),
                _missing(dispatches.c.reference, cases.c.reference),
                _missing(dispatches.c.submission, submissions.c.id),
            ),
        ),
    ),
    Check(
        "sent_has_time",
        "Every letter that was sent has its time; no other has.",
        _finds(dispatches.c.id, dispatches, _sent != dispatches.c.sent.is_not(None)),
    ),
    Check(
        "sending_claimed",
        "Every letter on its way out has a sender and an end of its claim; no other has an end.",
        _finds(
            dispatches.c.id,
            dispatches,
            or_(_sending != dispatches.c.lease_until.is_not(None), and_(_sending, dispatches.c.worker.is_(None))),
        ),
    ),
    Check("tallies_true", "What is counted as it happens is what there is.", _miscounted),
    # What the clock and the history say.
    Check("nothing_far_ahead", "No claim and no pause reaches more than a day ahead.", _far_ahead),
    Check("events_chained", "The events are linked without a gap, and none was changed.", _chain_broken),
    Check(
        "events_known",
        "Every event is about a case and a message that are there.",
        _finds(
            events.c.id,
            events,
            or_(_missing(events.c.reference, cases.c.reference), _missing(events.c.submission, submissions.c.id)),
        ),
    ),
)
