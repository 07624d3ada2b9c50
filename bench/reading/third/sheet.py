"""One invented form: its sections, how each question is worded, what was written, and the truth of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from bench.reading.third.extras import AGENCIES, ENCLOSURES, extra, office
from bench.reading.third.options import LONG, OPTIONAL, options_of
from bench.reading.third.outline import OUTLINES, Part, titles
from bench.reading.third.people import HERE, Case, case
from bench.reading.third.writing import date_as, school_year


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a form. `options` are printed choices, `chosen` which of them was marked."""

    label: str
    kind: str = "text"
    """text, long, date or choice."""
    written: str = ""
    options: tuple[str, ...] = ()
    chosen: int | None = None
    hint: str = ""
    field: str = ""
    """Ours, or empty for a question that our forms do not ask."""

    @property
    def yes_no(self) -> bool:
        """Whether the choices are Yes and No."""
        return len(self.options) == 2 and self.options[0].casefold() in {"yes", "y"}

    @property
    def answer(self) -> str:
        """The words of the answer."""
        return self.written if self.kind != "choice" else "" if self.chosen is None else self.options[self.chosen]


@dataclass(frozen=True, slots=True)
class Block:
    """A headed part of a form."""

    heading: str
    items: tuple[Item, ...]
    intro: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole form with its truth."""

    form: str
    title: str
    owner: str
    intro: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot: str
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is particular to one form, beside the seed of its words."""

    form: str = "off_site_direction"
    register: str = "sn"
    """Which kinds of wording are used: s short, n noun, q question."""
    outline: int = 0
    date_style: str = "slash"
    one_name: bool = False
    last_first: bool = False
    """With `one_name`: SURNAME, Forename, as the label says."""
    foreign: int = 3
    """How many questions are asked that our forms do not have."""
    number: str = ""
    """How questions are numbered: "" not, "1" 1 2 3, "1.1" by section, "Q" Q1."""
    mark: str = ""
    """What ends a label: "", ":" or " *"."""
    yes_words: tuple[str, str] = ("Yes", "No")
    dropped: float = 0.35
    """The share of optional questions that the form does not ask."""
    blank: float = 0.1
    """The share of optional questions left blank."""
    caps: bool = False
    """The family name in capitals."""


@cache
def labels() -> dict[str, dict[str, tuple[str, ...]]]:
    """Wordings by field and register, of labels.txt."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    name = ""
    for line in (HERE / "labels.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line[1:2] == " ":
            found[name][line[0]] = tuple(each.strip() for each in line[2:].split(" | "))
        else:
            name = line.strip()
            found[name] = {}
    return found


def _label(name: str, plan: Plan, source: Random) -> str:
    pools = labels()[name]
    return source.choice(pools[source.choice(plan.register)])


def build(plan: Plan, seed: str) -> Sheet:
    """Return the form of this plan, every draw taken from `seed`."""
    source = Random(seed)
    invented = case(source)
    outline = [each for each in OUTLINES if each.form == plan.form]
    chosen = outline[plan.outline % len(outline)]
    answers: dict[str, str] = {}
    numbers = _numbers(plan.number)
    used = set(source.sample(range(len(chosen.parts)), min(plan.foreign, len(chosen.parts))))
    blocks = []
    for index, part in enumerate(chosen.parts):
        items = list(_items(part, invented, plan, source, answers))
        if index in used and (added := extra(part.name, source)):
            label, kind, said, choices = added
            mark = source.randrange(len(choices)) if choices else None
            items.insert(source.randint(1, len(items)), Item(label, kind, said, choices, mark))
        if part.name == "family":
            items += _signature(invented, plan, seed, answers)
        heading, intro = titles(part.name, plan.form, source)
        blocks.append(Block(numbers("", index), tuple(
            replace(each, label=numbers(each.label, index) + plan.mark if not each.label.endswith("?") else numbers(each.label, index))
            for each in items), intro, part.name))  # fmt: skip
        blocks[-1] = replace(blocks[-1], heading=_heading(plan, index, heading))
    blocks = _foreign_blocks(blocks, plan, seed)
    if source.random() < 0.5:
        blocks.insert(
            source.choice((0, len(blocks))), Block("Office use only", office(source, plan.form, Item), "", "office")
        )
    title, owner, lines, foot = chosen.front(source)
    return Sheet(plan.form, title, owner, lines, tuple(blocks), foot, answers)


def _signature(invented: Case, plan: Plan, seed: str, answers: dict[str, str]) -> list[Item]:
    """A parent's signature and its date, on some of the forms."""
    source = Random(f"{seed} signature")
    if source.random() < 0.6:
        return []
    item = _item("parent_signed_date", invented, plan, source)
    answers["parent_signed_date"] = item.written
    return [
        Item("Signature of parent/carer", "text", invented.said["parent_name"].split(" ", 1)[1]),
        replace(item, field="parent_signed_date"),
    ]


