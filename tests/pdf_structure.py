"""What a tagged PDF says of itself to who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element below this one, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                yield kid
            yield from structure(kid)
