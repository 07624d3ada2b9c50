"""A Word file's text as its sender saw it: paragraphs and table rows in reading order, deletions left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from extractors.pieces import Line, Piece, Place, Row
from extractors.ticks import MARKED, UNMARKED, unmarked
from extractors.word_parts import MC, W14, W
from extractors.word_signs import is_symbol_font, sign

_WRAPPERS = frozenset(
    {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "txbxContent")}
    | {f"{MC}AlternateContent", f"{MC}Choice"}
)
_GONE = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "pPr", "rPr", "rt", "txbxContent", "tbl")}
    | {f"{MC}Fallback"}
)
_MARKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_LONGEST_FIELD = 200
_OFF = frozenset({"0", "false", "off", "none"})
_CUT = re.compile(f"{UNMARKED}([ \\xa0]*){MARKED}")
_LABEL = re.compile(f"^{MARKED}([^{UNMARKED}]*){UNMARKED}")
_CHOICES = frozenset({"yes", "no", "y", "n"})
_CIRCLED = re.compile(r"\s*eq\s+\\o\b[^(]*\([^,;()]*[,;]\s*([^()]*?)\s*\)\s*", re.IGNORECASE)
"""Word's "enclose characters": a field that draws a ring and what stands in it over one another."""


def pieces(body: etree._Element) -> Iterator[tuple[int, Piece]]:
    """Yield the paragraphs and table rows of a document's body, tables within tables after their row.

    Each comes with the place of the body's block, from 0, that it stands in.

    Words that are highlighted stand between MARKED and UNMARKED: in a line of options it is how some people tick.
    """
    counts = {"paragraph": 0, "table": 0}
    for place, block in enumerate(body):
        for piece in _blocks([block], counts):
            yield place, piece


def text_of(element: etree._Element) -> str:
    """Return an element's words, paragraphs apart by line breaks."""
    return unmarked(_text(element))


def is_on(value: str | None) -> bool:
    """Tell whether a switch of Word is on: present without a value, or with one that is not "off"."""
    return value is None or value not in _OFF


def is_prompt(control: etree._Element) -> bool:
    """Tell whether a content control shows its prompt, which is nobody's answer."""
    shows = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shows is not None and is_on(shows.get(f"{W}val"))


def legacy_ticked(box: etree._Element) -> bool:
    """Tell whether a legacy box to tick is ticked."""
    state = box.find(f"{W}checked")
    state = state if state is not None else box.find(f"{W}default")
    return state is not None and is_on(state.get(f"{W}val"))


def control_ticked(box: etree._Element) -> bool:
    """Tell whether a content control that is a box to tick is ticked."""
    checked = box.find(f"{W14}checked")
    return checked is not None and is_on(checked.get(f"{W14}val"))


def picked(drop: etree._Element) -> str:
    """Return what was picked from a legacy list."""
    entries = [entry.get(f"{W}val", "") for entry in drop.findall(f"{W}listEntry")]
    result = drop.find(f"{W}result")
    said = result.get(f"{W}val", "0") if result is not None else "0"
    place = int(said) if said.isascii() and said.isdecimal() else 0
    return entries[place] if place < len(entries) else ""


def _text(element: etree._Element) -> str:
    return "".join(_words(element)).strip("\n")


def _blocks(parent: Iterable[etree._Element], counts: dict[str, int]) -> Iterator[Piece]:
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, counts)
        elif child.tag == f"{W}tbl":
            counts["table"] += 1
            yield from _table(child, counts)
        elif child.tag in _WRAPPERS and not (child.tag == f"{W}sdt" and is_prompt(child)):
            yield from _blocks(child, counts)


def _paragraph(paragraph: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    counts["paragraph"] += 1
    heading = _is_heading(paragraph)
    for place, line in enumerate(_text(paragraph).split("\n")):
        said, label = _settled(line)
        if said:
            where = f"paragraph {counts['paragraph']}" + (f", line {place + 1}" if place else "")
            yield Line(said, Place(where), heading=heading, bold=label)
    # A text box hangs on a run of the paragraph, and reads like paragraphs of its own.
    yield from _boxes(paragraph, counts)


def _settled(line: str) -> tuple[str, int]:
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


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(_settled(line)[0] for line in _text(cell).split("\n")).strip()


def _boxes(owner: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    """The text boxes of a paragraph or a cell; those within them come with the paragraphs they hang on."""
    for box in owner.iter(f"{W}txbxContent"):
        between = itertools.takewhile(lambda above: above is not owner, box.iterancestors())
        if not any(above.tag in _APART for above in between):
            yield from _blocks(box, counts)


_APART = frozenset({f"{MC}Fallback", f"{W}txbxContent", f"{W}tc"})


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and str(style.get(f"{W}val", "")).casefold().startswith(("heading", "title"))


def _table(table: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    number = counts["table"]
    for place, row in enumerate(_children(table, f"{W}tr"), start=1):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = [cell for cell in _children(row, f"{W}tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
        yield _row(cells, Place(f"table {number}, row {place}"))
        for cell in cells:
            yield from _boxes(cell, counts)
            for inner in _children(cell, f"{W}tbl"):
                counts["table"] += 1
                yield from _table(inner, counts)


def _row(cells: list[etree._Element], where: Place) -> Row:
    texts: list[str] = []
    columns: list[int] = []
    bold: list[bool] = []
    inside: list[bool] = []
    column = 0
    for cell in cells:
        if not _continued(cell):
            texts.append("" if _prompts(cell) else _cell_text(cell))
            columns.append(column)
            runs = _runs(cell)
            bold.append(bool(runs) and (_is_bold(runs[0]) or _shaded(cell.find(f"{W}tcPr/{W}shd"))))
            inside.append(bool(runs) and _is_bold(runs[0]) and not _is_bold(runs[-1]))
        column += _span(cell)
    continues = bool(cells) and _continued(cells[0])
    return Row(tuple(texts), where, tuple(columns), continues, bold=tuple(bold), inside=tuple(inside))


def _runs(cell: etree._Element) -> list[etree._Element]:
    """The runs of a cell that say something."""
    said = (text.getparent() for text in cell.iter(f"{W}t") if (text.text or "").strip())
    return [run for run in said if run is not None]


def _is_bold(run: etree._Element) -> bool:
    switch = run.find(f"{W}rPr/{W}b")
    return switch is not None and is_on(switch.get(f"{W}val"))


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of a kind, those within row- and cell-level controls among them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _prompts(cell: etree._Element) -> bool:
    """Tell whether a cell stands within a control that shows its prompt."""
    above = cell.getparent()
    control = above.getparent() if above is not None and above.tag == f"{W}sdtContent" else None
    return control is not None and is_prompt(control)


def _continued(cell: etree._Element) -> bool:
    """Tell whether a cell is the lower part of a merged one."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _span(cell: etree._Element) -> int:
    """How many columns a cell takes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = span.get(f"{W}val", "1") if span is not None else "1"
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 1


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
    lit = bool(said.strip()) and (_on(looks, "b") or _on(looks, "highlight") or _shaded(looks.get(f"{W}shd")))
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


def _shaded(ground: etree._Element | None) -> bool:
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
