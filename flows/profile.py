"""Reads a council's profile: profile.toml, and schools.csv beside it."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from pydantic import ValidationError

from proposals.council import Council


class ProfileError(Exception):
    """A council's profile cannot be used; the message names the file, the entry and the remedy."""


def load_council(folder: Path) -> Council:
    """Return the profile in `folder`. Raises ProfileError when a file is missing or an entry is wrong."""
    path = folder / "profile.toml"
    try:
        profile = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ProfileError(f"There is no profile at {path}. Copy one from councils/ and change it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path} cannot be read as TOML: {error}.") from error
    try:
        return Council.model_validate({**profile, "schools": _schools(folder / "schools.csv")})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "profile"
        raise ProfileError(f"In {folder}, {where}: {first['msg']}. Correct it and try again.") from error


def _schools(path: Path) -> list[dict[str, object]]:
    """Each line of the list, its empty cells left out; other names stand in one cell, apart by semicolons."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [_school(line) for line in csv.DictReader(lines)]


def _school(line: dict[str, str | None]) -> dict[str, object]:
    cells: dict[str, object] = {name: value.strip() for name, value in line.items() if value and value.strip()}
    if "also" in cells:
        cells["also"] = [name.strip() for name in str(cells["also"]).split(";") if name.strip()]
    return cells
