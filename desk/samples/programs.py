"""How mail programs put a message together: text, HTML, signatures and attached files are never in the same places."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from enum import StrEnum
from html import escape
from types import MappingProxyType

from mailboxes.media import media_type

_LOGO_CID = "image001.png@01DC5F00.4A1B2C30"


class Program(StrEnum):
    """A kind of mail program."""

    PLAIN = "plain"
    """Text alone, and files beside it."""
    OUTLOOK = "outlook"
    """Text and Word's HTML, with the signature's logo beside both; files around all of it."""
    GMAIL = "gmail"
    """Text and short HTML; files beside both."""
    APPLE = "apple"
    """The files stand within the HTML, and are called inline."""
    PHONE = "phone"
    """HTML alone, and files beside it."""
    EXCHANGE_AWAY = "exchange_away"
    """No program but the server: somebody is away."""


def write_body(message: EmailMessage, program: Program, text: str) -> None:
    """Give `message`, which has its From, To and Subject, its text and the headers that its program adds."""
    for name, value in _HEADERS.get(program, ()):
        message[name] = value
    _BODIES[program](message, text.strip() + "\n")


def attach(message: EmailMessage, data: bytes, name: str, *, inline: bool) -> None:
    """Attach a file under the name the school gave it, "" for none; `inline` puts it within the text."""
    main, _, sub = media_type(data).partition("/")
    within = (part for part in message.walk() if part.get_content_type() == "multipart/mixed")
    place = next(within, message) if inline else message
    place.add_attachment(
        data, maintype=main, subtype=sub, filename=name or None, disposition="inline" if inline else "attachment"
    )


def _plain(message: EmailMessage, text: str) -> None:
    message.set_content(text)


def _outlook(message: EmailMessage, text: str) -> None:
    logo = MIMEPart(policy=SMTP)
    logo.set_content(_logo(), "image", "png", cid=f"<{_LOGO_CID}>", disposition="inline", filename="image001.png")
    paragraphs = "".join(f'<p class="MsoNormal">{line or "&nbsp;"}<o:p></o:p></p>\n' for line in _lines(text))
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" '
        'content="text/html; charset=utf-8">\n<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" />'
        "</xml><![endif]-->\n<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style></head>\n"
        f'<body lang="EN-GB">{paragraphs}<p class="MsoNormal"><img width="120" height="40" src="cid:{_LOGO_CID}">'
        "</p></body></html>"
    )
    _multipart(message, "related", _alternative(text, html), logo)


def _gmail(message: EmailMessage, text: str) -> None:
    message.set_content(text)
    message.add_alternative(f'<div dir="ltr">{"<div>".join(f"{line}</div>" for line in _lines(text))}', subtype="html")


def _apple(message: EmailMessage, text: str) -> None:
    plain, within = MIMEPart(policy=SMTP), MIMEPart(policy=SMTP)
    plain.set_content(text)
    html = MIMEPart(policy=SMTP)
    html.set_content(f'<html><body dir="auto">{"<br>".join(_lines(text))}</body></html>', subtype="html")
    _multipart(within, "mixed", html)
    _multipart(message, "alternative", plain, within)


def _phone(message: EmailMessage, text: str) -> None:
    message.set_content(f'<div dir="auto">{"<br>".join(_lines(text))}</div>', subtype="html", cte="base64")


_BODIES: MappingProxyType[Program, Callable[[EmailMessage, str], None]] = MappingProxyType(
    {
        Program.PLAIN: _plain,
        Program.OUTLOOK: _outlook,
        Program.GMAIL: _gmail,
        Program.APPLE: _apple,
        Program.PHONE: _phone,
        Program.EXCHANGE_AWAY: _plain,
    }
)
_HEADERS: MappingProxyType[Program, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        # Ordinary Outlook mail may ask that no machine answers; that makes it no machine's.
        Program.OUTLOOK: (
            ("Accept-Language", "en-GB"),
            ("X-MS-Has-Attach", "yes"),
            ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
        ),
        Program.APPLE: (("X-Mailer", "iPad Mail (22G100)"),),
        Program.EXCHANGE_AWAY: (
            ("Return-Path", "<>"),
            ("Auto-Submitted", "auto-generated"),
            ("X-Auto-Response-Suppress", "All"),
            ("X-MS-Exchange-Generated-Message-Source", "Mailbox Rules Agent"),
            ("In-Reply-To", "<newsletter-2026-11@exampleshire.example.org>"),
        ),
    }
)


def _lines(text: str) -> list[str]:
    return [escape(line) for line in text.strip().split("\n")]


def _alternative(text: str, html: str) -> MIMEPart:
    both, plain, marked = (MIMEPart(policy=SMTP) for _ in range(3))
    plain.set_content(text)
    marked.set_content(html, subtype="html")
    _multipart(both, "alternative", plain, marked)
    return both


def _multipart(part: MIMEPart, kind: str, *inside: MIMEPart) -> None:
    part["Content-Type"] = f"multipart/{kind}"
    for each in inside:
        part.attach(each)


def _logo() -> bytes:
    """A picture of 120 by 40 pixels in one colour, as small as a signature's logo."""
    width, height = 120, 40
    rows = b"".join(b"\x00" + b"\x60" * width for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)
