"""The languages letters are written in: English stands in templates/letters/, another in a folder of its code there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outputs.letters.errors import LetterError
from outputs.letters.wording import day, with_weekday
from outputs.typesetting import TEMPLATES

ENGLISH = "en-GB"
"""BCP 47, as HTML, PDF and Word want it."""
ROOT = TEMPLATES / "letters"


def folder_of(language: str, root: Path = ROOT) -> Path:
    """Return the folder of the letters in this language (BCP 47: "cy" for Welsh), whether it is there or not."""
    return root if language == ENGLISH else root / language


def languages(root: Path = ROOT) -> tuple[str, ...]:
    """Return the languages that have a folder, English first."""
    return (ENGLISH, *sorted(path.name for path in root.iterdir() if path.is_dir()))


def in_words(value: date, language: str, *, weekday: bool = False) -> str:
    """Return a date as letters in this language write it: "4 March 2026", "Wednesday 4 March 2026"."""
    if language == ENGLISH:
        return with_weekday(value) if weekday else day(value)
    from babel.dates import format_date

    # The order of every language of Britain: the day, the month, the year.
    return format_date(value, "EEEE d MMMM y" if weekday else "d MMMM y", locale=language.replace("-", "_"))


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on a letter's page around the letter itself."""

    our_reference: str
    page: str
    of: str


def page_words(language: str, root: Path = ROOT) -> PageWords:
    """Return the words of a page in this language. Raises LetterError when their file is missing or lacks one."""
    try:
        return PageWords(**tomllib.loads((folder_of(language, root) / "_page.toml").read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        place = "_page" if language == ENGLISH else f"{language}/_page"
        raise LetterError(place, "the words of the page cannot be read", _LIKE_ENGLISH, ending="toml") from error


_LIKE_ENGLISH = "It has three lines, as the English one: our_reference, page and of"


def is_known(language: str) -> bool:
    """Whether the days and months of this language (BCP 47) are known."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
