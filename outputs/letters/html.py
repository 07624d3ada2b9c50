"""A letter as the HTML of an e-mail: self-contained, styled in place, no pictures, no layout tables."""

from __future__ import annotations

from html import escape

from outputs.letters.blocks import Block, Heading, ItemList, Paragraph, Span, Spans, Table
from outputs.letters.letter import Letter, Letterhead

_FONT = "font-family:Arial,Helvetica,sans-serif"
_TEXT = "margin:0 0 16px 0;font-size:16px;line-height:24px"
_CELL = "padding:8px 16px 8px 0;border-bottom:1px solid #b1b4b6;text-align:left;vertical-align:top"

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{subject}</title>
</head>
<body style="margin:0;padding:0;background-color:#ffffff;color:#0b0c0c;{font}">
<div style="max-width:640px;margin:0 auto;padding:24px 16px">
<p style="margin:0 0 24px 0;padding:0 0 12px 0;border-bottom:3px solid #1d3f5e;\
font-size:18px;line-height:24px;color:#1d3f5e"><strong>{council}</strong><br>{team}</p>
<h1 style="margin:0 0 24px 0;font-size:24px;line-height:30px;color:#0b0c0c">{title}</h1>
{body}
</div>
</body>
</html>
"""


def as_html(letter: Letter) -> str:
    """Return the letter as an HTML document that loads nothing from anywhere."""
    head: Letterhead = letter.letterhead
    return _PAGE.format(
        font=_FONT,
        language=letter.language,
        subject=escape(letter.subject),
        council=escape(head.name),
        team=escape(head.team),
        title=escape(letter.title),
        body="\n".join(_block(block) for block in letter.blocks),
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            level, size = min(block.level, 6), 20 if block.level == 2 else 17
            style = f"margin:24px 0 8px 0;font-size:{size}px;line-height:26px;color:#0b0c0c"
            return f'<h{level} style="{style}">{_inline(block.spans)}</h{level}>'
        case Paragraph():
            return f'<p style="{_TEXT}">{_inline(block.spans)}</p>'
        case ItemList():
            tag = "ol" if block.ordered else "ul"
            items = "\n".join(_item(item) for item in block.items)
            return f'<{tag} style="margin:0 0 16px 0;padding:0 0 0 24px">\n{items}\n</{tag}>'
        case Table():
            return _table(block)


def _item(blocks: tuple[Block, ...]) -> str:
    """A paragraph of an item is written without its own tags, so that items stand close together."""
    parts = [_inline(block.spans) if isinstance(block, Paragraph) else _block(block) for block in blocks]
    return f'<li style="margin:0 0 6px 0;font-size:16px;line-height:24px">{"<br>".join(parts)}</li>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{_inline(cell)}</th>' for cell in table.head)
    rows = "\n".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{_inline(cell)}</td>' for cell in row) + "</tr>" for row in table.rows
    )
    style = "margin:0 0 16px 0;border-collapse:collapse;font-size:16px;line-height:24px"
    return f'<table style="{style}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>'


def _inline(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    shown = escape(span.text).replace("\n", "<br>\n")
    if span.emphasis:
        shown = f"<em>{shown}</em>"
    if span.strong:
        shown = f"<strong>{shown}</strong>"
    if span.link is not None:
        shown = f'<a href="{escape(span.link)}" style="color:#1d70b8">{shown}</a>'
    return shown
