"""Places for an answer, and the label that stands by each: above it, or to its left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.layout.judge import Judge, asks, bare
from extractors.layout.lines import Run
from extractors.layout.page import Box

Test = Callable[[str, Sequence[Run]], bool]
"""Tells whether a text, made of these runs, is a label."""

_ABOVE = 16.0
"""Points: how far above its slot a label ends at most."""
_LEFT = 260.0
_WELL_LEFT, _OVER = 60.0, 25.0
"""Points: a label that begins well to the left may end over its slot, where somebody laid out both in a hurry."""
_STACKED = 0.85
"""Of a line's height: lines nearer than this belong to one label."""
_MOST_LINES = 4
_NEAR, _WORDS = 120.0, 12
"""Points and words: what stands as near to a slot and is as short is its label, though nobody listed its like."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an answer, and what stands in it."""

    box: Box
    text: str
    sure: float = 1.0
    ticks: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The text beside a slot, and the runs that it takes; empty when none is by it."""

    text: str = ""
    runs: tuple[Run, ...] = ()
    known: bool = False


def labelled(slots: Sequence[Slot], free: Sequence[Run], judge: Judge) -> Iterator[tuple[Slot, Label]]:
    """Yield each slot with its label; a label is given to one slot alone."""
    taken: set[int] = set()

    def listed(text: str, _runs: Sequence[Run]) -> bool:
        return judge.known(text)

    def looks(text: str, runs: Sequence[Run]) -> bool:
        return (bool(runs) and all(map(judge.is_label, runs))) or asks(text)

    def likely(text: str, _runs: Sequence[Run]) -> bool:
        return judge.likely(text)

    # Where labels have a look of their own, all that is set so is one label, though its end alone may be listed.
    tests = (looks, listed, likely) if judge.looks else (listed, looks, likely)
    under = _stand_under(slots, free, judge)
    for slot in slots:
        left = [run for run in free if id(run) not in taken]
        below = _under(slot, left, judge) if under else None
        label = below or next(filter(None, (_best(slot, left, slots, test) for test in tests)), None)
        others = [each.box for each in slots if each is not slot]
        label = _whole(label or _unknown(slot, left, slots), left, others, judge)
        taken.update(id(run) for run in label.runs)
        yield slot, label


def _stand_under(slots: Sequence[Slot], free: Sequence[Run], judge: Judge) -> bool:
    """Tell whether labels stand under their slots: as many as above them, and nearer."""
    under, over = [], []
    for slot in slots:
        for run in free:
            if abs(run.box.left - slot.box.left) < _LEFT_EDGE and judge.is_label(run):
                if 0 <= run.box.top - slot.box.bottom + 2 < _ABOVE:
                    under.append(run.box.top - slot.box.bottom)
                elif 0 <= slot.box.top - run.box.bottom + 2 < _ABOVE:
                    over.append(slot.box.top - run.box.bottom)
    return len(under) >= _LEAST_UNDER and len(under) >= len(over) and (not over or median(under) + 2 < median(over))


def _under(slot: Slot, free: Sequence[Run], judge: Judge) -> Label | None:
    """The label right under a slot."""
    near = [
        run
        for run in free
        if abs(run.box.left - slot.box.left) < _LEFT_EDGE and 0 <= run.box.top - slot.box.bottom + 2 < _ABOVE
    ]
    first = min(near, key=lambda run: run.box.top, default=None)
    return Label(first.text, (first,), known=True) if first and judge.is_label(first) else None


_LEFT_EDGE = 8.0
_LEAST_UNDER = 5


def _best(slot: Slot, free: Sequence[Run], slots: Sequence[Slot], known: Test) -> Label | None:
    for label in (_above(slot, free, slots, known), _beside(slot, free, slots, known)):
        if label.known:
            return label
    told = slot.text.partition("\n")[0], slot.text.partition(":")[0]
    return Label() if slot.text and not slot.ticks and any(known(text, ()) for text in told) else None


def _whole(label: Label, free: Sequence[Run], others: Sequence[Box], judge: Judge) -> Label:
    """A label with the lines that it goes on in: up to its colon or question mark, or as far as it is set like one."""
    while label.runs and not asks(label.text):
        last = label.runs[-1]
        more = next(
            (
                run
                for run in free
                if run not in label.runs
                and abs(run.box.left - label.runs[0].box.left) < 6
                and -0.4 < (run.box.top - last.box.bottom) / last.box.height < _STACKED
            ),
            None,
        )
        if more is None or not (_is_set_so(more, others, judge) or judge.asking):
            break
        if judge.asking and not judge.likely(bare(f"{label.text} {more.text}")):
            break
        label = replace(label, text=f"{label.text} {more.text}", runs=(*label.runs, more))
    return label


def _is_set_so(run: Run, others: Sequence[Box], judge: Judge) -> bool:
    """Tell whether a run is set like a label, and no other slot stands beside it."""
    return (
        judge.is_label(run)
        and bool(judge.looks)
        and not any(box.left > run.box.left and box.top - 2 < run.box.centre[1] < box.bottom + 2 for box in others)
    )


def _unknown(slot: Slot, free: Sequence[Run], slots: Sequence[Slot]) -> Label:
    """What stands beside a slot and ends like a label, or is as short as one and near."""
    beside = _beside(slot, free, slots, lambda _text, _runs: False)
    if beside.text.rstrip().endswith((":", "?")):
        return beside
    near = bool(beside.runs) and slot.box.left - max(run.box.right for run in beside.runs) < _NEAR
    return beside if near and len(beside.text.split()) <= _WORDS and not beside.text.endswith(".") else Label()


def _above(slot: Slot, free: Sequence[Run], slots: Sequence[Slot], known: Test) -> Label:
    """The lines right above a slot, from the first that makes a label with those below it."""
    box = slot.box
    over = [
        run
        for run in free
        if run.box.bottom <= box.top + 4
        and run.box.left < box.right
        and run.box.right > box.left
        and run.box.left > box.left - 14
    ]
    stack: list[Run] = []
    label = Label()
    floor, limit = box.top, _ABOVE
    while over and len(stack) < _MOST_LINES:
        nearest = max(over, key=lambda run: (run.box.bottom, -run.box.left))
        if floor - nearest.box.bottom > limit or _between(nearest.box, floor, slots, slot):
            break
        # A label and its hint on one line: "Date of birth * dd/mm/yyyy".
        level = [run for run in over if abs(run.box.centre[1] - nearest.box.centre[1]) < 0.5 * nearest.box.height]
        stack = [*sorted(level, key=lambda run: run.box.left), *stack]
        over = [run for run in over if run not in level]
        floor, limit = min(run.box.top for run in level), _STACKED * nearest.box.height
        found = _said(stack, known)
        if label.known and not found.known:
            return label
        label = found
        if label.known and stack[0].bold:
            # In plain letters it may be a hint that reads like a label: then what stands above it is the label.
            return label
    return label if label.known or not stack else Label(" ".join(run.text for run in stack), tuple(stack))


def _between(label: Box, floor: float, slots: Sequence[Slot], slot: Slot) -> bool:
    """Tell whether another slot stands between a label and its slot."""
    return any(
        other is not slot
        and label.bottom - 2 < other.box.centre[1] < floor
        and other.box.left < label.right
        and other.box.right > label.left
        for other in slots
    )


def _said(stack: Sequence[Run], known: Test) -> Label:
    first, rest = stack[0].text, [run.text for run in stack[1:]]
    whole = " ".join((first, *rest))
    if known(whole, stack):
        return Label(whole, tuple(stack), known=True)
    if known(first, stack[:1]):
        return Label("\n".join((first, *rest)), tuple(stack), known=True)
    return Label()


def _beside(slot: Slot, free: Sequence[Run], slots: Sequence[Slot], known: Test) -> Label:
    """The lines to the left of a slot, at its height."""
    box = slot.box
    level = [
        run
        for run in free
        if (
            run.box.right <= box.left + 4 or (run.box.left < box.left - _WELL_LEFT and run.box.right < box.left + _OVER)
        )
        and box.left - run.box.right < _LEFT
        and box.top - 5 <= run.box.centre[1] <= box.bottom + 5
        and not any(
            other is not slot
            and run.box.right - 2 < other.box.centre[0] < box.left
            and other.box.top - 2 < run.box.centre[1] < other.box.bottom + 2
            for other in slots
        )
    ]
    if not level:
        return Label()
    edge = max(run.box.right for run in level)
    column = [run for run in level if run.box.right > edge - 150 and abs(run.box.left - level[-1].box.left) < 6]
    column = sorted(column or level[-1:], key=lambda run: run.box.top)
    for start in range(len(column)):
        if start and column[0].text[:1].isupper() and column[start].text[:1].islower():
            # The end of a label that is longer than its column: "Date the family was written" / "to".
            continue
        label = _said(column[start:], known)
        if label.known:
            return label
    return Label(" ".join(run.text for run in column), tuple(column))
