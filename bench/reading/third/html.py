"""A form as a web page, for the programs that print, import or convert one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from bench.reading.third.sheet import Block, Item, Sheet

_THEMES = {
    "council": "body{font:10.5pt Carlito,sans-serif}h1{background:#1d4f63;color:#fff;padding:8px;font-size:17pt}h2{font-size:12pt;background:#d5e3e8;padding:3px 6px}"
    "td,th{border:1px solid #888;padding:3px 6px;vertical-align:top;text-align:left}.l{background:#eef3f5;font-weight:bold}",
    "plain": "body{font:11pt 'Liberation Serif',serif}h1{font-size:15pt;text-align:center;text-decoration:underline}h2{font-size:12pt}"
    "td,th{border:.7pt solid #000;padding:4px;vertical-align:top;text-align:left}.l{width:34%}",
    "modern": "body{font:10pt 'DejaVu Sans',sans-serif}h1{font-size:16pt;border-bottom:3px solid #b5541c}h2{font-size:11pt;color:#b5541c;margin:14px 0 4px}"
    "td,th{border-bottom:1px solid #ccc;padding:4px 6px;vertical-align:top;text-align:left}.l{color:#555;font-size:8.5pt}",
    "caps": "body{font:10.5pt 'Liberation Sans',sans-serif}h1{font-size:14pt;text-transform:uppercase}h2{font-size:10.5pt;text-transform:uppercase;color:#fff;background:#333;padding:4px}"
    "td,th{border:1px solid #333;padding:3px 5px;vertical-align:top;text-align:left}.l{font-weight:bold;width:38%}",
    "school": "body{font:11pt Caladea,serif}h1{color:#5a1230;font-size:18pt;margin-bottom:2px}h2{color:#5a1230;border-bottom:1px solid #5a1230;font-size:12.5pt}"
    "td,th{border:1px dotted #777;padding:4px 6px;vertical-align:top;text-align:left}.l{font-style:italic}",
    "narrow": "body{font:9pt 'Liberation Sans Narrow',sans-serif}h1{font-size:13pt}h2{font-size:10pt;background:#ddd;border:1px solid #000;margin:8px 0 0;padding:2px 4px}"
    "td,th{border:1px solid #000;padding:2px 4px;vertical-align:top;text-align:left}.l{background:#f4f4f4}",
}  # fmt: skip
_BASE = (
    "@page{size:A4;margin:15mm}*{-webkit-print-color-adjust:exact}table{border-collapse:collapse;width:100%;margin:0 0 6px}"
    ".h{font-size:85%;font-style:italic;font-weight:normal;color:#333}.box{border:1px solid #000;min-height:22px;padding:3px 6px;margin:2px 0 9px;white-space:pre-line}"
    ".v{white-space:pre-line}.u{border-bottom:1px solid #000;padding:0 8px}.sq{display:inline-block;width:11px;height:11px;border:1.2px solid #000;"
    "line-height:11px;text-align:center;font-size:10px;margin:0 3px;vertical-align:middle}.ring{white-space:nowrap;border:1.6px solid #123;border-radius:9px;padding:1px 5px}"
    ".hl{background:#ffee55}.two{columns:2;column-gap:9mm}.two>*{break-inside:avoid}.tiny{font-size:80%;display:block}.o{margin-right:14px;white-space:nowrap;display:inline-block}p{margin:4px 0}"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a form is laid out: block styles by part, and how a choice is marked."""

    theme: str = "council"
    style: str = "grid1"
    styles: dict[str, str] = field(default_factory=dict)
    tick: str = "ballot"
    ink: str = ""
    """A CSS rule for what was filled in, such as a colour or a hand's fount."""
    columns: bool = False
    plain: bool = False
    """For importers that know little CSS: pre-line spaces become line breaks."""


def page(sheet: Sheet, look: Look) -> str:
    """Return the whole form."""
    css = _THEMES[look.theme] + _BASE + (f".v,.box,.u{{{look.ink}}}" if look.ink else "")
    parts = "".join(_block(block, look) for block in sheet.blocks)
    intro = "".join(f"<p>{escape(line)}</p>" for line in sheet.intro)
    body = f'<div class="two">{parts}</div>' if look.columns else parts
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(sheet.title)}</title><style>{css}</style></head><body>'
        f"<p>{escape(sheet.owner)}</p><h1>{escape(sheet.title)}</h1>{intro}{body}<p><small>{escape(sheet.foot)}</small></p></body></html>"
    )


def _block(block: Block, look: Look) -> str:
    style = look.styles.get(block.name, look.style)
    intro = f'<p class="h">{escape(block.intro)}</p>' if block.intro else ""
    return f"<div><h2>{escape(block.heading)}</h2>{intro}{''.join(_LAYOUTS[style](block.items, look))}</div>"


def _text(words: str, look: Look) -> str:
    said = escape(words, quote=False)
    return said.replace("\n", "<br>") if look.plain else said


