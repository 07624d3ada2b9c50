"""The doctor's look at the mailbox: from connecting to sending, and with a test letter from one end to the other."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.settings import Settings
    from mailboxes.mailbox import Mailbox
    from proposals.council import Council

_LONGEST_SECONDS = 120.0
"""How long a letter to oneself may take."""
_MANY = 10_000
"""Waiting messages among which the test letter is looked for."""
_TEXT = (
    "This is a test letter of Offsite Desk to itself, sent by `offsite doctor --send-test`. "
    "It holds nothing, and nothing needs doing.\n"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing the doctor looked at; `remedy` is empty when nothing needs doing."""

    what: str
    state: str
    well: bool
    remedy: str = ""


def examine_mailbox(settings: Settings, *, send_test: bool) -> Iterator[Checked]:
    """Look at the mailbox step by step, up to the first fault; with `send_test` a letter goes round."""
    try:
        mailbox = settings.mailbox.open()
    except Exception as error:  # noqa: BLE001  # the doctor's door: whatever is wrong is what it is asked for
        yield Checked("Mailbox", type(error).__name__, well=False, remedy=str(error))
        return
    try:
        well = True
        for look in mailbox.examine():
            well = well and not look.remedy
            yield Checked(f"Mailbox, {look.what.lower()}", look.state, well=not look.remedy, remedy=look.remedy)
        if send_test and well:
            yield _go_round(mailbox, settings)
    except Exception as error:  # noqa: BLE001  # as above
        yield Checked("Mailbox", type(error).__name__, well=False, remedy=str(error))
    finally:
        mailbox.close()


def _go_round(mailbox: Mailbox, settings: Settings) -> Checked:
    """Send a letter to the desk's own address, wait for it, and file it."""
    from flows.profile import load_council
    from mailboxes.mailbox import Folder

    what = "Mailbox, test letter"
    if not settings.mailbox.sends:
        return Checked(what, "not sent: nothing leaves this kind of mailbox", well=True)
    council = load_council(settings.council_folder)
    message_id, raw = _letter(council)
    known = {arrival.key for arrival in mailbox.pending(_MANY)}
    started = time.monotonic()
    mailbox.send(raw, council.desk_email, (council.desk_email,))
    found = _arrival(mailbox, message_id, known)
    if found is None:
        remedy = (
            f"See that mail to {council.desk_email} (desk_email in the council's profile) comes into this mailbox, and "
            "look for the letter in its junk folder. A desk that takes mail in meanwhile may have filed it already: "
            f"then it lies in {Folder.PERSON.value!r}."
        )
        return Checked(what, f"was sent, and had not come after {_LONGEST_SECONDS:g} s", well=False, remedy=remedy)
    took = time.monotonic() - started
    mailbox.move(found, Folder.DONE)
    return Checked(what, f"came back after {took:.1f} s, and lies in {Folder.DONE.value!r}", well=True)


def _letter(council: Council) -> tuple[str, bytes]:
    from mailboxes.compose import Outgoing, compose, new_message_id

    message_id = new_message_id(council.desk_email.partition("@")[2], uuid.uuid4().hex)
    outgoing = Outgoing(
        message_id=message_id,
        sender=council.desk_email,
        to=(council.desk_email,),
        subject="Offsite Desk: test letter",
        text=_TEXT,
        date=datetime.now(UTC),
        loop=council.code,
    )
    return message_id, compose(outgoing)


def _arrival(mailbox: Mailbox, message_id: str, known: set[str]) -> str | None:
    """The key under which the letter arrives; None when it does not."""
    from mailboxes import headers
    from mailboxes.mailbox import Gone

    ends = time.monotonic() + _LONGEST_SECONDS
    while (left := ends - time.monotonic()) > 0:
        for arrival in mailbox.pending(_MANY):
            if arrival.key in known:
                continue
            known.add(arrival.key)
            try:
                raw = mailbox.fetch(arrival.key)
            except Gone:
                continue
            if headers.message_id(BytesHeaderParser(policy=headers.LENIENT).parsebytes(raw)) == message_id:
                return arrival.key
        mailbox.wait(left)
    return None
