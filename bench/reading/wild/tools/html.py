"""Writes a document as HTML, for Chromium to print and LibreOffice to import."""

from __future__ import annotations

from html import escape

from bench.reading.wild.blocks import LOOKS, Block, Cell, Document, Field, Inline, Para, Run, Tab, Table, Tick

_TAGS = {"title": "h1", "heading": "h2", "body": "p", "small": "p", "bullet": "p"}


def page(document: Document, *, plain: bool = False) -> str:
    """Return the document as one page of HTML; `plain` for importers that know no drawn boxes."""
    style = _style(document)
    head = "".join(f"<p class='head'>{escape(line)}</p>" for line in document.head)
    body = "".join(_block(block, plain=plain) for block in document.blocks)
    foot = f"<p class='foot'>{escape(document.foot)}</p>" if document.foot else ""
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>{escape(document.title)}</title>"
        f"<style>{style}</style></head><body>{head}{body}{foot}</body></html>"
    )


def _style(document: Document) -> str:
    number = '@page { @bottom-center { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }'
    return (
        f"@page {{ size: A4; margin: 15mm 16mm 17mm }} {number if document.paged else ''}"
        f"body {{ font: {document.size}pt/1.3 '{document.font}', sans-serif; margin: 0 }}"
        f"h1 {{ font-size: 1.5em; color: {document.accent}; margin: .3em 0 }}"
        f"h2 {{ font-size: 1.15em; color: {document.accent}; margin: .9em 0 .35em; break-after: avoid }}"
        "p { margin: .12em 0 } p.small { font-size: .82em; margin: .3em 0 } p.para { margin: .4em 0 }"
        "p.head { font-size: .85em; color: #444; text-align: right } p.foot { font-size: .75em; color: #555; margin-top: 1.5em }"
        "table { width: 100%; border-collapse: collapse; margin: .25em 0 .5em } tr { break-inside: avoid } td { vertical-align: top; padding: 2.5pt 4pt }"
        ".ring { border: 1.3px solid #223a9a; border-radius: 50%; padding: 0 5px } .tab { display: inline-block }"
        ".box { display: inline-block; width: .8em; height: .8em; border: 1px solid #000; position: relative; vertical-align: -1px; margin-right: 2px }"
        ".on::before, .on::after { content: ''; position: absolute; left: 45%; top: -1px; height: 115%; border-left: 1.6px solid #000 }"
        ".on::before { transform: rotate(45deg) } .on::after { transform: rotate(-45deg) }"
    )


def _block(block: Block, *, plain: bool) -> str:
    return _table(block, plain=plain) if isinstance(block, Table) else _para(block, plain=plain)


def _para(para: Para, *, plain: bool) -> str:
    tag, inside = _TAGS[para.look], _inside(para.parts, plain=plain)
    more = f"text-align: {para.align};" if para.align != "left" else ""
    if para.indent or para.look == "bullet":
        more += f"margin-left: {max(para.indent, 5)}mm;"
    if para.rule:
        more += "border-bottom: .7pt solid #555;"
    kind = " class='small'" if para.look == "small" else ""
    style = f" style='{more}'" if more else ""
    return f"<{tag}{kind}{style}>{'• ' if para.look == 'bullet' else ''}{inside or '&nbsp;'}</{tag}>"


def _inside(parts: tuple[Inline, ...], *, plain: bool) -> str:
    if parts and any(isinstance(part, Tab) for part in parts) and not plain:
        at = next(index for index, part in enumerate(parts) if isinstance(part, Tab))
        stop = parts[at]
        assert isinstance(stop, Tab)
        first, rest = _inside(parts[:at], plain=plain), _inside(parts[at + 1 :], plain=plain)
        return (
            f"<span class='tab' style='width: {stop.at}%; vertical-align: top'>{first}</span>"
            f"<span class='tab' style='width: {98 - stop.at}%'>{rest}</span>"
        )
    return "".join(_part(part, plain=plain) for part in parts)


def _part(part: Inline, *, plain: bool) -> str:
    match part:
        case Run():
            return _run(part, plain=plain)
        case Tick(on=on, look="drawn") if not plain:
            return f"<span class='box{' on' if on else ''}'></span>"
        case Tick(on=on, look=look):
            return (
                escape(LOOKS.get(look, LOOKS["ballot"])[0 if on else 1])
                .replace("[ ]", "[&nbsp;]")
                .replace("  ", "&nbsp;&nbsp;")
            )
        case Field(value=value):
            return escape(value)
        case Tab():
            return "&nbsp;&nbsp;&nbsp;&nbsp; "


def _run(run: Run, *, plain: bool) -> str:
    made = escape(run.text).replace("\n", "<br>")
    if made.startswith(" "):
        made = "&nbsp;" + made[1:]
    if made.endswith("  "):
        made = made[:-2] + " &nbsp;"
    style = "".join((
        f"color: {run.colour};" if run.colour else "",
        f"background: {run.mark};" if run.mark else "",
        f"font-size: {run.size}em;" if run.size != 1 else "",
    ))  # fmt: skip
    for flag, tag in ((run.bold, "b"), (run.italic, "i"), (run.underline, "u"), (run.strike, "s")):
        made = f"<{tag}>{made}</{tag}>" if flag else made
    if run.ring and not plain:
        made = f"<span class='ring'>{made}</span>"
    return f"<span style='{style}'>{made}</span>" if style else made


def _table(table: Table, *, plain: bool) -> str:
    edge = {"grid": "border: .6pt solid #555", "rows": "border-bottom: .6pt solid #777"}.get(table.lines, "")
    whole = "border: 1pt solid #333" if table.lines == "outer" else ""
    columns = "".join(f"<col style='width: {width}%' width='{width}%'>" for width in table.widths)
    rows = "".join("<tr>" + "".join(_cell(cell, edge, plain=plain) for cell in row) + "</tr>" for row in table.rows)
    old = " border='1'" if table.lines == "grid" and plain else ""
    old += " width='100%' cellpadding='4'" if plain else ""
    return f"<table style='{whole}'{old}><colgroup>{columns}</colgroup><tbody>{rows}</tbody></table>"


def _cell(cell: Cell, edge: str, *, plain: bool) -> str:
    style = edge + (f"; background: {cell.shade}" if cell.shade else "")
    spans = "".join(
        f" {name}='{count}'" for name, count in (("colspan", cell.across), ("rowspan", cell.down)) if count > 1
    )
    return f"<td{spans} style='{style}'>{''.join(_block(block, plain=plain) for block in cell.blocks)}</td>"
