"""The forms of invented schools and councils in paper_sheets.toml, and how people answer on them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proposals.question import Kind
from samples.answers import Case

_WRITTEN = Path(__file__).with_suffix(".toml")
_ELSE = "= "
"""Before what is printed beside a label that no Question asks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One label, and the Question it asks or a text that answers none."""

    label: str
    question: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One school's or council's own form."""

    title: str
    preamble: tuple[str, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]

    @property
    def asked(self) -> frozenset[str]:
        """The Questions on it."""
        return frozenset(row.question for _, rows in self.sections for row in rows if row.question)


def load_sheet(name: str) -> Sheet:
    """Return the form `name`; raises KeyError when there is none."""
    data = tomllib.loads(_WRITTEN.read_text(encoding="utf-8"))[name]
    return Sheet(data["title"], tuple(data["preamble"].split("\n\n")), tuple(_sections(data["rows"])))


def _sections(written: str) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for part in written.strip().removeprefix("## ").split("\n## "):
        heading, *lines = part.splitlines()
        yield heading, tuple(_row(line) for line in lines)


def _row(line: str) -> Row:
    label, _, asked = line.partition(" | ")
    return Row(label, text=asked.removeprefix(_ELSE)) if asked.startswith(_ELSE) else Row(label, asked)


def options(case: Case, row: Row) -> dict[str, str]:
    """Return the answers that can be chosen, code and label; none where one writes."""
    if not row.question:
        return {}
    question = case.form.question(row.question)
    if question.kind is Kind.YES_NO:
        return {"yes": "Yes", "no": "No"}
    return {choice.code: choice.label for choice in question.choices}


def words(case: Case, row: Row, *, short: bool = False) -> str:
    """Return the answer in words; `short` as people abbreviate: K, CIN, Y."""
    if not row.question:
        return row.text
    answer = case.answers.get(row.question, "")
    question = case.form.question(row.question)
    if short and answer and question.kind is Kind.YES_NO:
        return answer[0].upper()
    if short and question.choices:
        return next((choice.also[0] for choice in question.choices if choice.code == answer), answer)
    return options(case, row).get(answer, answer)


def is_long(case: Case, row: Row) -> bool:
    """Tell whether the answer is a paragraph."""
    return bool(row.question) and case.form.question(row.question).kind is Kind.LONG_TEXT
