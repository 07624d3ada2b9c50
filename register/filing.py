"""Writes what follows from one Submission (cases, reviews, letters) in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, or_, select, update

from register.events import Happened, write_events
from register.letters import write_letters, write_undelivered
from register.owners import About, Owners, new_owners
from register.records import CaseContents, Filing, NewRuling, ReviewResult, Settlement
from register.reviewing import OPEN, plan_reviews, plan_reviews_anew, record_review
from register.ruling import ruled_since, write_ruling
from register.sealing import Place
from register.tables import cases, submissions, versions
from register.vault import Digest, Vault

DECISION = "coordinator_decision"
"""The kind of a version that brought a decision."""


def overtaken(connection: Connection, vault: Vault, settlement: Settlement) -> bool:
    """Tell whether a file of `settlement` was filed, or a reference of it taken, since it was worked out."""
    changing: tuple[Filing | NewRuling, ...] = (*settlement.revisions, *settlement.rulings)
    forms: tuple[Filing | NewRuling | ReviewResult, ...] = (*settlement.filings, *changing, *settlement.results)
    if not forms:
        return False
    files = {vault.digest(Digest.DOCUMENT, form.document_sha256) for form in forms if form.document_sha256}
    references = [filing.reference for filing in settlement.filings]
    filed = exists().where(versions.c.document_sha256.in_(files))
    taken = exists().where(cases.c.reference.in_(references))
    ended = exists().where(cases.c.reference.in_([each.reference for each in changing]), ~revisable())
    decided = (ruled_since(each) for each in settlement.rulings)
    return bool(connection.execute(select(or_(filed, taken, ended, *decided))).scalar())


def revisable() -> ColumnElement[bool]:
    """Of a case that a later form or decision can still change: it is open, and its contents are there."""
    return and_(cases.c.status == OPEN, cases.c.erased.is_(None))


def write_settlement(
    connection: Connection, vault: Vault, submission: str, settlement: Settlement, now: datetime
) -> None:
    """Write everything of `settlement`; the caller commits."""
    others: tuple[About, ...] = (
        *settlement.revisions,
        *settlement.rulings,
        *settlement.results,
        *settlement.dispatches,
    )
    owners = new_owners(connection, vault, submission, settlement.filings, others)
    writing = _Writing(connection, vault, owners, submission)
    happened: list[Happened] = []
    for filing in settlement.filings:
        happened += _file(writing, filing)
    for revision in settlement.revisions:
        happened += _revise(writing, revision)
    for result in settlement.results:
        _version(writing, "review_outcome", result)
        happened += record_review(connection, result)
    for ruling in settlement.rulings:
        if ruling.document_sha256:
            _version(writing, DECISION, ruling)
        happened.append(write_ruling(connection, owners, ruling, now))
    happened += write_undelivered(connection, settlement.undelivered, now)
    happened += write_letters(connection, vault, owners, submission, settlement.dispatches, now)
    happened.append(Happened("settled", settlement.outcome.value))
    write_events(connection, happened, now, submission=submission)


@dataclass(frozen=True, slots=True)
class _Writing:
    """One Submission's transaction, and the keys that it seals with."""

    connection: Connection
    vault: Vault
    owners: Owners
    submission: str


def _file(writing: _Writing, filing: Filing) -> tuple[Happened, ...]:
    received = select(submissions.c.received).where(submissions.c.id == writing.submission).scalar_subquery()
    writing.connection.execute(
        insert(cases).values(
            reference=filing.reference,
            kind=filing.kind,
            area=filing.area,
            coordinator=filing.coordinator,
            status=OPEN,
            complete=filing.complete,
            received=received,
            start=filing.start,
            end=filing.end,
            key=writing.owners.of_case(filing.reference).id,
        )
    )
    _version(writing, filing.kind, filing)
    planned = plan_reviews(writing.connection, filing.reference, filing.reviews)
    return (Happened("filed", filing.kind, filing.reference), _found(filing), *planned)


def _revise(writing: _Writing, filing: Filing) -> tuple[Happened, ...]:
    """Put a later version of its form into a case; its reviews are planned anew as long as none was held."""
    writing.connection.execute(
        update(cases)
        .where(cases.c.reference == filing.reference)
        .values(
            area=filing.area,
            coordinator=filing.coordinator,
            complete=filing.complete,
            start=filing.start,
            end=filing.end,
        )
    )
    _version(writing, filing.kind, filing)
    planned = plan_reviews_anew(writing.connection, filing.reference, filing.reviews)
    return (Happened("revised", filing.kind, filing.reference), _found(filing), *planned)


def _found(filing: Filing) -> Happened:
    return Happened("found_complete" if filing.complete else "found_incomplete", reference=filing.reference)


def _version(writing: _Writing, kind: str, form: Filing | ReviewResult | NewRuling) -> None:
    digest = writing.vault.digest(Digest.DOCUMENT, form.document_sha256)
    plain = version_contents(form.document_sha256, form.assessment)
    writing.connection.execute(
        insert(versions).values(
            reference=form.reference,
            kind=kind,
            submission=writing.submission,
            document_sha256=digest,
            assessment=writing.owners.of_case(form.reference).seal(version_place(form.reference, digest), plain),
        )
    )


def version_place(reference: str, digest: str) -> Place:
    """Where a version of a case stands; `digest` is its document's, as stored."""
    return Place("versions", "assessment", f"{reference} {digest}")


def version_contents(document_sha256: str, assessment: str) -> bytes:
    """Return what is sealed of a version; `read_version` takes it apart."""
    return f"{document_sha256}\n{assessment}".encode()


def read_version(plain: bytes) -> CaseContents:
    """Return what was sealed of a version."""
    document_sha256, _, assessment = plain.decode().partition("\n")
    return CaseContents(document_sha256, assessment)
