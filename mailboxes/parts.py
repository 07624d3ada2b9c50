"""Walks the parts of a message and tells the files it brings from its text and its decoration."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.utils import collapse_rfc2231_value

from mailboxes import headers
from mailboxes.archives import MAX_MEMBERS, unzipped
from mailboxes.media import EMPTY, HTML, OUTLOOK, TEXT, TNEF, ZIP, media_type
from mailboxes.pictures import is_small
from mailboxes.tnef import unwrapped

MAX_PARTS = 200
MAX_NESTING = 10
"""Parts within parts, and messages within messages, that are opened."""
MAX_UNZIPPED = 100 * 1024 * 1024
"""Bytes that all the archives of one message may hold, winmail.dat and saved messages among them."""
MAX_PACKING = 2
"""Archives within archives that are opened: a zip within a zip, no further."""

SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
"""Content that only its addressee can open, or that a signature wraps (RFC 8551, RFC 3156)."""
_NO_FILES = SEALED | {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/applefile",  # an old Mac's notes about the file that stands beside it
}
_CID = re.compile(rb"""cid:([^"'>\s)]{1,200})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a message, decoded."""

    content_type: str
    """As declared, in lower case."""
    charset: str
    name: str
    content_id: str
    attachment: bool
    """Its sender calls it an attachment."""
    forwarded: bool
    """It belongs to a message within the message."""
    data: bytes = field(repr=False)

    @property
    def is_text(self) -> bool:
        """Whether this is text to read in the message, no file; a PDF that is declared as text is a file."""
        if not self.content_type.startswith("text/") or self.attachment or self.name:
            return False
        return media_type(self.data) in {TEXT, HTML, EMPTY}


@dataclass(slots=True)
class Leaves:
    """The leaves of a message in order; `whole` is False when there were more than the limits allow."""

    parts: list[Part] = field(default_factory=list)
    whole: bool = True

    def add(self, part: Part) -> None:
        """Keep `part`, if there is room."""
        if len(self.parts) < MAX_PARTS:
            self.parts.append(part)
        else:
            self.whole = False


def leaves(message: Message) -> Leaves:
    """Return the leaves of `message`, forwarded messages opened, up to MAX_PARTS and MAX_NESTING."""
    found = Leaves()
    _walk(message, found, depth=0, forwarded=False)
    return found


def attached(parts: Sequence[Part]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file that was sent, zip archives opened, decoration left out."""
    shown = frozenset(cid.decode("latin-1") for part in parts if part.content_type == HTML for cid in _cids(part))
    encrypted = any(part.content_type == "application/pgp-encrypted" for part in parts)
    files = [
        (part.name, part.data)
        for part in parts
        if not (part.is_text or encrypted or _no_file(part) or _is_logo(part, shown))
    ]
    yield from _Unpacking().unpacked(files)


@dataclass(slots=True)
class _Unpacking:
    """Opens the archives of one message; what is left of the bounds is shared by all of them."""

    room: int = MAX_UNZIPPED
    members: int = MAX_MEMBERS

    def unpacked(self, files: Sequence[tuple[str, bytes]], depth: int = 0) -> Iterator[tuple[str, bytes]]:
        for name, data in files:
            kind = media_type(data)
            if kind == TNEF and depth < MAX_PACKING:
                yield from self._unwrapped(name, data, depth, alone=len(files) == 1)
            elif kind == OUTLOOK and depth < MAX_PACKING:
                yield from self._of_outlook(name, data, depth)
            elif kind == ZIP and depth < MAX_PACKING:
                yield from self._unzipped(name, data, depth)
            else:
                yield name, data

    def _unzipped(self, name: str, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
        members = unzipped(data, self.room, self.members)
        if members is None:
            yield name, data
            return
        self._take(members)
        yield from self.unpacked([(clean_name(inner), content) for inner, content in members], depth + 1)

    def _unwrapped(self, name: str, data: bytes, depth: int, *, alone: bool) -> Iterator[tuple[str, bytes]]:
        """The files of a winmail.dat; a broken one is a file itself too, and an empty one that came alone."""
        found = unwrapped(data, self.room)
        if len(found.files) > self.members:
            yield name, data
            return
        self._take(found.files)
        yield from self.unpacked([(clean_name(inner), content) for inner, content in found.files], depth + 1)
        # Beside other files an empty one is only the formatting of the text, which some gateways leave behind.
        if not found.whole or (alone and not found.files):
            yield name, data

    def _of_outlook(self, name: str, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
        """The files of a message that Outlook saved; a broken one is a file itself too, and so is one without files."""
        from mailboxes.outlook import saved_files

        found = saved_files(data, self.room)
        if len(found.files) > self.members:
            yield name, data
            return
        self._take(found.files)
        yield from self.unpacked([(clean_name(inner), content) for inner, content in found.files], depth + 1)
        if not (found.whole and found.files):
            yield name, data

    def _take(self, files: Sequence[tuple[str, bytes]]) -> None:
        self.room -= sum(len(content) for _, content in files)
        self.members -= len(files)


def opened(message: Message, payload: list[Message | str]) -> list[Message]:
    """The parts of a message; a forwarded one in base64 is decoded, which the library leaves undone.

    None of them when it is nested too deeply to be decoded.
    """
    parts = [part for part in payload if isinstance(part, Message)]
    if message.get_content_type() != "message/rfc822" or not parts:
        return parts
    told = headers.text(message, "Content-Transfer-Encoding").casefold()
    if told == "base64" and not parts[0].keys():
        body = parts[0].get_payload()
        inner = _parsed(_from_base64(body)) if isinstance(body, str) else parts[0]
        return [inner] if inner is not None else []
    return parts


def is_sealed(part: Part) -> bool:
    """Tell whether a part is encrypted or wrapped in a signature, also when a gateway hid its type."""
    return part.content_type in SEALED or part.name.casefold() == "smime.p7m"


def clean_name(raw: str) -> str:
    """Return a file's name without path, control characters or surrounding quotes; "" when nothing is left."""
    plain = re.split(r"[/\\]", headers.decoded(raw))[-1].strip(" .'\"")
    stem, dot, ending = plain.rpartition(".")
    return plain if len(plain) <= 200 else f"{stem[:180]}{dot}{ending[:19]}"


def _walk(message: Message, found: Leaves, *, depth: int, forwarded: bool) -> None:
    if depth > MAX_NESTING or len(found.parts) >= MAX_PARTS:
        found.whole = False
        return
    payload = message.get_payload()
    if isinstance(payload, list):
        inside = forwarded or message.get_content_maintype() == "message"
        parts = opened(message, payload)
        found.whole &= bool(parts or not payload)
        for part in parts:
            _walk(part, found, depth=depth + 1, forwarded=inside)
        return
    leaf = _part(message, forwarded=forwarded)
    if leaf.name.casefold().endswith(".eml") and media_type(leaf.data) == TEXT:
        # A message saved as a file and attached.
        saved = _parsed(leaf.data)
        found.whole &= saved is not None
        if saved is not None:
            _walk(saved, found, depth=depth + 1, forwarded=True)
        return
    found.add(leaf)


def _parsed(data: bytes) -> Message | None:
    try:
        return message_from_bytes(data, policy=headers.LENIENT)
    except RecursionError:
        # Hundreds of parts within parts: no mail program writes that.
        return None


def _part(message: Message, *, forwarded: bool) -> Part:
    disposition = headers.text(message, "Content-Disposition").partition(";")[0].strip().casefold()
    return Part(
        content_type=message.get_content_type(),
        charset=_charset(message),
        name=_name(message),
        content_id=headers.text(message, "Content-ID").strip("<> "),
        attachment=disposition == "attachment",
        forwarded=forwarded,
        data=_content(message),
    )


def _content(message: Message) -> bytes:
    try:
        decoded = message.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError, binascii.Error):
        decoded = None
    if isinstance(decoded, bytes):
        # Some gateways encode a PDF twice; in base64 every PDF begins with these letters.
        return _from_base64(decoded.decode("latin-1")) if decoded.startswith(b"JVBERi0") else decoded
    payload = message.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _from_base64(text: str) -> bytes:
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", text.encode("ascii", "ignore"))
    # One letter left over carries no byte.
    data = data[:-1] if len(data) % 4 == 1 else data
    return b64decode(data + b"=" * (-len(data) % 4))


def _name(message: Message) -> str:
    try:
        raw = _extended_name(message) or message.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        raw = ""
    return clean_name(raw)


def _extended_name(message: Message) -> str:
    """The name as the sender sees it (RFC 2231); a plain one that stands beside it is for old programs."""
    params: list[tuple[str, object]] = [*message.get_params([], "content-disposition")]
    for name, value in params:
        if name.lower() == "filename" and isinstance(value, tuple):
            return collapse_rfc2231_value(value)
    return ""


def _charset(message: Message) -> str:
    try:
        return str(message.get_content_charset() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _cids(part: Part) -> list[bytes]:
    return _CID.findall(part.data)


def _no_file(part: Part) -> bool:
    return part.content_type in _NO_FILES or is_sealed(part)


def _is_logo(part: Part, shown: frozenset[str]) -> bool:
    """A small picture that the text shows is decoration: a logo, a signature."""
    if not (part.content_type.startswith("image/") or media_type(part.data).startswith("image/")):
        return False
    if part.content_id not in shown and (part.attachment or not part.content_id):
        return False
    return is_small(part.data)
