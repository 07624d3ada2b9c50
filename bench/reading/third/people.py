"""The invented people of a form: school, pupil, family, provider, and the dates that hang together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from proposals.reading import FormKind
from proposals.reference import make

HERE = Path(__file__).resolve().parent
_CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"

_SCHOOLS = (
    "Coldharbour Academy", "St Brannoc's C of E High School", "Mallow Vale School", "Kingswear Road Primary School",
    "The Ravensmoor School", "Otterbourne Community College", "Our Lady of Lourdes RC School", "Penhallow Academy",
    "Fernhill Junior School", "Wexcombe Girls' School", "Hartsbridge School", "Quarry Bank Academy",
    "Sir Tobias Hale School", "Lower Marsh Primary Academy", "Deepdale & Holt Federation", "Marlpit Lane School",
)  # fmt: skip
_PROVIDERS = (
    "Anvil Yard Learning", "The Bridge Centre", "Greenfinch Farm Education CIC", "Kestrel House PRU",
    "Harbour AP Academy", "Second Wind Motor Project", "Tidewater Studio School", "New Leaf Forest School Ltd",
    "Springboard Centre", "Copperbeech Education", "Northgate Pupil Referral Unit", "The Lighthouse Project",
)  # fmt: skip
_BOYS = [
    "Kai",
    "Reuben",
    "Tyrell",
    "Jacob",
    "Oskar",
    "Haroon",
    "Zac",
    "Idris",
    "Connor",
    "Yusuf",
    "Dominik",
    "Leo",
    "Ellis",
]
_GIRLS = [
    "Lacey",
    "Amara",
    "Niamh",
    "Poppy",
    "Zofia",
    "Keziah",
    "Safa",
    "Tegan",
    "Beatrix",
    "Ines",
    "Maisie",
    "Roza",
    "Orla",
]
_FAMILIES = (
    "Pascoe", "Okonkwo", "Whitlock", "O'Halloran", "Nowak", "Hussain", "Trevanion", "Bright-Lowe", "De Souza",
    "Cartwright", "McAllister", "Begum", "Penrose", "Van Dijk", "Sheridan", "Yeo", "Llewellyn", "Abdi",
)  # fmt: skip
_ADULTS = (
    "Julie Hargreave", "Sam Adeyemi", "Carol-Ann Pike", "Dr M. Sissons", "Nadia Rahman", "Tom Greatorex", "Lynne Fell",
    "Mrs P. Whybrow", "Gavin Stoneman", "Ruth Abelson", "Mr D. Chaudhry", "Kerry Loveday", "Bev Tunnicliffe",
    "Alastair Munn", "Ms T. Oduya", "Fran Sewell", "Piotr Zielinski", "Hannah Croft", "Ian Vosper", "Shanice Bird",
)  # fmt: skip
_POSTS = ("Assistant Head (Inclusion)", "SENCO", "Head of Year 9", "Deputy Headteacher", "Pastoral Manager",
          "Inclusion Lead", "DSL and Behaviour Lead")  # fmt: skip
_STREETS = (
    "14 Tannery Close",
    "Flat 2, 81 Station Road",
    "7 Orchard Way",
    "33 Bishops Avenue",
    "The Cottage, Mill Lane",
)
_TOWNS = ("Exampleton EX1 4QT", "Harrowmere, EX4 2BD", "Little Stoke EX7 9PL", "Exbury Cross EX2 6HH")
_COORDINATORS = ("Jo Fairweather", "Daniel Okafor", "Maria Lindqvist")


def upn_letter(digits: str) -> str:
    """Return the check letter of a UPN's 12 digits: weights 2 to 13, modulo 23 (DfE, Unique Pupil Numbers)."""
    return _CHECK[sum(int(mark) * weight for mark, weight in zip(digits, range(2, 14), strict=True)) % 23]


