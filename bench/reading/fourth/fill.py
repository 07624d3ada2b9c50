"""The invented pupil, school and placement of one form, as one office would write them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from proposals.reading import FormKind
from proposals.reference import make

HERE = Path(__file__).resolve().parent
_CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"
_BOYS = (
    "Callum",
    "Mohammed",
    "Tobias",
    "Ethan",
    "Rhys",
    "Kofi",
    "Stanley",
    "Jayden",
    "Luca",
    "Finlay",
    "Aleksander",
    "Devon",
)
_GIRLS = ("Ruby", "Anaya", "Chloe", "Ffion", "Mercy", "Scarlett", "Hana", "Evie-Mae", "Paige", "Ola", "Imogen", "Sian")
_FAMILIES = ("Tanner", "Oyelaran", "Blackwood", "Kaczmarek", "Rashid", "Fitzgerald", "Hobbs", "St John", "Mensah", "Dudley-Shaw", "Gill",
             "Partridge", "Lovelace", "O'Keefe", "Tran", "Goodenough", "Farrow", "Baptiste")  # fmt: skip
_STAFF = ("Marianne Rowe", "Mr T Lacey", "Bola Okoro", "Mrs H. Dunning", "Graham Petty", "Ms Iqbal", "Sandra Whelan", "Owen Prosser",
          "Dr Felicity Ames", "Kate Burrell", "Mr J Szabo", "Alison Mbeki", "Rob Tasker", "Miss C. Vane", "Leon Garside", "Priya Nair")  # fmt: skip
_POSTS = (
    "SENDCo",
    "Assistant Principal",
    "Vice Principal (Pastoral)",
    "Headteacher",
    "Inclusion Manager",
    "Head of House",
    "Deputy Head",
)
_SECONDARY = ("Brackenfield Academy", "The Holloway School", "St Cuthbert's RC High School", "Netherby High", "Castle Rise Academy",
              "Thornbury Hill School", "Queen Matilda's School", "Oldcastle Community School", "Lakeside Academy", "Ashgrove College")  # fmt: skip
_PRIMARY = (
    "Bluebell Lane Primary School",
    "Moss Bank Junior School",
    "St Anne's CE Primary",
    "Hilltop Infant and Junior School",
)
_PROVIDERS = (("The Orchard Centre", "pru_or_ap_academy"), ("Steppingstones PRU", "pru_or_ap_academy"), ("Ironbridge Motor Skills", "alternative_provider"),
              ("Wren's Nest Farm", "alternative_provider"), ("Pathway House", "alternative_provider"), ("Rivermead AP Academy", "pru_or_ap_academy"),
              ("Beacon Hill School", "mainstream"), ("Foxglove Studios CIC", "alternative_provider"), ("Saltmarsh High School", "mainstream"))  # fmt: skip
_PLACES = (
    "12 Canal Row, Midhampton MH3 7TT",
    "Unit 4, Weir Lane \\ Midhampton \\ MH1 2AB",
    "The Old Forge, Church Street, Eastley, MH9 4PQ",
)
_HOMES = ("5 Larkspur Drive \\ Midhampton \\ MH2 6DF", "Flat 11, Dexter Court, Midhampton, MH4 8SW", "88 Gas Street, Eastley MH9 1LX",
          "Ty Gwyn \\ Pound Lane \\ Lower Sedge \\ MH7 0QA")  # fmt: skip
_AREAS = ("North", "East", "South and Central", "West")
_COORDINATORS = ("Gemma Sallis", "Peter Anyadike", "Mrs Dilys Rowntree")
_LANGUAGES = ("English", "Polish", "Urdu", "Welsh", "Twi")
_ORIGINS = (
    "White British",
    "WBRI",
    "Asian or Asian British - Pakistani",
    "Black African",
    "Mixed White and Black Caribbean",
    "Traveller of Irish heritage",
)
_PARENTS = (
    ("Mrs", "Mother"),
    ("Mr", "Father"),
    ("Ms", "Grandmother"),
    ("Stacey", "Mother"),
    ("Amir", "Step-father"),
    ("Joanna", "Aunt (special guardian)"),
)
CODED = {
    "sen_status": {"none": ("None", "No SEN"), "sen_support": ("SEN support", "K"), "ehc_plan": ("EHCP", "EHC plan", "E")},
    "social_care": {"none": ("None", "None"), "early_help": ("Early Help",), "child_in_need": ("Child in Need", "CIN"), "child_protection": ("CP plan", "Child Protection")},
    "gender": {"male": ("Male", "M", "male"), "female": ("Female", "F", "female")},
    "provider_type": {"mainstream": ("Mainstream school",), "pru_or_ap_academy": ("PRU", "AP academy"), "alternative_provider": ("Alternative provider",)},
    "decision": {"continue": ("Continue as planned",), "return_to_school": ("Return to school",), "end_early": ("End early",), "extend": ("Extend",), "change_provision": ("Change the provision",)},
}  # fmt: skip
_YES_NO = ("coordinator_discussed", "looked_after", "free_school_meals", "parents_agree", "safeguarding_confirmed", "risk_assessment", "headteacher_signed",
           "receiving_school_agrees", "information_shared", "parents_attended", "safeguarding_concerns")  # fmt: skip
PICKED = frozenset({*CODED, *_YES_NO})
"""What is picked, not written: "N/A" there is no answer."""


@dataclass(frozen=True, slots=True)
class Office:
    """How one school's office writes."""

    dates: str = "slash"
    yes: tuple[str, str] = ("Yes", "No")
    blanks: float = 0.06
    primary: bool = False
    says: tuple[tuple[str, str], ...] = ()
    """Answers of this form's own, by field."""


