"""Words that ask of whoever the heading names: what they ask under it, and of whom a label asks by itself."""

from __future__ import annotations

import re
from types import MappingProxyType

from proposals.question import Kind

# Words that ask for something in any section: under another heading they ask something else.
GENERIC = frozenset(
    {"name", "date", "role", "position", "email", "e", "mail", "address", "telephone", "phone", "mobile", "tel", "to",
     "from", "until", "days", "hours", "area", "reason", "contact", "signature", "signed", "reference", "ref",
     "outcome", "decision", "attendance", "school", "urn", "number", "no"}
)  # fmt: skip

_PERSONS = (
    "pupil", "pupils", "student", "students", "child", "childs", "young person", "young persons", "learner", "learners",
)  # fmt: skip
WHOLE_NAMES = frozenset(
    pattern.format(person)
    for person in _PERSONS
    for pattern in (
        "{} name",
        "name of {}",
        "{} full name",
        "full name of {}",
        "{}",
        "what is the {} full name",
        "what is the {} name",
        "name of the {}",
        "full name of the {}",
    )
)
"""Labels that ask for a pupil's first and last name in one."""
WHOLE_NAMES_THERE = frozenset({"name", "full name"})
"""Labels that do so under the heading of the pupil."""

UNDER_HEADING = MappingProxyType(
    {
        "school": (("name", "school_name"),),
        "parent": (
            ("name", "parent_name"), ("full name", "parent_name"), ("tel", "parent_phone"), ("phone", "parent_phone"),
            ("telephone", "parent_phone"), ("mobile", "parent_phone"), ("contact number", "parent_phone"),
            ("email", "parent_email"), ("address", "parent_address"), ("relationship", "parent_relationship"),
        ),
        "placement": (("name", "provider_name"), ("address", "provider_address"), ("contact", "provider_contact")),
        "move": (("name", "receiving_school_name"),),
        "declaration": (
            ("name", "declared_by"), ("role", "declared_role"), ("position", "declared_role"),
            ("job title", "declared_role"), ("date", "declared_date"),
        ),
    }
)  # fmt: skip
"""What a bare word asks under the heading of a section."""

REACHED_BY = frozenset({Kind.PHONE, Kind.EMAIL})
PEOPLE = frozenset({"school", "pupil", "parent", "declaration"})
PERSONAL = frozenset(
    {"first name", "first names", "forename", "forenames", "given name", "last name", "surname", "family name",
     "legal surname", "date of birth", "dob", "d o b", "birth date", "gender", "sex", "ethnicity", "known as"}
)  # fmt: skip
"""Labels that everybody may be asked: under the heading of one person they ask nothing of another."""
WHOSE = {
    **dict.fromkeys(("pupil", "pupils", "student", "students", "child", "childs", "learner", "learners"), "pupil"),
    **dict.fromkeys(("parent", "parents", "carer", "carers"), "parent"),
}
"""Whose answer a label asks for, and the section of that person."""
WHICH_NAME = re.compile(r"\((?:first|last|given|family|fore|sur|both|legal|in full)", re.IGNORECASE)
"""An aside that says which of a person's names is asked for."""
