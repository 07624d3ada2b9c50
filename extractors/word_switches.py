"""Switches, boxes to tick and lists of a Word file: whether they are on, and what was picked."""

from __future__ import annotations

from lxml import etree

from extractors.word_parts import W14, W

_OFF = frozenset({"0", "false", "off", "none"})


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
