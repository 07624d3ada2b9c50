"""Walks the parts of a message and tells the files it brings from its text and its decoration."""

from __future__ import annotations

import binascii
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from html.parser import HTMLParser
from io import BytesIO

from mailboxes import headers
from mailboxes.media import EMPTY, HTML, TEXT, ZIP, media_type

MAX_PARTS = 200
MAX_NESTING = 10
MAX_TEXT = 100_000
"""Characters of a message's own text that are kept."""
MAX_ZIP_MEMBERS = 50
MAX_ZIP_BYTES = 60 * 1024 * 1024
MAX_ZIP_RATIO = 200
_LOGO_BYTES = 60_000
"""A picture that the HTML shows and that is no larger is decoration: a logo, a signature."""


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a message, decoded."""

    content_type: str
    """As declared, in lower case."""
    charset: str
    name: str
    inline: bool
    """Shown within the text: a content id, or no disposition of its own."""
    attachment: bool
    data: bytes = field(repr=False)


def leaves(message: Message) -> tuple[Part, ...]:
    """Return the leaves of `message`, forwarded messages opened, in order; at most MAX_PARTS."""
    found: list[Part] = []
    for part in _walk(message, 0):
        found.append(part)
        if len(found) == MAX_PARTS:
            break
    return tuple(found)


def attached(parts: tuple[Part, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file that was sent, zip archives opened, decoration left out."""
    for part in parts:
        if not _is_file(part):
            continue
        if media_type(part.data) == ZIP:
            yield from _unzipped(part)
        else:
            yield part.name, part.data


def body_text(parts: tuple[Part, ...]) -> str:
    """Return the message's own text: the plain part, or the HTML without its markup."""
    for wanted in (TEXT, HTML):
        for part in parts:
            if part.content_type == wanted and not part.attachment:
                plain = _decode(part)[:MAX_TEXT]
                return _strip(plain) if wanted == HTML else plain.strip()
    return ""


def _walk(message: Message, depth: int) -> Iterator[Part]:
    if depth > MAX_NESTING:
        return
    payload = message.get_payload()
    if message.is_multipart() and isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _walk(part, depth + 1)
        return
    data = _content(message)
    if message.get_content_type() == "message/rfc822":
        # A forwarded message in base64: the standard library leaves it closed.
        yield from _walk(message_from_bytes(data, policy=policy.compat32), depth + 1)
        return
    yield _part(message, data)


def _part(message: Message, data: bytes) -> Part:
    disposition = headers.text(message, "Content-Disposition").partition(";")[0].strip().casefold()
    return Part(
        content_type=message.get_content_type(),
        charset=_charset(message),
        name=_name(message),
        inline=message.get("Content-ID") is not None,
        attachment=disposition == "attachment",
        data=data,
    )


def _content(message: Message) -> bytes:
    try:
        decoded = message.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, binascii.Error):
        decoded = None
    if isinstance(decoded, bytes):
        if str(message.get("Content-Transfer-Encoding", "")).strip().casefold() == "base64" and decoded[:4] == b"JVBE":
            return _twice(decoded)
        return decoded
    payload = message.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _twice(data: bytes) -> bytes:
    """Some gateways encode a PDF twice."""
    try:
        return b64decode(data)
    except (binascii.Error, ValueError):
        return data


def _name(message: Message) -> str:
    """The file's name without path, control characters or surrounding quotes; "" when it has none."""
    try:
        raw = message.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        raw = ""
    plain = headers.decoded(raw if isinstance(raw, str) else str(raw))
    return re.split(r"[/\\]", plain)[-1].strip(" .'\"")[:200]


def _charset(message: Message) -> str:
    try:
        return str(message.get_content_charset() or "utf-8")
    except (ValueError, LookupError, TypeError, AttributeError):
        return "utf-8"


def _decode(part: Part) -> str:
    try:
        return part.data.decode(part.charset, "replace")
    except (LookupError, ValueError):
        return part.data.decode("latin-1")


def _is_file(part: Part) -> bool:
    """The message's own text is no file, nor is a small picture that it shows."""
    if part.content_type in {TEXT, HTML} and not part.attachment and media_type(part.data) in {TEXT, HTML, EMPTY}:
        return bool(part.name)
    if part.content_type.startswith("image/") and part.inline and not part.attachment:
        return len(part.data) > _LOGO_BYTES
    return not part.content_type.startswith(("application/pkcs7-signature", "application/pgp-"))


def _unzipped(part: Part) -> Iterator[tuple[str, bytes]]:
    """The files of an archive within bounds; one that is out of bounds stays closed, as a file of its own."""
    try:
        with zipfile.ZipFile(BytesIO(part.data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if _too_much(members):
                yield part.name, part.data
                return
            opened = [(re.split(r"[/\\]", member.filename)[-1][:200], archive.read(member)) for member in members]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        yield part.name, part.data
        return
    yield from opened


def _too_much(members: list[zipfile.ZipInfo]) -> bool:
    declared = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    locked = any(member.flag_bits & 1 for member in members)
    return len(members) > MAX_ZIP_MEMBERS or declared > MAX_ZIP_BYTES or declared / packed > MAX_ZIP_RATIO or locked


class _Stripper(HTMLParser):
    """Keeps the words of HTML, and a line break where a block ends."""

    _BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "table"})
    _SILENT = frozenset({"style", "script", "head", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self._quiet += 1
        if tag in self._BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT and self._quiet:
            self._quiet -= 1

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.pieces.append(data)


def _strip(html: str) -> str:
    stripper = _Stripper()
    try:
        stripper.feed(html)
        stripper.close()
    except (AssertionError, ValueError):
        return ""
    lines = (" ".join(line.split()) for line in "".join(stripper.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
