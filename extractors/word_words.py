"""The words of a Word file as they look: none that are struck out, glyphs of symbol fonts, marks around what is lit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree

from extractors.ticks import MARKED, UNMARKED, unmarked
from extractors.word_parts import MC, W14, W
from extractors.word_signs import is_symbol_font, sign
from extractors.word_switches import control_ticked, is_on, is_prompt, legacy_ticked, picked

_GONE = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "pPr", "rPr", "rt", "txbxContent", "tbl")}
    | {f"{MC}Fallback"}
)
_MARKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_LONGEST_FIELD = 200
_CUT = re.compile(f"{UNMARKED}([ \\xa0]*){MARKED}")
_LABEL = re.compile(f"^{MARKED}([^{UNMARKED}]*){UNMARKED}")
_CHOICES = frozenset({"yes", "no", "y", "n"})
_CIRCLED = re.compile(r"\s*eq\s+\\o\b[^(]*\([^,;()]*[,;]\s*([^()]*?)\s*\)\s*", re.IGNORECASE)
"""Word's "enclose characters": a field that draws a ring and what stands in it over one another."""


def text_of(element: etree._Element) -> str:
    """Return an element's words, paragraphs apart by line breaks."""
    return unmarked(marked_text(element))


def marked_text(element: etree._Element) -> str:
    """Return an element's words, those that are lit between MARKED and UNMARKED."""
    return "".join(_words(element)).strip("\n")


def settled(line: str) -> tuple[str, int]:
    """A line without the marks around what it begins with in bold, and how many letters that has."""
    if MARKED not in line:
        return line.strip(), 0
    said = _CUT.sub(r"\1", line).strip()
    label = _LABEL.match(said)
    if not label or label[1].strip().casefold() in _CHOICES:
        return said, 0
    if label.end() == len(said):
        return label[1].strip(), len(label[1].strip())
    # "Gender: Female" in bold, with "/ Male" in plain behind it: the label ends at its colon.
    whole = label[1].rstrip().endswith(":")
    name, colon, chosen = (label[1].rstrip()[:-1], ":", "") if whole else label[1].partition(":")
    lit = f"{MARKED}{chosen.strip()}{UNMARKED}" if chosen.strip() else ""
    return f"{name}{colon} {lit}{said[label.end() :]}".strip(), len(f"{name}{colon}".strip())


def _words(element: etree._Element) -> list[str]:
    said: list[str] = []
    _add(element, said)
    return said


def _add(element: etree._Element, said: list[str]) -> None:
    """Add what an element says, in order; in one list, as forms have thousands of runs."""
    for child in element:
        tag = child.tag
        if tag == _RUN:
            _add_run(child, said)
        elif tag in _LEAVES:
            said.append(_LEAVES[tag](child))
        elif tag in _MARKS:
            said.append(_MARKS[tag])
        elif tag in _GONE or (tag == _CONTROL and is_prompt(child)):
            continue
        elif tag == _CONTROL and (box := child.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            # Which glyph stands for a tick is the sender's choice; whether it is ticked is not.
            said.append("☒" if control_ticked(box) else "☐")
        else:
            _add(child, said)
            if tag == _PARAGRAPH:
                said.append("\n")


def _add_run(run: etree._Element, words: list[str]) -> None:
    """Add a run's words as they look: none when struck out or hidden, glyphs when its font is one of symbols."""
    found = run.find(_RUN_LOOKS)
    looks: _Looks = {look.tag: look for look in found if look.tag in _TELLING} if found is not None else {}
    if not looks:
        _add(run, words)
        return
    if any(_on(looks, name) for name in _UNSEEN):
        return
    said = "".join(_words(run))
    font = _font(looks)
    if is_symbol_font(font):
        said = "".join(sign(ord(mark), font) if "!" <= mark <= "ÿ" else mark for mark in said)
    # Some people set the option they choose in bold; what a line begins with in bold is its label (`_settled`).
    lit = bool(said.strip()) and (_on(looks, "b") or _on(looks, "highlight") or shaded(looks.get(f"{W}shd")))
    # Of "Yes / No" some underline or frame the one they choose; any other word is just that.
    lit = lit or (said.strip().casefold() in _CHOICES and any(_on(looks, name) for name in ("u", "bdr", "em")))
    words.append(f"{MARKED}{said}{UNMARKED}" if lit else said)


_RUN, _RUN_LOOKS, _CONTROL, _PARAGRAPH = f"{W}r", f"{W}rPr", f"{W}sdt", f"{W}p"
_TELLING = frozenset(
    f"{W}{name}" for name in ("strike", "dstrike", "vanish", "b", "highlight", "shd", "u", "bdr", "em", "rFonts")
)
"""Looks of a run that tell something of what it says."""
_Looks = Mapping[str, etree._Element]
_UNSEEN = ("strike", "dstrike", "vanish")


def _on(looks: _Looks, name: str) -> bool:
    switch = looks.get(f"{W}{name}")
    return switch is not None and is_on(switch.get(f"{W}val"))


def shaded(ground: etree._Element | None) -> bool:
    """Tell whether a run or a cell has a ground of its own, as what was chosen and what asks often have."""
    return ground is not None and str(ground.get(f"{W}fill", "auto")).casefold() not in {"auto", "ffffff", "none"}


def _font(looks: _Looks) -> str:
    fonts = looks.get(f"{W}rFonts")
    return str(fonts.get(f"{W}ascii", "")).casefold() if fonts is not None else ""


def _legacy(field: etree._Element) -> str:
    """What a legacy field shows that is not written as text: a box, or what was picked from a list."""
    box, drop = field.find(f"{W}checkBox"), field.find(f"{W}ddList")
    if box is not None:
        return "☒" if legacy_ticked(box) else "☐"
    return picked(drop) if drop is not None else ""


def _symbol(symbol: etree._Element) -> str:
    """A glyph of a symbol font by its number."""
    try:
        code = int(symbol.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return sign(code, str(symbol.get(f"{W}font", "")).casefold()) if 0 < code <= 0xFFFF else ""


def _plain(text: etree._Element) -> str:
    """A run's text, without the marks that only say where a line may break."""
    return (text.text or "").replace("\u00ad", "").replace("\u00a0", " ")


def _circled(code: etree._Element) -> str:
    """What a field's code draws a ring around; a field's code is no text otherwise."""
    found = _CIRCLED.fullmatch((code.text or "")[:_LONGEST_FIELD])
    return f"{MARKED}{found[1]}{UNMARKED}" if found else ""


_LEAVES: MappingProxyType[str, Callable[[etree._Element], str]] = MappingProxyType(
    {f"{W}t": _plain, f"{W}instrText": _circled, f"{W}sym": _symbol, f"{W}ffData": _legacy}
)
"""What holds text itself."""
