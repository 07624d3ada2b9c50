"""Whether two forms are about the same pupil, from the same school: said only where both say enough to tell."""

from __future__ import annotations

from rapidfuzz import fuzz

from proposals.parts import PupilPart, SchoolPart
from proposals.proposal import Proposal
from proposals.pupil import marks, plain

_ALIKE = 85
"""How alike two names must be, of 100, to be one name with a slip in it."""


def is_other_pupil(one: Proposal, other: Proposal) -> bool:
    """Tell whether two forms name different pupils.

    One mark in common (UPN, or name and date of birth) makes them one pupil: the other may be what was corrected.
    Otherwise two UPNs are two pupils, and else the names decide, where both give one: a form without one names nobody.
    """
    if not (isinstance(one, PupilPart) and isinstance(other, PupilPart)) or set(marks(one)) & set(marks(other)):
        return False
    if one.upn and other.upn:
        return True
    names = [(each.pupil_forename, each.pupil_surname) for each in (one, other)]
    pairs = [(plain(first), plain(second)) for first, second in zip(*names, strict=True) if first and second]
    return any(fuzz.ratio(first, second) < _ALIKE for first, second in pairs)


def is_other_school(one: Proposal, other: Proposal) -> bool:
    """Tell whether two forms come from different schools: by URN, else LAESTAB, else name, where both give it."""
    if not (isinstance(one, SchoolPart) and isinstance(other, SchoolPart)):
        return False
    for name in ("school_urn", "laestab"):
        first, second = getattr(one, name), getattr(other, name)
        if first and second:
            return bool(first != second)
    if not (one.school_name and other.school_name):
        return False
    # A place or a word such as "Academy" may be added or left out.
    return fuzz.token_set_ratio(plain(one.school_name), plain(other.school_name)) < _ALIKE
