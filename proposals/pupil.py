"""By what a pupil is known again: the number, or name and birth date, written the same however a school writes them."""

from __future__ import annotations

import unicodedata

from proposals.proposal import Proposal


def marks(proposal: Proposal) -> tuple[str, ...]:
    """Return what an earlier form about the same pupil would give too; nothing when the form says too little.

    A UPN alone is a mark, and first and last name with the date of birth are one. Personal: to be stored as keyed
    digests only.
    """
    upn = getattr(proposal, "upn", None)
    names = [_letters(getattr(proposal, name, None) or "") for name in ("pupil_forename", "pupil_surname")]
    born = getattr(proposal, "date_of_birth", None)
    found = [f"upn {upn}"] if upn else []
    if born and all(names):
        found.append(f"name {' '.join(names)} {born.isoformat()}")
    return tuple(found)


def plain(name: str) -> str:
    """Return a name without case, accents and punctuation, one space between its words."""
    kept = (mark if mark.isalnum() or mark.isspace() else "" for mark in unicodedata.normalize("NFKD", name).casefold())
    return " ".join("".join(kept).split())


def _letters(name: str) -> str:
    """A name without case, accents, hyphens, apostrophes and spaces."""
    return "".join(mark for mark in plain(name) if mark.isalpha())
