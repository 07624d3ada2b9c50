"""Draws a form at random: which parts and questions, in which words, answered in whose habits, and the truth of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bench.reading.wild.asides import close, head_and_foot, tables
from bench.reading.wild.form import Form, Item, Part, Style
from bench.reading.wild.hand import Hand
from bench.reading.wild.pools import Extra, Half, Options
from bench.reading.wild.values import Facts, Value, draw
from proposals.forms import FORMS
from proposals.question import Kind, Question
from proposals.reading import FormKind

_ASIDE = {"reason_move": "reason", "move_review_date": "review_date"}
"""Entries of the word lists that ask another form's question in words of their own."""
_KINDS = ("off_site_direction", "off_site_direction", "off_site_direction", "managed_move", "review_outcome")
_ALWAYS = {
    "school_name", "school_phone", "school_email", "pupil_forename", "pupil_surname", "full_name", "provider_name", "start_date", "end_date",
    "placement_dates", "receiving_school_name", "move_start_date", "case_reference", "decision", "review_date",
}  # fmt: skip
"""What every form asks; the school's telephone among them because the letterhead has another."""
_FOLLOWS = ("If ", "Why", "Date of that")
"""How a label begins that leans on the one before: nothing comes between."""
_PROSE = {Kind.TEXT, Kind.LONG_TEXT}


def compose(half: Half, chance: Random, fields: str, picks: tuple[str, ...]) -> Form:
    """Return a form drawn from `half`; `fields` says which boxes it is filled in by, `picks` what its program can draw."""
    return _Composer(half, chance, fields, picks).form()


