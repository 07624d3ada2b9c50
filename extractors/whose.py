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

_PERSON = r"(?:pupil|student|child|learner|young person|young people|children)s?"
_IN_FULL = r"(?:(?:full|legal|whole|given|complete) )*"
_WHOLE_NAME = re.compile(
    rf"(?:{_PERSON}|(?:what is )?(?:the )?"
    rf"(?:{_PERSON} {_IN_FULL}names?|{_IN_FULL}names? (?:of|for) (?:the )?{_PERSON}))"
    r"(?: (?:(?:being|to be|who is|you are|concerned|in full|for whom|directed|referred)\b.*"
    r"|(?:forename|first)(?: name)? and (?:surname|last name)))?"
)


def is_whole_name(said: str) -> bool:
    """Tell whether a normal label asks for a pupil's first and last name in one: "full name of pupil referred"."""
    return _WHOLE_NAME.fullmatch(said) is not None


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
OF_WHOM = MappingProxyType(
    {
        **dict.fromkeys(("school", "home school", "referrer", "school contact"), frozenset({"school"})),
        **dict.fromkeys(("parent", "parent carer", "parents", "carer", "home"), frozenset({"parent"})),
        **dict.fromkeys(("pupil", "student", "child", "learner"), frozenset({"pupil"})),
        **dict.fromkeys(
            ("provider", "provision", "setting", "ap provider", "ap", "placement provider", "host"),
            frozenset({"placement", "safeguarding"}),
        ),
    }
)
"""Who is named behind a label, and the sections of what is asked of them: "Telephone (parent/carer)"."""
WHICH_NAME = re.compile(r"\((?:first|last|given|family|fore|sur|both|legal|in full)", re.IGNORECASE)
"""An aside that says which of a person's names is asked for."""
