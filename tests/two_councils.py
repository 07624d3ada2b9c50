"""A second invented council beside the first, on one installation: schools of the same names, and other addresses."""

from __future__ import annotations

from pathlib import Path

from flows.settings import COUNCILS

CODES = ("exampleshire", "northshire")
_RENAMED = (
    (".example.org", ".north.example.org"),
    ("exampleshire", "northshire"),
    ("Exampleshire", "Northshire"),
    ("Market Square", "Moor Street"),
)


def write_councils(folder: Path) -> dict[str, Path]:
    """Write a profile and a settings file for both councils to `folder`; return the settings files by code."""
    return {code: _write(folder, code) for code in CODES}


def _write(folder: Path, code: str) -> Path:
    profile = folder / "profiles" / code
    profile.mkdir(parents=True)
    for file in ("profile.toml", "schools.csv"):
        text = (COUNCILS / "exampleshire" / file).read_text(encoding="utf-8")
        if code == "northshire":
            for ours, theirs in _RENAMED:
                text = text.replace(ours, theirs)
        (profile / file).write_text(text, encoding="utf-8")
    config = folder / f"{code}.toml"
    config.write_text(f'council = "profiles/{code}"\nhome = "homes/{code}"\n', encoding="utf-8")
    return config
