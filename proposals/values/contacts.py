"""Telephone numbers and e-mail addresses, as people type them."""

from __future__ import annotations

import re

from proposals.problems import ProblemCode
from proposals.values.refusal import Refusal

_ADDRESS = re.compile(
    r"[A-Za-z0-9][\w.+'&%-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+", re.ASCII
)


def email(raw: str) -> str:
    """Return an e-mail address in lower case, several joined by "; "; raises Refusal when there is none."""
    said = re.sub(r"\s*@\s*", "@", raw)
    found = [match.rstrip(".-").lower() for match in _ADDRESS.findall(said)]
    if not found or said.count("@") != len(found):
        raise Refusal(ProblemCode.NOT_AN_EMAIL)
    return "; ".join(dict.fromkeys(found))


def phone(raw: str) -> str:
    """Return a telephone number as E.164, several joined by "; "; raises Refusal when there is none."""
    import phonenumbers

    numbers = [
        match.number for match in phonenumbers.PhoneNumberMatcher(raw, "GB", leniency=phonenumbers.Leniency.POSSIBLE)
    ]
    found = [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) for number in numbers]
    # A number without its area code can be dialled by its neighbours only.
    whole = phonenumbers.ValidationResult.IS_POSSIBLE
    if not found or any(phonenumbers.is_possible_number_with_reason(number) != whole for number in numbers):
        raise Refusal(ProblemCode.NOT_A_PHONE)
    return "; ".join(dict.fromkeys(found))
