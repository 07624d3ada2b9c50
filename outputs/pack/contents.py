"""What a pack is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from proposals.assessment import Assessment
from proposals.changes import Change
from proposals.council import Council
from proposals.held import Held


@dataclass(frozen=True, slots=True)
class PackDocument:
    """A file that came with the form, or the form itself; `title` says what it is, without its name."""

    title: str
    media_type: str
    """As found in the file, never as its name says."""
    data: bytes = field(repr=False)
    is_form: bool
    """Whether the answers were read from this file."""
    as_it_came: bool = False
    """Whether the council's profile lets files of this kind travel beside the pack just as they came."""
    held: tuple[Held, ...] = ()
    """What it held beside its pages; nothing of that was run."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished pack, and the documents that it does not show whole, so that they must travel beside it."""

    pdf: bytes = field(repr=False)
    beside: tuple[PackDocument, ...]


@dataclass(frozen=True, slots=True)
class PackContents:
    """Everything one pack shows. `received` is timezone-aware."""

    reference: str
    council: Council
    assessment: Assessment
    received: datetime
    sender: str
    """The address the form came from."""
    version: int
    documents: tuple[PackDocument, ...]
    changes: tuple[Change, ...] = ()
    """What it says otherwise than the version before it."""
    notes: tuple[str, ...] = ()
    """What else the coordinator should know, a sentence each."""

    def __post_init__(self) -> None:
        if self.received.tzinfo is None:
            raise ValueError("received needs a time zone, or nobody can say when the form came")