class _Composer:
    def __init__(self, half: Half, chance: Random, fields: str, picks: tuple[str, ...]) -> None:
        self.half, self.chance = half, chance
        self.kind = chance.choice(_KINDS)
        self.facts: Facts = draw(chance, self.kind, half.people)
        self.hand = Hand(chance, half.habits, half.sentences, self.facts)
        words = half.forms["words"]
        pupil, provider = chance.choice(words["pupils"]), chance.choice(words["providers"])
        self.words = {"p": pupil, "P": pupil.capitalize(), "v": provider, "V": provider[:1].upper() + provider[1:]}
        self.questions: Mapping[str, Question] = {
            question.name: question for question in FORMS[FormKind(self.kind)].questions()
        }
        self.truth: dict[str, str] = {}
        self.idle: list[str] = []
        self.headed = chance.random() < 0.85
        self.numbering, self.all = self._habit("numbers"), 0
        self.yes = self._habit("yes")
        self.style = self._style(fields, picks)
        self.options: dict[str, Options] = {}

    def _habit(self, name: str) -> object:
        return self.chance.choice(self.half.habits[name])

    def _style(self, fields: str, picks: tuple[str, ...]) -> Style:
        able = [pick for pick in self.half.habits["picks"] if pick in picks]
        return Style(
            self.chance.choice(able), self._habit("ticks"), self._habit("looks"), self._habit("ends"), self._habit("shades"),
            self.chance.random() < 0.12, self.chance.random() < 0.6, fields, self.chance.random() < 0.4, str(self._habit("boxes")),
        )  # fmt: skip

    def form(self) -> Form:
        """Draw the whole form."""
        plan = self.half.forms[self.kind]
        title = self._worded(self.chance.choice(plan["titles"]))
        order = self.chance.choice(plan["orders"])
        parts = tuple(self._part(name, place) for place, name in enumerate(order, start=1))
        school = str(self.facts.values["school_name"])
        head, foot = head_and_foot(self.chance, self.half, school, title)
        notes = self.half.forms["notes"]
        intro = tuple(self.chance.sample(notes["intro"], self.chance.choice([0, 1, 2])))
        return Form(
            self.kind, title, head, foot, intro, parts, close(self.chance, self.half, self.hand), self.style, self.truth, tuple(self.idle),
            self._habit("fonts"), self.chance.choice([9.5, 10, 10.5, 11]), self._habit("accents"),
        )  # fmt: skip

    def _worded(self, text: str) -> str:
        return text.replace("(s)", "\0").format(**self.words).replace("\0", "(s)")

    def _part(self, name: str, place: int) -> Part:
        plan = self.half.forms["parts"][name]
        heading = self._worded(self.chance.choice(plan["headings"]))
        used: set[str] = set()
        groups: list[list[Item]] = []
        at = 0
        for entry in self._asked(plan["asks"]):
            items = self._items(entry, used)
            if items and groups and items[0].label.startswith(_FOLLOWS):
                groups[-1] += items
            elif items:
                groups.append(items)
        for extra in self.half.extras.get(name, ()):
            if self.chance.random() < 0.12:
                groups.insert(self.chance.randint(0, len(groups)), [self._extra(extra)])
        if name == "declaration" and self.truth.get("declared_by") and self.chance.random() < 0.4:
            signed = "".join(word[0] for word in self.truth["declared_by"].split() if word[0].isupper())
            groups.insert(0, [Item(str(self._habit("signatures")), "short", signed)])
        made = []
        for item in (item for group in groups for item in group):
            at, self.all = at + 1, self.all + 1
            made.append(self._numbered(item, place, at))
        intro = (
            self.chance.choice(self.half.forms["notes"]["part_intros"])
            if self.headed and self.chance.random() < 0.15
            else ""
        )
        return Part(
            heading if self.headed else "",
            self._worded(intro),
            tuple(made),
            tables(self.chance, self.half, self.hand, name),
        )

    def _numbered(self, item: Item, place: int, at: int) -> Item:
        number = str(self.numbering).format(part=place, item=at, all=self.all, letter=chr(96 + (at - 1) % 26 + 1))
        return replace(item, number=number)

    def _asked(self, entries: list[str]) -> list[str]:
        asked: list[str] = []
        for entry in entries:
            for name in self.chance.choice(entry.split("|")).split("+"):
                question = self.questions.get(_ASIDE.get(name, name))
                needed = question is None or question.required
                leave_out = 0.08 if needed else 0.4
                if name in _ALWAYS or self.chance.random() > leave_out:
                    asked.append(name)
        for child, parent in (
            ("coordinator_discussed_date", "coordinator_discussed"),
            ("safeguarding_details", "safeguarding_concerns"),
        ):
            if child in asked and parent not in asked:
                asked.remove(child)
        return asked

    def _label(self, name: str, used: set[str]) -> str:
        pool = [label for label in self.half.labels[name] if self.headed or not label.startswith("~")]
        free = [label for label in pool if self._worded(label.lstrip("~")).casefold() not in used]
        label = self._worded(self.chance.choice(free).lstrip("~"))
        used.add(label.casefold())
        return label

    def _items(self, entry: str, used: set[str]) -> list[Item]:
        compound = {
            "full_name": self._full_name,
            "suspensions": self._suspensions,
            "placement_dates": self._dates,
            "declared": self._declared,
        }
        if entry in compound:
            return [Item(self._label(entry, used), "short", compound[entry](), name=entry)]
        name = _ASIDE.get(entry, entry)
        question = self.questions[name]
        return [replace(self._answered(question, self._label(entry, used), entry), name=entry)]

    def _answered(self, question: Question, label: str, entry: str) -> Item:
        name = question.name
        if question.kind in {Kind.YES_NO, Kind.CHOICE}:
            return self._pick(question, label)
        kind = {Kind.LONG_TEXT: "long", Kind.DATE: "date"}.get(question.kind, "short")
        known: Value | None = self.facts.values.get(name)
        if known is None and question.kind is Kind.LONG_TEXT and self._has_long(name):
            known = self.hand.long(entry)
        hint = (
            str(self._habit("hints"))
            if kind == "short" and question.kind is Kind.TEXT and self.chance.random() < 0.05
            else ""
        )
        if known is None:
            written = str(self._habit("undated" if kind == "date" else "blanks"))
            if question.kind in _PROSE and written not in {"", "-"}:
                self.truth[name] = written
                self.idle.append(name)
            return Item(label, kind, written, hint)
        written = self.hand.value(name, known)
        self.truth[name] = _plain(question, known, written)
        return Item(label, kind, written, hint)

    def _has_long(self, name: str) -> bool:
        if name == "safeguarding_details":
            return bool(self.facts.values["safeguarding_concerns"])
        return name in self.half.sentences or name in _ASIDE.values()

    def _pick(self, question: Question, label: str) -> Item:
        value = self.facts.values.get(question.name)
        if question.kind is Kind.YES_NO:
            options, codes = tuple(self.yes), (True, False)
        else:
            drawn = self.chance.choice(self.half.options[question.name])
            options, codes = drawn.words, drawn.codes
        chosen = codes.index(value) if value in codes else None
        if chosen is not None:
            self.truth[question.name] = {True: "yes", False: "no"}.get(value, str(value))
        aside = str(self._habit("asides")) if self.style.picks in {"ticks", "ticks_after", "strike"} else ""
        aside = "" if ("tick" in aside) != self.style.picks.startswith("ticks") or self.style.fields else aside
        typed = (
            self.style.picks == "typed"
            and not self.style.fields
            and question.kind is Kind.YES_NO
            and chosen is not None
        )
        written = f"{options[chosen]}{self._habit('tails')}" if typed else ""
        return Item(label, "pick", written, aside.strip(" ()"), options, chosen)

    def _extra(self, extra: Extra) -> Item:
        if extra.answers == ("yn",):
            return Item(self._worded(extra.label), "pick", "", "", tuple(self.yes), self.chance.choice([0, 1]))
        answer = self.chance.choice(extra.answers)
        if answer == "DATE":
            answer = self.hand.day(date(2026, 9, 2) + timedelta(days=self.chance.randrange(70)))
        return Item(self._worded(extra.label), "short", answer)

    # One box for two questions

    def _full_name(self) -> str:
        first, last = str(self.facts.values["pupil_forename"]), str(self.facts.values["pupil_surname"])
        self.truth |= {"pupil_forename": first, "pupil_surname": last}
        return str(self.hand.ways["names"]).format(first=first, last=last, LAST=last.upper())

    def _suspensions(self) -> str:
        count, days = self.facts.values["suspensions_count"], self.facts.values["suspension_days"]
        self.truth |= {"suspensions_count": f"{count}", "suspension_days": f"{days:g}"}
        return str(self.hand.ways["pairs"]).format(n=count, d=f"{days:g}")

    def _dates(self) -> str:
        start, end = self.facts.values["start_date"], self.facts.values["end_date"]
        self.truth |= {"start_date": f"{start:%Y-%m-%d}", "end_date": f"{end:%Y-%m-%d}"}
        return str(self.hand.ways["spans"]).format(a=self.hand.day(start), b=self.hand.day(end))

    def _declared(self) -> str:
        name, role = str(self.facts.values["declared_by"]), str(self.facts.values["declared_role"])
        self.truth |= {"declared_by": name, "declared_role": role}
        return str(self.hand.ways["people"]).format(name=name, role=role)


def _plain(question: Question, known: Value, written: str) -> str:
    """Return what is true in the plainest spelling, so that the truth leans on nobody's reading of a hand."""
    if isinstance(known, date):
        return f"{known:%Y-%m-%d}"
    if isinstance(known, bool):
        return "yes" if known else "no"
    if isinstance(known, int | float):
        return f"{known:g}"
    return written if question.kind in _PROSE else known
