"""Other words in which forms ask what ours ask: the telling words of a label, without "please give".

These are not spellings of one label, as a Question's `also` is, but examples: a label that resembles one is known by
it, the less surely the less it does. Add the words of a form that was read badly here, never the form's own answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from extractors.wordings import after, beside, placement, pupil

_NAME = re.compile(r"^(\w+): ", re.MULTILINE)


@cache
def wordings() -> Mapping[str, tuple[str, ...]]:
    """Return the examples of each Question's labels, by its name."""
    found: dict[str, tuple[str, ...]] = {}
    for told in (pupil.TOLD, placement.TOLD, after.TOLD):
        _, *parts = _NAME.split(told)
        for name, said in zip(parts[::2], parts[1::2], strict=True):
            found[name] = _parted(said)
    return MappingProxyType(found)


@cache
def others() -> tuple[str, ...]:
    """Return examples of labels that ask nothing of ours: religion, tutor group, what it costs."""
    return _parted(beside.TOLD)


def _parted(told: str) -> tuple[str, ...]:
    return tuple(text for each in told.split("|") if (text := " ".join(each.split())))
