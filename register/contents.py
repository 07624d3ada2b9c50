"""Everything that is held on one case, for whoever has a right to see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, or_, select

from register.arriving import message_place
from register.filing import read_version, version_place
from register.outbox import dispatch_rows
from register.records import DispatchRow, Ruled
from register.ruling import read_rulings
from register.tables import cases, dispatches, messages, submissions, versions
from register.vault import Vaulted


@dataclass(frozen=True, slots=True)
class HeldForm:
    """One form of a case: its placement's or a review's."""

    kind: str
    submission: str
    document_sha256: str = field(repr=False)
    assessment: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HeldMessage:
    """One message that brought something of a case; `shared` are other living cases that came by it."""

    submission: str
    received: datetime
    raw: bytes = field(repr=False)
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on a case and not erased."""

    forms: tuple[HeldForm, ...]
    messages: tuple[HeldMessage, ...]
    letters: tuple[DispatchRow, ...]
    decisions: tuple[Ruled, ...] = ()
    """What the coordinator decided, in order, by form or typed."""


class Contents(Vaulted):
    """Reads the whole of a case out of the vault."""

    def held(self, reference: str) -> Held:
        """Return everything held on a case; nothing of one that was erased."""
        mine = select(versions.c.submission).where(versions.c.reference == reference)
        others = (
            select(versions.c.submission, cases.c.reference)
            .join(cases, cases.c.reference == versions.c.reference)
            .where(versions.c.submission.in_(mine), cases.c.reference != reference, cases.c.erased.is_(None))
            .distinct()
            .order_by(cases.c.reference)
        )
        about = or_(
            dispatches.c.reference == reference,
            and_(dispatches.c.reference.is_(None), dispatches.c.submission.in_(mine)),
        )
        with self._reading() as connection:
            forms = connection.execute(
                select(versions).where(versions.c.reference == reference).order_by(versions.c.id)
            ).all()
            brought = connection.execute(
                select(submissions.c.id, submissions.c.received, messages.c.raw)
                .join(messages, messages.c.submission == submissions.c.id)
                .where(submissions.c.id.in_(mine))
                .order_by(submissions.c.received, submissions.c.id)
            ).all()
            shared: dict[str, tuple[str, ...]] = {}
            for row in connection.execute(others):
                shared[row.submission] = (*shared.get(row.submission, ()), row.reference)
            letters = dispatch_rows(connection, self._vault, about)
            living = select(cases.c.erased.is_(None)).where(cases.c.reference == reference)
            is_living = connection.execute(living).scalar()
            decisions = read_rulings(connection, self._vault, reference) if is_living else ()
        said = self._vault.open_all(
            [(version_place(reference, row.document_sha256), bytes(row.assessment)) for row in forms]
        )
        raws = self._vault.open_all([(message_place(row.id), bytes(row.raw)) for row in brought])
        return Held(
            forms=tuple(
                HeldForm(row.kind, row.submission, read.document_sha256, read.assessment)
                for row, plain in zip(forms, said, strict=True)
                if plain is not None and (read := read_version(plain))
            ),
            messages=tuple(
                HeldMessage(row.id, row.received, raw, shared.get(row.id, ()))
                for row, raw in zip(brought, raws, strict=True)
                if raw is not None
            ),
            letters=tuple(letter for letter in letters if not letter.erased),
            decisions=decisions,
        )
