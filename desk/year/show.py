"""`offsite demo --year`: an invented school year on the desk, its table, its picture, and what was missed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from desk.year.life import Lived
    from desk.year.oracle import Letter, Verdict
    from desk.year.story import Year
    from desk.year.weekly import Digest
    from proposals.council import Council

PICTURE = "year"
_SHOWN = 20
"""Of letters that are missing or too many so many are named."""


def run_year(into: Path, placements: int, seed: int) -> Exit:
    """Live through a year in the folder `into`, which is made anew; FAILED when a letter was missed or doubled.

    Raises DemoError when the folder holds something else.
    """
    from desk.demo import set_stage
    from desk.year.life import live
    from desk.year.oracle import compare
    from desk.year.story import tell
    from desk.year.weekly import owed
    from flows.stations import open_stations

    out, started = console(), time.perf_counter()
    stage = set_stage(into)
    with open_stations(stage.settings) as stations:
        council = stations.council
        year = tell(placements, seed, council)
        with _days(out, year) as told:
            lived = live(year, stations, told)
    verdict = compare(year, council.limits, lived.letters)
    out.print(_table(year, lived, council))
    _draw(into, year, lived, verdict, council)
    judge(out, verdict)
    weekly = judge_digests(out, owed(year, council), lived.digests)
    out.print(f"The year as a picture: {into / PICTURE}.pdf and {PICTURE}.png")
    out.print(f"Look further: offsite cases --config {stage.config}")
    out.print(f"Done in {time.perf_counter() - started:.0f} seconds; nothing left this machine.")
    return Exit.OK if verdict.sound and weekly else Exit.FAILED


@contextmanager
def _days(out: Console, year: Year) -> Iterator[Callable[[date], None]]:
    """Show the day that is lived through; without a terminal, the first of each month."""
    months: set[int] = set()
    with out.status("The year begins") as status:

        def told(day: date) -> None:
            status.update(f"{day:%A %d %B %Y}: {len(year.stories)} placements")
            if day.month not in months and not out.is_terminal:
                out.print(f"{day:%B %Y}")
            months.add(day.month)

        yield told


def _table(year: Year, lived: Lived, council: Council) -> object:
    from desk.year.picture import Kept, marks

    started = Counter(_month(story.start) for story in year.stories)
    reviews = Counter((_month(mark.on), mark.state) for mark in marks(year, lived, council))
    letters: Counter[date] = Counter()
    for day, count in lived.letters_by_day.items():
        letters[_month(day)] += count
    headings = ("Month", "Placements begun", "Reviews: on time", "late", "missing", "Letters sent")
    shown = table(*headings, title="The year")
    for column in shown.columns[1:]:
        column.justify = "right"
    months = sorted({*started, *letters, *(month for month, _ in reviews)})
    rows = [(month, started[month], *(reviews[month, state] for state in Kept), letters[month]) for month in months]
    for month, *counts in rows:
        shown.add_row(f"{month:%B %Y}", *(str(count) for count in counts))
    shown.add_section()
    shown.add_row("All", *(str(sum(column)) for column in list(zip(*rows, strict=True))[1:]))
    return shown


def _month(day: date) -> date:
    return day.replace(day=1)


def _draw(into: Path, year: Year, lived: Lived, verdict: Verdict, council: Council) -> None:
    from desk.year.picture import TEMPLATE, picture
    from outputs.typesetting import typeset, typeset_png

    data = picture(year, lived, verdict, council)
    written = datetime.combine(year.runs[-1], datetime.min.time(), UTC)
    (into / f"{PICTURE}.pdf").write_bytes(typeset(TEMPLATE, data, written=written))
    (into / f"{PICTURE}.png").write_bytes(typeset_png(TEMPLATE, data))


def judge(out: Console, verdict: Verdict) -> None:
    """What the check found: it reckons from the story alone which letters are owed."""
    if verdict.sound:
        out.print(f"The check: {verdict.owed} letters were owed; each went out once, on its day.")
        return
    out.print(f"The check: {verdict.owed} letters were owed, and not all went out once, on their day.")
    for what, letters in (("not sent on its day", verdict.missing), ("sent and not owed", verdict.stray)):
        _name(out, what, letters)


def judge_digests(out: Console, owed: tuple[Digest, ...], sent: tuple[Digest, ...]) -> bool:
    """Say whether each coordinator had one digest a week, with the counts that the story calls for; return it."""
    missing, stray = Counter(owed) - Counter(sent), Counter(sent) - Counter(owed)
    if not missing and not stray:
        out.print(
            f"The digests: {len(owed)} were owed to the coordinators; each went out once a week, its counts right."
        )
        return True
    out.print(f"The digests: {len(owed)} were owed to the coordinators, and not all went out once and counted right.")
    for what, digests in (("owed", missing), ("sent", stray)):
        for each in sorted(digests.elements())[:_SHOWN]:
            counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in each.counts._asdict().items())
            out.print(f"  {what}: to {each.to}, {each.on}: {counts}")
    return False


def _name(out: Console, what: str, letters: tuple[Letter, ...]) -> None:
    for each in letters[:_SHOWN]:
        out.print(f"  {what}: {each.kind.replace('_', ' ')} to {each.to}, placement {each.placement}, {each.on}")
    if len(letters) > _SHOWN:
        out.print(f"  and {len(letters) - _SHOWN} more")
