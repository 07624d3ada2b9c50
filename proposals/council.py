"""The profile of one council: areas, coordinators, schools, calendar and limits. Data, never code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from proposals.correspondence import Answer, Copies, CopyTo, Correspondence
from proposals.digest import Digest
from proposals.passing_on import PassingOn
from proposals.retention import Retention


def _address(said: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", said):
        raise ValueError(f"{said!r} is no e-mail address")
    return said


def _urn(said: str) -> str:
    if said and not re.fullmatch(r"[0-9]{6}", said):
        raise ValueError(f"{said!r} is no URN: it has six digits")
    return said


def _laestab(said: str) -> str:
    digits = re.sub(r"[\s/-]", "", said)
    if digits and not re.fullmatch(r"[0-9]{7}", digits):
        raise ValueError(f"{said!r} is no LAESTAB: it has three digits and four")
    return f"{digits[:3]}/{digits[3:]}" if digits else ""


def _address_or_none(said: str) -> str:
    return _address(said) if said else ""


EmailAddress = Annotated[str, AfterValidator(_address)]
"""An address that letters are sent to: a slip in it would send a child's record astray, or nowhere."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Coordinator(_Part):
    """A person who coordinates one or more areas."""

    code: str
    name: str
    email: EmailAddress
    phone: str = ""


class Area(_Part):
    """A part of the council; `also` are other names schools use for it."""

    code: str
    name: str
    coordinator: str = ""
    """The coordinator's code; without one its team looks after its cases."""
    team_email: Annotated[str, AfterValidator(_address_or_none)] = ""
    """Its own team's address; without one the council's team has what goes to a team."""
    also: tuple[str, ...] = ()


class School(_Part):
    """A school the council knows; found by URN, LAESTAB or name."""

    name: str
    area: str
    """The area's code."""
    urn: Annotated[str, AfterValidator(_urn)] = ""
    laestab: Annotated[str, AfterValidator(_laestab)] = ""
    email: Annotated[str, AfterValidator(_address_or_none)] = ""
    """Its office's address."""
    email_domain: str = ""
    also: tuple[str, ...] = ()


class _Span(_Part):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"the last day, {self.last}, comes before the first, {self.first}")
        return self


class Cover(_Span):
    """Somebody is away, and another looks after their cases; both days included."""

    away: str
    """The code of the coordinator who is away."""
    by: str
    """The code of the coordinator who covers, or "team"."""
    copy_to_absent: bool = False
    """Whether who is away has a copy of each letter that goes to the cover."""


class Closure(_Span):
    """Days on which schools are closed to pupils, both ends included."""

    name: str


class SchoolYear(_Span):
    """One school year, both ends included."""


class Limits(_Part):
    """Numbers of the guidance and of the law; each is the council's to set."""

    review_interval_weeks: int = Field(6, ge=1, le=52)
    placement_weeks: int = Field(39, ge=1, le=156)
    full_time_hours: float = Field(25.0, gt=0, le=60)
    review_notice_school_days: int = Field(10, ge=0, le=60)
    """How long before a review its letter is written."""
    review_invitation_school_days: int = Field(3, ge=0, le=60)
    """How long before the last day to invite the parents the school is reminded of it."""
    review_overdue_school_days: int = Field(5, ge=1, le=60)
    """How long a review's outcome may take before it is asked for, and before it is asked for again."""
    review_overdue_times: int = Field(2, ge=1, le=9)
    """How often the school is asked before the team is told."""
    ending_notice_school_days: int = Field(10, ge=1, le=60)
    """How long before its last day a placement without a final review is spoken of."""
    answers_awaited_school_days: int = Field(5, ge=1, le=60)
    """How long missing answers may take before they are asked for again."""
    answers_awaited_times: int = Field(2, ge=1, le=9)
    """How often the school is asked again before the coordinator is told."""
    parents_told_school_days: int = Field(2, ge=0, le=60)
    parents_invited_days: int = Field(6, ge=0, le=60)
    decision_in_writing_days: int = Field(6, ge=0, le=60)