def _value(item: Item, look: Look) -> str:
    if item.kind == "choice":
        return _choices(item, look)
    return f'<span class="v">{_text(item.written, look)}</span>' if item.written else "&nbsp;"


def _label(item: Item, *, below: bool = True) -> str:
    words = escape(item.hint if below else f"({item.hint})")
    hint = f'{"<br>" if below else " "}<span class="h">{words}</span>' if item.hint else ""
    return escape(item.label, quote=False) + hint


def _choices(item: Item, look: Look) -> str:
    if look.tick == "typed":
        return f'<span class="v">{escape(item.answer) or "&nbsp;"}</span>'
    shown = [
        _MARKS[look.tick](escape(words), index == item.chosen, item.chosen is None)
        for index, words in enumerate(item.options)
    ]
    if look.tick in {"strike", "ring", "hand_ring", "bold", "highlight", "underline"}:
        return " / ".join(shown)
    return " ".join(f'<span class="o">{each}</span>' for each in shown)


_CROSS = '<svg width="13" height="13" viewBox="0 0 13 13" style="vertical-align:middle"><rect x="1" y="1" width="11" height="11" fill="none" stroke="#000"/>{0}</svg>'
_HAND = (
    '<svg width="14" height="14" viewBox="0 0 13 13" style="vertical-align:middle;overflow:visible">'
    '<rect x="1" y="1" width="11" height="11" fill="none" stroke="#000"/>{0}</svg>'
)
_RING = (
    '<svg viewBox="0 0 100 40" preserveAspectRatio="none" style="position:absolute;left:-6px;top:-5px;width:calc(100% + 12px);height:calc(100% + 10px);overflow:visible">'
    '<path d="M18 8C40 -4 92 -2 98 18C102 38 40 44 12 34C-8 26 2 8 30 3" fill="none" stroke="#1a2f7a" stroke-width="2" vector-effect="non-scaling-stroke"/></svg>'
)
_STROKES = (
    "M2 6C3 7 5 9 5.5 11C7 6 11 1 15 -2",
    "M0 2C4 5 9 10 13 13M12 0C8 5 4 9 1 13",
    "M3 7L6 11L14 -1",
    "M1 1C5 4 8 8 12 12M13 1C9 4 5 9 0 12",
)


def _stroke(words: str) -> str:
    """A pen's tick or cross, a little different from one word to the next."""
    return f'<path d="{_STROKES[sum(map(ord, words)) % len(_STROKES)]}" fill="none" stroke="#1a2f7a" stroke-width="1.5" stroke-linecap="round"/>'


_MARKS = {
    "ballot": lambda words, on, _: f"{'☒' if on else '☐'}\u00a0{words}",
    "check": lambda words, on, _: f"{words}\u00a0{'☑' if on else '☐'}",
    "bracket": lambda words, on, _: f"[{'X' if on else ' &nbsp;'}]\u00a0{words}",
    "after": lambda words, on, _: f"{words}\u00a0[{'x' if on else '&nbsp; '}]",
    "square": lambda words, on, _: f'<span class="sq">{"✓" if on else "&nbsp;"}</span>{words}',
    "square_x": lambda words, on, _: f'{words}<span class="sq">{"X" if on else "&nbsp;"}</span>',
    "drawn": lambda words, on, _: _CROSS.format('<path d="M2 2L11 11M11 2L2 11" stroke="#114" stroke-width="1.6"/>' if on else "") + f"\u00a0{words}",
    "drawn_tick": lambda words, on, _: f"{words}\u00a0" + _CROSS.format('<path d="M3 7L6 10L13 0" fill="none" stroke="#114" stroke-width="1.8"/>' if on else ""),
    "hand": lambda words, on, _: f"{_HAND.format(_stroke(words) if on else '')}\u00a0{words}",
    "hand_ring": lambda words, on, _: f'<span style="position:relative;white-space:nowrap">{words}{_RING if on else ""}</span>',
    "strike": lambda words, on, blank: words if on or blank else f"<s>{words}</s>",
    "ring": lambda words, on, _: f'<span class="ring">{words}</span>' if on else words,
    "bold": lambda words, on, _: f"<b>{words}</b>" if on else words,
    "underline": lambda words, on, _: f"<b><u>{words}</u></b>" if on else words,
    "highlight": lambda words, on, _: f'<span class="hl" style="background:#ffee55">{words}</span>' if on else words,
    "radio": lambda words, on, _: f"{'◉' if on else '○'}\u00a0{words}",
    "tick_only": lambda words, on, _: f"{words}\u00a0{'✓' if on else '&nbsp;&nbsp;'}",
}  # fmt: skip


