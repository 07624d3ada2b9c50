"""Helpers for tests that send a message down the whole straight way, without Prefect."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from desk.samples.files import samples
from desk.samples.mails import Mail, write
from flows.collect import collect, file_away
from flows.send import send_waiting
from flows.stations import Stations
from flows.work import work_through


def without_decisions(stations: Stations) -> Stations:
    """Return a desk at a council whose coordinators write no decisions: nothing is said of a start without one."""
    return replace(stations, council=stations.council.model_copy(update={"decisions": False}))


def deliver(stations: Stations, raw: bytes, name: str = "one") -> None:
    """Put a message into the desk's inbox."""
    (Path(stations.settings.mail_folder) / "new" / name).write_bytes(raw)


def mail(
    *files: str,
    now: datetime,
    slug: str = "sample",
    sender: str = "Office <office@oakfield.example.org>",
    **more: object,
) -> bytes:
    """Return an e-mail that brings sample files."""
    attach = tuple((file, samples()[file].sent_as) for file in files)
    return write(Mail(slug, 0, sender, "Off-site direction", "Please see attached.", attach, **more), now)


def brought(*files: tuple[bytes, str], slug: str = "brought") -> bytes:
    """Return an e-mail that brings these files, each with its media type."""
    message = EmailMessage()
    message["From"] = "Office <office@oakfield.example.org>"
    message["Message-ID"] = f"<{slug}@oakfield.example.org>"
    message.set_content("Please see attached.")
    for number, (data, media_type) in enumerate(files, start=1):
        maintype, _, subtype = media_type.partition("/")
        message.add_attachment(data, maintype, subtype, filename=f"attached {number}")
    return message.as_bytes()


def run(stations: Stations, now: datetime) -> None:
    """One poll: from the inbox to sent letters."""
    collect(stations, now)
    work_through(stations, now)
    file_away(stations, now)
    send_waiting(stations, now)


def run_until_settled(stations: Stations, now: datetime) -> None:
    """Poll after poll, an hour apart, as often as a Submission may be tried."""
    for hour in range(4):
        run(stations, now + timedelta(hours=hour))


def sent(stations: Stations) -> list[EmailMessage]:
    """Every letter in the outbox, in the order it was queued."""
    register = stations.register
    letters = (message_from_bytes(register.letter(row.id), policy=policy.default) for row in register.letters())
    return [letter for letter in letters if isinstance(letter, EmailMessage)]


def attachments(letter: EmailMessage) -> dict[str, bytes]:
    """What a letter encloses, by name."""
    return {part.get_filename() or "": part.get_payload(decode=True) for part in letter.iter_attachments()}


def text(letter: EmailMessage) -> str:
    """A letter's words, on one line."""
    body = letter.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())
