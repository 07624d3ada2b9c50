"""Values on their way through Markdown: held in letters and digits that no syntax reads, released after it.

Nothing a school wrote is ever parsed, so nothing it wrote can become markup: not `*`, not a link, not HTML.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_OPEN, _CLOSE = "\ue000", "\ue001"
_HELD = re.compile(f"{_OPEN}([0-9a-f]*){_CLOSE}")
# Characters that turn the direction of writing can make a line read otherwise than it is written; the last
# two are not characters at all, and XML refuses them.
_NEVER = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")


def hold(value: str) -> str:
    """Return `value` as a word that Markdown leaves alone; `release` gives it back."""
    return f"{_OPEN}{value.encode('utf-8', 'surrogatepass').hex()}{_CLOSE}"


def release(text: str) -> str:
    """Return `text` with every held value in its place, on one line and without control characters."""
    return _HELD.sub(lambda held: one_line(_value(held)), text)


def release_in_link(address: str) -> str:
    """Return a link's address with every held value in its place, percent-encoded."""
    return _HELD.sub(lambda held: quote(one_line(_value(held)), safe="@"), address)


def _value(held: re.Match[str]) -> str:
    return bytes.fromhex(held[1]).decode("utf-8", "surrogatepass")


def one_line(value: str) -> str:
    """Return `value` on one line, without control characters and what else no document can carry."""
    kept = "".join(mark for mark in value if not _unwanted(mark))
    return " ".join(kept.split())


def _unwanted(mark: str) -> bool:
    if mark in _NEVER:
        return True
    return unicodedata.category(mark) in {"Cc", "Cs"} and not mark.isspace()
