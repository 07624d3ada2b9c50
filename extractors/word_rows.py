"""Rows of a Word file's tables: each cell's text, its column, and how it is set."""

from __future__ import annotations

from lxml import etree

from extractors.pieces import Place, Row
from extractors.word_parts import W
from extractors.word_switches import is_on, is_prompt
from extractors.word_words import marked_text, settled, shaded


def row_of(cells: list[etree._Element], where: Place) -> Row:
    """Return the row that these cells make."""
    texts: list[str] = []
    columns: list[int] = []
    bold: list[bool] = []
    inside: list[bool] = []
    column = 0
    for cell in cells:
        if not _continued(cell):
            texts.append("" if _prompts(cell) else _cell_text(cell))
            columns.append(column)
            runs = _runs(cell)
            bold.append(bool(runs) and (_is_bold(runs[0]) or shaded(cell.find(f"{W}tcPr/{W}shd"))))
            inside.append(bool(runs) and _is_bold(runs[0]) and not _is_bold(runs[-1]))
        column += _span(cell)
    continues = bool(cells) and _continued(cells[0])
    return Row(tuple(texts), where, tuple(columns), continues, bold=tuple(bold), inside=tuple(inside))


def _runs(cell: etree._Element) -> list[etree._Element]:
    """The runs of a cell that say something."""
    said = (text.getparent() for text in cell.iter(f"{W}t") if (text.text or "").strip())
    return [run for run in said if run is not None]


def _is_bold(run: etree._Element) -> bool:
    switch = run.find(f"{W}rPr/{W}b")
    return switch is not None and is_on(switch.get(f"{W}val"))


def _prompts(cell: etree._Element) -> bool:
    """Tell whether a cell stands within a control that shows its prompt."""
    above = cell.getparent()
    control = above.getparent() if above is not None and above.tag == f"{W}sdtContent" else None
    return control is not None and is_prompt(control)


def _continued(cell: etree._Element) -> bool:
    """Tell whether a cell is the lower part of a merged one."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _span(cell: etree._Element) -> int:
    """How many columns a cell takes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = span.get(f"{W}val", "1") if span is not None else "1"
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 1


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(settled(line)[0] for line in marked_text(cell).split("\n")).strip()
