"""How the open half of the forms are laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bench.reading.wild.blocks import Block, Cell, Para, Run, Table
from bench.reading.wild.flow import by, runs
from bench.reading.wild.form import Form, Item, Part
from bench.reading.wild.pen import Pen

_By = Callable[[Part, Pen], Iterator[Block]]


def _laid(lay: _By) -> Callable[[Form, Pen], list[Block]]:
    """Return a layout that sets part after part under its heading."""

    def layout(form: Form, pen: Pen) -> list[Block]:
        made: list[Block] = []
        for part in form.parts:
            if part.heading:
                made.append(Para((Run(part.heading),), "heading"))
            made += [
                *([Para((Run(part.intro, italic=True),), "small")] if part.intro else []),
                *lay(part, pen),
                *part.after,
            ]
        return made

    return layout


def _label(pen: Pen, item: Item, *, shade: bool = True, across: int = 1) -> Cell:
    return Cell((Para(pen.label(item)),), shade=pen.style.shade if shade else "", across=across)


def _answer(pen: Pen, item: Item, across: int = 1) -> Cell:
    return Cell(pen.answer(item), across=across)


def _grid(part: Part, pen: Pen) -> Iterator[Block]:
    """Label on the left, answer on the right."""
    if part.items:
        yield Table(tuple((_label(pen, item), _answer(pen, item)) for item in part.items), (36, 64))


def _rules(part: Part, pen: Pen) -> Iterator[Block]:
    """The same with lines between rows only, the label not shaded."""
    if part.items:
        yield Table(
            tuple((_label(pen, item, shade=False), _answer(pen, item)) for item in part.items), (42, 58), "rows"
        )


def _pairs(part: Part, pen: Pen) -> Iterator[Block]:
    """Two labels and two answers a row; long answers under their label, over the whole width."""
    rows: list[tuple[Cell, ...]] = []
    for run in runs(part.items):
        if run[0].long:
            for item in run:
                rows += [(_label(pen, item, across=4),), (_answer(pen, item, across=4),)]
            continue
        for pair in by(run, 2):
            cells = [cell for item in pair for cell in (_label(pen, item), _answer(pen, item))]
            if len(pair) == 1:
                cells[1] = _answer(pen, pair[0], across=3)
            rows.append(tuple(cells))
    if rows:
        yield Table(tuple(rows), (19, 31, 19, 31))


def _above(part: Part, pen: Pen) -> Iterator[Block]:
    """The label above a box with the answer."""
    for item in part.items:
        yield Para(pen.label(item))
        yield Table(((_answer(pen, item),),), (100,))


def _inside(part: Part, pen: Pen) -> Iterator[Block]:
    """Label and answer in one cell, short ones two a row."""
    rows: list[tuple[Cell, ...]] = []
    for run in runs(part.items):
        for items in by(run, 1 if run[0].long else 2):
            across = 2 if len(items) == 1 else 1
            rows.append(tuple(Cell((Para(pen.label(item)), *pen.answer(item)), across=across) for item in items))
    if rows:
        yield Table(tuple(rows), (50, 50))


def _lines(part: Part, pen: Pen) -> Iterator[Block]:
    """Label, colon and answer on a line; long answers beneath."""
    for item in part.items:
        label = pen.label(item)
        last = label[0]
        assert isinstance(last, Run)
        label = (
            Run(last.text if last.text.endswith(("?", ":", ".")) or item.hint else last.text + ":", bold=last.bold),
            *label[1:],
        )
        if item.kind == "long":
            yield Para(label)
            yield from (Para(para.parts, indent=4) for para in pen.answer(item))
        else:
            yield Para((*label, Run(" "), *pen.inline(item)))


def _dotted(part: Part, pen: Pen) -> Iterator[Block]:
    """The same typed over a dotted line."""
    for item in part.items:
        if item.kind in {"long", "pick"} or pen.style.fields:
            yield from _lines(Part("", "", (item,)), pen)
            continue
        label = pen.label(item, end=False)
        dots = max(4, 58 - len(item.label) - len(item.written))
        yield Para((*label, Run(": ....."), *pen.inline(item), Run("." * dots)))


def _heads(part: Part, pen: Pen) -> Iterator[Block]:
    """A row of labels over a row of answers, three a table; long ones as a table of two rows."""
    for run in runs(part.items):
        for items in by(run, 1 if run[0].long else 3):
            width = 100 // len(items)
            yield Table(
                (tuple(_label(pen, item) for item in items), tuple(_answer(pen, item) for item in items)),
                (width,) * len(items),
            )


def _numbered(part: Part, pen: Pen) -> Iterator[Block]:
    """Each question a bold line, its answer the paragraph under it."""
    for item in part.items:
        yield Para(pen.label(item, bold=True))
        yield from pen.answer(item)
        yield Para(())


def _grouped(form: Form, pen: Pen) -> list[Block]:
    """One table; the part's heading in a merged cell on the left."""
    made: list[Block] = []
    for part in form.parts:
        rows: list[tuple[Cell, ...]] = []
        for number, item in enumerate(part.items):
            cells = (_label(pen, item, shade=False), _answer(pen, item))
            if number == 0 and part.heading:
                cells = (
                    Cell((Para((Run(part.heading, bold=True),)),), down=len(part.items), shade=pen.style.shade),
                    *cells,
                )
            rows.append(cells)
        widths = (18, 32, 50) if part.heading else (36, 64)
        if rows:
            made.append(Table(tuple(rows), widths))
        made += part.after
    return made


LAYOUTS: Mapping[str, Callable[[Form, Pen], list[Block]]] = {
    "grid": _laid(_grid),
    "pairs": _laid(_pairs),
    "above": _laid(_above),
    "inside": _laid(_inside),
    "lines": _laid(_lines),
    "grouped": _grouped,
    "heads": _laid(_heads),
    "numbered": _laid(_numbered),
    "dotted": _laid(_dotted),
    "rules": _laid(_rules),
}
