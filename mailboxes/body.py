"""The text of a message as its writer meant it: the plain part, or the HTML without its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from mailboxes.headers import as_text
from mailboxes.media import HTML, TEXT
from mailboxes.parts import Part

MAX_TEXT = 100_000
"""Characters of a message's own text that are kept."""
_MAX_HTML = 2_000_000
"""Characters of HTML that are looked at; Word writes a great deal of it around a few words."""


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


class _Stripper(HTMLParser):
    """Keeps the words of HTML, and a line break where a block begins."""

    _BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "table"})
    _SILENT = frozenset({"style", "script", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self._quiet += 1
        if tag in self._BLOCKS:
            self.pieces.append("\n")
        if tag == "td":
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT and self._quiet:
            self._quiet -= 1
        if tag == "p":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            # Line breaks in the source are mere spaces.
            self.pieces.append(re.sub(r"\s+", " ", data))


def _without_markup(html: str) -> str:
    stripper = _Stripper()
    try:
        stripper.feed(html)
        stripper.close()
    except (AssertionError, ValueError):
        # Broken beyond the parser: what was read so far is kept.
        pass
    return "\n".join(" ".join(line.split()) for line in "".join(stripper.pieces).split("\n"))
