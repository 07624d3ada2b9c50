"""A morning's mail as schools send it: the demo's mailbox, the same whenever it is made."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from desk.samples.files import samples, with_reference
from mailboxes.media import media_type

FORMS = Path(__file__).resolve().parent / "forms"
COMPLETE = hashlib.sha256((FORMS / "complete.pdf").read_bytes()).hexdigest()
"""The digest of the form that the first case is filed from."""
DESK = "offsite@exampleshire.example.org"

_LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da63fcffff3f030005fe02fea7"
    "9a1c6f0000000049454e44ae426082"
)
"""A dot, as the logo of a signature."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One sample e-mail: when it came (hours before the demo's morning), from whom, with which files.

    `files` pairs a sample file with the name the school gave it.
    """

    slug: str
    hours_before: float
    sender: str
    subject: str
    text: str
    files: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    html: bool = False
    inline: bool = False
    """Attached as Apple's mail program does, within the text."""


def mails() -> Iterator[Mail]:
    """Yield the sample e-mails in the order they came."""
    yield Mail(
        "complete-pdf",
        62,
        "Priya Raman-Shaw <inclusion@oakfield.example.org>",
        "Off site direction - Y9 pupil",
        "Good morning,\n\nPlease find attached our proposal, which I discussed with Jo on the 18th. The risk "
        "assessment will follow from The Willows if you need it.\n\nKind regards\nPriya Raman-Shaw",
        (("complete.pdf", "OSD form KB Nov 2026.pdf"),),
        html=True,
    )
    yield Mail(
        "complete-word",
        61,
        "Dominic Achterberg <d.achterberg@riverside.example.org>",
        "OSD proposal",
        "Hi,\n\nForm attached as Word, I hope that is OK.\n\nDominic",
        (("complete.docx", "Off-site direction AS Y10.docx"),),
        html=True,
    )
    yield Mail(
        "incomplete-pdf",
        60.5,
        "Office <office@thornburypark.example.org>",
        "form",
        "Please see attached.",
        (("incomplete.pdf", "Copy of OSD_RC(2).pdf"),),
    )
    yield Mail(
        "incomplete-word",
        59,
        "K. Marchetti <k.marchetti@riverside.example.org>",
        "Urgent - placement from Monday",
        "This needs to start as soon as possible please. Form attached.\n\nSent from my iPad",
        (("incomplete.docx", "JP referral 27.11.26.docx"),),
        inline=True,
    )
    yield Mail(
        "managed-move",
        58,
        "Sally Quenby <s.quenby@thornburypark.example.org>",
        "Managed move notification",
        "Dear colleagues,\n\nA managed move that both schools and the family have agreed.\n\nWith thanks",
        (("managed_move.pdf", "Managed move SD.pdf"),),
    )
    yield Mail(
        "managed-move-trial",
        57,
        "Oakfield inclusion <inclusion@oakfield.example.org>",
        "MM form",
        "Form attached. We would like to begin with a trial.",
        (("managed_move_trial.docx", "MM notification MH final.docx"),),
    )
    yield Mail(
        "two-forms",
        56,
        "Inclusion team <inclusion@thornburypark.example.org>",
        "Two off site directions",
        "Hello,\n\nTwo proposals in one go, one PDF and one Word (different members of staff).\n\nThank you",
        (("pair_first.pdf", "TM off site direction.pdf"), ("pair_second.docx", "IS off site direction.docx")),
    )
    yield Mail(
        "with-risk-assessment",
        15,
        "V. Thackeray-Nunn <senco@brambleside.example.org>",
        "Referral and risk assessment",
        "Dear Jo,\n\nWe use our own referral form. The risk assessment is with it.\n\nBest wishes\nV. Thackeray-Nunn",
        (("own_tables.docx", "Brambleside OSD Referral Form.docx"), ("risk_assessment.pdf", "RA signed.pdf")),
    )
    yield Mail(
        "own-lines",
        14,
        "Margaret Ellwood <head@hollybank.example.org>",
        "Proposal for a Year 6 pupil",
        "I have typed our proposal out, since the form would not open on my computer.",
        (("own_lines.docx", "Proposal for FO.docx"),),
    )
    yield Mail(
        "sent-again",
        13,
        "Priya Raman-Shaw <inclusion@oakfield.example.org>",
        "FW: Off site direction - Y9 pupil",
        "Not sure that this went through on Friday, so sending it again.",
        (("complete.pdf", "OSD form KB Nov 2026 (1).pdf"),),
    )
    yield Mail(
        "question",
        12,
        "Tariq Bello <t.bello@weirvalley.example.org>",
        "How long can a placement be?",
        "Hi,\n\nIs there a limit to how long a pupil can be directed off site? We are thinking about one until Easter."
        "\n\nTariq",
    )
    yield Mail(
        "away",
        11,
        "Jo Pemberton <j.pemberton@fenwick.example.org>",
        "Automatic reply: Review of placement",
        "I am out of the office until Thursday.",
        headers=(("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")),
    )
    yield Mail(
        "locked",
        10,
        "Reception <office@ashdown.example.org>",
        "confidential form",
        "The password will follow by phone.",
        (("locked.pdf", "Confidential.pdf"),),
    )
    yield Mail(
        "unnamed",
        9,
        "scan@hartwell.example.org",
        "",
        "",
        (("risk_assessment.pdf", ""),),
    )


