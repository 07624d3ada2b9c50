"""Whose key seals what: a case's versions and letters are the case's, letters about a message are the message's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from register.errors import RegisterCode, RegisterError
from register.records import Filing, NewDispatch, NewRuling, ReviewResult
from register.sealing import DataKey
from register.tables import cases
from register.vault import Digest, Owner, Vault, new_id

About = Filing | ReviewResult | NewRuling | NewDispatch


@dataclass(frozen=True, slots=True)
class Owners:
    """The keys that one transaction seals with."""

    cases: Mapping[str, DataKey | None]
    """By reference; None for a case that was erased."""
    submission: DataKey | None
    own: DataKey

    def of_case(self, reference: str) -> DataKey:
        """Return a case's key. Raises RegisterError (erased): nothing more is filed in a case that was erased."""
        if reference not in self.cases:
            raise RegisterError(RegisterCode.REFUSED)
        key = self.cases[reference]
        if key is None:
            raise RegisterError(RegisterCode.ERASED)
        return key

    def of_letter(self, reference: str | None) -> DataKey:
        """Return what a letter is sealed with: its case's key, else its message's, else the desk's own."""
        return self.cases.get(reference or "") or self.submission or self.own


def new_owners(
    connection: Connection,
    vault: Vault,
    submission: str,
    filings: Sequence[Filing],
    others: Sequence[About],
) -> Owners:
    """Make the keys of new cases, and find those of what else `others` are about.

    A later version may name its pupil otherwise: its case is found by that, too.
    """
    ids = {filing.reference: new_id() for filing in filings}
    found_by = {ids[filing.reference]: pupil_digests(vault, filing.pupil) for filing in filings}
    made = vault.new(Owner.CASE, ids.values(), found_by)
    known = owners(connection, vault, submission, [each for each in others if each.reference not in ids])
    again = [each for each in others if isinstance(each, Filing)]
    keys = {each.reference: known.of_case(each.reference).id for each in again}
    vault.store.find_also_by({keys[each.reference]: pupil_digests(vault, each.pupil) for each in again})
    mine = {reference: made[key] for reference, key in ids.items()}
    return Owners({**known.cases, **mine}, known.submission, known.own)


def owners(connection: Connection, vault: Vault, submission: str | None, about: Sequence[About]) -> Owners:
    """Return the keys of the cases that `about` are about, and the Submission's where one of them is about no case."""
    references = {each.reference for each in about if each.reference}
    ids: dict[str, str] = {}
    if references:
        rows = connection.execute(select(cases.c.reference, cases.c.key).where(cases.c.reference.in_(references)))
        ids = {row.reference: row.key for row in rows}
    wanted = set(ids.values()) | ({submission} if submission and about else set())
    keys = vault.keys(wanted)
    return Owners(
        cases={reference: keys[key] for reference, key in ids.items()},
        submission=keys.get(submission or ""),
        own=vault.own,
    )


def pupil_digests(vault: Vault, pupil: Collection[str]) -> tuple[str, ...]:
    """Return the keyed digests that a pupil's cases are found by."""
    return tuple(vault.digest(Digest.PUPIL, each) for each in pupil)
