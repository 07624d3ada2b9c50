"""A designer's empty form, written as a text file, and the same form filled in.

A line is one row, and its first mark says how it is laid out: `#` a heading, `##` a lesser one, `>` guidance, `-` plain
words, `!` a row of a table that asks nothing, `|` label and answer side by side, `^` labels in a row above their answers, `.` label and answer in
one cell, `:` a line to write on, `?` a question over a box, `+` a question with a column for each choice. Questions of a row are set apart by ` ;; `. A question is `Label = what goes there
[choices]`: a field of ours, a sentence with fields in braces, or words in quotes, which answer none of our questions.
` \\ ` breaks a label's line and ` ~~ ` begins small print under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bench.reading.fourth.fill import PICKED

HERE = Path(__file__).resolve().parent
_FIELD = re.compile(r"\{(\w+)\}")
_CHOICES = re.compile(r"\s*\[([^\]]*)\]$")
_HINTS = {
    "yes": "yes",
    "no": "no",
    "y": "yes",
    "n": "no",
    "male": "male",
    "female": "female",
    "m": "male",
    "f": "female",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to pick from."""

    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One question with its answer; `fields` are ours that the answer belongs to."""

    label: str
    note: str = ""
    text: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether anything was written or picked."""
        return bool(self.text) or any(choice.chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the outline."""

    mark: str
    text: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent, and what a careful clerk would enter."""

    form: str
    rows: tuple[Row, ...]
    truth: dict[str, str]


def form_of(designer: str) -> str:
    """Return which of our forms an outline stands for: its first line."""
    return (HERE / "outlines" / f"{designer}.txt").read_text(encoding="utf-8").splitlines()[0].strip()


def filled(designer: str, answers: dict[str, str], codes: dict[str, str], others: dict[str, str]) -> Filled:
    """Fill a designer's form in: `answers` as written, `codes` of the choices, `others` for what is none of ours."""
    lines = (HERE / "outlines" / f"{designer}.txt").read_text(encoding="utf-8").splitlines()
    truth: dict[str, str] = {}
    rows = tuple(_row(line, answers, codes, others, truth) for line in lines[1:] if line.strip())
    return Filled(lines[0].strip(), rows, truth)


def _row(
    line: str, answers: dict[str, str], codes: dict[str, str], others: dict[str, str], truth: dict[str, str]
) -> Row:
    mark, _, rest = line.partition(" ")
    if mark in {"#", "##", ">", "-"}:
        return Row(mark, _FIELD.sub(lambda found: others[found[1]], rest.strip()))
    if mark == "!":
        return Row(mark, cells=tuple(Cell(part.strip()) for part in rest.split(";;")))
    return Row(mark, cells=tuple(_cell(part, answers, codes, others, truth) for part in rest.split(" ;; ")))


def _cell(
    part: str, answers: dict[str, str], codes: dict[str, str], others: dict[str, str], truth: dict[str, str]
) -> Cell:
    label, said, value = part.strip().rpartition(" = ")
    if not said:
        raise ValueError(f"no answer in {part!r}: write `Label = field`")
    label, _, note = label.partition(" ~~ ")
    label = label.strip().replace(" \\ ", "\n")
    found = _CHOICES.search(value)
    value = _CHOICES.sub("", value).strip()
    if found:
        if value.startswith('"'):
            value = _FIELD.sub(lambda name: others[name[1]], value)
        return _chosen(label, note, value, found[1].split("|"), codes, truth)
    if value.startswith('"'):
        return Cell(label, note, _FIELD.sub(lambda name: others[name[1]], value.strip('"')).replace(" \\ ", "\n"))
    names = _FIELD.findall(value) or [value]
    given = {name: answers[name] for name in names if answers.get(name)}
    if len(given) < len(names):
        return Cell(label, note)
    truth.update(
        {name: codes.get(name, text) for name, text in given.items() if not (name in PICKED and name not in codes)}
    )
    shown = _FIELD.sub(lambda name: given[name[1]], value) if "{" in value else given[value]
    return Cell(label, note, shown.replace(" \\ ", "\n"), (), tuple(names))


def _chosen(
    label: str, note: str, value: str, offered: list[str], codes: dict[str, str], truth: dict[str, str]
) -> Cell:
    pairs = [
        (text, code or _HINTS.get(text.lower(), text))
        for text, _, code in (each.strip().partition("=") for each in offered)
    ]
    if value.startswith('"'):
        return Cell(label, note, "", tuple(Choice(text, text == value.strip('"')) for text, _ in pairs))
    code = codes.get(value)
    choices = tuple(Choice(text, code is not None and code == mine) for text, mine in pairs)
    if any(choice.chosen for choice in choices):
        truth[value] = str(code)
    return Cell(label, note, "", choices, (value,))


def title(filled: Filled) -> str:
    """Return what stands at the head of a form."""
    return filled.rows[0].text
