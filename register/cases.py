"""The cases: one entry for one pupil's placement or move."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from proposals.reading import FormKind
from proposals.reference import make
from proposals.reviewing import Review
from register.arriving import message_place
from register.filing import read_version, version_place
from register.outbox import dispatch_rows
from register.owners import pupil_digests
from register.records import Case, CaseContents, CaseRow, Event, Placed
from register.reviewing import OPEN
from register.ruling import read_rulings
from register.sealing import Place
from register.tables import cases, dispatches, events, messages, reviews, versions
from register.vault import Digest, Vault, Vaulted


class Cases(Vaulted):
    """What was filed, and what is due."""

    def new_reference(self, kind: FormKind) -> str:
        """Return a reference that no case has."""
        with self._reading() as connection:
            while True:
                reference = make(kind, secrets.SystemRandom())
                if not connection.execute(select(exists().where(cases.c.reference == reference))).scalar():
                    return reference

    def find_document(self, sha256: str) -> str | None:
        """Return the reference of the case that was filed from a file with this digest, or None."""
        with self._reading() as connection:
            return connection.execute(
                select(versions.c.reference)
                .where(versions.c.document_sha256 == self.document_digest(sha256))
                .order_by(versions.c.id)
                .limit(1)
            ).scalar()

    def document_digest(self, sha256: str) -> str:
        """Return the keyed digest that stands for a file in the register: it says nothing to who lacks the key."""
        return self._vault.digest(Digest.DOCUMENT, sha256)

    def earlier_cases(self, pupil: Collection[str]) -> tuple[CaseRow, ...]:
        """Return the cases filed with any of these marks of a pupil (`proposals.pupil`), the newest first.

        Found by keyed digests: neither name nor number is stored in clear. An erased case is found no more.
        """
        keys = self._vault.store.owners(pupil_digests(self._vault, pupil)) if pupil else ()
        if not keys:
            return ()
        wanted = _cases().where(cases.c.key.in_(keys)).order_by(cases.c.received.desc(), cases.c.reference)
        with self._reading() as connection:
            return tuple(_row(row) for row in connection.execute(wanted))

    def cases(
        self, *, area: str | None = None, coordinator: str | None = None, status: str | None = None
    ) -> tuple[CaseRow, ...]:
        """Return the cases of an area, a coordinator and a status, each where one is given; the newest first."""
        wanted = _cases()
        for column, value in ((cases.c.area, area), (cases.c.coordinator, coordinator), (cases.c.status, status)):
            if value is not None:
                wanted = wanted.where(column == value)
        with self._reading() as connection:
            rows = connection.execute(wanted.order_by(cases.c.received.desc(), cases.c.reference)).all()
        return tuple(_row(row) for row in rows)

    def find_case(self, reference: str) -> Case | None:
        """Return the case in full, or None when there is none of that reference."""
        with self._reading() as connection:
            row = connection.execute(_cases().where(cases.c.reference == reference)).first()
            return _case(connection, self._vault, _row(row)) if row else None

    def placed(self, references: Collection[str]) -> dict[str, Placed]:
        """Return what the latest forms of these cases say; a case that was erased is left out."""
        with self._reading() as connection:
            return _placements(connection, self._vault, references)


def _placements(connection: Connection, vault: Vault, references: Collection[str]) -> dict[str, Placed]:
    """Of each case the latest assessment of its own form, and the message it came by."""
    latest = (
        select(func.max(versions.c.id))
        .join(cases, and_(cases.c.reference == versions.c.reference, cases.c.kind == versions.c.kind))
        .where(versions.c.reference.in_(references))
        .group_by(versions.c.reference)
    )
    rows = connection.execute(
        select(versions, messages.c.raw)
        .join(messages, messages.c.submission == versions.c.submission)
        .where(versions.c.id.in_(latest))
    ).all()
    sealed = [_version(row) for row in rows] + [(message_place(row.submission), bytes(row.raw)) for row in rows]
    opened = vault.open_all(sealed)
    said, raws = opened[: len(rows)], opened[len(rows) :]
    return {
        row.reference: Placed(read_version(plain).assessment, raw)
        for row, plain, raw in zip(rows, said, raws, strict=True)
        if plain is not None and raw is not None
    }


def _version(row: Row[Any]) -> tuple[Place, bytes]:
    """Of a version, where it stands and what is sealed of it."""
    return version_place(row.reference, row.document_sha256), bytes(row.assessment)


def _cases() -> Select[tuple[Any, ...]]:
    upcoming = (
        select(func.min(reviews.c.due))
        .where(reviews.c.reference == cases.c.reference, reviews.c.held.is_(None), cases.c.status == OPEN)
        .scalar_subquery()
    )
    return select(cases, upcoming.label("next_review"))


def _row(row: Row[Any]) -> CaseRow:
    return CaseRow(
        reference=row.reference,
        kind=row.kind,
        area=row.area,
        coordinator=row.coordinator,
        status=row.status,
        complete=row.complete,
        received=row.received,
        start=row.start,
        end=row.end,
        next_review=row.next_review,
        held=row.held,
        erased=row.erased,
        ruling=row.ruling,
    )


def _case(connection: Connection, vault: Vault, row: CaseRow) -> Case:
    version = connection.execute(
        select(versions, func.count().over().label("number"))
        .where(versions.c.reference == row.reference, versions.c.kind == row.kind)
        .order_by(versions.c.id.desc())
        .limit(1)
    ).first()
    planned = connection.execute(select(reviews).where(reviews.c.reference == row.reference).order_by(reviews.c.due))
    happened = connection.execute(select(events).where(events.c.reference == row.reference).order_by(events.c.id))
    return Case(
        row=row,
        submission=version.submission if version else "",
        contents=_contents(vault, version) if version else None,
        version=version.number if version else 0,
        reviews=tuple(Review(each.due, each.held, each.decision) for each in planned),
        dispatches=dispatch_rows(connection, vault, dispatches.c.reference == row.reference),
        events=tuple(Event(each.at, each.what, each.detail, each.by) for each in happened),
        rulings=read_rulings(connection, vault, row.reference),
    )


def _contents(vault: Vault, version: Row[Any]) -> CaseContents | None:
    [plain] = vault.open_all([_version(version)])
    return None if plain is None else read_version(plain)
