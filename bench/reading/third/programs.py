"""Forms by the docx, docxtemplater, html-to-docx and pdfkit packages of npm, by Typst and by reportlab's tables."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from xml.sax.saxutils import escape

from bench.reading.third import word
from bench.reading.third.acro_draw import node
from bench.reading.third.sheet import Item, Sheet
from bench.reading.third.word import WordLook


def by_docx(sheet: Sheet, style: str, to: Path) -> None:
    """Write .docx with npm's docx."""
    _with_sheet(sheet, "word.js", to, style)


def by_pdfkit(sheet: Sheet, to: Path) -> None:
    """Print with pdfkit."""
    _with_sheet(sheet, "print.js", to)


def _with_sheet(sheet: Sheet, script: str, to: Path, *more: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "sheet.json"
        held.write_text(json.dumps(asdict(sheet)), encoding="utf-8")
        node(script, held, to, *more)


def by_html_to_docx(page: str, to: Path) -> None:
    """Write .docx with html-to-docx."""
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "page.html"
        held.write_text(page, encoding="utf-8")
        node("html.js", held, to)


def by_template(sheet: Sheet, look: WordLook, to: Path) -> None:
    """Make a template whose answers are {tags} and have docxtemplater fill it in."""
    values: dict[str, str] = {}

    def tagged(item: Item) -> Item:
        if item.kind == "choice" or not item.written:
            return item
        tag = f"f{len(values)}"
        values[tag] = item.written
        return replace(item, written="{" + tag + "}")

    blocks = tuple(replace(block, items=tuple(tagged(item) for item in block.items)) for block in sheet.blocks)
    with tempfile.TemporaryDirectory() as folder:
        template, held = Path(folder) / "template.docx", Path(folder) / "values.json"
        word.write(replace(sheet, blocks=blocks), look, template)
        held.write_text(json.dumps(values), encoding="utf-8")
        node("template.js", template, held, to)


def _typst_words(text: str) -> str:
    return "text(" + json.dumps(text, ensure_ascii=False) + ")"


_TYPST = {
    "table": ('#set page(margin: 18mm)\n#set text(font: "Liberation Sans", size: 9.5pt)\n', '#table(columns: (36%, 1fr), inset: 5pt, {0})\n', "{0}, {1},"),
    "boxes": ('#set page(margin: 20mm, numbering: "1 / 1")\n#set text(font: "DejaVu Sans", size: 9pt)\n', "{0}\n", "#block(breakable: true, spacing: 7pt)[#strong({0})#linebreak()#rect(width: 100%, inset: 5pt, stroke: .5pt, {1})]\n"),
    "columns": ('#set page(margin: 14mm, columns: 2)\n#set text(font: "Caladea", size: 9.5pt)\n', "{0}\n", "#block(spacing: 8pt)[#text(fill: rgb(90, 30, 60), {0}) #h(4pt) #box(stroke: (bottom: .5pt), inset: (bottom: 2pt), {1})]\n"),
}  # fmt: skip


def by_typst(sheet: Sheet, style: str, to: Path) -> None:
    """Print with Typst: choices as drawn squares, the chosen one filled or crossed."""
    import typst

    head, whole, each = _TYPST[style]
    cross = "place(line(start: (0pt, 0pt), end: (8pt, 8pt), stroke: 1.2pt)) + place(line(start: (8pt, 0pt), end: (0pt, 8pt), stroke: 1.2pt))"
    mark = (
        f"box(baseline: 1pt, rect(width: 8pt, height: 8pt, inset: 0pt, stroke: .7pt, {cross}))"
        if style != "boxes"
        else "box(baseline: 1pt, rect(width: 8pt, height: 8pt, stroke: .7pt, fill: black))"
    )
    empty = "box(baseline: 1pt, rect(width: 8pt, height: 8pt, stroke: .7pt))"

    def value(item: Item) -> str:
        if item.kind != "choice":
            return _typst_words(item.written or " ")
        return " + h(10pt) + ".join(
            f"box({mark if index == item.chosen else empty} + h(3pt) + {_typst_words(words)})"
            for index, words in enumerate(item.options)
        )

    def label(item: Item) -> str:
        return _typst_words(item.label) + (
            f" + linebreak() + text(size: 7.5pt, {json.dumps(item.hint, ensure_ascii=False)})" if item.hint else ""
        )

    parts = [
        head,
        f"#{_typst_words(sheet.owner)}\n\n",
        f'#text(size: 15pt, weight: "bold", {json.dumps(sheet.title, ensure_ascii=False)})\n\n',
    ]
    parts += [f"#{_typst_words(line)}\n\n" for line in sheet.intro]
    for block in sheet.blocks:
        parts.append(
            f'#block(above: 14pt, below: 7pt, text(size: 11.5pt, weight: "bold", {json.dumps(block.heading, ensure_ascii=False)}))\n'
        )
        if block.intro:
            parts.append(f"#emph({_typst_words(block.intro)})\n\n")
        parts.append(whole.format("".join(each.format(label(item), value(item)) for item in block.items)))
    parts.append(f"\n#text(size: 7pt, {json.dumps(sheet.foot, ensure_ascii=False)})\n")
    to.write_bytes(typst.compile("".join(parts).encode(), timestamp=1795597200))


def by_platypus(sheet: Sheet, to: Path) -> None:
    """Print with reportlab's flowing tables, ticks and crosses as ZapfDingbats."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=11.5)
    label = ParagraphStyle("label", parent=plain, fontName="Helvetica-Oblique", textColor=colors.HexColor("#333366"))
    head = ParagraphStyle("head", parent=plain, fontName="Helvetica-Bold", fontSize=11, spaceBefore=10, spaceAfter=4)
    title = ParagraphStyle("title", parent=head, fontSize=16, leading=20)

    def value(item: Item) -> Paragraph:
        if item.kind == "choice":
            said = "&nbsp;&nbsp;&nbsp;&nbsp;".join(
                f"{escape(words)}&nbsp;<font name='ZapfDingbats'>{'✔' if index == item.chosen else '❏'}</font>"
                for index, words in enumerate(item.options)
            )
        else:
            said = escape(item.written).replace("\n", "<br/>")
        return Paragraph(said, plain)

    flow = [
        Paragraph(escape(sheet.owner), plain),
        Paragraph(escape(sheet.title), title),
        *(Paragraph(escape(line), plain) for line in sheet.intro),
    ]
    for block in sheet.blocks:
        flow.append(Paragraph(escape(block.heading), head))
        if block.intro:
            flow.append(Paragraph(escape(block.intro), plain))
        rows = [
            [
                value(item),
                Paragraph(
                    escape(item.label) + (f"<br/><font size=7>{escape(item.hint)}</font>" if item.hint else ""), label
                ),
            ][::-1]
            for item in block.items
        ]
        flow.append(
            Table(
                rows,
                colWidths=[165, 350],
                splitInRow=1,
                style=TableStyle(
                    [
                        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
                        ("VALIGN", (0, 0), (-1, -1), "TOP"),
                        ("BACKGROUND", (1, 0), (1, -1), colors.HexColor("#fafae6")),
                    ]
                ),
            )
        )
    flow.append(Paragraph(escape(sheet.foot), plain))
    SimpleDocTemplate(
        str(to),
        pagesize=A4,
        leftMargin=40,
        rightMargin=40,
        topMargin=40,
        bottomMargin=40,
        invariant=1,
        title=sheet.title,
    ).build(flow)
