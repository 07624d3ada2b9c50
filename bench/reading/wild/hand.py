"""Writes values down as people do: dates, telephone numbers, hours in words, a few sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from random import Random

from bench.reading.wild.values import Facts, Value

_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_THS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


class Hand:
    """The habits of one school, drawn once for a form."""

    def __init__(
        self, chance: Random, habits: Mapping[str, list[str]], sentences: Mapping[str, tuple[str, ...]], facts: Facts
    ) -> None:
        self.chance, self.sentences, self.facts = chance, sentences, facts
        kept = (
            "dates",
            "phones",
            "upns",
            "years",
            "percents",
            "counts",
            "days",
            "hours",
            "weeks",
            "names",
            "spans",
            "pairs",
            "people",
            "longs",
        )
        self.ways = {name: chance.choice(habits[name]) for name in kept}

    def day(self, day: date) -> str:
        """Return a date as this school writes dates."""
        return self.ways["dates"].format(
            d=day.day, m=day.month, Y=day.year, y=day.year % 100, th=_THS.get(day.day, "th"), month=f"{day:%B}", mon=f"{day:%b}", day=f"{day:%a}", weekday=f"{day:%A}",
        )  # fmt: skip

    def value(self, name: str, value: Value) -> str:
        """Return the value of a question as it is written."""
        if isinstance(value, date):
            return self.day(value)
        match name:
            case "school_phone" | "parent_phone":
                return grouped(str(value), self.ways["phones"])
            case "upn":
                return grouped(str(value), self.ways["upns"])
            case "year_group":
                return self._number("years", value)
            case "attendance_percent":
                return self._number("percents", value)
            case "suspensions_count":
                return self._number("counts", value)
            case "suspension_days" | "days_per_week":
                return self._number("days", value)
            case "hours_per_week":
                return self._number("hours", value)
            case "review_interval_weeks":
                return self._number("weeks", value)
        return str(value)

    def _number(self, way: str, value: Value) -> str:
        """A number and what it counts: one of a thing is no plural, and nothing is "none"."""
        said = self.ways[way].format(n=number(value), word=in_words(value))
        if value == 0 and "{word}" in self.ways[way]:
            return in_words(value)
        return re.sub(r"(1 |one )(day|hour|week|hr|wk)s\b", r"\1\2", said) if value == 1 else said

    def long(self, name: str, *, short: bool = False) -> str:
        """Return some sentences on a question."""
        pool = self.sentences[name]
        if name in {"timetable", "medical_needs", "attended_by", "safeguarding_details", "review_attendees"}:
            return self._named(self.chance.choice(pool))
        chosen = self.chance.sample(pool, self.chance.randint(1, 2 if short else min(4, len(pool))))
        lines = [self._named(each) for each in chosen]
        match self.ways["longs"]:
            case "lines":
                return "\n".join(lines)
            case "bullets" if len(lines) > 1:
                return "\n".join(f"• {line}" for line in lines)
            case "dashes" if len(lines) > 1:
                return "\n".join(f"- {line}" for line in lines)
            case "numbers" if len(lines) > 1:
                return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, start=1))
            case "letters" if len(lines) > 1:
                return "\n".join(f"{'abcdef'[at]}) {line}" for at, line in enumerate(lines))
        return " ".join(lines)

    def _named(self, text: str) -> str:
        they, them, their = ("she", "her", "her") if self.facts.girl else ("he", "him", "his")
        return text.format(
            f=self.facts.first, they=they, them=them, their=their, They=they.title(), Their=their.title()
        )


def grouped(text: str, way: str) -> str:
    """Return marks in groups: "5 6" is five and six."""
    made, at = [], 0
    for size in (int(each) for each in way.replace("-", " ").split()):
        made.append(text[at : at + size])
        at += size
    return ("-" if "-" in way else " ").join(part for part in made if part)


def number(value: Value) -> str:
    """Return a number without a needless nought behind its point."""
    return f"{float(value):g}" if isinstance(value, int | float) else str(value)


def in_words(value: Value) -> str:
    """Return a small number in words, halves too; a greater one in figures."""
    assert isinstance(value, int | float)
    whole = int(value)
    if value > 10:
        return number(value)
    if value == whole:
        return _WORDS[whole]
    return f"{_WORDS[whole]} and a half" if whole else "half"
