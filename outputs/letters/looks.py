"""Why a printed or scanned form of ours is not acted on, in plain English."""

from __future__ import annotations

from types import MappingProxyType

from proposals.reading import Unsure

UNSURE: MappingProxyType[Unsure, str] = MappingProxyType(
    {
        Unsure.OTHER_LAYOUT: "Its labels and boxes are not where they are on our form.",
        Unsure.MORE_PAGES: "It came with another page, and what it says may go on there.",
        Unsure.NOT_ONE_TICK: "We do not see one tick beside one of the three decisions.",
        Unsure.FAINT: "A word or a tick on it is too faint to read without doubt.",
        Unsure.CUT: "What is written fills its box to the end, so the rest of it may not have been printed.",
        Unsure.MISSING: "A box that must be filled in seems to be empty.",
        Unsure.MARKS: "Something is written, drawn or stamped on it beside the boxes, or struck out.",
    }
)
