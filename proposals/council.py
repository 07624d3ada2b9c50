"""The profile of one council: areas, coordinators, schools, calendar and limits. Data, never code."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Coordinator(_Part):
    """A person who coordinates one or more areas."""

    code: str
    name: str
    email: str
    phone: str = ""


class Area(_Part):
    """A part of the council; `also` are other names schools use for it."""

    code: str
    name: str
    coordinator: str
    """The coordinator's code."""
    also: tuple[str, ...] = ()


class School(_Part):
    """A school the council knows; found by URN, LAESTAB or name."""

    name: str
    area: str
    """The area's code."""
    urn: str = ""
    laestab: str = ""
    email_domain: str = ""
    also: tuple[str, ...] = ()


class Closure(_Part):
    """Days on which schools are closed to pupils, both ends included."""

    name: str
    first: date
    last: date


class SchoolYear(_Part):
    """One school year, both ends included."""

    first: date
    last: date


class Limits(_Part):
    """Numbers of the guidance and of the law; each is the council's to set."""

    review_interval_weeks: int = 6
    placement_weeks: int = 39
    full_time_hours: float = 25.0
    review_notice_school_days: int = 10
    """How long before a review its letter is written."""
    parents_told_school_days: int = 2
    parents_invited_days: int = 6
    decision_in_writing_days: int = 6


class Council(_Part):
    """Everything about one council that the desk needs to know."""

    code: str
    name: str
    team: str
    """The team's name, as letters sign: "Education Entitlement Team"."""
    desk_email: str
    """The address that schools write to and that letters come from."""
    team_email: str
    """Where a message goes that needs a person."""
    phone: str = ""
    address: tuple[str, ...] = ()
    website: str = ""
    coordinators: tuple[Coordinator, ...]
    areas: tuple[Area, ...]
    schools: tuple[School, ...] = ()
    closures: tuple[Closure, ...] = ()
    school_years: tuple[SchoolYear, ...] = ()
    limits: Limits = Field(default_factory=Limits)

    @model_validator(mode="after")
    def _codes_exist(self) -> Self:
        coordinators = {person.code for person in self.coordinators}
        areas = {area.code for area in self.areas}
        for area in self.areas:
            if area.coordinator not in coordinators:
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
