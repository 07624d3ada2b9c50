"""Cuts a part's items into rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.reading.wild.form import Item


def by(items: Sequence[Item], count: int) -> Iterator[Sequence[Item]]:
    """Yield the items in rows of `count`, the last with what is left."""
    yield from (items[at : at + count] for at in range(0, len(items), count))


def runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield neighbours that are all long or all short."""
    held: list[Item] = []
    for item in items:
        if held and held[0].long != item.long:
            yield held
            held = []
        held.append(item)
    if held:
        yield held
