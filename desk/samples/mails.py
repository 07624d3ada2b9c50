"""A weekend's mail as schools send it: the demo's mailbox, the same whenever it is made."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from desk.samples.files import FOLDER, samples, with_reference
from desk.samples.programs import Program, attach, write_body

__all__ = ["COMPLETE", "DESK", "Mail", "attach", "begin", "build_mailbox", "deliver_review", "finish", "mails", "write"]

COMPLETE = hashlib.sha256((FOLDER / "forms" / "complete.pdf").read_bytes()).hexdigest()
DESK = "offsite@exampleshire.example.org"
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
"""The morning on which the desk opens the mailbox."""
_AGAIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Mail:
    """One sample e-mail: when it came (hours before the demo's morning), from whom, with which files.

    `files` pairs a sample with the name the school gave it, "" for none.
    """

    slug: str
    hours_before: float
    sender: str
    subject: str
    text: str
    files: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    program: Program = Program.PLAIN
    twice: bool = False
    """Delivered again a little later, as a server does that was interrupted."""


def mails() -> Iterator[Mail]:
    """Yield the sample e-mails in the order they came."""
    for entry in tomllib.loads((FOLDER / "mails.toml").read_text(encoding="utf-8"))["mails"]:
        yield _mail(entry)


def build_mailbox(root: Path, on: date) -> int:
    """Write the sample mail into a new Maildir at `root`, up to the morning of `on`; return how many messages."""
    morning = datetime.combine(on, MONDAY.timetz())
    for part in ("tmp", "new", "cur"):
        (root / part).mkdir(parents=True, exist_ok=True)
    count = 0
    for mail in mails():
        came = morning - timedelta(hours=mail.hours_before)
        raw = write(mail, came)
        _deliver(root, f"{came:%Y%m%d%H%M}.{mail.slug}", raw, came)
        if mail.twice:
            _deliver(root, f"{came:%Y%m%d%H%M}.{mail.slug}-again", raw, came + _AGAIN)
        count += 1 + mail.twice
    return count


def deliver_review(root: Path, reference: str, came: datetime) -> None:
    """Deliver the outcome of a review, on the form that came with our letter, to the Maildir at `root`."""
    mail = Mail(
        "review-outcome",
        0,
        "Priya Raman-Shaw <inclusion@oakfield.example.org>",
        f"Re: {reference} review",
        "Please find the outcome of yesterday's review attached.\n\nPriya",
        program=Program.OUTLOOK,
    )
    message = begin(mail, came)
    filled = with_reference(samples()["review_outcome.pdf"].data, reference)
    attach(message, filled, f"{reference} review outcome.pdf", inline=False)
    _deliver(root, f"{came:%Y%m%d%H%M}.{mail.slug}", finish(message, mail), came)


def write(mail: Mail, came: datetime) -> bytes:
    """Return a sample e-mail as it arrives."""
    message = begin(mail, came)
    for file, name in mail.files:
        attach(message, samples()[file].data, name, inline=mail.program is Program.APPLE)
    return finish(message, mail)


def begin(mail: Mail, came: datetime) -> EmailMessage:
    """Return a sample e-mail without its files."""
    message = EmailMessage(policy=SMTP)
    message["From"] = mail.sender
    message["To"] = DESK
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(came)
    message["Message-ID"] = f"<{mail.slug}@{mail.sender.rpartition('@')[2].strip('>')}>"
    message["MIME-Version"] = "1.0"
    for name, value in mail.headers:
        message[name] = value
    write_body(message, mail.program, mail.text)
    return message


def finish(message: EmailMessage, mail: Mail) -> bytes:
    """The message with boundaries that are the same each time."""
    for place, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"----=_{mail.slug}_{place}")
    return message.as_bytes()


def _mail(entry: dict[str, Any]) -> Mail:
    files = entry.get("files", [])
    names = entry.get("names") or [samples()[file].sent_as for file in files]
    return Mail(
        slug=entry["slug"],
        hours_before=(MONDAY - entry["came"]) / timedelta(hours=1),
        sender=entry["from"],
        subject=entry["subject"],
        text=entry["text"],
        files=tuple(zip(files, names, strict=True)),
        program=Program(entry["program"]),
        twice=entry.get("twice", False),
    )


def _deliver(root: Path, name: str, raw: bytes, came: datetime) -> None:
    path = root / "new" / f"{name}.mx"
    path.write_bytes(raw)
    os.utime(path, (came.timestamp(), came.timestamp()))
