"""The boxes that straight lines on a page enclose: the cells of tables, and single frames to write in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.layout.page import Box

_NEAR = 2.5
"""Points: lines this near are one line, ends this near meet."""
_DASH = 4.5
"""Points: dashes of one line stand no further apart."""
_MOST_LINES = 6000
"""Lines of one page; a drawing with more is a picture, no form."""
_LEAST_SIDE = 24.0
"""Points: shorter lines are the sides of boxes to tick."""
_LEAST_WIDTH, _LEAST_HEIGHT = 8.0, 7.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float

    def reaches(self, place: float) -> bool:
        """Tell whether the line passes `place`."""
        return self.start - _NEAR <= place <= self.end + _NEAR


def cells(across: Sequence[Box], down: Sequence[Box]) -> list[Box]:
    """Return the smallest boxes that the lines enclose, from the top, each row from the left."""
    if len(across) + len(down) > _MOST_LINES:
        return []
    level = _merged(Rule(box.centre[1], box.left, box.right) for box in across)
    upright = _merged(Rule(box.centre[0], box.top, box.bottom) for box in down)
    level = sorted([*level, *_ends(level, upright)], key=lambda each: each.at)
    found = [cell for place, top in enumerate(level) for cell in _below(top, level[place + 1 :], upright)]
    return sorted(found, key=lambda cell: (cell.top, cell.left))


def _ends(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterable[Rule]:
    """The edges that a table lacks where a page cuts it: its upright lines end there, all at one height."""
    sides = [rule for rule in upright if rule.end - rule.start > _LEAST_SIDE and _crossed(rule, level)]
    for heights in ([rule.start for rule in sides], [rule.end for rule in sides]):
        for height in sorted(set(heights)):
            there = [rule for rule, at in zip(sides, heights, strict=True) if abs(at - height) <= _NEAR]
            left, right = min(rule.at for rule in there), max(rule.at for rule in there)
            drawn = any(abs(rule.at - height) <= 2 * _NEAR and rule.start < right and rule.end > left for rule in level)
            if len(there) > 2 and not drawn:
                yield Rule(height, left, right)


def _crossed(rule: Rule, level: Sequence[Rule]) -> bool:
    """Tell whether a level line begins, ends or passes at an upright one."""
    return any(rule.reaches(other.at) and other.reaches(rule.at) for other in level)


def _below(top: Rule, lower: Sequence[Rule], upright: Sequence[Rule]) -> Iterable[Box]:
    """The cells that hang from one line: between neighbours, down to the first line that closes them."""
    hanging = [rule for rule in upright if top.reaches(rule.at) and rule.start - _NEAR <= top.at < rule.end - _NEAR]
    taken = -1
    for place, left in enumerate(hanging):
        if place < taken:
            continue
        for right_place in range(place + 1, len(hanging)):
            right = hanging[right_place]
            floor = next(
                (rule for rule in lower if rule.reaches(left.at) and rule.reaches(right.at) and rule.at > top.at), None
            )
            if floor is None or not (left.reaches(floor.at) and right.reaches(floor.at)):
                continue
            if right.at - left.at >= _LEAST_WIDTH and floor.at - top.at >= _LEAST_HEIGHT:
                yield Box(left.at, top.at, right.at, floor.at)
            taken = right_place
            break


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that lie on one another or end to end as one."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (round(each.at / _NEAR), each.start)):
        for place in range(len(merged) - 1, max(len(merged) - 40, -1), -1):
            other = merged[place]
            if abs(other.at - rule.at) <= _NEAR and other.start - _DASH <= rule.end and rule.start <= other.end + _DASH:
                merged[place] = Rule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            merged.append(rule)
    return sorted(merged, key=lambda each: each.at)


def tables(found: Sequence[Box]) -> list[list[Box]]:
    """Return the cells in groups that touch: each a table, or a frame alone."""
    parent = list(range(len(found)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for place, cell in enumerate(found):
        for other in range(place + 1, len(found)):
            if found[other].top > cell.bottom + _NEAR:
                break
            if _touch(cell, found[other]):
                parent[root(other)] = root(place)
    groups: dict[int, list[Box]] = {}
    for place, cell in enumerate(found):
        groups.setdefault(root(place), []).append(cell)
    return list(groups.values())


def _touch(one: Box, other: Box) -> bool:
    over = min(one.right, other.right) - max(one.left, other.left)
    beside = min(one.bottom, other.bottom) - max(one.top, other.top)
    return over >= -_NEAR and beside >= -_NEAR and max(over, beside) > _NEAR
