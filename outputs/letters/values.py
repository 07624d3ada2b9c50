"""What each letter needs to be told: one frozen, typed class per letter, its fields the placeholders.

The sentence beside a field's type is what docs/letters.md says of that placeholder. No letter has a field
for a pupil's name, UPN or date of birth: letters carry the reference and initials, the pack carries the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from outputs.letters.wording import FormWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom a letter is written to; all of it may be unknown."""

    name: Annotated[str, "their name, if known"] = ""
    role: Annotated[str, "their job title, if known"] = ""
    organisation: Annotated[str, "their school or team, if known"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A coordinator a school can speak to."""

    name: Annotated[str, "the coordinator’s name"]
    email: Annotated[str, "the coordinator’s e-mail address"]
    phone: Annotated[str, "the coordinator’s telephone number, if the profile has one"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One point of the guidance that is not plainly met."""

    title: Annotated[str, "the point, in a few words"]
    because: Annotated[str, "one sentence: why it is not plainly met"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """How a form stands against the guidance, in numbers."""

    met: Annotated[int, "how many points are met"]
    query: Annotated[int, "how many points raise a question"]
    not_met: Annotated[int, "how many points are not met"]
    to_discuss: Annotated[tuple[Check, ...], "the points that are not plainly met"] = ()

    @property
    def total(self) -> int:
        """How many points were looked at."""
        return self.met + self.query + self.not_met


@dataclass(frozen=True, slots=True, kw_only=True)
class LineProblem:
    """One answer that is missing or cannot be used."""

    label: Annotated[str, "the question, as printed on the form"]
    message: Annotated[str, "what is wrong and what to write instead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionProblems:
    """The problems of one section of the form."""

    title: Annotated[str, "the section’s heading on the form"]
    problems: Annotated[tuple[LineProblem, ...], "what is missing or unclear in it"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadDocument:
    """One attachment that could not be read."""

    document: Annotated[str, "which attachment, without its name: “the first attachment (a PDF file)”"]
    explanation: Annotated[str, "why it could not be read, and what to do"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A legal clock worth showing."""

    text: Annotated[str, "what is due"]
    by: Annotated[str, "the day, if it can be reckoned"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Enclosures that were too large to be sent with a letter."""

    files: Annotated[tuple[str, ...], "the names of the files"]
    where: Annotated[str, "where they are, in a sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterValues:
    """What every letter has."""

    NAME: ClassVar[str]
    recipient: Annotated[Recipient, "the person the letter is written to"]
    left_out: Annotated[LeftOut | None, "what was too large to be sent with the letter"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseValues(LetterValues):
    """What every letter about a case has."""

    reference: Annotated[str, "our reference, such as OSD-7K4M-2"]
    form: Annotated[FormWords, "what to call the form and what it is about"]
    initials: Annotated[str, "the pupil’s initials, or nothing if the form gives no name"] = ""

    @property
    def pupil(self) -> str:
        """The pupil's initials, or “the pupil” if the form gives no name."""
        return self.initials or "the pupil"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementComplete(CaseValues):
    """To the school: the form is complete."""

    NAME: ClassVar[str] = "acknowledgement_complete"
    received: Annotated[date, "the day the form arrived"]
    checks: Annotated[Checks, "how the form stands against the guidance"]
    host: Annotated[str, "the provider or receiving school"] = ""
    start: Annotated[date | None, "the first day"] = None
    end: Annotated[date | None, "the last day; a managed move has none"] = None
    coordinator: Annotated[Contact | None, "the area’s coordinator, if the area is known"] = None
    reviews: Annotated[tuple[date, ...], "the days reviews are due"] = ()
    deadlines: Annotated[tuple[Deadline, ...], "legal time limits to keep in mind"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementIncomplete(CaseValues):
    """To the school: the form is filed, and these answers are missing or unclear."""

    NAME: ClassVar[str] = "acknowledgement_incomplete"
    received: Annotated[date, "the day the form arrived"]
    document: Annotated[str, "which attachment, without its name: “the first attachment (a PDF file)”"]
    sections: Annotated[tuple[SectionProblems, ...], "what is missing or unclear, section by section"]
    coordinator: Annotated[Contact | None, "the area’s coordinator, if the area is known"] = None

    @property
    def problems_count(self) -> int:
        """How many answers are missing or unclear."""
        return sum(len(section.problems) for section in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable(LetterValues):
    """To the school: an attachment could not be read."""

    NAME: ClassVar[str] = "unreadable"
    received: Annotated[date, "the day the message arrived"]
    documents: Annotated[tuple[UnreadDocument, ...], "the attachments that could not be read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoForm(LetterValues):
    """To the sender: there was no form in the message."""

    NAME: ClassVar[str] = "no_form"
    received: Annotated[date, "the day the message arrived"]
    attachments: Annotated[int, "how many files were attached"] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unopened(LetterValues):
    """To the sender: the message as a whole could not be opened."""

    NAME: ClassVar[str] = "unopened"
    received: Annotated[date, "the day the message arrived"]
    why: Annotated[str, "why it could not be opened, in a sentence"]
    remedy: Annotated[str, "what the sender can do, in a sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(LetterValues):
    """To a sender nobody knows: the message came, and nothing is said of what stands in it."""

    NAME: ClassVar[str] = "receipt"
    received: Annotated[date, "the day the message arrived"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyReceived(CaseValues):
    """To the school: we have this very form already."""

    NAME: ClassVar[str] = "already_received"
    received: Annotated[date, "the day the form arrived again"]
    first_received: Annotated[date, "the day the form first arrived"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCover(CaseValues):
    """To the coordinator: a checked pack is attached."""

    NAME: ClassVar[str] = "pack_cover"
    received: Annotated[date, "the day the form arrived"]
    school: Annotated[str, "the school’s name, if the form gives it"] = ""
    host: Annotated[str, "the provider or receiving school"] = ""
    start: Annotated[date | None, "the first day"] = None
    end: Annotated[date | None, "the last day; a managed move has none"] = None
    checks: Annotated[Checks, "how the form stands against the guidance"]
    problems_count: Annotated[int, "how many answers are missing or unclear"] = 0
    questions: Annotated[tuple[str, ...], "what the coordinator might ask the school"] = ()
    reviews: Annotated[tuple[date, ...], "the days reviews are due"] = ()
    caution: Annotated[str, "why the form should be checked with the school first, if it should"] = ""
    school_asked: Annotated[bool, "whether the school was told what is missing"] = True
    version: Annotated[int, "which version of the form it is, from 1"] = 1
    changes_count: Annotated[int, "how many answers differ from the version before"] = 0
    absent: Annotated[str, "the coordinator who is away, if the recipient covers for them"] = ""
    decision_asked: Annotated[bool, "whether the coordinator is asked for a decision"] = False
    decided: Annotated[str, "the decision so far, in the words of the form, if there is one"] = ""
    receiving: Annotated[str, "of a managed move: whether the receiving school was written to, in a sentence"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForAPerson(LetterValues):
    """To the team: a message needs a person."""

    NAME: ClassVar[str] = "for_a_person"
    received: Annotated[date, "the day the message arrived"]
    why: Annotated[str, "why it needs a person, in a sentence"]
    message: Annotated[str, "the desk’s number for the message, to find it again"] = ""
    reference: Annotated[str, "our reference, if the message is about a case"] = ""
    answered: Annotated[bool, "whether the sender has been told that a person will look at it"] = False
    attached: Annotated[bool, "whether the original message is attached"] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered(LetterValues):
    """To the coordinator or the team: a letter of ours could not be delivered."""

    NAME: ClassVar[str] = "undelivered"
    letter: Annotated[str, "what kind of letter it was"]
    to: Annotated[str, "the address it did not reach"]
    returned: Annotated[date, "the day it came back"]
    why: Annotated[str, "why, in a sentence"]
    sent: Annotated[date | None, "the day it was sent"] = None
    code: Annotated[str, "the mail server’s status code, such as 5.1.1"] = ""
    reference: Annotated[str, "our reference, if the letter is about a case"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastItsEnd(LetterValues):
    """To the team: a case is past its end, and nobody has told the desk how it ended."""

    NAME: ClassVar[str] = "past_its_end"
    reference: Annotated[str, "our reference, such as OSD-7K4M-2"]
    last: Annotated[date, "the last day that anything of the case falls on"]
    end: Annotated[date | None, "the last day of the placement, if it has one"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingTooLong(LetterValues):
    """To the team: messages have waited longer than the settings allow."""

    NAME: ClassVar[str] = "waiting_too_long"
    waiting: Annotated[int, "how many messages wait"]
    oldest: Annotated[str, "how long the oldest has waited, in words: “3 hours”"]
    allowed: Annotated[str, "how long one may wait, in words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTrouble(LetterValues):
    """To the team: a run of the desk crashed, or does not start."""

    NAME: ClassVar[str] = "run_trouble"
    what: Annotated[str, "what happened, in a sentence"]
    remedy: Annotated[str, "what the people who run the desk can do, in a sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecorded(CaseValues):
    """To the school: the outcome of a review is recorded."""

    NAME: ClassVar[str] = "review_recorded"
    received: Annotated[date, "the day the review outcome arrived"]
    decision: Annotated[str, "what was decided, in the words of the form"]
    held: Annotated[date | None, "the day of the review"] = None
    decision_by: Annotated[date | None, "the last day to tell parents the decision in writing"] = None
    end: Annotated[date | None, "the last day of the placement as it now stands"] = None
    next_review: Annotated[date | None, "the day the next review is due, if there is one"] = None
    coordinator: Annotated[Contact | None, "the area’s coordinator, if the area is known"] = None
    correct_by_form: Annotated[bool, "whether the provision changes, and the form is attached to be changed"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPassedOn(CaseValues):
    """To the school: a message about a case, without a form, changed nothing and was passed on."""

    NAME: ClassVar[str] = "reply_passed_on"
    received: Annotated[date, "the day the message arrived"]
    handler: Annotated[str, "who it was passed to: the coordinator, or the team"]
    form_attached: Annotated[bool, "whether the review outcome form is attached"] = False
    correction_attached: Annotated[bool, "whether the school’s form is attached, with what is missing marked"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(ReviewRecorded):
    """To the school: a review ended the placement, and the case is closed."""

    NAME: ClassVar[str] = "closing"
    return_told: Annotated[bool, "whether the form says how the pupil returns to school"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(ReviewRecorded):
    """To the school: a review extended the placement."""

    NAME: ClassVar[str] = "extension"
    before: Annotated[date | None, "the last day until now"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueried(CaseValues):
    """To the school: the outcome of a review, or a day in it, is asked about before it changes anything."""

    NAME: ClassVar[str] = "review_queried"
    received: Annotated[date, "the day the review outcome arrived"]
    doubts: Annotated[tuple[str, ...], "what is asked about, a sentence each"]
    recorded: Annotated[bool, "whether the rest of the outcome is recorded"] = False
    held: Annotated[date | None, "the day of the review"] = None
    forms: Annotated[bool, "whether the form is attached to be filled in again"] = True
    coordinator: Annotated[Contact | None, "the area’s coordinator, if the area is known"] = None
