"""The open cases as those who coordinate them have them in hand, and the letters about all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from proposals.choices import Ruling
from proposals.reviewing import Review
from register.filing import read_version, version_place
from register.letters import DIGEST
from register.looking import ASKED
from register.records import DispatchState
from register.reviewing import OPEN
from register.sealing import HUSK_BYTES
from register.tables import cases, dispatches, outgoing, reviews, rulings, submissions, versions
from register.vault import Vaulted

_AT_ONCE = 500
"""References in one statement: SQLite takes so many values and no more."""


@dataclass(frozen=True, slots=True)
class CaseInHand:
    """What of an open case is not personal: whose it is, what it waits for, and its reviews in order."""

    reference: str
    area: str | None
    coordinator: str | None
    complete: bool
    received: datetime
    asked: datetime | None
    """When its school was last told what is missing."""
    start: date | None
    end: date | None
    ruling: str | None
    """The coordinator's decision in force, if there is one."""
    questioned: datetime | None
    """When that decision asked the school for more."""
    answered: datetime | None
    """When the school's form was filed once more after that."""
    reviews: tuple[Review, ...]


class Caseload(Vaulted):
    """What a digest of the week is made of."""

    def cases_in_hand(self) -> tuple[CaseInHand, ...]:
        """Return every open case that was not erased, by reference, in a few statements however many there are."""
        is_open = and_(cases.c.status == OPEN, cases.c.erased.is_(None))
        planned: dict[str, list[Review]] = defaultdict(list)
        of_open = select(reviews).join(cases, cases.c.reference == reviews.c.reference).where(is_open)
        letters = (
            select(dispatches.c.reference, func.max(dispatches.c.queued).label("queued"))
            .join(cases, cases.c.reference == dispatches.c.reference)
            .where(is_open, dispatches.c.kind == ASKED)
            .group_by(dispatches.c.reference)
        )
        is_questioned = and_(is_open, cases.c.ruling == Ruling.MORE_INFORMATION.value)
        questions = (
            select(rulings.c.reference, func.max(rulings.c.recorded).label("recorded"))
            .join(cases, cases.c.reference == rulings.c.reference)
            .where(is_questioned)
            .group_by(rulings.c.reference)
        )
        forms = (
            select(versions.c.reference, func.max(submissions.c.settled).label("settled"))
            .join(submissions, submissions.c.id == versions.c.submission)
            .join(cases, and_(cases.c.reference == versions.c.reference, cases.c.kind == versions.c.kind))
            .where(is_questioned)
            .group_by(versions.c.reference)
        )
        with self._reading() as connection:
            for row in connection.execute(of_open.order_by(reviews.c.due)):
                planned[row.reference].append(Review(row.due, row.held, row.decision))
            asked = {row.reference: row.queued for row in connection.execute(letters)}
            questioned = {row.reference: row.recorded for row in connection.execute(questions)}
            filed = {row.reference: row.settled for row in connection.execute(forms)}
            rows = connection.execute(select(cases).where(is_open).order_by(cases.c.reference)).all()
        return tuple(
            CaseInHand(
                reference=row.reference,
                area=row.area,
                coordinator=row.coordinator,
                complete=row.complete,
                received=row.received,
                asked=None if row.complete else asked.get(row.reference),
                start=row.start,
                end=row.end,
                ruling=row.ruling,
                questioned=questioned.get(row.reference),
                answered=_after(filed.get(row.reference), questioned.get(row.reference)),
                reviews=tuple(planned[row.reference]),
            )
            for row in rows
        )

    def assessments(self, references: Collection[str]) -> dict[str, str]:
        """Return what the latest forms of these cases say, as JSON; a case that was erased is left out."""
        wanted = sorted(references)
        found: dict[str, str] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            found |= self._assessments(wanted[start : start + _AT_ONCE])
        return found

    def _assessments(self, references: Collection[str]) -> dict[str, str]:
        latest = (
            select(func.max(versions.c.id))
            .join(cases, and_(cases.c.reference == versions.c.reference, cases.c.kind == versions.c.kind))
            .where(versions.c.reference.in_(references))
            .group_by(versions.c.reference)
        )
        with self._reading() as connection:
            rows = connection.execute(select(versions).where(versions.c.id.in_(latest))).all()
        opened = self._vault.open_all(
            [(version_place(row.reference, row.document_sha256), bytes(row.assessment)) for row in rows]
        )
        return {
            row.reference: read_version(plain).assessment
            for row, plain in zip(rows, opened, strict=True)
            if plain is not None
        }

    def digests_written(self, occasions: Collection[str]) -> frozenset[str]:
        """Return those of the occasions for which a digest was written, whoever has it."""
        wanted = select(dispatches.c.occasion).where(
            dispatches.c.about == "", dispatches.c.kind == DIGEST, dispatches.c.occasion.in_(occasions)
        )
        with self._reading() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def digests_sent(self) -> tuple[int, ...]:
        """Return the digests that went and whose text is still there: it speaks of many cases, and outlives none."""
        wanted = (
            select(dispatches.c.id)
            .join(outgoing, outgoing.c.dispatch == dispatches.c.id)
            .where(
                dispatches.c.about == "",
                dispatches.c.kind == DIGEST,
                dispatches.c.state == DispatchState.SENT.value,
                func.length(outgoing.c.raw) > HUSK_BYTES,
            )
            .order_by(dispatches.c.id)
        )
        with self._reading() as connection:
            return tuple(connection.execute(wanted).scalars())


def _after(filed: datetime | None, questioned: datetime | None) -> datetime | None:
    return filed if filed and questioned and filed > questioned else None
