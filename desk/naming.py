"""Reasons that people write are kept for good, also after an erasure: they must not name a child."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.console import console

if TYPE_CHECKING:
    from register import Register

_PERSONAL = (
    "pupil_forename",
    "pupil_surname",
    "preferred_name",
    "upn",
    "parent_name",
    "parent_email",
    "parent_phone",
    "social_worker_name",
)
_LONGEST = 200


def names_nobody(register: Register, reference: str, why: str) -> bool:
    """Tell whether a reason names nobody of a case and is short enough; else say so on standard error."""
    if len(why) > _LONGEST or not why.strip():
        console(stderr=True).print(f"Say why in a few words, {_LONGEST} characters at most.")
        return False
    said = set(_words(why))
    if "@" in why or said & _names(register, reference):
        console(stderr=True).print("Say why without a name, a number or an address: the reason is kept for good.")
        return False
    return True


def _names(register: Register, reference: str) -> set[str]:
    """The words that tell who the case is about."""
    from proposals.assessment import Assessment

    proposals = [Assessment.model_validate_json(form.assessment).proposal for form in register.held(reference).forms]
    told = (str(getattr(proposal, name, None) or "") for proposal in proposals for name in _PERSONAL)
    # Initials and titles would forbid half the language.
    return {word for text in told for word in _words(text) if len(word) > 2}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
