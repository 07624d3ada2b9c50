"""One e-mail as received: who sent it, what it says, and the files it brings. Nothing a stranger sends raises."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message

from mailboxes import headers
from mailboxes.automatic import Automatic, automatic
from mailboxes.headers import Address
from mailboxes.media import media_type
from mailboxes.parts import Part, attached, body_text, leaves


@dataclass(frozen=True, slots=True)
class Document:
    """One attached file. `name` is what the sender called it: data, never a path, never logged."""

    name: str
    media_type: str
    """By content, not by name."""
    data: bytes = field(repr=False)
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> Document:
        """Return the Document that `data` is."""
        return cls(name, media_type(data), data, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Submission:
    """One e-mail as received, identified by its Message-ID and the digest of its decoded parts."""

    message_id: str
    digest: str
    sender: Address | None
    reply_to: str | None
    """The address that may be answered; None for automatic mail and mail without a usable sender."""
    subject: str
    text: str
    documents: tuple[Document, ...]
    sent: datetime | None
    automatic: Automatic | None
    references: tuple[str, ...]
    sealed: bool
    """True when the content is encrypted or sealed (S/MIME), so that a person must open it."""


def read_submission(raw: bytes) -> Submission:
    """Return what the message `raw` says; any bytes may come in, nothing is raised."""
    # compat32: the modern policy raises on hostile headers.
    message = message_from_bytes(raw, policy=policy.compat32)
    parts = leaves(message)
    digest = _digest(parts)
    kind = automatic(message)
    sender = headers.address(message, "From")
    return Submission(
        message_id=next(iter(headers.ids(message, "Message-ID")), f"<{digest[:32]}@no-message-id.invalid>"),
        digest=digest,
        sender=sender,
        reply_to=None if kind else _answerable(message, sender),
        subject=headers.text(message, "Subject"),
        text=body_text(parts),
        documents=tuple(Document.of(name, data) for name, data in attached(parts)),
        sent=headers.when(message),
        automatic=kind,
        references=headers.ids(message, "References"),
        sealed=any(part.content_type in _SEALED for part in parts),
    )


_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})


def _answerable(message: Message, sender: Address | None) -> str | None:
    answer = headers.address(message, "Reply-To") or sender
    return answer.email if answer else None


def _digest(parts: tuple[Part, ...]) -> str:
    """Over what the message holds, not over its raw bytes: servers rebuild those."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.data).digest())
    return whole.hexdigest()
