"""One e-mail as received: who sent it, what it says, and the files it brings. Nothing a stranger sends raises."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

from mailboxes import headers
from mailboxes.authentication import Authentication, authentications
from mailboxes.automatic import Automatic, automatic
from mailboxes.body import body_text
from mailboxes.bounces import Returned, returned
from mailboxes.headers import LENIENT, Address, as_text
from mailboxes.media import media_type
from mailboxes.parts import Leaves, Part, attached, is_sealed, leaves
from mailboxes.stand_in import is_stand_in

_log = logging.getLogger(__name__)

MAX_BYTES = 50 * 1024 * 1024
"""Of a larger message only the headers are read."""


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
    """In angle brackets; made from the content when the message has none."""
    digest: str
    sender: Address | None
    reply_to: str | None
    """The address that may be answered; None for automatic mail and mail without a usable sender."""
    subject: str
    text: str
    documents: tuple[Document, ...]
    sent: datetime | None
    """The Date header, in UTC; when the message came is for the mailbox to say."""
    automatic: Automatic | None
    references: tuple[str, ...]
    sealed: bool
    """True when the content is encrypted or sealed (S/MIME, PGP), so that a person must open it."""
    beyond_limits: bool = False
    """True when the message is too large or too deeply nested to be read whole, so that a person must look at it."""
    authentications: tuple[Authentication, ...] = ()
    """What mail servers on the way said of the sender, the last server first."""
    returned: Returned | None = None
    """The letter that came back, when this is a bounce."""
    stands_in: bool = False
    """True for what the desk has in place of a message that the mail server could not hand over."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one message from another: its Message-ID, and the digest of its decoded parts."""

    message_id: str
    digest: str


def identify(raw: bytes) -> Identity:
    """Return only what tells the message `raw` from others, as `read_submission` does in a third of its time.

    As there nothing is raised: a message on which the reader fails is told by its bytes.
    """
    try:
        message, whole = _parsed(raw)
        return _identity(message, raw, leaves(message) if whole else Leaves(whole=False), whole=whole)
    except Exception as error:  # noqa: BLE001  # the station's door, as below
        _log.warning("a message could not be read: %s", type(error).__name__)
        unread = _unread(raw)
        return Identity(unread.message_id, unread.digest)


def read_submission(raw: bytes) -> Submission:
    """Return what the message `raw` says; any bytes may come in, nothing is raised.

    Should the reader itself fail on one, that message alone is beyond limits, and the poll goes on.
    """
    try:
        return _read(raw)
    except Exception as error:  # noqa: BLE001  # the station's door: one message must not keep all others out
        # The class alone: a message could quote what it read.
        _log.warning("a message could not be read: %s", type(error).__name__)
        return _unread(raw)


def _read(raw: bytes) -> Submission:
    message, whole = _parsed(raw)
    found = leaves(message) if whole else Leaves(whole=False)
    identity = _identity(message, raw, found, whole=whole)
    kind = automatic(message)
    sender = headers.address(message, "From")
    return Submission(
        message_id=identity.message_id,
        digest=identity.digest,
        sender=sender,
        reply_to=None if kind else _answerable(message, sender),
        subject=headers.text(message, "Subject"),
        text=body_text(found.parts),
        documents=_documents(found.parts, kind),
        sent=headers.when(message),
        automatic=kind,
        references=_thread(message),
        sealed=any(is_sealed(part) for part in found.parts),
        beyond_limits=not found.whole,
        authentications=authentications(message),
        returned=returned(message) if kind is Automatic.BOUNCE else None,
        stands_in=is_stand_in(message),
    )


def _thread(message: Message) -> tuple[str, ...]:
    """What it answers, the nearest last: some programs write In-Reply-To alone (RFC 5322, 3.6.4)."""
    answered = headers.ids(message, "In-Reply-To")[-1:]
    return (*(each for each in headers.ids(message, "References") if each not in answered), *answered)


def _unread(raw: bytes) -> Submission:
    digest = hashlib.sha256(raw).hexdigest()
    return Submission(
        message_id=f"<{digest[:32]}@no-message-id.invalid>",
        digest=digest,
        sender=None,
        reply_to=None,
        subject="",
        text="",
        documents=(),
        sent=None,
        automatic=None,
        references=(),
        sealed=False,
        beyond_limits=True,
    )


def _identity(message: Message, raw: bytes, found: Leaves, *, whole: bool) -> Identity:
    digest = _digest(found.parts) if whole else hashlib.sha256(raw).hexdigest()
    return Identity(headers.message_id(message) or _made_id(message, digest), digest)


def _parsed(raw: bytes) -> tuple[Message, bool]:
    """The message, and whether all of it was read."""
    if len(raw) <= MAX_BYTES:
        try:
            return message_from_bytes(raw, policy=LENIENT), True
        except RecursionError:
            # Hundreds of parts within parts: no mail program writes that.
            pass
    return BytesHeaderParser(policy=LENIENT).parsebytes(raw), False


def _documents(parts: Sequence[Part], kind: Automatic | None) -> tuple[Document, ...]:
    if kind and kind.carries_our_own:
        return ()
    return tuple(Document.of(name, data) for name, data in attached(parts))


def _answerable(message: Message, sender: Address | None) -> str | None:
    answer = headers.address(message, "Reply-To") or sender
    return answer.email if answer else None


def _digest(parts: Sequence[Part]) -> str:
    """Over what the message holds, not over its raw bytes: servers rebuild those, charsets and line ends among them."""
    whole = hashlib.sha256()
    for part in parts:
        data = _told(part) if part.is_text else part.data
        whole.update(hashlib.sha256(data).digest())
    return whole.hexdigest()


def _told(part: Part) -> bytes:
    told = as_text(part.data, part.charset).replace("\r\n", "\n").rstrip("\n")
    # Some charsets give halves of characters.
    return told.encode("utf-8", "surrogatepass")


def _made_id(message: Message, digest: str) -> str:
    """The same message gets the same id however often it comes; two scans of empty pages get two."""
    told = "\n".join((digest, *(headers.text(message, name) for name in ("From", "Date", "Subject"))))
    return f"<{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}@no-message-id.invalid>"
