"""How `offsite check` shows its report to a person or a program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.check import CheckReport, read_form, report_on
from desk.console import console, table
from desk.exits import Exit

if TYPE_CHECKING:
    from rich.table import Table

    from flows.settings import Settings
    from proposals.council import Council

_WORDS = {
    "complete": "A complete {form}.",
    "incomplete": "An incomplete {form}.",
    "not_a_form": "This is not one of the council's forms.",
    "unreadable": "This file could not be read.",
}


def run_check(file: Path, settings: Callable[[], Settings], today: date, *, as_json: bool) -> Exit:
    """Print the report on `file` and return the exit code. `settings` are loaded while another process reads."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        council = beside.submit(_council, settings, today)
        found = read_form(file)
        report = report_on(found, council.result(), today)
    if as_json:
        sys.stdout.write(report.model_dump_json(indent=2) + "\n")
    else:
        _show(report)
    return report.exit_code


def _council(settings: Callable[[], Settings], today: date) -> Council:
    """The profile; the days on which nobody works are reckoned here too, as the first form would wait for them."""
    from flows.profile import load_council
    from proposals.bank_holidays import bank_holidays

    bank_holidays(today.year)
    return load_council(settings().council_folder)


def _show(report: CheckReport) -> None:
    out = console()
    out.print(_WORDS[report.outcome].format(form=(report.form or "").replace("_", " ")), style="bold")
    for problem in report.problems:
        out.print(f"  • {problem.field or 'file'}: {problem.message}")
    if report.fields:
        out.print(_fields(report))
    if report.findings:
        out.print(_findings(report))
    if report.form:
        out.print(f"Goes to: {report.routing.coordinator or 'the team'} (area {report.routing.area or 'not known'})")
        out.print(f"Reviews: {', '.join(report.reviews) or 'none can be reckoned'}")


def _fields(report: CheckReport) -> Table:
    lines = table("Question", "Understood", "Where", "Sure")
    for name, line in report.fields.items():
        value = "" if line.value is None else str(line.value)
        lines.add_row(name, value, line.where, f"{line.confidence:.0%}")
    return lines


def _findings(report: CheckReport) -> Table:
    lines = table("Point", "Result", "Because")
    for line in report.findings:
        lines.add_row(line.point, line.result.replace("_", " "), line.because)
    return lines