def _grid(across: int):
    def layout(items: Iterable[Item], look: Look) -> Iterator[str]:
        rows, held = [], []
        for item in items:
            if item.kind == "long" and across > 1:
                rows.append(held)
                held = []
                rows.append([item])
            else:
                held.append(item)
                if len(held) == across:
                    rows.append(held)
                    held = []
        rows.append(held)
        yield '<table border="1" cellspacing="0" cellpadding="4">'
        for row in filter(None, rows):
            if len(row) == 1 and row[0].kind == "long" and across > 1:
                yield f'<tr><td class="l" colspan="{across * 2}">{_label(row[0])}</td></tr><tr><td colspan="{across * 2}">{_value(row[0], look)}</td></tr>'
                continue
            spare = '<td class="l">&nbsp;</td><td>&nbsp;</td>' * (across - len(row))
            yield (
                "<tr>"
                + "".join(f'<td class="l">{_label(item)}</td><td>{_value(item, look)}</td>' for item in row)
                + spare
                + "</tr>"
            )
        yield "</table>"

    return layout


def _stack(items: Iterable[Item], look: Look) -> Iterator[str]:
    for item in items:
        yield f'<p class="l" style="width:auto">{_label(item)}</p>'
        if item.kind == "choice":
            yield f"<p>{_choices(item, look)}</p>"
        elif look.plain:
            yield f'<table border="1" cellspacing="0" cellpadding="4"><tr><td>{_value(item, look)}</td></tr></table>'
        else:
            yield f'<div class="box">{_text(item.written, look)}</div>'


def _lines(items: Iterable[Item], look: Look) -> Iterator[str]:
    for item in items:
        if item.kind == "long":
            yield f"<p><b>{_label(item)}</b></p><p>{_value(item, look)}</p>"
        else:
            value = (
                _choices(item, look)
                if item.kind == "choice"
                else f'<span class="u">{_text(item.written, look) or "&nbsp;" * 30}</span>'
            )
            yield f"<p>{_label(item, below=False)} &nbsp; {value}</p>"


def _inside(items: Iterable[Item], look: Look) -> Iterator[str]:
    yield '<table border="1" cellspacing="0" cellpadding="4">'
    short: list[Item] = []

    def row(held: list[Item]) -> str:
        span = {1: 6, 2: 3, 3: 2}
        return (
            "<tr>"
            + "".join(
                f'<td colspan="{span[len(held)]}"><span class="tiny"><b>{_label(each, below=False)}</b></span>{"<br>" if look.plain else ""}{_value(each, look)}</td>'
                for each in held
            )
            + "</tr>"
        )

    for item in items:
        if item.kind == "long":
            if short:
                yield row(short)
                short = []
            yield row([item])
        else:
            short.append(item)
            if len(short) == 3:
                yield row(short)
                short = []
    if short:
        yield row(short)
    yield "</table>"


def batched(items: list[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in rows of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _header(items: Iterable[Item], look: Look) -> Iterator[str]:
    wanted = list(items)
    for held in batched([each for each in wanted if each.kind != "long"], 4):
        yield (
            '<table border="1" cellspacing="0" cellpadding="4"><tr>'
            + "".join(f"<th>{_label(each)}</th>" for each in held)
            + "</tr><tr>"
        )
        yield "".join(f"<td>{_value(each, look)}</td>" for each in held) + "</tr></table>"
    yield from _stack([each for each in wanted if each.kind == "long"], look)


def _matrix(items: Iterable[Item], look: Look) -> Iterator[str]:
    wanted = list(items)
    asked = [each for each in wanted if each.yes_no]
    if asked:
        mark = {"ballot": "☒", "check": "✓", "square_x": "X"}.get(look.tick, "✓")
        yes, no = asked[0].options
        yield f'<table border="1" cellspacing="0" cellpadding="4"><tr><th>&nbsp;</th><th>{yes}</th><th>{no}</th></tr>'
        for item in asked:
            cells = "".join(
                f'<td align="center"><span class="v">{mark if item.chosen == index else "&nbsp;"}</span></td>'
                for index in (0, 1)
            )
            yield f"<tr><td>{_label(item)}</td>{cells}</tr>"
        yield "</table>"
    yield from _grid(1)([each for each in wanted if not each.yes_no], look)


def _banded(items: Iterable[Item], look: Look) -> Iterator[str]:
    """Label above a ruled line, two across, no frames."""
    for held in batched(list(items), 2):
        rows = [held] if all(each.kind != "long" for each in held) else [[each] for each in held]
        for row in rows:
            yield '<div style="display:flex;gap:8mm">' + "".join(
                f'<div style="flex:1"><div class="tiny" style="color:#444">{_label(each, below=False)}</div>'
                f'<div style="border-bottom:1px solid #555;min-height:20px">{_value(each, look)}</div></div>' for each in row) + "</div>"  # fmt: skip


_LAYOUTS = {"banded": _banded, "grid1": _grid(1), "grid2": _grid(2), "grid3": _grid(3), "stack": _stack, "lines": _lines, "inside": _inside,
            "header": _header, "matrix": _matrix}  # fmt: skip
