"""Forms as HTML in the layouts that school offices make, for Chromium to print and LibreOffice to save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import count
from types import MappingProxyType

from bench.reading.paper_sheets import Row, Sheet, is_long, options, words
from samples.answers import Case

Show = Callable[[Case, Row], str]

_CSS = """@page{size:A4;margin:16mm 15mm}body{font:%(size)spt/1.3 %(font)s;margin:0}h1{font-size:1.5em;margin:0 0 6pt}
h2{font-size:1.15em;margin:12pt 0 4pt}table{border-collapse:collapse;width:100%%}
td{padding:3pt 5pt;vertical-align:top;text-align:left}.ruled td{border:.75pt solid #000}
.ruled td.head{background:#d9e2ec;font-weight:bold}td.l{width:36%%}.bare td.l{color:#333;width:40%%}
.four{table-layout:fixed}.four .opt{white-space:normal}
.four td.l{width:22%%;font-weight:bold}.four td.v{width:28%%}.underlined td.v{border-bottom:.75pt solid #666}
.cols{column-count:2;column-gap:9mm}.pair{break-inside:avoid;margin:0 0 5pt}.pair b{display:block;font-size:.85em}
.typed{font-family:%(typed)s}ol{padding-left:18pt;margin:4pt 0}li{margin:0 0 7pt}li p{margin:2pt 0 0}
.ring{border:1.3pt solid #113;border-radius:50%%;padding:1pt 5pt}.opt{margin-right:12pt;white-space:nowrap}
svg{vertical-align:-1.5pt;margin-right:3pt}.small{font-size:.9em}.box{border:.75pt solid #777;padding:4pt}
"""


def typed(text: str) -> str:
    """Return an answer as somebody types it."""
    return f"<span class='typed'>{escape(text).replace(chr(10), '<br>')}</span>"


def in_words(case: Case, row: Row) -> str:
    """Every answer in words."""
    return typed(words(case, row))


def in_short(case: Case, row: Row) -> str:
    """Every answer in words, abbreviated."""
    return typed(words(case, row, short=True))


def _chosen(mark: Callable[[str, bool], str], between: str = " &emsp; ") -> Show:
    """Every option printed, each with or without the mark of being chosen."""

    def show(case: Case, row: Row) -> str:
        answer = case.answers.get(row.question, "")
        labels = options(case, row)
        if not labels:
            return in_words(case, row)
        return between.join(f"<span class='opt'>{mark(escape(label), code == answer)}</span>"
                            for code, label in labels.items())  # fmt: skip

    return show


def _struck(case: Case, row: Row) -> str:
    """Every option printed, those not chosen struck out; none where nothing was chosen."""
    if row.question not in case.answers:
        return " / ".join(map(escape, options(case, row).values())) or in_words(case, row)
    return _chosen(lambda label, chosen: label if chosen else f"<s>{label}</s>", " / ")(case, row)


def _square(crossed: bool) -> str:
    lines = "<path d='M1 1L11 11M11 1L1 11' stroke='#000' stroke-width='1.3'/>" if crossed else ""
    frame = "<rect x='.5' y='.5' width='11' height='11' fill='none' stroke='#000'/>"
    return f"<svg width='12' height='12'>{frame}{lines}</svg>"


def _by_hand(ticked: bool) -> str:
    """A square, the chosen one ticked by a pen that does not keep inside it."""
    stroke = "fill='none' stroke='#223' stroke-width='1.7' stroke-linecap='round'"
    line = f"<path d='M3 9C5 11 5 13 6 14C8 9 12 4 17 1' {stroke}/>" if ticked else ""
    frame = "<rect x='1' y='4' width='11' height='11' fill='none' stroke='#000'/>"
    return f"<svg width='18' height='16'>{frame}{line}</svg>"


SHOWS: MappingProxyType[str, Show] = MappingProxyType({
    "words": in_words,
    "short": in_short,
    "glyphs": _chosen(lambda label, chosen: f"{'☒' if chosen else '☐'} {label}"),
    "glyphs_after": _chosen(lambda label, chosen: f"{label} {'☑' if chosen else '☐'}"),
    "ticked": _chosen(lambda label, chosen: f"{label} ✓" if chosen else label),
    "crossed_squares": _chosen(lambda label, chosen: f"{_square(chosen)}{label}"),
    "hand_ticked": _chosen(lambda label, chosen: f"{_by_hand(chosen)}{label}"),
    "circled": _chosen(lambda label, chosen: f"<span class='ring'>{label}</span>" if chosen else label, " / "),
    "struck": _struck,
})  # fmt: skip


def html(case: Case, sheet: Sheet, layout: str, show: str, *, font: str = "Liberation Sans", size: float = 10,
         hand: str = "") -> str:  # fmt: skip
    """Return the whole form; `hand` is the font of the answers when it is not the labels' own."""
    css = _CSS % {"size": size, "font": f"'{font}'", "typed": f"'{hand or font}'"}
    body = "".join(_LAYOUTS[layout](case, sheet, SHOWS[show]))
    told = "".join(f"<p class='small'>{escape(part)}</p>" for part in sheet.preamble)
    head = f"<meta charset='utf-8'><title>{escape(sheet.title)}</title><style>{css}</style>"
    return f"<!doctype html><html lang='en-GB'><head>{head}</head><body><h1>{escape(sheet.title)}</h1>{told}{body}"


def _ruled(case: Case, sheet: Sheet, show: Show) -> Iterator[str]:
    """One long table with borders, its headings as shaded rows."""
    yield "<table class='ruled'>"
    for heading, rows in sheet.sections:
        yield f"<tr><td class='head' colspan='2'>{escape(heading)}</td></tr>"
        for row in rows:
            yield f"<tr><td class='l'>{escape(row.label)}</td><td>{show(case, row)}</td></tr>"
    yield "</table>"


def _bare(case: Case, sheet: Sheet, show: Show, style: str = "bare") -> Iterator[str]:
    """Label and answer side by side with no lines."""
    for heading, rows in sheet.sections:
        yield f"<h2>{escape(heading)}</h2><table class='{style}'>"
        for row in rows:
            yield f"<tr><td class='l'>{escape(row.label)}:</td><td class='v'>{show(case, row)}</td></tr>"
        yield "</table>"


def _underlined(case: Case, sheet: Sheet, show: Show) -> Iterator[str]:
    """Answers on a rule, as on a printed form."""
    yield from _bare(case, sheet, show, "underlined")


def _mixed(case: Case, sheet: Sheet, show: Show) -> Iterator[str]:
    """Short answers two a row, long ones under a label that spans the table."""
    for heading, rows in sheet.sections:
        yield f"<h2>{escape(heading)}</h2><table class='ruled four'>"
        short = [row for row in rows if not is_long(case, row)]
        for left, right in zip(short[::2], [*short[1::2], None], strict=False):
            cells = (f"<td class='l'>{escape(row.label)}</td><td class='v'>{show(case, row)}</td>" if row else
                     "<td></td><td></td>" for row in (left, right))  # fmt: skip
            yield f"<tr>{''.join(cells)}</tr>"
        for row in rows:
            if is_long(case, row):
                yield f"<tr><td class='head' colspan='4'>{escape(row.label)}</td></tr>"
                yield f"<tr><td colspan='4'>{show(case, row)}</td></tr>"
        yield "</table>"


def _columns(case: Case, sheet: Sheet, show: Show) -> Iterator[str]:
    """Each section in two newspaper columns, labels above answers; paragraphs below across the page."""
    for heading, rows in sheet.sections:
        yield f"<h2>{escape(heading)}</h2><div class='cols'>"
        for row in rows:
            if not is_long(case, row):
                yield f"<div class='pair'><b>{escape(row.label)}</b>{show(case, row) or '&nbsp;'}</div>"
        yield "</div>"
        for row in rows:
            if is_long(case, row):
                yield f"<div class='pair'><b>{escape(row.label)}</b><div class='box'>{show(case, row)}</div></div>"


def _numbered(case: Case, sheet: Sheet, show: Show) -> Iterator[str]:
    """Questions numbered through the form, each answer in a paragraph of its own."""
    number = count(1)
    for heading, rows in sheet.sections:
        yield f"<h2>{escape(heading)}</h2>"
        for row in rows:
            yield f"<p style='margin:6pt 0 0'><b>{next(number)}.</b> {escape(row.label)}</p>"
            yield f"<p style='margin:2pt 0 0 14pt'>{show(case, row) or '&nbsp;'}</p>"


_LAYOUTS: MappingProxyType[str, Callable[[Case, Sheet, Show], Iterator[str]]] = MappingProxyType({
    "ruled": _ruled, "bare": _bare, "underlined": _underlined, "mixed": _mixed, "columns": _columns,
    "numbered": _numbered,
})  # fmt: skip
