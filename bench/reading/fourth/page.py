"""A filled form as a web page, for Chromium to print."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bench.reading.fourth.outline import Cell, Choice, Filled, Row

_PARTS = 12


@dataclass(frozen=True, slots=True)
class PageLook:
    """One designer's habits on paper."""

    font: str = "Liberation Sans"
    size: float = 10
    css: str = ""
    picked: str = "box"
    colon: str = ""
    share: float = 0.4
    hand: str = ""
    """The font of what was typed in."""
    columns: int = 1
    comb: tuple[str, ...] = ()
    """Fields with a box for each letter."""


def page(filled: Filled, look: PageLook) -> str:
    """Return the page."""
    css = (f"@page{{size:A4;margin:13mm}}body{{font-family:'{look.font}';font-size:{look.size}pt;columns:{look.columns}}}"
           "table{border-collapse:collapse;width:100%;table-layout:fixed;margin:1.5mm 0}td{border:.4pt solid #555;padding:1mm 1.4mm;vertical-align:top}"
           "tr{break-inside:avoid}.l{background:#eee}.n{color:#888;font-size:80%;font-weight:normal}.v{overflow-wrap:anywhere;"
           f"{f'font-family:{chr(39)}{look.hand}{chr(39)};' if look.hand else ''}}}"
           "h1{font-size:160%;margin:0 0 3mm}h2{font-size:115%;margin:3mm 0 1mm}h3{font-size:105%;margin:2mm 0 1mm}.line{display:flex;gap:3mm;margin:1.6mm 0}"
           ".line .v{flex:1;border-bottom:.6pt dotted #222;min-width:12mm}.ring{border:1.2pt solid #b00;border-radius:50%;padding:0 1.2mm}"
           ".cb{display:inline-block;width:4mm;border:.5pt solid #777;text-align:center;margin-right:-.5pt}"
           ".sq{display:inline-block;width:2.6mm;height:2.6mm;border:.6pt solid #000;margin:0 1mm -.3mm 2mm;line-height:2.6mm;text-align:center;font-size:8pt}")  # fmt: skip
    return f"<!doctype html><meta charset=utf-8><title> </title><style>{css}{look.css}</style>{''.join(_blocks(filled, look))}"


def _blocks(filled: Filled, look: PageLook) -> list[str]:
    made: list[str] = []
    table: list[str] = []
    for place, row in enumerate(filled.rows):
        inside = _table_rows(row, look)
        if inside:
            table.append(inside)
            continue
        if table:
            made.append(f"<table>{''.join(table)}</table>")
            table.clear()
        tag = {"#": "h1" if not place else "h2", "##": "h3", ">": "p class=n", "-": "p"}.get(row.mark)
        made.append(f"<{tag}>{escape(row.text)}</{tag.split()[0]}>" if tag else _line(row, look))
    if table:
        made.append(f"<table>{''.join(table)}</table>")
    return made


def _label(cell: Cell, colon: str) -> str:
    note = f'<div class="n">{escape(cell.note)}</div>' if cell.note else ""
    return escape(cell.label + colon).replace("\n", "<br>") + note


def _answer(cell: Cell, look: PageLook) -> str:
    if cell.text and cell.fields and cell.fields[0] in look.comb:
        return "".join(f'<span class="cb">{escape(letter)}</span>' for letter in cell.text)
    if not cell.choices:
        return escape(cell.text).replace("\n", "<br>") or "&nbsp;"
    return {"strike": " / ", "ring": " &nbsp; ", "bold": " / "}.get(look.picked, " &nbsp; ").join(
        _choice(choice, look.picked, cell.answered) for choice in cell.choices
    )


def _choice(choice: Choice, how: str, answered: bool) -> str:
    text = escape(choice.text)
    match how:
        case "box":
            return f"{'☒' if choice.chosen else '☐'} {text}"
        case "shape":
            return f'<span class="sq">{"X" if choice.chosen else "&nbsp;"}</span>{text}'
        case "drawn":
            cross = (
                '<svg width=9 height=9 style="vertical-align:-1px"><path d="M.5 .5h8v8h-8z" fill="none" stroke="#000"/>'
                + ('<path d="M1 1L8 8M8 1L1 8" stroke="#000"/>' if choice.chosen else "")
            )
            return f"{text} {cross}</svg>"
        case "strike":
            return f"<s>{text}</s>" if answered and not choice.chosen else text
        case "ring":
            return f'<span class="ring">{text}</span>' if choice.chosen else text
        case "bold":
            return f"<b><u>{text}</u></b>" if choice.chosen else text
        case _:
            return f"{text} {'✓' if choice.chosen else ''}"


def _table_rows(row: Row, look: PageLook) -> str:
    if not row.cells or row.mark == ":":
        return ""
    size = len(row.cells)
    spread = [_PARTS // size] * (size - 1) + [_PARTS - _PARTS // size * (size - 1)]
    td = lambda kind, parts, inside: f'<td class="{kind}" colspan="{parts}">{inside}</td>'  # noqa: E731
    pairs = list(zip(row.cells, spread, strict=True))
    match row.mark:
        case "|":
            made = ""
            for cell, parts in pairs:
                left = max(1, round(parts * look.share))
                made += td("l", left, _label(cell, look.colon)) + td("v", parts - left, _answer(cell, look))
            return f"<tr>{made}</tr>"
        case "^":
            return f"<tr>{''.join(td('l', parts, _label(cell, look.colon)) for cell, parts in pairs)}</tr><tr>{''.join(td('v', parts, _answer(cell, look)) for cell, parts in pairs)}</tr>"
        case ".":
            return f"<tr>{''.join(td('v', parts, f'<b>{_label(cell, chr(58))}</b> {_answer(cell, look)}') for cell, parts in pairs)}</tr>"
        case "!":
            return f"<tr>{''.join(td('', parts, escape(cell.label)) for cell, parts in pairs)}</tr>"
        case "+":
            cell = row.cells[0]
            shown = "".join(
                td("v", 2, escape(choice.text) + (" ✓" if choice.chosen else "")) for choice in cell.choices
            )
            return f"<tr>{td('l', _PARTS - 2 * len(cell.choices), _label(cell, ''))}{shown}</tr>"
    return f"<tr>{td('l q', _PARTS, _label(row.cells[0], ''))}</tr><tr>{td('v big', _PARTS, _answer(row.cells[0], look))}</tr>"


def _line(row: Row, look: PageLook) -> str:
    return f'<div class="line">{"".join(f"<span class=k>{_label(cell, chr(58))}</span><span class=v>{_answer(cell, look)}</span>" for cell in row.cells)}</div>'


def write(filled: Filled, look: PageLook, to: Path) -> None:
    """Print a filled form to PDF with Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "form.html"
        source.write_text(page(filled, look), encoding="utf-8")
        run(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={to}",
            source.as_uri(),
        )


def convert(source: Path, to: Path) -> None:
    """Save a Word file as PDF with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        run(
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        )
        to.write_bytes((Path(folder) / f"{source.stem}.pdf").read_bytes())


def run(*words: str) -> None:
    """Run a program; it must succeed."""
    subprocess.run(words, check=True, capture_output=True, timeout=120)