def _foreign_blocks(blocks: list[Block], plan: Plan, seed: str) -> list[Block]:
    """Whole parts that our forms do not have: other agencies, a checklist of enclosures."""
    source = Random(f"{seed} foreign")
    if plan.form == "review_outcome":
        return blocks
    if source.random() < 0.4:
        agencies = tuple(Item(name, "text", source.choice(("", "", said))) for name, said in AGENCIES)
        blocks.insert(
            source.randint(2, len(blocks) - 2),
            Block("Other agencies involved", agencies, "Name and telephone number", "agencies"),
        )
    if source.random() < 0.4:
        enclosed = tuple(
            Item(name, "choice", "", plan.yes_words, source.choice((0, 0, 1))) for name in source.sample(ENCLOSURES, 3)
        )
        blocks.insert(len(blocks) - 1, Block("Checklist of enclosures", enclosed, "", "checklist"))
    return blocks


def _heading(plan: Plan, index: int, heading: str) -> str:
    shape = {"": "{0}", "1": "Part {2}: {0}", "1.1": "{1}. {0}", "Q": "Section {2} – {0}"}[plan.number]
    return shape.format(heading, index + 1, "ABCDEFGHIJKLMNOP"[index])


def _numbers(style: str) -> Callable[[str, int], str]:
    count = {"all": 0}

    def number(label: str, part: int) -> str:
        if not label or not style:
            return label
        if count.get("part") != part:
            count["part"], count["in"] = part, 0
        count["all"] += 1
        count["in"] += 1
        return {"1": f"{count['all']}. ", "1.1": f"{part + 1}.{count['in']} ", "Q": f"Q{count['all']} "}[style] + label

    return number


def _items(part: Part, invented: Case, plan: Plan, source: Random, answers: dict[str, str]) -> Iterator[Item]:
    names = list(part.fields)
    if plan.one_name and "pupil_forename" in names:
        names[names.index("pupil_forename")] = "pupil_name"
        names.remove("pupil_surname")
    for name in names:
        optional = name in OPTIONAL
        if optional and source.random() < plan.dropped:
            continue
        item = _item(name, invented, plan, source)
        field_name = {
            "reason_move": "reason",
            "move_review_date": "review_date",
            "review_attendance": "attendance_percent",
        }.get(name, name)
        blank = optional and source.random() < plan.blank
        if _does_not_apply(name, invented):
            blank = source.random() < 0.6
            item = replace(item, written=source.choice(("N/A", "n/a")))
            yield replace(item, written="" if blank else item.written, field=field_name)
            continue
        if blank:
            yield replace(item, written="", chosen=None, field=field_name)
            continue
        if name == "pupil_name":
            answers["pupil_forename"], answers["pupil_surname"] = (
                invented.said["pupil_forename"],
                invented.said["pupil_surname"],
            )
        else:
            answers[field_name] = invented.chosen.get(name, item.written)
        yield replace(item, field=field_name)


def _does_not_apply(name: str, invented: Case) -> bool:
    chosen = invented.chosen
    return (
        (name in {"coordinator_discussed_date", "coordinator_name"} and chosen["coordinator_discussed"] == "no")
        or (name == "ehcp_coordinator" and chosen["sen_status"] != "ehc_plan")
        or (name == "virtual_school_contact" and chosen["looked_after"] == "no")
        or (
            name in {"social_worker_name", "social_worker_contact"}
            and chosen["social_care"] == "none"
            and chosen["looked_after"] == "no"
        )
    )


def _item(name: str, invented: Case, plan: Plan, source: Random) -> Item:
    label = _label(name, plan, source)
    if name in invented.chosen:
        options, codes = options_of(name, invented.chosen[name], plan.yes_words, source)
        return Item(label, "choice", "", options, codes.index(invented.chosen[name]))
    if name in invented.dates:
        birth = name == "date_of_birth"
        return Item(label, "date", date_as(invented.dates[name], plan.date_style, source, birth=birth))
    if name == "pupil_name":
        first, last = invented.said["pupil_forename"], invented.said["pupil_surname"]
        if plan.last_first:
            return Item(f"{label} (SURNAME, first name)", "text", f"{last.upper()}, {first}")
        return Item(label, "text", f"{first} {last.upper() if plan.caps else last}")
    said = invented.said[name]
    if name == "year_group":
        said = school_year(said, source)
    if name == "pupil_surname" and plan.caps:
        said = said.upper()
    if name == "upn" and source.random() < 0.15:
        said = f"{said[0]} {said[1:4]} {said[4:8]} {said[8:]}"
    return Item(label, "long" if name in LONG else "text", said, hint=_hint(name, source))


_HINTS = {
    "reason": ("Describe what is happening now. Do not attach a separate sheet.", "Please be specific and give dates."),
    "previous_support": ("Include dates and say what changed.", "List each intervention and its effect"),
    "objectives": ("No more than three.", "These should be SMART."),
    "success_criteria": ("e.g. attendance, points, work completed",),
    "pupil_views": ("In the pupil's own words if possible",),
    "upn": ("13 characters",),
    "curriculum": ("Attach the timetable if you have one.",),
    "needs_met": ("Think about age, ability, SEN and welfare.",),
}


def _hint(name: str, source: Random) -> str:
    return source.choice(_HINTS[name]) if name in _HINTS and source.random() < 0.5 else ""
