"""Boxes to tick, grouped as they answer one question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from extractors.layout.judge import Judge
from extractors.layout.lines import Run
from extractors.layout.page import Box
from extractors.layout.slots import Slot

_HEADROOM = 40.0
"""Points: how far above the first of several boxes to tick their question stands at most."""
_OPTIONS = 120.0
"""Points: boxes to tick side by side, nearer than this, answer one question."""
_STACK = 1.3
"""Of a line's height: boxes to tick below one another, nearer than this, answer one question."""


def tick_slots(free: list[Run], judge: Judge) -> tuple[list[Slot], list[Run]]:
    """Boxes to tick side by side and below one another, with their options, as one slot each; and what is left."""
    left = [run for run in free if not run.ticks]
    groups: list[list[Run]] = []
    for run in free:
        if not run.ticks:
            continue
        group = next((each for each in reversed(groups[-4:]) if _goes_on(each, run)), None)
        if group and not _begins(run, group, left, judge):
            group.append(run)
        else:
            groups.append([run])
    slots = []
    for group in groups:
        box = reduce(Box.around, (run.box for run in group))
        slots.append(Slot(box, "   ".join(run.text for run in group), min(run.sure for run in group), ticks=True))
    return slots, left


def _goes_on(group: Sequence[Run], run: Run) -> bool:
    last = group[-1].box
    if any(abs(each.box.left - run.box.left) < 5 for each in group):
        gap = run.box.top - max(each.box.bottom for each in group if each.box.top < run.box.top - 3 or each is group[0])
        return gap < _STACK * run.box.height
    return abs(last.centre[1] - run.box.centre[1]) < 0.6 * last.height and 0 <= run.box.left - last.right < _OPTIONS


def _begins(run: Run, group: Sequence[Run], free: Sequence[Run], judge: Judge) -> bool:
    """Tell whether a box to tick has a label of its own beside or above it: the first of another question's."""
    if abs(run.box.left - min(each.box.left for each in group)) < 5:
        high = run.box.height
        return any(
            label.box.right <= run.box.left and abs(label.box.centre[1] - run.box.centre[1]) < 0.5 * high
            for label in free
        )
    return any(
        abs(label.box.left - run.box.left) < 6
        and 0 < run.box.top - label.box.bottom < _HEADROOM
        and judge.is_label(label)
        for label in free
    )
