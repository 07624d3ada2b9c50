"""Messages made to harm: parts without end, headers that would be two, names that are paths or orders."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from email.message import EmailMessage

from hostile_zips import nested, winmail_in_itself
from made_files import winmail, zipped
from made_messages import Attached, compound, saved_message

FROM = b"From: Office <office@oakfield.example.org>\r\n"
PDF = b"%PDF-1.7 nothing"
EVIL = "evil@evil.example.org"


def raw(*headers: bytes, body: bytes = b"Please see attached.\r\n", slug: str = "hostile") -> bytes:
    said = b"Message-ID: <%s@oakfield.example.org>\r\n" % slug.encode()
    sender = b"" if any(each.lower().startswith(b"from:") for each in headers) else FROM
    return sender + said + b"".join(each + b"\r\n" for each in headers) + b"\r\n" + body


def parts(count: int) -> bytes:
    body = b"".join(
        b"--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%%PDF-1.7 %d\r\n" % number for number in range(count)
    )
    return raw(b"Content-Type: multipart/mixed; boundary=b", body=body + b"--b--\r\n")


def within(levels: int, kind: str = "mixed") -> bytes:
    opened = b"".join(
        b"--b%d\r\nContent-Type: multipart/%s; boundary=b%d\r\n\r\n" % (level, kind.encode(), level + 1)
        for level in range(levels)
    )
    return raw(b"Content-Type: multipart/mixed; boundary=b0", body=opened)


def forwarded(levels: int, inner: bytes) -> bytes:
    message = inner
    for level in range(levels):
        outer = b"--f%d\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n--f%d--\r\n" % (level, message, level)
        message = raw(b"Content-Type: multipart/mixed; boundary=f%d" % level, body=outer)
    return message


def attached(name: str, data: bytes = PDF, kind: str = "application/pdf") -> bytes:
    message = EmailMessage()
    message["From"] = "Office <office@oakfield.example.org>"
    message["Message-ID"] = "<hostile@oakfield.example.org>"
    message.set_content("Please see attached.")
    main, _, sub = kind.partition("/")
    message.add_attachment(data, main, sub, filename="x")
    wanted = base64.b64encode(name.encode("utf-8", "surrogatepass"))
    return message.as_bytes().replace(b'filename="x"', b'filename="=?utf-8?b?' + wanted + b'?="')


def _saved_within(levels: int) -> bytes:
    inner = [Attached("form.pdf", PDF)]
    for _ in range(levels):
        inner = [Attached("the first email", inside=inner)]
    return saved_message(*inner)


NAMES = {
    "a path": "../../../../etc/cron.d/form.pdf",
    "a path of Windows": "..\\..\\Windows\\form.pdf",
    "a stream of a file": "form.pdf:evil.exe",
    "a device": "CON",
    "nothing but dots": "..",
    "a null": "form\0.pdf",
    "lines": "form\r\nBcc: evil@evil.example.org\r\n.pdf",
    "from right to left": "form\u202efdp.exe",
    "nothing to be seen": "\u200b\u200c\u200d\ufeff",
    "half a character": "form\ud800.pdf",
    "an order to the shell": "$(touch EVIL); `touch EVIL` | form.pdf",
    "Jinja": "{{ 7*7 }}{% for x in range(10**9) %}{% endfor %}.pdf",
    "HTML": "<img src=x onerror=EVIL()>.pdf",
    "a formula": "=cmd|'/c EVIL'!A1.pdf",
    "a megabyte": "x" * 1_000_000 + ".pdf",
}
SUBJECTS = {
    "a second header": b"Subject: =?utf-8?q?Form=0D=0ABcc:_evil@evil.example.org?=",
    "a body": b"Subject: =?utf-8?q?Form=0D=0A=0D=0AEVIL?=",
    "a megabyte": b"Subject: " + b"x" * 1_000_000,
    "a megabyte of marks": b"Subject: " + b"=?utf-8?q?x?= " * 70_000,
    "nothing known": b"Subject: =?evil?q?x?= =?utf-8?z?x?= =?utf-8?b?!!!?=",
    "half characters": b"Subject: =?utf-16?b?2AA=?= =?utf-7?q?+2AA-?=",
    "raw bytes": b"Subject: \xff\xfe\x00\x01\x80",
}
SENDERS = {
    "a second header in the name": b"From: =?utf-8?q?Office=0D=0ABcc:_evil?= <office@oakfield.example.org>",
    "a second address in the name": b'From: "evil@evil.example.org" <office@oakfield.example.org>',
    "two senders": b"From: office@oakfield.example.org, evil@evil.example.org",
    "an open quote": b'From: "',
    "brackets without end": b"From: " + b"<" * 100_000,
    "comments without end": b"From: " + b"(" * 100_000 + b" office@oakfield.example.org",
    "a name of a megabyte": b"From: " + b"x" * 1_000_000 + b" <office@oakfield.example.org>",
    "Jinja": b'From: "{{ 7*7 }}{% raw %}" <office@oakfield.example.org>',
    "HTML and Markdown": b'From: "<b>[x](https://evil.example.org)</b>" <office@oakfield.example.org>',
    "from right to left": b"From: =?utf-8?b?4oCuZWNpZmZP?= <office@oakfield.example.org>",
    "nobody": b"From:",
    "an answer elsewhere": b"From: office@oakfield.example.org\r\nReply-To: evil@evil.example.org",
    "lines in the answer's address": (
        b"From: office@oakfield.example.org\r\nReply-To: =?utf-8?q?a=0D=0ABcc:_x?= <office@oakfield.example.org>"
    ),
}


def mails() -> Iterator[tuple[str, object]]:
    for name, told in NAMES.items():
        yield f"a file named by {name}", lambda told=told: attached(told)
    for name, told in SUBJECTS.items():
        yield f"a subject of {name}", lambda told=told: raw(told)
    for name, told in SENDERS.items():
        yield f"a sender of {name}", lambda told=told: raw(told)
    yield "5,000 parts", lambda: parts(5000)
    yield "5,000 parts in parts", lambda: within(5000)
    yield "40 messages in messages", lambda: forwarded(40, raw())
    yield (
        "nine messages around an archive in archives",
        lambda: forwarded(9, attached("a.zip", nested(4, zipped(("a.txt", b"x"))), "application/zip")),
    )
    yield "20,000 headers", lambda: raw(*(b"X-%d: x" % number for number in range(20_000)))
    yield "a header of 5 MB", lambda: raw(b"X-Long: " + b"x" * 5_000_000)
    yield "10,000 lines in a header", lambda: raw(b"X-Folded: x" + b"\r\n x" * 10_000)
    yield "10,000 references", lambda: raw(b"References: " + b"<a@b.example.org> " * 10_000)
    yield "a boundary of nothing", lambda: raw(b'Content-Type: multipart/mixed; boundary=""', body=b"----\r\n\r\nx")
    yield (
        "a boundary of a megabyte",
        lambda: raw(
            b"Content-Type: multipart/mixed; boundary=" + b"b" * 1_000_000, body=b"--" + b"b" * 1_000_000 + b"\r\n\r\nx"
        ),
    )
    yield (
        "base64 of rubbish",
        lambda: raw(
            b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64", body=b"!?*" * 200_000
        ),
    )
    yield (
        "a transfer that nobody knows",
        lambda: raw(
            b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: x-evil", body=b"x" * 1000
        ),
    )
    yield "a charset that unpacks", lambda: raw(b"Content-Type: text/plain; charset=zlib_codec", body=b"x\x9c" * 500)
    yield "text of 20 MB", lambda: raw(b"Content-Type: text/plain", body=b"word " * 4_000_000)
    yield "HTML of 5 MB", lambda: raw(b"Content-Type: text/html", body=b"<div><style>" * 400_000)
    yield "winmail in winmail in winmail", lambda: attached("winmail.dat", winmail_in_itself(12), "application/ms-tnef")
    yield (
        "winmail of 5,000 files",
        lambda: attached(
            "winmail.dat", winmail(*((f"{number}.pdf", PDF) for number in range(5000))), "application/ms-tnef"
        ),
    )
    yield (
        "winmail of enormous lengths",
        lambda: attached("winmail.dat", winmail(("a.pdf", PDF))[:30] + b"\xff" * 500, "application/ms-tnef"),
    )
    yield (
        "an Outlook message in itself, forty deep",
        lambda: attached("a.msg", _saved_within(40), "application/vnd.ms-outlook"),
    )
    yield (
        "an Outlook message of 20,000 streams",
        lambda: attached(
            "a.msg",
            compound({"__properties_version1.0": bytes(32), **{f"s{n}": b"" for n in range(20_000)}}),
            "application/vnd.ms-outlook",
        ),
    )
    yield (
        "an Outlook message of nonsense",
        lambda: attached(
            "a.msg",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3000 + "__properties_version1.0".encode("utf-16-le"),
            "application/vnd.ms-outlook",
        ),
    )
    yield "nothing at all", lambda: b""
    yield "only nulls", lambda: bytes(10_000)
    yield "lines without end", lambda: b"\r\n" * 100_000
