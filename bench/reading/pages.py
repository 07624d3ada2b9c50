"""A school's own form as HTML, laid out in one of several ways, for other people's programs to print or save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from types import MappingProxyType

from bench.reading.habits import Habit
from proposals.question import Kind
from samples.answers import Case

_CSS = """body{font:10.5pt %s;margin:14mm}h1{font-size:15pt}h2{font-size:12.5pt;margin:14pt 0 4pt}
table{border-collapse:collapse;width:100%%}td,th{padding:3pt 5pt;text-align:left;vertical-align:top}
.grid td{border:1px solid #333}.l{font-weight:bold}.wide td{width:25%%}.plain td.l{width:38%%;font-weight:normal}
.box{border:1px solid #555;min-height:14pt;padding:3pt 5pt;margin-bottom:6pt;white-space:pre-wrap}p{margin:4pt 0}
.sq{display:inline-block;width:9pt;height:9pt;border:1px solid #000;text-align:center;line-height:9pt;font-size:9pt}
"""


def shown(case: Case, name: str, ticks: str) -> str:
    """Return an answer as HTML; choices as words, as glyphs, as drawn boxes or with the others struck out."""
    question = case.form.question(name)
    answer = case.answers.get(name, "")
    options = {"yes": "Yes", "no": "No"} if question.kind is Kind.YES_NO else {
        choice.code: choice.label for choice in question.choices
    }  # fmt: skip
    if not options or not answer:
        return escape(answer).replace("\n", "<br>")
    if ticks == "words" or (ticks == "struck" and question.kind is not Kind.YES_NO):
        return escape(options[answer])
    if ticks == "struck":
        return " / ".join(label if code == answer else f"<s>{label}</s>" for code, label in options.items())
    if ticks == "drawn":
        return " &nbsp; ".join(
            f'<span class="sq">{"X" if code == answer else "&nbsp;"}</span> {escape(label)}'
            for code, label in options.items()
        )
    return " &nbsp; ".join(f"{'☒' if code == answer else '☐'} {escape(label)}" for code, label in options.items())


def page(case: Case, habit: Habit, layout: str, ticks: str = "words", font: str = "Arial, sans-serif") -> str:
    """Return the whole form."""
    body = "".join(LAYOUTS[layout](case, habit, ticks))
    head = f"<meta charset='utf-8'><title>{escape(habit.title)}</title><style>{_CSS % font}</style>"
    return f"<html><head>{head}</head><body><h1>{escape(habit.title)}</h1>{_PREAMBLE}{body}</body></html>"


_PREAMBLE = (
    "<p><i>Please complete every section and return this form to the inclusion team before the placement.</i></p>"
)


def _grid(case: Case, habit: Habit, ticks: str, style: str = "grid") -> Iterator[str]:
    for heading, rows in habit.sections:
        yield f"<h2>{escape(heading)}</h2><table class='{style}'>"
        for label, name in rows:
            yield f"<tr><td class='l'>{escape(label)}</td><td>{shown(case, name, ticks)}</td></tr>"
        yield "</table>"


def _plain(case: Case, habit: Habit, ticks: str) -> Iterator[str]:
    yield from _grid(case, habit, ticks, "plain")


def _pairs(case: Case, habit: Habit, ticks: str) -> Iterator[str]:
    """Short answers two pairs a row, long ones across."""
    for heading, rows in habit.sections:
        yield f"<h2>{escape(heading)}</h2><table class='grid wide'>"
        short = [row for row in rows if case.form.question(row[1]).kind is not Kind.LONG_TEXT]
        for place in range(0, len(short), 2):
            cells = "".join(
                f"<td class='l'>{escape(label)}</td><td>{shown(case, name, ticks)}</td>"
                for label, name in short[place : place + 2]
            )
            yield f"<tr>{cells}{'' if len(short) - place > 1 else '<td></td><td></td>'}</tr>"
        for label, name in rows:
            if case.form.question(name).kind is Kind.LONG_TEXT:
                yield f"<tr><td class='l'>{escape(label)}</td><td colspan='3'>{shown(case, name, ticks)}</td></tr>"
        yield "</table>"


def _above(case: Case, habit: Habit, ticks: str) -> Iterator[str]:
    """Each label above a box."""
    for heading, rows in habit.sections:
        yield f"<h2>{escape(heading)}</h2>"
        for label, name in rows:
            yield f"<div class='l'>{escape(label)}</div><div class='box'>{shown(case, name, ticks)}</div>"


def _lines(case: Case, habit: Habit, ticks: str) -> Iterator[str]:
    for heading, rows in habit.sections:
        yield f"<h2>{escape(heading)}</h2>"
        for label, name in rows:
            yield f"<p><b>{escape(label.rstrip('?:'))}:</b> {shown(case, name, ticks)}</p>"


def _inside(case: Case, habit: Habit, ticks: str) -> Iterator[str]:
    """Label and answer in one cell, the answer below."""
    for heading, rows in habit.sections:
        yield f"<table class='grid'><tr><td><b>{escape(heading)}</b></td></tr>"
        for label, name in rows:
            yield f"<tr><td><b>{escape(label)}</b><br>{shown(case, name, ticks)}</td></tr>"
        yield "</table><br>"


LAYOUTS: MappingProxyType[str, Callable[[Case, Habit, str], Iterator[str]]] = MappingProxyType(
    {"grid": _grid, "plain": _plain, "pairs": _pairs, "above": _above, "lines": _lines, "inside": _inside}
)
