"""Boxes that are ticked in running text: "☒ Yes ☐ No", "Yes [x] No [ ]"."""

from __future__ import annotations

import re

_TICKED = "☒☑✓✔✅✗✘×⊠■●🗹🗸"
_EMPTY = "☐□○◯"
_BOX = re.compile(f"[{_TICKED}{_EMPTY}]")
_TYPED = re.compile(r"\[\s*(?P<mark>[x✓✔]?)\s*\]|\(\s*(?P<round>[x✓✔]?)\s*\)", re.IGNORECASE)


def with_boxes(raw: str) -> str:
    """Return `raw` with boxes typed as "[x]" and "[ ]" written as ☒ and ☐."""
    return _TYPED.sub(lambda found: "☒" if found["mark"] or found["round"] else "☐", raw)


def has_boxes(text: str) -> bool:
    """Tell whether a box, ticked or empty, stands in `text`."""
    return bool(_BOX.search(text))


def ticked(text: str) -> list[tuple[str, bool]]:
    """Return each label with whether its box is ticked; a box stands before its label, or all stand behind."""
    boxes = [box.group() in _TICKED for box in _BOX.finditer(text)]
    pieces = [piece.strip(" \t\n.,;:/|_-") for piece in _BOX.split(text)]
    labels = pieces[:-1] if pieces[0] else pieces[1:]
    return list(zip(labels, boxes, strict=True))
