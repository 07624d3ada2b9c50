"""Reads what Microsoft Graph tells, and says so when it is not what Graph documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from mailboxes.mailbox import Arrival, Transient

Told = Mapping[str, Any]
"""A JSON object."""


def items(page: Told) -> Iterator[Told]:
    """Yield the items of one page of a list."""
    listed = page.get("value")
    if not isinstance(listed, list):
        raise _odd()
    yield from (each for each in listed if isinstance(each, dict))


def text(item: Told, name: str) -> str:
    """Return a field that must be there and be text."""
    value = item.get(name)
    if not isinstance(value, str) or not value:
        raise _odd()
    return value


def item_id(item: Told) -> str:
    """Return an item's id."""
    return text(item, "id")


def arrival(item: Told) -> Arrival:
    """Return a listed message as an Arrival; its size is 0 when the service does not tell it."""
    try:
        received = datetime.fromisoformat(text(item, "receivedDateTime"))
    except ValueError:
        raise _odd() from None
    aware = received.replace(tzinfo=UTC) if received.tzinfo is None else received.astimezone(UTC)
    return Arrival(item_id(item), aware, _size(item))


def sender(item: Told) -> object:
    """Return the address that a message is from, None when none is told."""
    place: object = item
    for step in ("from", "emailAddress", "address"):
        place = place.get(step) if isinstance(place, Mapping) else None
    return place


def _size(item: Told) -> int:
    listed = item.get("singleValueExtendedProperties")
    for each in listed if isinstance(listed, list) else ():
        value = each.get("value") if isinstance(each, dict) else None
        if isinstance(value, str) and value.isdigit():
            return int(value[:18])
    return 0


def _odd() -> Transient:
    return Transient("The server's answer is not what Microsoft Graph documents.")