def build_mailbox(root: Path, on: date) -> int:
    """Write the sample mail into a new Maildir at `root`, up to the morning of `on`; return how many messages."""
    morning = datetime(on.year, on.month, on.day, 8, tzinfo=UTC)
    for part in ("tmp", "new", "cur"):
        (root / part).mkdir(parents=True, exist_ok=True)
    count = 0
    for mail in mails():
        came = morning - timedelta(hours=mail.hours_before)
        raw = write(mail, came)
        _deliver(root, f"{came:%Y%m%d%H%M}.{mail.slug}", raw, came)
        count += 1
        if mail.slug == "complete-word":
            # the same message delivered twice, as a server does that was interrupted
            _deliver(root, f"{came:%Y%m%d%H%M}.{mail.slug}-again", raw, came + timedelta(minutes=2))
            count += 1
    return count


def deliver_review(root: Path, reference: str, came: datetime) -> None:
    """Deliver the outcome of a review, on the form that came with our letter, to the Maildir at `root`."""
    mail = Mail(
        "review-outcome",
        0,
        "Priya Raman-Shaw <inclusion@oakfield.example.org>",
        f"Re: {reference} review",
        "Please find the outcome of yesterday's review attached.\n\nPriya",
    )
    message = begin(mail, came)
    filled = with_reference(samples()["review_outcome.pdf"].data, reference)
    attach(message, filled, f"{reference} review outcome.pdf", inline=False)
    _deliver(root, f"{came:%Y%m%d%H%M}.{mail.slug}", finish(message, mail), came)


def write(mail: Mail, came: datetime) -> bytes:
    """Return a sample e-mail as it arrives."""
    message = begin(mail, came)
    for file, name in mail.files:
        attach(message, (FORMS / file).read_bytes(), name, inline=mail.inline)
    return finish(message, mail)


def begin(mail: Mail, came: datetime) -> EmailMessage:
    """Return a sample e-mail without its files."""
    message = EmailMessage(policy=SMTP)
    message["From"] = mail.sender
    message["To"] = DESK
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(came)
    message["Message-ID"] = f"<{mail.slug}@{mail.sender.rpartition('@')[2].strip('>')}>"
    for name, value in mail.headers:
        message[name] = value
    message.set_content(mail.text)
    if mail.html:
        paragraphs = "".join(f"<p>{line}</p>" for line in mail.text.split("\n") if line)
        message.add_alternative(f'<html><body>{paragraphs}<img src="cid:logo"></body></html>', subtype="html")
        message.get_payload()[1].add_related(_LOGO, "image", "png", cid="<logo>", disposition="inline")  # type: ignore[union-attr, index]  # the alternative just added
    return message


def finish(message: EmailMessage, mail: Mail) -> bytes:
    """The message with boundaries that are the same each time."""
    for place, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"----=_{mail.slug}_{place}")
    return message.as_bytes()


def attach(message: EmailMessage, data: bytes, name: str, *, inline: bool) -> None:
    """Attach a file under the name the school gave it, "" for none."""
    main, _, sub = media_type(data).partition("/")
    message.add_attachment(
        data, maintype=main, subtype=sub, filename=name or None, disposition="inline" if inline else "attachment"
    )


def _deliver(root: Path, name: str, raw: bytes, came: datetime) -> None:
    path = root / "new" / f"{name}.mx"
    path.write_bytes(raw)
    os.utime(path, (came.timestamp(), came.timestamp()))
