"""The soak's mail: every kind of message that reaches a desk, each with what must become of it."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bench.backlog import varied
from desk.samples.files import samples, with_reference
from desk.samples.mails import Mail, attach, begin, finish
from register import Outcome

CRASHES, KILLS = b"soak-crashes", b"soak-kills"
"""What the reader of the soak's workers fails on: an error at every attempt, and a death at every attempt."""
REFUSED = "office@larkhill.example.org"
"""A school's address that the mail server of the soak refuses."""
_SCHOOLS = ("oakfield", "brambleside", "northgate", "riverside", "hartwell", "kingsmead", "southlands", "fenwick")
_PEOPLE = 6
"""Different senders of each school: nobody is answered more often than the profile allows in a day."""


class Kind(StrEnum):
    """What kind of message one is."""

    PDF = "complete, PDF"
    WORD = "complete, Word"
    INCOMPLETE = "incomplete"
    MOVE = "managed move"
    OWN_LAYOUT = "own layout"
    TWO_FORMS = "two forms"
    STRANGER = "from a stranger"
    SAME_FILE = "same file again"
    REDELIVERED = "delivered again"
    UNREADABLE = "unreadable"
    NO_FORM = "no form attached"
    OTHER_FILE = "another document"
    AWAY = "automatic reply"
    REVIEW = "review outcome"
    STRAY_REVIEW = "review of no case"
    BOUNCE = "bounce"
    CRASHES = "crashes the reader"
    KILLS = "kills the reader"


@dataclass(frozen=True, slots=True)
class Expected:
    """What becomes of one message of a kind; `share` is its part of the mail, in hundredths."""

    share: int
    outcome: Outcome
    cases: int = 0
    files: tuple[str, ...] = ()


EXPECTED: dict[Kind, Expected] = {
    Kind.PDF: Expected(17, Outcome.FILED, 1, ("complete.pdf",)),
    Kind.WORD: Expected(10, Outcome.FILED, 1, ("complete.docx",)),
    Kind.INCOMPLETE: Expected(12, Outcome.FILED, 1, ("incomplete.pdf",)),
    Kind.MOVE: Expected(8, Outcome.FILED, 1, ("managed_move.pdf",)),
    Kind.OWN_LAYOUT: Expected(5, Outcome.FILED, 1, ("own_tables.docx",)),
    Kind.TWO_FORMS: Expected(4, Outcome.FILED, 2, ("pair_first.pdf", "pair_second.docx")),
    Kind.STRANGER: Expected(3, Outcome.FILED, 1, ("complete.pdf",)),
    Kind.SAME_FILE: Expected(6, Outcome.FILED, 1, ("complete.pdf",)),
    Kind.REDELIVERED: Expected(4, Outcome.FILED, 1, ("complete.docx",)),
    Kind.UNREADABLE: Expected(4, Outcome.FOR_A_PERSON, 0, ("locked.pdf",)),
    Kind.NO_FORM: Expected(5, Outcome.FOR_A_PERSON),
    Kind.OTHER_FILE: Expected(4, Outcome.FOR_A_PERSON, 0, ("risk_assessment.pdf",)),
    Kind.AWAY: Expected(4, Outcome.FOR_A_PERSON),
    Kind.REVIEW: Expected(7, Outcome.FILED, 0, ("review_outcome.pdf",)),
    Kind.STRAY_REVIEW: Expected(2, Outcome.FOR_A_PERSON, 0, ("review_outcome.pdf",)),
    Kind.BOUNCE: Expected(3, Outcome.FOR_A_PERSON),
    Kind.CRASHES: Expected(1, Outcome.QUARANTINED, 0, ("complete.pdf",)),
    Kind.KILLS: Expected(1, Outcome.QUARANTINED, 0, ("complete.pdf",)),
}
PAIRS = frozenset({Kind.SAME_FILE, Kind.REDELIVERED})
"""Kinds that come in twos: the second is a duplicate, whichever is worked on first."""
LATER = frozenset({Kind.REVIEW, Kind.BOUNCE})
"""Kinds that answer something of ours, and so come once there is something."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One message to come: its kind, its number, and for one that comes in twos which of them it is."""

    kind: Kind
    number: int
    again: bool = False

    @property
    def slug(self) -> str:
        """What the message is known by: the head of its Message-ID."""
        again = self.again and self.kind is Kind.SAME_FILE
        return f"soak-{self.kind.name.lower().replace('_', '-')}-{self.number}{'-again' if again else ''}"

    @property
    def sender(self) -> str:
        """Who writes: for a machine, a stranger and the school that is refused an address of their own."""
        if self.kind is Kind.BOUNCE:
            return "MAILER-DAEMON <mailer-daemon@mx.example.org>"
        if self.kind is Kind.STRANGER:
            return f"Someone <someone{self.number}@elsewhere.example.org>"
        if self.kind is Kind.INCOMPLETE and self.number % 5 == 0:
            return f"Office <{REFUSED}>"
        school = _SCHOOLS[self.number % len(_SCHOOLS)]
        return f"Office <office{self.number // len(_SCHOOLS) % _PEOPLE}@{school}.example.org>"

    @property
    def message_id(self) -> str:
        """The Message-ID that it comes with."""
        return f"<{self.slug}@{self.sender.rpartition('@')[2].strip('>')}>"


