"""What a file may hold beside its pages: noted for the coordinator, never run, opened or passed on."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType


class Held(StrEnum):
    """One kind of thing that a file may hold; stable, so that others can build on it."""

    SCRIPT = "script"
    MACROS = "macros"
    LAUNCH = "launch"
    """An action that starts a program."""
    SENDS = "sends"
    """An action that sends what is filled in to somewhere else, or fetches answers from there."""
    EMBEDDED = "embedded"
    ACTIVE_BOXES = "active_boxes"
    """ActiveX: boxes with a program of their own."""
    RICH_MEDIA = "rich_media"
    TEMPLATE = "template"
    """A template that is fetched from elsewhere when the file is opened."""
    EXTERNAL = "external"
    """Content that is fetched from elsewhere when the file is opened."""
    FETCHING_FIELDS = "fetching_fields"
    """Fields of Word or Excel that start a program or fetch a file (DDE, INCLUDETEXT)."""
    XFA = "xfa"
    LINKS = "links"


HELD: MappingProxyType[Held, str] = MappingProxyType(
    {
        Held.SCRIPT: "a script",
        Held.MACROS: "macros",
        Held.LAUNCH: "an order to start a program",
        Held.SENDS: "an order to send or fetch answers elsewhere",
        Held.EMBEDDED: "other files inside it",
        Held.ACTIVE_BOXES: "boxes with a program of their own (ActiveX)",
        Held.RICH_MEDIA: "film, sound or other moving content",
        Held.TEMPLATE: "a template that is fetched from elsewhere",
        Held.EXTERNAL: "content that is fetched from elsewhere",
        Held.FETCHING_FIELDS: "fields that start a program or fetch a file",
        Held.XFA: "a second form for Adobe’s program alone (XFA)",
        Held.LINKS: "links to places outside it",
    }
)

_HARMLESS = frozenset({Held.LINKS, Held.XFA})
"""Nothing of these happens before a person clicks, and ordinary files hold them."""


def is_active(held: Sequence[Held]) -> bool:
    """Tell whether a file holds something that could act when a person opens it."""
    return not _HARMLESS.issuperset(held)


def held_sentence(held: Sequence[Held], *, passed_on: bool) -> str:
    """Return what a file held and what became of that, in a sentence or two; "" when it held nothing."""
    if not held:
        return ""
    *most, last = (HELD[each] for each in dict.fromkeys(held))
    what = f"{', '.join(most)} and {last}" if most else last
    fate = "" if passed_on else ", and nothing of that is passed on"
    return f"The file held {what}. Nothing of that was run or opened{fate}."