@cache
def texts() -> dict[str, tuple[str, ...]]:
    """The paragraphs of answers.txt by field."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (HERE / "answers.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.replace("_", "").isalpha() and line.islower():
            name = line
            found[name] = []
        else:
            found[name].append(line.replace("|", "\n"))
    return {each: tuple(lines) for each, lines in found.items()}


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a form may ask for: words by field, dates by field, choices by field as codes."""

    said: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)


def _phone(source: Random) -> str:
    mobile = source.random() < 0.4
    last = source.randrange(1000)
    return source.choice(
        (f"07700 900{last:03}", f"07700900{last:03}", f"07700 900 {last:03}")
        if mobile
        else (f"01632 960{last:03}", f"(01632) 960{last:03}", f"01632-960{last:03}", f"01632960{last:03}")
    )


def _mail(name: str, host: str, source: Random) -> str:
    words = [
        word
        for word in name.lower().replace("'", "").split()
        if not word.endswith(".") and word not in {"mr", "mrs", "ms", "dr"}
    ]
    local = source.choice((".".join(words), words[-1], "admin", f"{words[0][0]}{words[-1]}"))
    return f"{local}@{host}.example.org"


def _weekday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def case(source: Random) -> Case:
    """Return one invented case, all of it drawn from `source`."""
    girl = source.random() < 0.5
    forename, surname = source.choice(_GIRLS if girl else _BOYS), source.choice(_FAMILIES)
    school, other = source.sample(_SCHOOLS, 2)
    primary = "Primary" in school or "Junior" in school
    adults = source.sample(_ADULTS, 12)
    host = "".join(mark for mark in school.lower().replace("the ", "") if mark.isalpha())[:10]
    year = source.randint(4, 6) if primary else source.randint(7, 11)
    years_old = year + 4
    born = date(2026 - years_old, 9, 1) - timedelta(days=source.randint(1, 360))
    digits = "8" + f"{source.randrange(10**11):011}"
    pronouns = {"n": forename, "s": "she" if girl else "he", "S": "She" if girl else "He",
                "o": "her" if girl else "him", "p": "her" if girl else "his"}  # fmt: skip
    relation = source.choice(("Mother", "Father", "Mum", "Grandmother", "Foster carer", "Step-father"))
    title = "Mr" if "ather" in relation else source.choice(("Mrs", "Ms", "Miss"))
    parent = (
        f"{title} {source.choice('ABCDEJKLMNRST')} {surname if source.random() < 0.7 else source.choice(_FAMILIES)}"
    )
    provider = source.choice(_PROVIDERS)
    provider_host = "".join(mark for mark in provider.lower() if mark.isalpha())[:9]
    days = source.choice(("2", "3", "4", "5"))
    said = {
        "school_name": school, "school_urn": f"{source.randrange(999000, 999999)}",
        "laestab": f"999/{source.randrange(2000 if primary else 4000, 2999 if primary else 4999)}",
        "school_contact_name": adults[0], "school_contact_role": source.choice(_POSTS),
        "school_email": _mail(adults[0], host, source), "school_phone": _phone(source),
        "headteacher_name": adults[1], "coordinator_name": source.choice(_COORDINATORS),
        "pupil_forename": forename, "pupil_surname": surname,
        "preferred_name": forename[:3] if len(forename) > 4 else source.choice(("TJ", "Bee", "Roo")), "upn": upn_letter(digits) + digits,
        "year_group": str(year), "home_language": source.choice(("English", "Polish", "Somali", "Portuguese", "Urdu")),
        "ethnicity": source.choice(("White British", "Black African", "Mixed - White and Asian", "Any other White background")),
        "ehcp_coordinator": adults[2], "virtual_school_contact": adults[3], "social_worker_name": adults[4],
        "social_worker_contact": _phone(source), "attendance_percent": source.choice(("71.4", "83", "88.9%", "64%", "92.05", "79.6 %")),
        "suspensions_count": str(source.randint(0, 5)), "suspension_days": source.choice(("2", "3.5", "7", "11")),
        "parent_name": parent, "parent_relationship": relation, "parent_email": _mail(parent, "post", source),
        "parent_phone": _phone(source), "parent_address": f"{source.choice(_STREETS)}, {source.choice(_TOWNS)}",
        "provider_name": provider, "provider_urn": f"{source.randrange(999000, 999999)}",
        "provider_address": f"Unit {source.randint(1, 9)}, {source.choice(('Wharf Street', 'Old Dairy Yard', 'Kiln Road'))}, {source.choice(_TOWNS)}",
        "provider_contact": f"{adults[5]}, {_phone(source)}" if source.random() < 0.6 else f"{adults[5]} (office@{provider_host}.example.org)",
        "days_per_week": days, "hours_per_week": source.choice(("25", "26", "25.5", "27", "22.5")),
        "attendance_code": source.choice("BD"), "safeguarding_lead": adults[6], "link_person": adults[7],
        "review_interval_weeks": source.choice(("4", "6", "3", "5", "6 weeks", "every 4 weeks", "six")),
        "declared_by": adults[source.choice((0, 1, 8))], "declared_role": source.choice(_POSTS),
        "receiving_school_name": other, "receiving_headteacher_name": adults[9],
        "receiving_school_urn": f"{source.randrange(999000, 999999)}",
        "case_reference": make(FormKind.OFF_SITE_DIRECTION, source),
        "review_attendance": source.choice(("91", "86.5", "95.2%", "78%", "100")), "completed_by": adults[10],
    }  # fmt: skip
    said |= {name: source.choice(options).format(**pronouns) for name, options in texts().items()}
    start = _weekday(date(2026, 12, 7) + timedelta(days=source.choice((0, 1, 28, 29, 35, 42))))
    end = _weekday(start + timedelta(weeks=source.choice((6, 8, 10, 12)), days=4))
    declared = date(2026, 11, 16) + timedelta(days=source.choice((0, 1, 2, 3, 4, 7, 8, 9)))
    review = _weekday(date(2027, 2, 1) + timedelta(days=source.randint(0, 24)))
    dates = {
        "date_of_birth": born, "coordinator_discussed_date": _weekday(declared - timedelta(days=source.randint(4, 12))),
        "parents_informed_date": _weekday(declared - timedelta(days=source.randint(1, 7))), "start_date": start,
        "end_date": end, "first_review_date": _weekday(start + timedelta(weeks=source.choice((3, 4, 5)), days=2)),
        "reintegration_date": _weekday(end + timedelta(days=3)), "declared_date": declared,
        "parent_signed_date": declared, "move_start_date": date(2027, 1, source.choice((5, 6, 11, 12))),
        "move_review_date": _weekday(date(2027, 2, 8) + timedelta(days=source.randint(0, 30))), "review_date": review,
        "next_review_date": _weekday(review + timedelta(weeks=5)), "completed_date": review + timedelta(days=1 if review.weekday() < 4 else 0),
    }  # fmt: skip
    chosen = {name: source.choice(("yes", "yes", "yes", "no")) for name in (
        "coordinator_discussed", "parents_agree", "safeguarding_confirmed", "risk_assessment", "headteacher_signed",
        "receiving_school_agrees", "information_shared", "parents_attended")}  # fmt: skip
    chosen |= {
        name: source.choice(("yes", "no")) for name in ("looked_after", "free_school_meals", "safeguarding_concerns")
    }
    chosen |= {
        "gender": "female" if girl else "male", "area": source.choice(("North", "East", "South and Central")),
        "sen_status": source.choice(("none", "sen_support", "sen_support", "ehc_plan")),
        "social_care": source.choice(("none", "none", "early_help", "child_in_need", "child_protection")),
        "provider_type": "pru_or_ap_academy" if any(word in provider for word in ("PRU", "Referral", "AP Academy")) else "alternative_provider",
        "decision": source.choice(("continue", "return_to_school", "extend", "change_provision", "end_early")),
    }  # fmt: skip
    chosen["parents_attended"] = "yes"  # every list of those present names a parent
    if said["suspensions_count"] == "0":
        said["suspension_days"] = "0"
    return Case(said, dates, chosen)
