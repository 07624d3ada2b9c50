"""The one place where the desk writes to a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


_WIDTH = 160
"""Columns, where there is no terminal that tells."""


def console(*, stderr: bool = False) -> Console:
    """Return a console that writes plain text where there is no terminal, and takes no markup from values."""
    from rich.console import Console

    plain = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not plain.is_terminal:
        # A file or a pipe has no width of its own: addresses should stay whole.
        plain.width = _WIDTH
    return plain


def table(*headings: str, title: str | None = None) -> Table:
    """Return an empty table in the desk's plain style."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(*headings, title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)


def print_json(value: object) -> None:
    """Print a value as JSON; days and moments as ISO writes them."""
    import json

    console().out(json.dumps(value, default=_plain, indent=2), highlight=False)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
