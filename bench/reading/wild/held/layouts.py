"""HELD BACK. Whoever works on the reader does not look into this folder: how the held half of the forms are laid out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.reading.wild.blocks import Block, Cell, Field, Inline, Para, Run, Tab, Table
from bench.reading.wild.flow import by, runs
from bench.reading.wild.form import Form, Item, Part
from bench.reading.wild.pen import Pen

_GAPS = re.compile(r"\[(\w+)\]")
_UNSAID = {"", "—", "none", "not applicable", "tba", "to be confirmed"}
_By = Callable[[Part, Pen], Iterator[Block]]


def _heading(part: Part) -> list[Block]:
    made: list[Block] = [Para((Run(part.heading),), "heading", rule=True)] if part.heading else []
    return [*made, Para((Run(part.intro, size=0.9),))] if part.intro else made


def _laid(lay: _By) -> Callable[[Form, Pen], list[Block]]:
    def layout(form: Form, pen: Pen) -> list[Block]:
        return [block for part in form.parts for block in (*_heading(part), *lay(part, pen), *part.after)]

    return layout


def _label(pen: Pen, item: Item, across: int = 1, shade: str | None = None) -> Cell:
    return Cell((Para(pen.label(item)),), across=across, shade=pen.style.shade if shade is None else shade)


def _whole(form: Form, pen: Pen) -> list[Block]:
    """One table for the form: a head of "Question" and "Response", each part a shaded row across."""
    rows: list[tuple[Cell, ...]] = []
    after: list[Block] = []
    for part in form.parts:
        if part.heading:
            rows.append((Cell((Para((Run(part.heading, bold=True),)),), across=2, shade=pen.style.shade),))
        rows += [(_label(pen, item, shade=""), Cell(pen.answer(item))) for item in part.items]
        after += part.after
    head = tuple(
        Cell((Para((Run(word, bold=True, colour="#ffffff"),)),), shade="#444444") for word in ("Question", "Response")
    )
    return [Table((head, *rows), (44, 56)), *after]


def _three(part: Part, pen: Pen) -> Iterator[Block]:
    """Three columns: a number, the question, the reply."""
    rows = []
    for at, item in enumerate(part.items, start=1):
        number = item.number or str(at)
        rows.append(
            (Cell((Para((Run(number),)),)), _label(pen, replace(item, number=""), shade=""), Cell(pen.answer(item)))
        )
    if rows:
        yield Table(tuple(rows), (8, 37, 55), "rows")


def _banners(part: Part, pen: Pen) -> Iterator[Block]:
    """A shaded row for each label, its answer in the row beneath; short ones two abreast."""
    rows: list[tuple[Cell, ...]] = []
    for run in runs(part.items):
        for items in by(run, 1 if run[0].long else 2):
            across = 2 if len(items) == 1 else 1
            rows.append(tuple(_label(pen, item, across) for item in items))
            rows.append(tuple(Cell(pen.answer(item), across=across) for item in items))
    if rows:
        yield Table(tuple(rows), (50, 50))


def _nested(form: Form, pen: Pen) -> list[Block]:
    """A frame around each part, a table without lines inside it."""
    made: list[Block] = []
    for part in form.parts:
        inner = (
            [
                Table(
                    tuple((_label(pen, item, shade=""), Cell(pen.answer(item))) for item in part.items),
                    (40, 60),
                    "none",
                )
            ]
            if part.items
            else []
        )
        made += [Table(((Cell((*_heading(part), *inner)),),), (100,), "outer"), *part.after]
    return made


def _tabs(part: Part, pen: Pen) -> Iterator[Block]:
    """Label, tab, answer; what is long or to be ticked off a list stands indented below."""
    for item in part.items:
        if item.long:
            yield Para(pen.label(item))
            yield from (Para(para.parts, indent=12) for para in pen.answer(item))
        else:
            yield Para((*pen.label(item), Tab(46), *pen.inline(item)))


def _colon(label: Sequence[Inline]) -> tuple[Inline, ...]:
    last = label[-1]
    assert isinstance(last, Run)
    return (
        (*label, Run(" "))
        if last.text.rstrip().endswith((":", "?", "-", ")"))
        else (*label[:-1], replace(last, text=last.text + ":"), Run(" "))
    )


def _sides(part: Part, pen: Pen) -> Iterator[Block]:
    """Two columns of lines beside one another; what is long beneath, over both."""
    short = [item for item in part.items if not item.long]
    half = (len(short) + 1) // 2
    if short:
        columns = (short[:half], short[half:])
        yield Table(
            (
                tuple(
                    Cell(tuple(Para((*_colon(pen.label(item)), *pen.inline(item))) for item in column))
                    for column in columns
                ),
            ),
            (50, 50),
            "none",
        )
    for item in part.items:
        if item.long:
            yield Para(pen.label(item))
            yield from (Para(para.parts, indent=3) for para in pen.answer(item))


def _bullets(part: Part, pen: Pen) -> Iterator[Block]:
    """A list with bullets: label, dash, answer."""
    for item in part.items:
        label = pen.label(item, end=False)
        if item.kind == "long" and "\n" in item.written and not pen.style.fields:
            yield Para((*label, Run(":")), "bullet")
            yield from (Para(para.parts, indent=10) for para in pen.answer(item))
        else:
            yield Para((*label, Run(" – "), *pen.inline(item)), "bullet")


def _captions(part: Part, pen: Pen) -> Iterator[Block]:
    """The label small beneath its answer, as under a signature; what is long has its label above."""
    rows: list[tuple[Cell, ...]] = []
    for run in runs(part.items):
        if run[0].long:
            rows += [(Cell((Para(pen.label(item)), *pen.answer(item)), across=2),) for item in run]
            continue
        for items in by(run, 2):
            cells = tuple(
                Cell(
                    (
                        *pen.answer(item),
                        Para((*(replace(each, size=0.75) for each in pen.label(item) if isinstance(each, Run)),)),
                    )
                )
                for item in items
            )
            rows.append(cells if len(cells) == 2 else (replace(cells[0], across=2),))
    if rows:
        yield Table(tuple(rows), (50, 50))


def _checklist(part: Part, pen: Pen) -> Iterator[Block]:
    """A list of statements with a column for yes and one for no; then lines for the rest."""
    picks = [
        item for item in part.items if item.kind == "pick" and len(item.options) == 2 and item.options[0][0] in "Yy"
    ]
    follows = [item for item in part.items if item not in picks]
    if picks:
        head = tuple(
            Cell((Para((Run(word, bold=True),)),)) for word in ("Please tick", picks[0].options[0], picks[0].options[1])
        )
        yield Table((head, *((_label(pen, item, shade=""), *_columns(pen, item)) for item in picks)), (70, 15, 15))
    if follows:
        yield Table(tuple((_label(pen, item), Cell(pen.answer(item))) for item in follows), (40, 60), "rows")


def _columns(pen: Pen, item: Item) -> tuple[Cell, Cell]:
    made = []
    for index in (0, 1):
        on = index == item.chosen
        if pen.style.fields:
            box = pen.field(item, "check", "on" if on else "")
            part: Inline = Field(
                "check", box.value, name=box.name, tip=f"{item.label} {item.options[index]}" if box.tip else ""
            )
        else:
            part = pen.run("✓" if on else "")
        made.append(Cell((Para((part,), align="left"),)))
    return (made[0], made[1])


def _sentences(part: Part, pen: Pen) -> Iterator[Block]:
    """Sentences with the answers in their gaps, as far as there is one; lines for the rest."""
    left = list(part.items)
    for template in _templates():
        known = {
            item.name: item
            for item in left
            if item.name and item.kind != "pick" and item.written.lower() not in _UNSAID
        }
        names = _GAPS.findall(template)
        if all(name in known and not known[name].long for name in names):
            yield Para(tuple(_gaps(template, known, pen)))
            left = [item for item in left if item.name not in names]
    yield from _tabs(Part("", "", tuple(left)), pen)


def _gaps(template: str, known: Mapping[str, Item], pen: Pen) -> Iterator[Inline]:
    for at, piece in enumerate(_GAPS.split(template)):
        if at % 2 == 0:
            yield Run(piece)
        elif pen.style.fields:
            yield from pen.inline(known[piece])
        else:
            yield replace(pen.run(f" {known[piece].written} "), underline=True)


def _templates() -> list[str]:
    lines = (Path(__file__).resolve().parent / "gaps.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


LAYOUTS: Mapping[str, Callable[[Form, Pen], list[Block]]] = {
    "whole": _whole,
    "three": _laid(_three),
    "banners": _laid(_banners),
    "nested": _nested,
    "tabs": _laid(_tabs),
    "sides": _laid(_sides),
    "bullets": _laid(_bullets),
    "captions": _laid(_captions),
    "checklist": _laid(_checklist),
    "sentences": _laid(_sentences),
}
