"""The content controls of a Word form: text, date, list, boxes to tick, and one that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zlib import crc32

from docx.oxml.ns import nsmap, qn
from lxml import etree

from outputs.blank_layout import Box, Shape, chosen
from outputs.blank_wording import CHOOSE, DATE_FORMAT, prompt
from proposals.question import Choice

PLACEHOLDER_STYLE = "PlaceholderText"
"""The character style of what an empty control says."""

TICKED = "☒"
UNTICKED = "☐"
_TICK_FONT = "MS Gothic"
_HELD = "\u00a0"
"""Keeps a box to tick and its label on one line."""
_GAP = " " * 8

_NAMES = {"w": nsmap["w"], "w14": nsmap["w14"]}


def controls(box: Box, raw: str) -> Iterator[etree._Element]:
    """Yield what stands in the answer's paragraph: one control, or a tick and its label for each choice."""
    if box.shape is Shape.TICKS:
        picked = chosen(box, raw)
        for offered in box.choices:
            yield _tick(box, offered, on=offered is picked)
            yield _run(_HELD + offered.label.replace(" ", _HELD) + _GAP)
        return
    choice = chosen(box, raw)
    if choice is None and box.shape is Shape.LIST and not box.open:
        raw = ""
    control = _control(box.name, box.question.label)
    properties = control[0]
    if not raw:
        _add(properties, "w:showingPlcHdr")
    properties.append(_type(box, raw))
    shown = choice.label if choice else raw
    _add(control, "w:sdtContent").append(_run(shown) if raw else _run(prompt(box), PLACEHOLDER_STYLE))
    yield control


def hidden(name: str, value: str) -> etree._Element:
    """Return a control that holds `value`, is not shown, and can be neither changed nor deleted."""
    control = _control(name, name, lock="sdtContentLocked")
    _add(control[0], "w:text")
    run = _run(value)
    run.insert(0, _element("w:rPr"))
    _add(run[0], "w:vanish")
    _add(control, "w:sdtContent").append(run)
    return control


def _control(tag: str, title: str, lock: str = "sdtLocked") -> etree._Element:
    """Return a control as yet without kind and content; it cannot be deleted by a slip of the hand."""
    control = _element("w:sdt")
    properties = _add(control, "w:sdtPr")
    _add(properties, "w:alias", val=title)
    _add(properties, "w:tag", val=tag)
    # Word wants a number that no other control in the file has; the tag is unique, so its checksum serves.
    _add(properties, "w:id", val=str(crc32(tag.encode()) >> 1))
    _add(properties, "w:lock", val=lock)
    return control


def _tick(box: Box, choice: Choice, *, on: bool) -> etree._Element:
    control = _control(f"{box.name}.{choice.code}", box.question.label)
    tick = _add(control[0], "w14:checkbox")
    _add(tick, "w14:checked", val="1" if on else "0")
    _add(tick, "w14:checkedState", val="2612", font=_TICK_FONT)
    _add(tick, "w14:uncheckedState", val="2610", font=_TICK_FONT)
    run = _run(TICKED if on else UNTICKED)
    run.insert(0, _element("w:rPr"))
    _add(run[0], "w:rFonts", ascii=_TICK_FONT, hAnsi=_TICK_FONT, eastAsia=_TICK_FONT, hint="eastAsia")
    _add(run[0], "w:sz", val="24")
    _add(control, "w:sdtContent").append(run)
    return control


def _type(box: Box, raw: str) -> etree._Element:
    match box.shape:
        case Shape.LINES:
            return _element("w:text", multiLine="1")
        case Shape.DATE:
            return _date(raw)
        case Shape.LIST:
            return _list(box)
        case _:
            return _element("w:text")


def _date(raw: str) -> etree._Element:
    """A date picker in the order that people in England write; what is typed instead of picked stays."""
    try:
        day = datetime.strptime(raw, "%d/%m/%Y")  # noqa: DTZ007  (a calendar day has no time zone)
        kind = _element("w:date", fullDate=f"{day:%Y-%m-%d}T00:00:00Z")
    except ValueError:
        kind = _element("w:date")
    _add(kind, "w:dateFormat", val=DATE_FORMAT.replace("mm", "MM"))
    _add(kind, "w:lid", val="en-GB")
    _add(kind, "w:storeMappedDataAs", val="dateTime")
    _add(kind, "w:calendar", val="gregorian")
    return kind


def _list(box: Box) -> etree._Element:
    kind = _element("w:comboBox" if box.open else "w:dropDownList")
    _add(kind, "w:listItem", value=CHOOSE)
    for choice in box.choices:
        _add(kind, "w:listItem", displayText=choice.label, value=choice.code)
    return kind


def _run(text: str, style: str = "") -> etree._Element:
    run = _element("w:r")
    if style:
        _add(_add(run, "w:rPr"), "w:rStyle", val=style)
    for number, line in enumerate(text.splitlines() or [""]):
        if number:
            _add(run, "w:br")
        written = _add(run, "w:t")
        written.text = line
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _element(name: str, **attributes: str) -> etree._Element:
    prefix = name.partition(":")[0]
    made = etree.Element(qn(name), nsmap=_NAMES)
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), value)
    return made


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    made = _element(name, **attributes)
    parent.append(made)
    return made
