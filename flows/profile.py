"""Reads a council's profile: profile.toml, and schools.csv beside it."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mailboxes.headers import is_address
from proposals.correspondence import Copies, CopyTo
from proposals.council import Council

_TOO_MANY = "more cells than columns"


class ProfileError(Exception):
    """A council's profile cannot be used; the message names the file, the entry and the remedy."""


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a council is told from others on one installation."""

    code: str
    desk_email: str


def load_identity(folder: Path) -> Identity:
    """Return who the profile in `folder` is of, and look at nothing else in it. Raises ProfileError."""
    path = folder / "profile.toml"
    profile = _profile(path)
    code, desk_email = profile.get("code"), profile.get("desk_email")
    if not (isinstance(code, str) and code and isinstance(desk_email, str) and desk_email):
        raise ProfileError(f"{path} lacks `code` or `desk_email`. Write each as a text in quotes.")
    return Identity(code, desk_email)


def load_council(folder: Path) -> Council:
    """Return the profile in `folder`. Raises ProfileError when a file is missing or an entry is wrong."""
    profile = _profile(folder / "profile.toml")
    listed = folder / "schools.csv"
    if listed.is_file():
        profile = {**profile, "schools": _schools(listed)}
    try:
        council = Council.model_validate(profile)
    except ValidationError as error:
        first = error.errors()[0]
        said = first["msg"].removeprefix("Value error, ")
        raise ProfileError(f"{_place(first['loc'], folder)}: {said}. Correct it and try again.") from error
    _check_correspondence(council, folder / "profile.toml")
    return council


def _check_correspondence(council: Council, path: Path) -> None:
    """Without known senders it is the council, not the desk, that says whether strangers are answered in full."""
    if council.knows_nobody and "answer" not in council.correspondence.model_fields_set:
        raise ProfileError(
            f"In {path}: the profile lists no school by its e-mail address or domain, so nobody can be told from a "
            'stranger. Write answer = "known" (everybody gets a receipt without content) or answer = "anybody" under '
            "[correspondence], or list the schools in schools.csv."
        )
    for address in _written_to(council):
        if not is_address(address):
            raise ProfileError(f"In {path.parent}: mail cannot be sent to {address!r} everywhere. Correct it.")
    if council.letters_language != Council.model_fields["letters_language"].default:
        # English is always there; to ask would import all that makes letters, for whoever checks one form only.
        _check_language(council.letters_language, path)
    for place, copies in enumerate(council.copies, start=1):
        _check_copies(copies, f"In {path}, copies.{place}")


def _check_language(language: str, path: Path) -> None:
    from outputs.letters.languages import languages

    if language not in languages():
        raise ProfileError(
            f"In {path}, letters_language: there is no folder templates/letters/{language}. Choose one of "
            f"{', '.join(languages())}, or write the letters in it (docs/letters.md)."
        )


def _check_copies(copies: Copies, place: str) -> None:
    from outputs.letters import LETTERS, Audience
    from outputs.letters.filling import read_letter

    letters = sorted(letter.NAME for letter in LETTERS)
    if copies.letter not in letters:
        raise ProfileError(f"{place}.letter: there is no letter {copies.letter!r}. Choose one of {', '.join(letters)}.")
    if CopyTo.SCHOOL in copies.to and read_letter(copies.letter).audience is not Audience.SCHOOL:
        raise ProfileError(f"{place}.to: {copies.letter} is for the council alone. Take “school” out.")


def _written_to(council: Council) -> Iterator[str]:
    """Every address of the profile that the desk may write to."""
    yield from (council.desk_email, *council.own_addresses)
    yield from (school.email for school in council.schools if school.email)
    yield from (word for each in council.copies for word in each.to if word not in set(CopyTo))


def _profile(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ProfileError(f"There is no profile at {path}. Copy one from councils/ and change it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path} cannot be read as TOML: {error}. Correct it and save it as UTF-8.") from error


def _place(where: tuple[int | str, ...], folder: Path) -> str:
    """Where an entry stands, as a person counts: the line of the list, or the number of the table."""
    listed = folder / "schools.csv"
    if where[:1] == ("schools",) and listed.is_file():
        number, *column = where[1:]
        return f"In {listed}, school {int(number) + 1}{''.join(f', column {name}' for name in column)}"
    entry = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    return f"In {folder / 'profile.toml'}{f', {entry}' if entry else ''}"


def _schools(path: Path) -> list[dict[str, object]]:
    """Each line of the list, its empty cells left out; other names stand in one cell, apart by semicolons."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines, restkey=_TOO_MANY, strict=True)
            return [_school(line, f"{path}, line {table.line_num}") for line in table if any(line.values())]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ProfileError(
            f"{path} cannot be read as a list: {error}. Save it as “CSV UTF-8 (comma delimited)”."
        ) from error


def _school(line: dict[str, Any], place: str) -> dict[str, object]:
    if _TOO_MANY in line:
        raise ProfileError(f"In {place} there are more cells than columns. Put a text with a comma in quotes.")
    cells: dict[str, object] = {name.strip(): value.strip() for name, value in line.items() if value and value.strip()}
    if "also" in cells:
        cells["also"] = [name.strip() for name in str(cells["also"]).split(";") if name.strip()]
    return cells
