"""What a box of a PDF form shows without holding it: some programs write its look alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from extractors.pdf_objects import resolved, string


def shown(widget: DictionaryObject) -> tuple[str, ...]:
    """Return the text of a box's appearance (ISO 32000, 12.5.5), its lines apart; () when it shows none."""
    looks = resolved(widget.get("/AP"))
    drawn = resolved(looks.get("/N")) if isinstance(looks, DictionaryObject) else None
    if not isinstance(drawn, StreamObject):
        return ()
    text = _drawn_text(drawn) if _has_simple_fonts(drawn) else _decoded_text(drawn)
    text = re.sub(r"\s*\n\s*", "\n", text).strip()
    return (text,) if text else ()


def _has_simple_fonts(drawn: StreamObject) -> bool:
    """Tell whether each letter of a box's look is one byte; in composite fonts letters are numbers of glyphs."""
    resources = resolved(drawn.get("/Resources"))
    listed = resolved(resources.get("/Font")) if isinstance(resources, DictionaryObject) else None
    fonts = [resolved(font) for font in listed.values()] if isinstance(listed, DictionaryObject) else []
    return not any(isinstance(font, DictionaryObject) and font.get("/Subtype") == "/Type0" for font in fonts)


def _decoded_text(drawn: StreamObject) -> str:
    from pypdf import PageObject

    return PageObject.create_blank_page(width=100, height=100).extract_xform_text(drawn)  # type: ignore[arg-type]  # it is typed for decoded streams alone, and reads all


def _drawn_text(drawn: StreamObject) -> str:
    said: list[str] = []
    level = 0.0
    for operands, operator in ContentStream(drawn, None).operations:
        if operator in _MOVES and said and _goes_down(operator, operands, level):
            said.append("\n")
        if operator == b"Tm" and len(operands) == 6:
            level = _float(operands[5])
        if operator in _STEPS and len(operands) == 2:
            level += _float(operands[1])
        if operator in _SHOW_TEXT and operands:
            last = operands[-1]
            said += [string(each) for each in (last if isinstance(last, list) else [last])]
    return "".join(said)


def _goes_down(operator: bytes, operands: Sequence[object], level: float) -> bool:
    """Tell whether a move leads to another line; within one, a comb moves from tooth to tooth."""
    if operator == b"Tm":
        return len(operands) == 6 and abs(_float(operands[5]) - level) > 1
    return operator not in _STEPS or len(operands) != 2 or abs(_float(operands[1])) > 1


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


_SHOW_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_STEPS = frozenset({b"Td", b"TD"})
_MOVES = frozenset({b"Td", b"TD", b"T*", b"'", b'"', b"Tm"})