@dataclass(frozen=True, slots=True)
class Fill:
    """Answers as written, the codes of those that are picked from a list, and what is none of ours."""

    answers: dict[str, str]
    codes: dict[str, str]
    others: dict[str, str]


def written(day: date, style: str, draw: Random) -> str:
    """Return a date in an office's manner; `any` draws one each time."""
    if style == "any":
        style = draw.choice(("slash", "short", "dots", "ordinal", "words", "brief"))
    nth = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return {
        "slash": f"{day:%d/%m/%Y}", "short": f"{day.day}/{day.month}/{day:%y}", "dots": f"{day:%d.%m.%Y}", "ordinal": f"{day.day}{nth} {day:%B %Y}",
        "words": f"{day.day} {day:%B %Y}", "brief": f"{day.day}{nth} {day:%b %Y}".replace("Sep ", "Sept "), "dash": f"{day:%d-%m-%y}", "spaced": f"{day:%d} / {day:%m} / {day:%Y}",
    }[style]  # fmt: skip


def upn(draw: Random) -> str:
    """Return a Unique Pupil Number with the check letter that fits (weights 2 to 13, remainder of 23)."""
    digits = f"8{draw.randrange(10, 99)}{draw.randrange(10**9):09d}"
    return _CHECK[sum(int(digit) * weight for weight, digit in enumerate(digits, 2)) % 23] + digits


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


def fill(seed: str, form: str, office: Office) -> Fill:
    """Invent what one form says, the same each time for a `seed`."""
    draw = Random(f"fourth {seed}")
    codes = _codes(draw)
    provider, codes["provider_type"] = draw.choice(_PROVIDERS)
    boy = codes["gender"] == "male"
    forename = draw.choice(_BOYS if boy else _GIRLS)
    words = {
        "n": forename,
        "he": "he" if boy else "she",
        "him": "him" if boy else "her",
        "his": "his" if boy else "her",
        "He": "He" if boy else "She",
    }
    answers = {name: _say(draw.choice(said), words) for name, said in _words().items() if said}
    answers |= _people(draw, form, office, forename, provider, codes)
    answers |= _days(draw, form, office)
    for name, code in codes.items():
        answers[name] = draw.choice(CODED[name][code]) if name in CODED else office.yes[0 if code == "yes" else 1]
    for name in _idle(codes):
        answers.pop(name, None)
    keep = {
        "pupil_forename",
        "pupil_surname",
        "school_name",
        "provider_name",
        "reason",
        "case_reference",
        "review_date",
        "receiving_school_name",
    }
    for name in list(answers):
        if name not in keep and draw.random() < office.blanks:
            answers.pop(name), codes.pop(name, None)
    for name, said in office.says:
        answers[name] = _say(said, words)
        codes.pop(name, None)
    return Fill(answers, {name: code for name, code in codes.items() if name in answers}, _others(draw, forename))


