"""Content controls that are bound to data beside the text: what the data says where the control shows nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from extractors.word_parts import W

_PATH = re.compile(r"/?(?:/(?:[\w.-]+:)?[\w.-]+(?:\[\d{1,3}\])?)+")
"""A plain path: anything cleverer is not followed, because a file may not choose how long we work."""
_STEP = re.compile(r"/(?:[\w.-]+:)?([\w.-]+)(?:\[(\d+)\])?")


def bound_text(told: etree._Element, data: Sequence[etree._Element]) -> str:
    """Return what the data that a control is bound to says; "" without any.

    `told` are the control's properties, `data` the roots of the file's custom XML parts.
    """
    binding = told.find(f"{W}dataBinding")
    path = str(binding.get(f"{W}xpath", "")) if binding is not None else ""
    if not _PATH.fullmatch(path):
        return ""
    steps = [(name, int(number or 1)) for name, number in _STEP.findall(path)]
    return next((said for root in data if (said := _follow(root, steps))), "")


def _follow(root: etree._Element, steps: Sequence[tuple[str, int]]) -> str:
    (first, _), *more = steps
    node: etree._Element | None = root if etree.QName(root).localname == first else None
    for name, number in more:
        if node is None:
            return ""
        named = [child for child in node if isinstance(child.tag, str) and etree.QName(child).localname == name]
        node = named[number - 1] if 0 < number <= len(named) else None
    return (node.text or "").strip() if node is not None and len(node) == 0 else ""
