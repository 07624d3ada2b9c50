"""What an extractor read out of one Document, before anybody judges it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FormKind(StrEnum):
    """The forms this desk knows."""

    OFF_SITE_DIRECTION = "off_site_direction"
    MANAGED_MOVE = "managed_move"
    REVIEW_OUTCOME = "review_outcome"
    COORDINATOR_DECISION = "coordinator_decision"


OF_SCHOOLS = (FormKind.OFF_SITE_DIRECTION, FormKind.MANAGED_MOVE, FormKind.REVIEW_OUTCOME)
"""The forms that schools fill in, and have in layouts of their own: known by their labels too.

The coordinator's decision is known by what our own file carries hidden alone: five labels as common as its own stand on
every second paper.
"""


class Method(StrEnum):
    """How an Answer was read."""

    ACROFORM = "acroform"
    CONTENT_CONTROL = "content_control"
    LEGACY_FIELD = "legacy_field"
    TABLE = "table"
    LABEL = "label"
    LAYOUT = "layout"
    """From where it stands on a printed page."""
    OCR = "ocr"


class ReadingOutcome(StrEnum):
    """What became of reading one Document."""

    FORM = "form"
    """It is one of our forms; its answers may still be incomplete."""
    NOT_A_FORM = "not_a_form"
    UNREADABLE = "unreadable"


class ReadingCode(StrEnum):
    """Why a Document is no form or could not be read. `proposals.problems` holds the plain English."""

    EMPTY_FILE = "empty_file"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNSUPPORTED_TYPE = "unsupported_type"
    TOO_LONG = "too_long"
    """Reading it took more than its share of time."""
    TOO_MUCH_MEMORY = "too_much_memory"
    """Opening it took more than its share of memory."""
    NO_CONVERTER = "no_converter"
    """An office file that is not Word's, and no LibreOffice here to convert it."""
    NO_TEXT = "no_text"
    """A page on which nothing is written that can be read."""
    DYNAMIC_XFA = "dynamic_xfa"
    WINMAIL = "winmail"
    """A winmail.dat of Outlook that is broken or holds no file."""
    OUTLOOK_MESSAGE = "outlook_message"
    """A message that Outlook saved as a file (.msg)."""
    CLOSED_ARCHIVE = "closed_archive"
    """A zip archive that is locked, broken, nested too deeply or too large to be opened."""
    NOT_A_FORM = "not_a_form"
    BLANK_FORM = "blank_form"
    """One of our forms with nothing filled in."""
    SEVERAL_FORMS = "several_forms"
    """Answers about more than one pupil, and no telling where one form ends."""
    LOOSE_PAGES = "loose_pages"
    """Pages of a form that came as several files, and no telling which belong together."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a page something stands: the page from 1, its edges as shares of the page's width and height."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written for one Question: as it stands, not yet understood.

    `raw` is the text as written (a ticked box of a yes/no question is "yes" or "no", of a choice its
    label or code); `where` is for people: "page 1, field date_of_birth"; `confidence` is 0.0 to 1.0.
    """

    question: str
    raw: str
    where: str
    method: Method
    confidence: float = 1.0
    spot: Spot | None = None
    """Where it stands on its page, where the page was read as it looks."""
    crop: str = ""
    """A picture of that spot (PNG in base64), of an answer that was read from a scan and not surely."""


class Unsure(StrEnum):
    """Why what a printed or scanned form of ours seems to say is not acted on; letters have the plain English."""

    OTHER_LAYOUT = "other_layout"
    """Its labels and boxes do not all stand once, and as on our form."""
    MORE_PAGES = "more_pages"
    NOT_ONE_TICK = "not_one_tick"
    FAINT = "faint"
    """A word or a tick was not read surely."""
    CUT = "cut"
    """A text fills its box to the end: what is behind it may not have been printed."""
    MISSING = "missing"
    """A box that must be filled in has nothing in it."""
    MARKS = "marks"
    """Something is drawn, stamped or written on it that is no text of the form."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How a form of ours was read whose boxes are only drawn: each answer by its place.

    Nothing in it is a guess where `unsure` is empty and all of `beside` is what the form itself prints.
    """

    unsure: tuple[Unsure, ...] = ()
    beside: tuple[str, ...] = ()
    """The lines that are no label, option or answer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor read out of one Document, or out of several that hold the pages of one form.

    `form` is set exactly when `outcome` is FORM; `reason` exactly when it is not. There may be several
    Answers to one Question (two boxes ticked, a label found twice): judging that is not the reader's job.
    """

    outcome: ReadingOutcome
    form: FormKind | None = None
    answers: tuple[Answer, ...] = ()
    reason: ReadingCode | None = None
    notes: tuple[str, ...] = ()
    """For the coordinator: what is unusual about the file, in plain English, without any answer in it."""
    files: tuple[str, ...] = ()
    """SHA-256 of the files it was read from, as they came."""
    reference: str = ""
    """The case that a form of ours was sent out for: it carries the reference hidden."""
    looks: Looks | None = None
    """Set where the boxes of a form of ours were read by their places."""

    def __post_init__(self) -> None:
        is_form = self.outcome is ReadingOutcome.FORM
        if is_form != (self.form is not None) or is_form == (self.reason is not None):
            raise ValueError("a Reading has a form exactly when it is one, and a reason exactly when not")
