"""What one Submission carries on its way through the stations, and what each step adds to its Settlement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.clock import LONDON
from flows.policy import Correspondent, Manner
from flows.post import Occasion, Post
from flows.reading import ReadDocument
from flows.stations import Stations
from mailboxes.automatic import Automatic
from mailboxes.compose import Attachment
from mailboxes.message import Submission
from outputs.letters import LetterValues
from outputs.letters.wording import PersonReason
from proposals.council import Council
from proposals.reading import ReadingCode, ReadingOutcome
from register import Claimed, Filing, NewDispatch, NewRuling, ReviewResult, Undelivered

# Beside a readable form these are ordinary: a photograph, a spreadsheet, somebody's risk assessment as .odt, a saved
# email. Alone they are a form that nobody could read.
_ORDINARY_BESIDE_A_FORM = frozenset(
    {
        ReadingCode.NO_TEXT,
        ReadingCode.UNSUPPORTED_TYPE,
        ReadingCode.NO_CONVERTER,
        ReadingCode.TOO_LONG,
        ReadingCode.TOO_MUCH_MEMORY,
        ReadingCode.OUTLOOK_MESSAGE,
    }
)
_PERHAPS_ANOTHERS = frozenset({ReadingCode.LOOSE_PAGES, ReadingCode.SEVERAL_FORMS})


@dataclass(frozen=True, slots=True)
class Part:
    """What one Document, or the message as a whole, adds to a Settlement."""

    filing: Filing | None = None
    revision: Filing | None = None
    result: ReviewResult | None = None
    ruling: NewRuling | None = None
    dispatches: tuple[NewDispatch, ...] = ()
    repeat: bool = False
    person: PersonReason | None = None
    undelivered: tuple[Undelivered, ...] = ()

    @property
    def reference(self) -> str:
        """The case it puts a form in, or ""."""
        form = self.filing or self.revision
        return form.reference if form else ""


@dataclass(frozen=True, slots=True)
class Processing:
    """One Submission on its way through the stations."""

    stations: Stations
    claimed: Claimed
    submission: Submission
    correspondent: Correspondent
    reads: tuple[ReadDocument, ...]
    now: datetime

    @property
    def received(self) -> datetime:
        """When the message arrived, by London's clock."""
        return self.claimed.received.astimezone(LONDON)

    @property
    def council(self) -> Council:
        """Whose desk this is."""
        return self.stations.council

    @property
    def answered(self) -> bool:
        """Whether the sender is told what became of the message."""
        return self.correspondent.manner is Manner.FULL

    @property
    def post(self) -> Post:
        """Where letters are written."""
        return Post(self.council, self.now)

    @property
    def forms(self) -> tuple[ReadDocument, ...]:
        """The Documents that were read as one of our forms."""
        return tuple(read for read in self.reads if read.reading.outcome is ReadingOutcome.FORM)

    @property
    def others(self) -> tuple[ReadDocument, ...]:
        """The Documents that came beside the forms."""
        return tuple(read for read in self.reads if read.reading.outcome is not ReadingOutcome.FORM)

    @property
    def enclosed(self) -> tuple[ReadDocument, ...]:
        """The Documents beside the forms that a pack may show: not what may belong to another pupil's form."""
        return tuple(read for read in self.others if read.reading.reason not in _PERHAPS_ANOTHERS)

    @property
    def unreadable(self) -> tuple[ReadDocument, ...]:
        """The Documents that the school must send again."""
        ordinary = _ORDINARY_BESIDE_A_FORM if self.forms else frozenset()
        return tuple(
            read
            for read in self.others
            if read.reading.outcome is ReadingOutcome.UNREADABLE and read.reading.reason not in ordinary
        )

    @property
    def of_a_machine(self) -> bool:
        """Whether no person waits for anything: automatic mail without a form, or a scan of one that failed."""
        scan = self.submission.automatic is Automatic.AUTO_GENERATED and bool(self.unreadable)
        return self.submission.automatic is not None and not self.forms and not scan

    def reply(
        self, values: LetterValues, occasion: Occasion, attachments: Sequence[Attachment] = ()
    ) -> tuple[NewDispatch, ...]:
        """Return the letter that answers the message; nothing where the sender may not be told what it says."""
        return self._to_sender(values, occasion, attachments) if self.answered else ()

    def receipt(self, values: LetterValues, occasion: Occasion) -> tuple[NewDispatch, ...]:
        """Return the letter for a sender who may be told no more than that the message came."""
        return self._to_sender(values, occasion, ()) if self.correspondent.manner is Manner.RECEIPT else ()

    def _to_sender(
        self, values: LetterValues, occasion: Occasion, attachments: Sequence[Attachment]
    ) -> tuple[NewDispatch, ...]:
        address = self.correspondent.address
        if address is None:
            return ()
        return (self.post.letter(values, address, occasion, answering=self.submission, attachments=attachments),)
