"""The picture of a digest as data for templates/digest.typ: placements as bars on a time line, a few to a page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from outputs.letters.digests import Bar
from outputs.letters.errors import LetterError
from outputs.letters.languages import ENGLISH, ROOT, folder_of, in_words

Data = dict[str, object]

_TO_A_PAGE = 17
"""Bars that stay legible on a page of A4 laid across."""
_BACK, _AHEAD = timedelta(days=300), timedelta(days=400)
"""How far from today the picture reaches at most."""


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The words in and around the picture, in the language of the letters."""

    title: str
    first_day: str
    last_day: str
    not_known: str
    held: str
    due: str
    overdue: str
    today: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The placements as they stand on a day, with the words to say so."""

    bars: tuple[Bar, ...]
    today: date
    words: PictureWords
    language: str


def picture_words(language: str, root: Path = ROOT) -> PictureWords:
    """Return the picture's words in this language. Raises LetterError when their file is missing or lacks one."""
    try:
        return PictureWords(**tomllib.loads((folder_of(language, root) / "_picture.toml").read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        place = "_picture" if language == ENGLISH else f"{language}/_picture"
        names = ", ".join(field.name for field in fields(PictureWords))
        raise LetterError(
            place, "the words of the picture cannot be read", f"It has: {names}", ending="toml"
        ) from error


def picture_data(picture: Picture) -> Data:
    """Return the data of templates/digest.typ: places are parts of the width, from 0 to 1."""
    scale = _Scale.of(picture)
    bars = sorted(picture.bars, key=lambda bar: (bar.start or picture.today, bar.reference))
    words = picture.words
    return {
        "title": words.title,
        "legend": {name: getattr(words, name) for name in ("held", "due", "overdue", "today")},
        "today": scale.place(picture.today),
        "months": [
            {"at": scale.place(day), "name": _month(day, picture.language)} for day in _months(scale.first, scale.last)
        ],
        "pages": [
            {"alt": _alt(page, picture), "bars": [_bar(bar, scale, words) for bar in page]} for page in _pages(bars)
        ],
    }


@dataclass(frozen=True, slots=True)
class _Scale:
    """From the first day of the picture to the day after its last."""

    first: date
    last: date

    @classmethod
    def of(cls, picture: Picture) -> _Scale:
        days = [picture.today, picture.today + timedelta(days=60)]
        for bar in picture.bars:
            days += [day for day in (bar.start, bar.end, *(each.day for each in bar.reviews)) if day]
        first = max(min(days), picture.today - _BACK).replace(day=1)
        last = min(max(days), picture.today + _AHEAD)
        return cls(first, (last.replace(day=1) + timedelta(days=32)).replace(day=1))

    def place(self, day: date) -> float:
        return round((day - self.first) / (self.last - self.first), 5)


def _months(first: date, last: date) -> Iterator[date]:
    day = first
    while day < last:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _month(day: date, language: str) -> str:
    """A month's short name, and the year where one begins."""
    from babel.dates import format_date

    return format_date(day, "MMM y" if day.month == 1 else "MMM", locale=language.replace("-", "_"))


def _pages(bars: Sequence[Bar]) -> Iterator[tuple[Bar, ...]]:
    rest = iter(bars)
    while page := tuple(islice(rest, _TO_A_PAGE)):
        yield page


def _bar(bar: Bar, scale: _Scale, words: PictureWords) -> Data:
    start = scale.place(bar.start) if bar.start else None
    end = scale.place(bar.end + timedelta(days=1)) if bar.end else None
    return {
        "label": _label(bar),
        "school": bar.school,
        "known": bool(bar.start or bar.end),
        "not_known": words.not_known,
        "from": max(start, 0.0) if start is not None else 0.0,
        "to": min(end, 1.0) if end is not None else 1.0,
        # Where a bar goes on beyond the picture, or nobody knows where it begins or ends.
        "open_left": start is None or start < 0,
        "open_right": end is None or end > 1,
        "reviews": [
            {"at": at, "state": each.state.value} for each in bar.reviews if 0 <= (at := scale.place(each.day)) <= 1
        ],
    }


def _label(bar: Bar) -> str:
    return f"{bar.reference} ({bar.initials})" if bar.initials else bar.reference


def _alt(bars: Sequence[Bar], picture: Picture) -> str:
    """All that the picture of a page shows, for who does not see it."""
    words, language = picture.words, picture.language

    def said(day: date | None) -> str:
        return in_words(day, language) if day else words.not_known

    lines = [f"{words.title}. {words.today}: {said(picture.today)}."]
    for bar in bars:
        about = ", ".join(filter(None, (_label(bar), bar.school)))
        reviews = [f"{getattr(words, each.state.value)}: {said(each.day)}" for each in bar.reviews]
        told = (f"{words.first_day}: {said(bar.start)}", f"{words.last_day}: {said(bar.end)}", *reviews)
        lines.append(f"{about}. {'; '.join(told)}.")
    return " ".join(lines)
