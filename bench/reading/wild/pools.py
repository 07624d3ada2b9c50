"""Loads one half's words and habits: `open` for seeds below 1000, `held` from there on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from bench.reading.wild.blocks import Block
from bench.reading.wild.form import Form
from bench.reading.wild.pen import Pen

HERE = Path(__file__).resolve().parent
FIRST_HELD = 1000
"""Seeds from here draw from the held half."""
Layout = Callable[[Form, Pen], list[Block]]


@dataclass(frozen=True, slots=True)
class Options:
    """One way to word a choice: the codes in order, and the words beside their boxes."""

    codes: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extra:
    """Something that only the school wants to know."""

    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """All that one half of the forms is drawn from."""

    name: str
    labels: Mapping[str, tuple[str, ...]]
    options: Mapping[str, tuple[Options, ...]]
    extras: Mapping[str, tuple[Extra, ...]]
    sentences: Mapping[str, tuple[str, ...]]
    people: Mapping[str, list[str]]
    forms: Mapping[str, dict[str, object]]
    habits: Mapping[str, list[object]]
    layouts: Mapping[str, Layout]


@cache
def half(name: str) -> Half:
    """Return the half called `name`: open or held."""
    folder = HERE / name
    options: dict[str, tuple[Options, ...]] = {}
    for head, words in _lines(folder / "options.txt"):
        question, *codes = head.split()
        options[question] = (*options.get(question, ()), Options(tuple(codes), _split(words, " / ")))
    extras: dict[str, tuple[Extra, ...]] = {}
    for part, rest in _lines(folder / "extras.txt"):
        label, _, answers = rest.partition(" = ")
        extras[part] = (*extras.get(part, ()), Extra(label.strip(), _split(answers, "|")))
    layouts: Mapping[str, Layout] = import_module(f"bench.reading.wild.{name}.layouts").LAYOUTS
    return Half(
        name,
        {head: _split(rest, "|") for head, rest in _lines(folder / "labels.txt")},
        options,
        extras,
        {head: _split(rest, "|") for head, rest in _lines(folder / "sentences.txt")},
        _toml(folder / "people.toml"),
        _toml(folder / "forms.toml"),
        _toml(folder / "habits.toml"),
        layouts,
    )


def half_of(seed: int) -> str:
    """Return which half a seed draws from."""
    return "held" if seed >= FIRST_HELD else "open"


def _toml(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _lines(path: Path) -> list[tuple[str, str]]:
    lines = (
        line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    )
    return [(head.strip(), rest.strip()) for head, _, rest in (line.partition(": ") for line in lines)]


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(mark))
