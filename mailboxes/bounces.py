"""Letters of ours that came back: which one, and why (RFC 3464; and reports that no standard describes)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from mailboxes import headers
from mailboxes.parts import opened

LETTER_HEADER = "X-Offsite-Desk-Letter"
"""Our letters carry their Message-ID in it once more: some mail servers write a Message-ID of their own."""

_MOST_PARTS = 20
_LONGEST_TEXT = 200_000
"""Characters of a report that are searched; whole copies of the letter may follow."""
_MOST_IDS = 20

_ID_LINE = re.compile(
    r"^[> \t]*(?:X-Offsite-Desk-Letter|Message-ID):\s{0,80}(<[!-;=?-~]{1,400}>)", re.IGNORECASE | re.MULTILINE
)
_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ADDRESS = re.compile(r"(?:rfc822;)?\s*<?([^\s<>;]+@[^\s<>;]+)>?", re.IGNORECASE)
_NOT_LOST = re.compile(
    r"\b(delayed|delay|warning|success\w*|relayed|still (being )?(tried|retried)|not yet been delivered)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter that could not be delivered, as a mail server reports it."""

    message_ids: tuple[str, ...]
    """What may be the letter's Message-ID, the likeliest first."""
    recipients: tuple[str, ...]
    """The addresses it did not reach, in lower case; empty when the report does not say."""
    status: str
    """The status code (RFC 3463), such as 5.1.1; "" when the report has none."""


def returned(message: Message) -> Returned | None:
    """Return the letter that the bounce `message` is about; None when it says that it is only late, or went well."""
    reports, texts, ids = [], [], []
    for part in _parts(message):
        kind = part.get_content_type()
        inside = part.get_payload()
        if kind.endswith("delivery-status") and isinstance(inside, list):
            reports += [each for each in inside if isinstance(each, Message)]
        elif kind == "message/rfc822" and isinstance(inside, list):
            for letter in opened(part, inside)[:1]:
                ids += [*headers.ids(letter, LETTER_HEADER), headers.message_id(letter)]
        elif part.get_content_maintype() == "text" or kind.startswith("message/"):
            texts.append(_text(part))
    failed = [each for each in reports if headers.text(each, "Action").casefold() == "failed"]
    told = [each for each in reports if each.get("Action") is not None]
    if told and not failed:
        return None
    if not told and _NOT_LOST.search(headers.text(message, "Subject")):
        return None
    ids += [found for text in texts for found in _ID_LINE.findall(text)]
    ids += [*headers.ids(message, "In-Reply-To"), *headers.ids(message, "References")]
    return Returned(
        message_ids=tuple(dict.fromkeys(each for each in ids if each))[:_MOST_IDS],
        recipients=_recipients(message, failed),
        status=_status(failed, texts),
    )


def _parts(message: Message) -> list[Message]:
    """The parts of the report itself, the containers opened; never those of the letter that came back."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [each for each in inside[:_MOST_PARTS] if isinstance(each, Message)]
        else:
            found.append(part)
    return found


def _text(part: Message) -> str:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        return ""
    return headers.as_text(content[:_LONGEST_TEXT], "") if isinstance(content, bytes) else ""


def _recipients(message: Message, failed: list[Message]) -> tuple[str, ...]:
    told = [headers.text(each, name) for each in failed for name in ("Original-Recipient", "Final-Recipient")]
    told += headers.text(message, "X-Failed-Recipients").split(",")
    found = (_ADDRESS.search(each) for each in told)
    return tuple(dict.fromkeys(each[1].lower() for each in found if each))


def _status(failed: list[Message], texts: list[str]) -> str:
    return next((found[0] for found in map(_STATUS.search, _codes(failed, texts)) if found), "")


def _codes(failed: list[Message], texts: list[str]) -> Iterator[str]:
    yield from (headers.text(each, "Status") for each in failed)
    yield from texts
