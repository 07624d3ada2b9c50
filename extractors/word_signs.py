"""The glyphs of Word's symbol fonts, which say by their place in the font and not by their letter what they show."""

from __future__ import annotations

from types import MappingProxyType

_PRIVATE = 0xF000
"""Where Word keeps the glyphs of a symbol font: their number above this."""
_SIGNS = MappingProxyType(
    {
        "webdings": MappingProxyType({"a": "✔", "r": "✘", "c": "☐", "g": "■", "n": "●", "=": "○"}),
        "wingdings 2": MappingProxyType(
            {"O": "✗", "P": "✓", "Q": "☒", "R": "☑", "S": "☒", "T": "☒", "U": "☒", "V": "☒", "\xa3": "☐", "*": "☐"}
        ),
        "marlett": MappingProxyType({"a": "✔", "b": "✔"}),
    }
)
"""Ticks, crosses and boxes of the fonts that differ from Wingdings, by the letter whose place they take."""


def is_symbol_font(font: str) -> bool:
    """Tell whether letters set in a font of this name are signs."""
    return font.startswith("wingdings") or font in _SIGNS


def sign(code: int, font: str) -> str:
    """Return what a symbol font shows for a character: a tick or box of Unicode where it is known as one.

    Others stay in Word's private use, where the Wingdings ticks are known by their numbers.
    """
    if 0x100 <= code < _PRIVATE:
        # not by its place in a symbol font, but by its own number
        return chr(code)
    letter = chr(code & 0xFF)
    return _SIGNS.get(font, MappingProxyType({})).get(letter) or chr(_PRIVATE | ord(letter))
