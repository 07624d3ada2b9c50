"""Free text: as written, white space tidied; and when an answer says nothing at all."""

from __future__ import annotations

import re
import unicodedata

from proposals.question import Kind

_BLANK = re.compile(r"[\s_.\-–—…*/\\|]*")
_NOTHING = frozenset(
    {"n/a", "na", "n.a.", "n.a", "not applicable", "none given", "not known", "unknown", "tbc", "to be confirmed",
     "tba", "please choose", "please select", "choose an answer", "select", "choose an item", "click to write",
     "click or tap here to enter text", "click here to enter text", "click or tap to enter a date", "dd/mm/yyyy"}
)  # fmt: skip
# Control, format (zero width, right-to-left override), surrogate, private and unassigned characters.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = "\u200c\u200d"
"""Unseen, and part of how some languages and emoji are spelt."""
_VARIANTS = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
_PROSE = frozenset({Kind.TEXT, Kind.LONG_TEXT})
# What a Word form shows in an empty box is no answer, whatever the box is for.
_NOBODY = frozenset({"none", "nil", "no one", "nobody"})
_PROMPTS = frozenset(entry for entry in _NOTHING if entry.startswith(("click", "choose", "please", "select", "dd/")))


def visible(raw: str) -> str:
    """Return `raw` without marks that cannot be seen: zero-width spaces, soft hyphens, emoji variants."""
    return "".join(mark for mark in raw if unicodedata.category(mark) != "Cf" and mark not in _VARIANTS)


def says_nothing(raw: str, kind: Kind) -> bool:
    """Tell whether `raw` is no answer: empty, a dotted line, a prompt, or (outside prose) "n/a" and its like."""
    if _BLANK.fullmatch(raw):
        return True
    said = " ".join(raw.split()).casefold().rstrip(".…!")
    return said in _PROMPTS or (kind not in _PROSE and said in _NOTHING)


def says_none(raw: str) -> bool:
    """Tell whether `raw` says that there is no answer: "n/a", "not known" and their like, and nothing more."""
    return " ".join(raw.split()).casefold().rstrip(".…!") in _NOTHING | _NOBODY


def line(raw: str) -> str | None:
    """Return one line of text, or None when nothing is left of it."""
    return " ".join(_clean(raw).split()) or None


def paragraphs(raw: str) -> str | None:
    """Return text with its paragraphs kept and its white space tidied, or None when nothing is left of it."""
    lines = [" ".join(each.split()) for each in _clean(raw).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() or None


def _clean(raw: str) -> str:
    unified = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", raw)
    composed = unicodedata.normalize("NFC", unified)
    return "".join(mark for mark in composed if mark.isspace() or mark in _JOINERS or _is_seen(mark))


def _is_seen(mark: str) -> bool:
    return unicodedata.category(mark) not in _UNSEEN