def _idle(codes: dict[str, str]) -> list[str]:
    """What is not asked further once a question has been denied."""
    idle = {"safeguarding_details": codes["safeguarding_concerns"] == "no", "virtual_school_contact": codes["looked_after"] == "no", "ehcp_coordinator": codes["sen_status"] != "ehc_plan",
            "social_worker_name": codes["social_care"] == "none", "social_worker_contact": codes["social_care"] == "none"}  # fmt: skip
    return [name for name, is_idle in idle.items() if is_idle]


def _codes(draw: Random) -> dict[str, str]:
    """Pick from the lists."""
    codes: dict[str, str] = {name: draw.choice(("yes", "no")) if name in {"parents_agree", "free_school_meals", "parents_attended", "risk_assessment"}
                             else ("yes" if draw.random() < 0.78 else "no") for name in _YES_NO}  # fmt: skip
    for name in ("looked_after", "safeguarding_concerns"):
        codes[name] = draw.choice(("no", "no", "yes"))
    codes["gender"] = draw.choice(("male", "female"))
    codes["sen_status"] = draw.choice(("none", "sen_support", "sen_support", "ehc_plan"))
    codes["social_care"] = draw.choice(("none", "early_help", "child_in_need", "child_protection"))
    codes["decision"] = draw.choice(tuple(CODED["decision"]))
    return codes


