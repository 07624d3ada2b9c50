"""What is true of one invented case before anybody writes it down: dates that fit together, numbers, names, yes and no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from proposals import reference
from proposals.reading import FormKind

Value = str | date | bool | int | float
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_TODAY = date(2026, 11, 25)
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """One case: the value of every question it answers, by the question's name."""

    values: Mapping[str, Value]
    first: str
    girl: bool


def draw(chance: Random, form: str, people: Mapping[str, list[str]]) -> Facts:
    """Return a case whose dates, numbers and names fit together, its names from `people`."""
    girl = chance.random() < 0.5
    first, last = chance.choice(people["girls" if girl else "boys"]), chance.choice(people["surnames"])
    pick = lambda pool: chance.choice(people[pool])  # noqa: E731  (a word for this table alone)
    adults = chance.sample(people["adults"], 8)
    year = chance.choice([7, 8, 8, 9, 9, 9, 10, 10, 11])
    born = date(2026 - year - 5, 9, 1) + timedelta(days=chance.randrange(362))
    start = _school_day(_TODAY + timedelta(days=chance.randrange(14, 60)))
    weeks = chance.choice([6, 8, 10, 12])
    end = _school_day(start + timedelta(weeks=weeks, days=-3))
    days = chance.choice([1, 2, 2.5, 3, 4, 5])
    discussed = chance.random() < 0.85
    looked_after, plan = chance.random() < 0.2, chance.choice(["none", "sen_support", "sen_support", "ehc_plan"])
    social = chance.choice(["none", "none", "early_help", "child_in_need", "child_protection"])
    suspensions = chance.choice([0, 1, 2, 3, 5, 8])
    school = pick("schools")
    values: dict[str, Value] = {
        "school_name": school, "school_urn": f"999{chance.randrange(1000):03d}", "laestab": f"999/4{chance.randrange(1000):03d}",
        "headteacher_name": adults[0], "school_contact_name": adults[1], "school_contact_role": pick("roles"),
        "school_email": _mail(chance, adults[1], school), "school_phone": f"01632960{chance.randrange(1000):03d}", "area": pick("areas"),
        "coordinator_discussed": discussed, "pupil_forename": first, "pupil_surname": last, "date_of_birth": born, "upn": _upn(chance),
        "year_group": year, "gender": "female" if girl else "male", "home_language": pick("languages"), "ethnicity": pick("ethnicities"),
        "sen_status": plan, "looked_after": looked_after, "social_care": social, "free_school_meals": chance.random() < 0.5,
        "attendance_percent": round(chance.uniform(41, 97), 1), "suspensions_count": suspensions,
        "suspension_days": suspensions * chance.choice([1, 1.5, 2]), "parent_name": f"{chance.choice(['Mr', 'Mrs', 'Ms'])} {last}",
        "parent_relationship": pick("relations"), "parent_phone": f"07700900{chance.randrange(1000):03d}",
        "parent_email": f"{last.lower().replace(chr(39), '')}{chance.randrange(10, 99)}@mail.example.org",
        "parent_address": f"{pick('streets')}, {pick('towns')}", "parents_informed_date": _before(chance, 4, 24),
        "parents_agree": chance.random() < 0.8, "parent_signed_date": _before(chance, 1, 5), "provider_name": pick("providers"),
        "provider_type": chance.choice(["mainstream", "pru_or_ap_academy", "alternative_provider", "other"]),
        "provider_urn": f"999{chance.randrange(1000):03d}", "provider_address": f"{pick('streets')}, {pick('towns')}",
        "provider_contact": f"{adults[2]}, 01632 960{chance.randrange(1000):03d}", "start_date": start, "end_date": end,
        "days_per_week": days, "hours_per_week": days * 5, "attendance_code": chance.choice(["B", "D"]), "transport": pick("transports"),
        "safeguarding_confirmed": chance.random() < 0.9, "safeguarding_lead": adults[3], "risk_assessment": chance.random() < 0.8,
        "link_person": adults[4], "review_interval_weeks": chance.choice([2, 3, 4, 6]), "first_review_date": _school_day(start + timedelta(weeks=4)),
        "reintegration_date": _school_day(end + timedelta(days=chance.randrange(1, 5))), "declared_by": adults[0],
        "declared_role": chance.choice(["Headteacher", "Principal", "Head of School"]), "declared_date": _before(chance, 0, 3),
        "headteacher_signed": True, "receiving_school_name": chance.choice([name for name in people["schools"] if name != school]),
        "receiving_school_urn": f"999{chance.randrange(1000):03d}", "receiving_headteacher_name": adults[5],
        "receiving_school_agrees": chance.random() < 0.85, "move_start_date": start, "trial_end_date": end,
        "information_shared": chance.random() < 0.8, "case_reference": reference.make(FormKind.OFF_SITE_DIRECTION, chance),
        "parents_attended": chance.random() < 0.7, "safeguarding_concerns": chance.random() < 0.35,
        "completed_by": adults[1], "completed_date": _before(chance, 0, 2),
        "decision": chance.choice(["continue", "return_to_school", "end_early", "extend", "change_provision"]),
    }  # fmt: skip
    values["review_date"] = (
        _before(chance, 3, 9) if form == "review_outcome" else _school_day(start + timedelta(weeks=6))
    )
    values |= _sometimes(chance, values, adults, end)
    return Facts(values, first, girl)


def _sometimes(chance: Random, values: Mapping[str, Value], adults: list[str], end: date) -> dict[str, Value]:
    """What only some cases have."""
    more: dict[str, Value] = {}
    if values["coordinator_discussed"]:
        more |= {"coordinator_discussed_date": _before(chance, 5, 28), "coordinator_name": adults[6]}
    if values["sen_status"] == "ehc_plan":
        more["ehcp_coordinator"] = adults[7]
    if values["looked_after"]:
        more["virtual_school_contact"] = adults[6]
    if values["social_care"] in {"child_in_need", "child_protection"}:
        more |= {"social_worker_name": adults[5], "social_worker_contact": f"01632 960{chance.randrange(1000):03d}"}
    if chance.random() < 0.3:
        more["preferred_name"] = str(values["pupil_forename"])[:3]
    if values["decision"] != "return_to_school":
        more["next_review_date"] = _school_day(_TODAY + timedelta(weeks=chance.randrange(5, 8)))
    if values["decision"] == "extend":
        more["new_end_date"] = _school_day(end + timedelta(weeks=6))
    return more


def _school_day(day: date) -> date:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _before(chance: Random, least: int, most: int) -> date:
    day = _TODAY - timedelta(days=chance.randrange(least, most + 1))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def _upn(chance: Random) -> str:
    rest = f"999{chance.randrange(10**9):09d}"
    total = sum(weight * int(digit) for weight, digit in enumerate(rest, start=2))
    return _CHECK_LETTERS[total % len(_CHECK_LETTERS)] + rest


def _mail(chance: Random, adult: str, school: str) -> str:
    name = adult.replace(".", "").split()
    local = f"{name[0][0].lower()}{name[-1].lower()}" if chance.random() < 0.5 else name[-1].lower()
    letters = "".join(mark for mark in school.lower() if mark.isalpha())
    return f"{local}@{letters[:8]}.example.org"
