"""What stands on a form besides its questions: letterhead, notes, tables of incidents, signatures, the office's boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.reading.wild.blocks import Block, Cell, Para, Run, Table, said, words

if TYPE_CHECKING:
    from bench.reading.wild.hand import Hand
    from bench.reading.wild.pools import Half


def head_and_foot(chance: Random, half: Half, school: str, title: str) -> tuple[tuple[str, ...], str]:
    """Return the lines of a letterhead and of a foot: the school's own, or none."""
    known = {
        "school": school, "title": title, "street": chance.choice(half.people["letterheads"]), "n": chance.randint(1, 5),
        "tel": f"01632 961{chance.randrange(1000):03d}",
    }  # fmt: skip
    notes: Mapping[str, list[str]] = half.forms["notes"]
    head = tuple(line.format(**known) for line in chance.choice(notes["heads"]))
    foot = chance.choice(notes["feet"]).format(**known)
    return head, foot


def tables(chance: Random, half: Half, hand: Hand, part: str) -> tuple[Block, ...]:
    """Return a log of incidents or of attendance, which some forms have in this part."""
    notes: Mapping[str, list[str]] = half.forms["notes"]
    if part == "purpose" and chance.random() < 0.25:
        rows = [notes["incident_heads"]]
        rows += [
            [hand.day(_earlier(chance)), *chance.choice(half.forms["notes"]["incidents"])]
            for _ in range(chance.randint(2, 4))
        ]
        return (Para((Run(chance.choice(notes["incident_titles"]), bold=True),)), _grid(rows, (20, 50, 30)))
    if part == "needs" and chance.random() < 0.2:
        rows = [notes["attendance_heads"]]
        rows += [
            [term, f"{chance.uniform(40, 99):.1f}", str(chance.randint(0, 20)), str(chance.randint(0, 9))]
            for term in notes["terms"]
        ]
        return (Para((Run(chance.choice(notes["attendance_titles"]), bold=True),)), _grid(rows, (40, 20, 20, 20)))
    return ()


def close(chance: Random, half: Half, hand: Hand) -> tuple[Block, ...]:
    """Return what stands at a form's end: a privacy notice, boxes for the office."""
    notes: Mapping[str, list[str]] = half.forms["notes"]
    made: list[Block] = []
    privacy = chance.choice(notes["privacy"])
    if privacy:
        made.append(Para((Run(privacy),), "small"))
    if chance.random() < 0.35:
        received = hand.day(date(2026, 11, 25))
        row = [
            chance.choice(notes["office"]),
            *(f"{label} {received if at == 0 else ''}".strip() for at, label in enumerate(notes["office_boxes"])),
        ]
        made.append(_boxes(row, across=notes["office_shape"] == ["row"]))
    return tuple(made)


def _boxes(texts: list[str], *, across: bool) -> Table:
    if across:
        return Table((tuple(said(text) for text in texts),), (100 // len(texts),) * len(texts))
    return Table(tuple((said(text),) for text in texts), (100,), "outer")


def _grid(rows: list[list[str]], widths: tuple[int, ...]) -> Table:
    first = tuple(Cell(words(text, bold=True), shade="#eeeeee") for text in rows[0])
    return Table((first, *(tuple(said(text) for text in row) for row in rows[1:])), widths)


def _earlier(chance: Random) -> date:
    return date(2026, 9, 7) + timedelta(days=chance.randrange(60))