def _say(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text


def _mail(name: str, place: str) -> str:
    parts = [part for part in name.replace(".", " ").split() if part not in {"Mr", "Mrs", "Ms", "Miss", "Dr"}]
    host = "".join(letter for letter in place.lower() if letter.isalpha())[:14]
    return f"{parts[0][0].lower()}.{parts[-1].lower()}@{host}.example.org"


def _phone(draw: Random) -> str:
    return draw.choice(("07700 900{:03d}", "01632 960{:03d}", "01632 960 {:03d}", "07700900{:03d}")).format(
        draw.randrange(100, 999)
    )


def _people(
    draw: Random, form: str, office: Office, forename: str, provider: str, codes: dict[str, str]
) -> dict[str, str]:
    family = draw.choice(_FAMILIES)
    staff = draw.sample(_STAFF, 9)
    school = draw.choice(_PRIMARY if office.primary else _SECONDARY)
    other = draw.choice([name for name in _SECONDARY if name != school])
    parent_family = family if draw.random() < 0.7 else draw.choice(_FAMILIES)
    title, related = draw.choice(_PARENTS)
    post = draw.choice(_POSTS)
    number = draw.randrange(3, 7) if office.primary else draw.randrange(7, 12)
    half = draw.choice((0.5, 1, 1.5, 2.5, 3))
    count = draw.randrange(1, 6)
    return {
        "school_name": school, "school_urn": str(draw.randrange(999100, 999999)), "laestab": f"999/{draw.randrange(2000, 4999)}",
        "school_contact_name": staff[0], "school_contact_role": post, "school_email": _mail(staff[0], school), "school_phone": _phone(draw),
        "headteacher_name": staff[1], "area": draw.choice(_AREAS), "coordinator_name": draw.choice(_COORDINATORS),
        "pupil_forename": forename, "pupil_surname": family, "preferred_name": forename[:3] if len(forename) > 5 else forename,
        "upn": upn(draw), "year_group": draw.choice(("{}", "Y{}", "Year {}")).format(number), "home_language": draw.choice(_LANGUAGES), "ethnicity": draw.choice(_ORIGINS),
        "ehcp_coordinator": "Tessa Whitby", "virtual_school_contact": "Martin Ojo, virtual school", "social_worker_name": "Debbie Lane", "social_worker_contact": "01632 960411",
        "attendance_percent": draw.choice(("{}%", "{}", "{}.4%")).format(draw.randrange(58, 97)), "suspensions_count": str(count), "suspension_days": f"{count * half:g}",
        "parent_name": f"{title} {parent_family}", "parent_relationship": related,
        "parent_email": f"{parent_family.lower().replace(' ', '').replace(chr(39), '')}{draw.randrange(10, 99)}@mail.example.org", "parent_phone": _phone(draw), "parent_address": draw.choice(_HOMES).replace(" \\ ", "\n"),
        "provider_name": provider, "provider_urn": str(draw.randrange(999100, 999999)), "provider_address": draw.choice(_PLACES).replace(" \\ ", "\n"),
        "provider_contact": f"{staff[2]}, {_phone(draw)}", "safeguarding_lead": staff[3], "link_person": staff[4],
        "days_per_week": draw.choice(("5", "3", "4", "2", "2.5")), "hours_per_week": draw.choice(("25", "15", "18", "12.5", "21")), "attendance_code": draw.choice(("B", "D")),
        "review_interval_weeks": draw.choice(("6", "6 weeks", "4", "every 6 weeks", "5 weeks")),
        "declared_by": staff[0], "declared_role": post, "completed_by": staff[5],
        "receiving_school_name": other, "receiving_school_urn": str(draw.randrange(999100, 999999)), "receiving_headteacher_name": staff[6],
        "case_reference": make(FormKind.OFF_SITE_DIRECTION, draw),
    }  # fmt: skip


def _days(draw: Random, form: str, office: Office) -> dict[str, str]:
    declared = date(2026, 11, 30) - timedelta(days=draw.randrange(3, 18))
    start = declared + timedelta(days=draw.randrange(12, 60))
    start += timedelta(days=(7 - start.weekday()) % 7)
    weeks = draw.choice((6, 8, 10, 12))
    held = declared - timedelta(days=2)
    days = {
        "date_of_birth": date(2026 - (9 if office.primary else 14), 1, 1) + timedelta(days=draw.randrange(700)),
        "coordinator_discussed_date": declared - timedelta(days=draw.randrange(2, 12)), "parents_informed_date": declared - timedelta(days=draw.randrange(1, 9)),
        "parent_signed_date": declared - timedelta(days=1), "start_date": start, "end_date": start + timedelta(days=weeks * 7 - 3),
        "first_review_date": start + timedelta(days=draw.randrange(24, 40)), "reintegration_date": start + timedelta(days=weeks * 7),
        "declared_date": declared, "move_start_date": start, "trial_end_date": start + timedelta(days=84),
        "review_date": held if form == "review_outcome" else start + timedelta(days=42), "next_review_date": held + timedelta(days=draw.randrange(30, 42)),
        "new_end_date": held + timedelta(days=77), "completed_date": declared,
    }  # fmt: skip
    return {name: written(day, office.dates, draw) for name, day in days.items()}


def _others(draw: Random, forename: str) -> dict[str, str]:
    """What the forms ask that is none of our questions."""
    return {
        "n": forename, "person": draw.choice(("Jean Tolley", "Mr B Apted", "Wendy Carr")), "phone": _phone(draw), "count": str(draw.randrange(2, 9)),
        "yes": draw.choice(("Yes", "No")), "day": written(date(2026, 9, 1) + timedelta(days=draw.randrange(60)), "slash", draw),
        "meal": draw.choice(("Halal", "Vegetarian", "None")), "ref": f"AP{draw.randrange(1000, 9999)}", "level": draw.choice(("Low", "Medium")),
        "doctor": draw.choice(("Dr Pym, Weir Street Surgery", "Eastley Health Centre")), "size": draw.choice(("Age 13-14", "Medium", "32 inch")),
    }  # fmt: skip
