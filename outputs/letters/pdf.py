"""A letter as a tagged PDF on the council's letterhead, set by templates/letter.typ."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time

from outputs.letters.blocks import Block, Heading, ItemList, Paragraph, Spans, Table
from outputs.letters.letter import Letter
from outputs.letters.timeline import picture_data
from outputs.typesetting import typeset


def as_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/UA-1; the same letter gives the same bytes."""
    data = {
        "letterhead": asdict(letter.letterhead),
        "language": letter.language,
        "page": asdict(letter.page),
        "subject": letter.subject,
        "title": letter.title,
        "reference": letter.reference,
        "recipient": letter.recipient,
        "written": letter.written_in_words,
        "blocks": [_block(block) for block in letter.blocks],
        "picture": picture_data(letter.picture) if letter.picture else None,
    }
    return typeset("letter.typ", data, written=datetime.combine(letter.written, time(12), UTC))


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "spans": _spans(block.spans)}
        case Paragraph():
            return {"kind": "paragraph", "spans": _spans(block.spans)}
        case ItemList():
            items = [[_block(part) for part in item] for item in block.items]
            return {"kind": "list", "ordered": block.ordered, "items": items}
        case Table():
            rows = [[_spans(cell) for cell in row] for row in block.rows]
            return {"kind": "table", "head": [_spans(cell) for cell in block.head], "rows": rows}


def _spans(spans: Spans) -> list[dict[str, object]]:
    return [asdict(span) for span in spans]
