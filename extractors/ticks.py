"""Boxes ticked by hand or by program, as glyphs in text: which of the options beside them are chosen."""

from __future__ import annotations

import re

from proposals.question import Kind, Question

TICKED = "☒☑✓✔✗✘⊠🗹🗸⬤●◉■\uf0fe\uf0fd\uf052\uf0fc\uf078"
"""Marks of a chosen box; the last few are Wingdings in Word's private use."""
OPEN = "☐□○◯⬜\uf0a8\uf06f\uf071\uf0a3"
_BOX = re.compile(rf"[{TICKED}{OPEN}]|\[\s*[xX✓✔]?\s*\]|\(\s*[xX✓✔]\s*\)")
_TICKED = re.compile(rf"[{TICKED}]|[\[(]\s*[xX✓✔]\s*[\])]")


def chosen(question: Question, text: str) -> tuple[str, ...]:
    """Return what `text` answers to `question`: the options whose boxes are ticked, or the text itself.

    Boxes count for questions with options alone. () when no box of several is ticked.
    """
    if question.kind not in {Kind.YES_NO, Kind.CHOICE} or not _BOX.search(text):
        return (text,) if text.strip() else ()
    boxes = list(_BOX.finditer(text))
    before = not text[: boxes[0].start()].strip()
    options = []
    for place, box in enumerate(boxes):
        if not _TICKED.fullmatch(box.group()):
            continue
        options.append(_after(text, boxes, place) if before else _before(text, boxes, place))
    return tuple(option or "yes" for option in options)


def _after(text: str, boxes: list[re.Match[str]], place: int) -> str:
    end = boxes[place + 1].start() if place + 1 < len(boxes) else len(text)
    return _option(text[boxes[place].end() : end])


def _before(text: str, boxes: list[re.Match[str]], place: int) -> str:
    start = boxes[place - 1].end() if place else 0
    return _option(text[start : boxes[place].start()])


def _option(text: str) -> str:
    return " ".join(text.split()).strip(" /|,;:")
