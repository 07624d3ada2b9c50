"""Prints a document with Typst."""

from __future__ import annotations

import json
from pathlib import Path

from bench.reading.wild.blocks import LOOKS, Block, Cell, Document, Field, Inline, Para, Run, Tab, Table, Tick

_STAMP = 1795597200
_SIZES = {"title": 1.5, "heading": 1.15, "small": 0.82}
_CROSS = "place(line(start: (0pt, 0pt), end: (8pt, 8pt), stroke: 1.2pt)) + place(line(start: (8pt, 0pt), end: (0pt, 8pt), stroke: 1.2pt))"


def write(document: Document, to: Path) -> None:
    """Print `document`."""
    import typst

    to.write_bytes(typst.compile(source(document).encode(), timestamp=_STAMP))


def source(document: Document) -> str:
    """Return the document as Typst's markup."""
    head = "".join(f"align(right, text(size: .8em, {_quoted(line)})) + " for line in document.head)
    foot = f"text(size: 7pt, {_quoted(document.foot + '   ')})"
    if document.paged:
        foot += " + text(size: 7pt, context [Page #counter(page).display() of #counter(page).final().first()])"
    rules = (
        f"#set document(title: {_quoted(document.title)})\n"
        f"#set page(margin: (x: 18mm, top: 16mm, bottom: 18mm), footer: {foot})\n"
        f'#set text(font: ("{document.font}", "Liberation Sans", "DejaVu Sans"), size: {document.size * 0.95}pt, lang: "en", region: "GB")\n'
        "#set par(spacing: .65em)\n"
    )
    accent = f'rgb("{document.accent}")'
    body = "".join(f"#{_block(block, accent)}\n\n" for block in document.blocks)
    return rules + f"#({head}[])\n\n" + body


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(block: Block, accent: str) -> str:
    return _table(block, accent) if isinstance(block, Table) else _para(block, accent)


def _para(para: Para, accent: str) -> str:
    inside = _inside(para.parts)
    if para.look == "bullet":
        inside = f'text("• ") + {inside}'
    if para.look in _SIZES:
        more = f', weight: "bold", fill: {accent}' if para.look != "small" else ""
        inside = f"text(size: {_SIZES[para.look]}em{more}, {inside})"
    if para.align != "left":
        inside = f"align({para.align}, {inside})"
    above = ", above: 1.1em, sticky: true" if para.look == "heading" else ", spacing: .55em"
    indent = para.indent or (4 if para.look == "bullet" else 0)
    rule = ", stroke: (bottom: .6pt), outset: (bottom: 2pt), width: 100%" if para.rule else ""
    return f"block(inset: (left: {indent}mm){above}{rule}, {inside})"


def _inside(parts: tuple[Inline, ...]) -> str:
    at = next((index for index, part in enumerate(parts) if isinstance(part, Tab)), None)
    if at is not None:
        stop = parts[at]
        assert isinstance(stop, Tab)
        return f"grid(columns: ({stop.at}%, 1fr), {_inside(parts[:at])}, {_inside(parts[at + 1 :])})"
    return " + ".join(_part(part) for part in parts) or 'text(" ")'


def _part(part: Inline) -> str:
    match part:
        case Run():
            return _run(part)
        case Tick(on=on, look="drawn"):
            return f"box(baseline: 1pt, rect(width: 8pt, height: 8pt, inset: 0pt, stroke: .7pt{', ' + _CROSS if on else ''}))"
        case Tick(on=on, look=look):
            return f"text({_quoted(LOOKS[look][0 if on else 1])})"
        case Field(value=value):
            return f"text({_quoted(value)})"
        case Tab():
            return "h(1em)"


def _run(run: Run) -> str:
    how = (', weight: "bold"' if run.bold else "") + (', style: "italic"' if run.italic else "")
    how += (f', fill: rgb("{run.colour}")' if run.colour else "") + (f", size: {run.size}em" if run.size != 1 else "")
    made = f"text({_quoted(run.text)}{how})"
    if run.mark:
        made = f"highlight(fill: {'rgb(255, 255, 0)' if run.mark == 'yellow' else 'rgb(160, 240, 160)'}, {made})"
    for flag, name in ((run.underline, "underline"), (run.strike, "strike")):
        made = f"{name}({made})" if flag else made
    return (
        f"box(stroke: 1.1pt + rgb(30, 50, 150), radius: 50%, outset: (x: 3pt, y: 2.5pt), {made})" if run.ring else made
    )


def _table(table: Table, accent: str) -> str:
    stroke = {"grid": ".6pt + rgb(85, 85, 85)", "rows": "(bottom: .6pt + rgb(120, 120, 120))"}.get(table.lines, "none")
    columns = ", ".join(f"{width}fr" for width in table.widths)
    cells = ", ".join(_cell(cell, accent) for row in table.rows for cell in row)
    made = f"table(columns: ({columns},), inset: 4pt, stroke: {stroke}, {cells})"
    return f"block(stroke: 1pt, {made})" if table.lines == "outer" else made


def _cell(cell: Cell, accent: str) -> str:
    how = (f"colspan: {cell.across}, " if cell.across > 1 else "") + (
        f"rowspan: {cell.down}, " if cell.down > 1 else ""
    )
    how += f'fill: rgb("{cell.shade}"), ' if cell.shade else ""
    how += "" if any(isinstance(block, Table) for block in cell.blocks) else "breakable: false, "
    return f"table.cell({how}{' + '.join(_block(block, accent) for block in cell.blocks) or '[]'})"
