"""The text of a message as its writer meant it: the plain part, or the HTML without its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from types import MappingProxyType

from mailboxes.headers import as_text
from mailboxes.media import HTML, TEXT
from mailboxes.parts import Part

MAX_TEXT = 100_000
"""Characters of a message's own text that are kept."""
_MAX_HTML = 2_000_000
"""Characters of HTML that are looked at; Word writes a great deal of it around a few words."""

_TAG = re.compile(r"<!--|<(/?)([a-z][a-z0-9]{0,20})[^<>]*>|<[!?/][^<>]*>", re.IGNORECASE)
_COMMENT_ENDS = re.compile("-->")
_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "table"})
_SILENT = MappingProxyType(
    {name: re.compile(f"</{name}[^<>]*>", re.IGNORECASE) for name in ("style", "script", "title")}
)


def body_text(parts: Iterable[Part]) -> str:
    """Return the message's own text, at most MAX_TEXT characters; that of a forwarded message when it has none.

    Mail programs cut the text where a file stands within it, so that all its pieces are joined.
    """
    texts = [part for part in parts if part.is_text]
    own = [part for part in texts if not part.forwarded]
    for some in (own, texts):
        for kind in (TEXT, HTML):
            pieces = (_plain(part) for part in some if part.content_type == kind)
            joined = "\n\n".join(piece for piece in pieces if piece)
            if joined:
                return joined[:MAX_TEXT].strip()
    return ""


def _plain(part: Part) -> str:
    told = as_text(part.data[: 4 * _MAX_HTML], part.charset)
    plain = _without_markup(told[:_MAX_HTML]) if part.content_type == HTML else told
    lines = (line.rstrip() for line in plain.replace("\x00", "").splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_markup(html: str) -> str:
    words = re.sub(r"&#\w{8,}", "", "".join(_words(html)))
    return "\n".join(" ".join(line.split()) for line in unescape(words).split("\n"))


def _words(html: str) -> Iterator[str]:
    """Yield what stands between tags, and a line break where a block begins or a paragraph ends.

    One pass, whatever the markup: the standard library's parser takes minutes over broken HTML of 100 kB.
    """
    at = 0
    while found := _TAG.search(html, at):
        # Line breaks in the source are mere spaces.
        yield html[at : found.start()].replace("\n", " ")
        name, closing = (found[2] or "").lower(), bool(found[1])
        at = found.end()
        if found[0] == "<!--":
            at = _after(html, _COMMENT_ENDS, at)
        elif name in _SILENT and not closing:
            at = _after(html, _SILENT[name], at)
        elif name == "td" or (closing and name != "p"):
            yield " " if name == "td" else ""
        elif name in _BLOCKS:
            yield "\n"
    yield html[at:].replace("\n", " ")


def _after(html: str, ends: re.Pattern[str], at: int) -> int:
    found = ends.search(html, at)
    return found.end() if found else len(html)