class Council(_Part):
    """Everything about one council that the desk needs to know."""

    code: str
    name: str
    team: str
    """The team's name, as letters sign: "Education Entitlement Team"."""
    desk_email: EmailAddress
    """The address that schools write to and that letters come from."""
    team_email: EmailAddress
    """Where a message goes that needs a person."""
    phone: str = ""
    address: tuple[str, ...] = ()
    website: str = ""
    decisions: bool = True
    """Whether coordinators decide about each proposal: then each pack brings a decision form."""
    receiving_schools: bool = True
    """Whether the school that a managed move goes to is written to, where `schools` lists it with an address."""
    letters_language: str = "en-GB"
    """BCP 47; the letters in another language than English stand in a folder of this name in templates/letters/."""
    coordinators: tuple[Coordinator, ...]
    areas: tuple[Area, ...]
    cover: tuple[Cover, ...] = ()
    schools: tuple[School, ...] = ()
    closures: tuple[Closure, ...] = ()
    school_years: tuple[SchoolYear, ...] = ()
    limits: Limits = Field(default_factory=Limits)
    correspondence: Correspondence = Field(default_factory=Correspondence)
    copies: tuple[Copies, ...] = ()
    retention: Retention = Field(default_factory=Retention)
    passing_on: PassingOn = Field(default_factory=PassingOn)
    digest: Digest = Field(default_factory=Digest)

    @model_validator(mode="after")
    def _codes_exist(self) -> Self:
        coordinators = {person.code for person in self.coordinators}
        areas = {area.code for area in self.areas}
        _once("coordinator", (person.code for person in self.coordinators))
        _once("area", (area.code for area in self.areas))
        _once("URN", (school.urn for school in self.schools if school.urn))
        _once("LAESTAB", (school.laestab for school in self.schools if school.laestab))
        for area in self.areas:
            if area.coordinator and area.coordinator not in coordinators:
                raise ValueError(f"area {area.code!r} names coordinator {area.coordinator!r}, who is not listed")
        for school in self.schools:
            if school.area not in areas:
                raise ValueError(f"school {school.name!r} is in area {school.area!r}, which is not listed")
        return self

    def area(self, code: str | None) -> Area | None:
        """Return the area of this code, or None."""
        return next((area for area in self.areas if area.code == code), None)

    def coordinator(self, code: str | None) -> Coordinator | None:
        """Return the coordinator of this code, or None."""
        return next((person for person in self.coordinators if person.code == code), None)

    def coordinator_of(self, area: str | None) -> Coordinator | None:
        """Return the coordinator of the area of this code, or None."""
        found = self.area(area)
        return self.coordinator(found.coordinator) if found else None

    def team_of(self, area: str | None) -> str:
        """Return where a letter to the team about a case of this area goes."""
        found = self.area(area)
        return found.team_email if found and found.team_email else self.team_email

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """Every address of the council's people that letters go to."""
        teams = (area.team_email for area in self.areas if area.team_email)
        return (self.team_email, *(person.email for person in self.coordinators), *teams)

    @property
    def knows_nobody(self) -> bool:
        """Whether neither a school nor anybody else is listed whose mail could be told from a stranger's."""
        return not (self.correspondence.known or any(school.email or school.email_domain for school in self.schools))

    def knows(self, address: str) -> bool:
        """Tell whether mail from this address is a school's, the council's own, or of somebody the profile lists."""
        said = address.lower()
        return self.is_own(said) or bool(self._schools_at(said)) or self.correspondence.lists(said)

    def is_own(self, address: str) -> bool:
        """Tell whether this is a team's address or a coordinator's: theirs alone is a decision."""
        return address.lower() in {each.lower() for each in self.own_addresses}

    def trusts(self, address: str) -> bool:
        """Tell whether an answer to this address may say what stands in a form."""
        return self.correspondence.answer is Answer.ANYBODY or self.knows(address)

    def copies_of(self, letter: str, recipient: str) -> tuple[str, ...]:
        """Return who else gets a letter of this name to `recipient`, each address once, never the recipient."""
        words = [word for each in self.copies if each.letter == letter for word in each.to]
        found = dict.fromkeys(address.lower() for word in words for address in self._meant(word, recipient))
        return tuple(address for address in found if address != recipient.lower())

    def _meant(self, word: str, recipient: str) -> tuple[str, ...]:
        if word == CopyTo.TEAM:
            return (self.team_email,)
        if word != CopyTo.SCHOOL:
            return (word,)
        schools = self._schools_at(recipient.lower())
        # A trust's domain stands for several schools: nobody's guess sends a letter to the wrong one.
        return (schools[0].email,) if len(schools) == 1 and schools[0].email else ()

    def _schools_at(self, address: str) -> tuple[School, ...]:
        """The schools whose office has this address, else those whose domain it is in."""
        domain = address.partition("@")[2]
        exact = tuple(school for school in self.schools if school.email and school.email.lower() == address)
        return exact or tuple(school for school in self.schools if domain and school.email_domain.lower() == domain)


def _once(what: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ValueError(f"{what} {code!r} is listed twice")
        seen.add(code)