def plan(count: int, chance: random.Random, without: Collection[Kind] = ()) -> list[Planned]:
    """Return about `count` messages, at least one of every kind, in an order of chance: answers of ours last.

    Those `without` are left out: a reader that is the desk's own fails on none.
    """
    planned = []
    for kind, expected in EXPECTED.items():
        if kind in without:
            continue
        share = max(1, round(count * expected.share / 100))
        for number in range(share // 2 or 1 if kind in PAIRS else share):
            planned.append(Planned(kind, number))
            if kind in PAIRS:
                planned.append(Planned(kind, number, again=True))
    chance.shuffle(planned)
    return sorted(planned, key=lambda each: each.kind in LATER)


def waves(planned: Sequence[Planned], count: int) -> list[list[Planned]]:
    """Return the messages in `count` waves; what answers something of ours is spread over the later half."""
    first = [each for each in planned if each.kind not in LATER]
    then = [each for each in planned if each.kind in LATER]
    made = [first[number::count] for number in range(count)]
    half = count // 2
    for number in range(half, count):
        made[number] += then[number - half :: count - half]
    return made


def write(planned: Planned, came: datetime, *, reference: str = "", letter: tuple[str, str] = ("", "")) -> bytes:
    """Return the message as it comes; `reference` is a review's case, `letter` a bounce's Message-ID and recipient."""
    if planned.kind is Kind.BOUNCE:
        return _bounce(planned, *letter)
    mail = Mail(planned.slug, 0, planned.sender, "Form", "Please see attached.", headers=tuple(_headers(planned)))
    message = begin(mail, came)
    for place, file in enumerate(EXPECTED[planned.kind].files):
        sample = samples()[file]
        data = sample.data
        if planned.kind in {Kind.REVIEW, Kind.STRAY_REVIEW}:
            data = with_reference(data, reference or "OSD-2222-2")
        # A file of its own, or it would be a duplicate; the two of a pair bring the same.
        data = varied(data, hash_of(planned, place))
        attach(message, data, sample.sent_as, inline=False)
    return finish(message, mail)


def hash_of(planned: Planned, place: int) -> int:
    """A number that no other file of the soak has."""
    return (list(Kind).index(planned.kind) * 10_000 + planned.number) * 10 + place


def _headers(planned: Planned) -> Iterator[tuple[str, str]]:
    if planned.kind is Kind.AWAY:
        yield "Auto-Submitted", "auto-replied"
    if planned.kind is Kind.CRASHES:
        yield "X-Soak", CRASHES.decode()
    if planned.kind is Kind.KILLS:
        yield "X-Soak", KILLS.decode()


def _bounce(planned: Planned, message_id: str, recipient: str) -> bytes:
    return (
        (
            f"From: {planned.sender}\nSubject: Undeliverable\nMessage-ID: {planned.message_id}\n"
            'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
            "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
            f"Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: 5.1.1\n\n"
            f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\n\n--b--\n"
        )
        .replace("\n", "\r\n")
        .encode()
    )
