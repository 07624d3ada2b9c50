"""What happened, as a story: one clause for each kind of event, in one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from register import Event

_FORMS = MappingProxyType(
    {
        "off_site_direction": "an off-site direction proposal",
        "managed_move": "a managed move notification",
        "review_outcome": "the outcome of a review",
        "coordinator_decision": "a coordinator’s decision",
    }
)
_RULINGS = MappingProxyType(
    {
        "supported": "it is supported",
        "more_information": "more information is needed",
        "not_supported": "it is not supported",
    }
)
_DECISIONS = MappingProxyType(
    {
        "continue": "continue as planned",
        "return_to_school": "return the pupil to school",
        "end_early": "end early",
        "extend": "extend the placement",
        "change_provision": "change the provision",
    }
)
_OUTCOMES = MappingProxyType(
    {
        "filed": "filed",
        "duplicate": "found to be a duplicate",
        "for_a_person": "left to a person",
        "quarantined": "set aside",
    }
)
_TO = MappingProxyType(
    {
        "acknowledgement_complete": " to the school",
        "acknowledgement_incomplete": " to the school",
        "review_recorded": " to the school",
        "already_received": " to the school",
        "unreadable": " to the sender",
        "no_form": " to the sender",
        "unopened": " to the sender",
        "receipt": " to the sender",
        "decision_supported": " to the school",
        "decision_more_information": " to the school",
        "decision_not_supported": " to the school",
        "decision_receipt": " to the coordinator",
        "pack_cover": " to the coordinator",
        "for_a_person": " to the team",
        "past_its_end": " to the team",
        "waiting_too_long": " to the team",
        "run_trouble": " to the team",
    }
)


def _spaced(detail: str) -> str:
    return detail.replace("_", " ")


def _in_brackets(detail: str) -> str:
    return f" ({_spaced(detail)})" if detail else ""


def _after_colon(detail: str) -> str:
    return f": {detail}" if detail else ""


def _form(detail: str) -> str:
    return _FORMS.get(detail, "a form")


def _form_again(detail: str) -> str:
    return f"the {_form(detail).partition(' ')[2]}"


def _outcome(detail: str) -> str:
    return _OUTCOMES.get(detail, _spaced(detail))


def _days(detail: str) -> str:
    from outputs.letters.wording import day, listed

    found = [day(each) for each in _dates(detail)]
    return listed(found) if found else "days to come"


def _moved(detail: str) -> str:
    from outputs.letters.wording import day, listed

    days = [day(each) for each in _dates(detail)]
    return listed([f"{old} to {new}" for old, new in zip(days[::2], days[1::2], strict=False)] or ["other days"])


def _dates(detail: str) -> list[date]:
    found = []
    for word in detail.split():
        with suppress(ValueError):
            found.append(date.fromisoformat(word))
    return found


def _review(detail: str) -> str:
    """The day it was held, if the form says, and what was decided."""
    held, decided = _dates(detail)[:1], detail.rsplit(" ", 1)[-1]
    review = f"the review of {_days(detail)} was held" if held else "a review was held"
    return f"{review} and decided to {_DECISIONS[decided]}" if decided in _DECISIONS else review


def _decided(detail: str) -> str:
    return f", as the review decided to {_DECISIONS[detail]}" if detail in _DECISIONS else ""


def _ruled(detail: str) -> str:
    """What was decided, and in place of what."""
    now, _, before = detail.partition(" ")
    said = _RULINGS.get(now, _spaced(now))
    return f"{said} (before: {_RULINGS[before]})" if before in _RULINGS else said


def _letter(detail: str) -> str:
    """What people call the letter; the detail is its kind and perhaps a code."""
    from outputs.letters.wording import letter_words

    kind, _, code = detail.partition(" ")
    return letter_words(kind) + _TO.get(kind, "") + _in_brackets(code)


def _looked_for(detail: str) -> str:
    return "none found" if detail in {"", "0"} else f"{detail} found"


_Said = Callable[[str], str]

CLAUSES: MappingProxyType[str, tuple[str, _Said]] = MappingProxyType(
    {
        # A message.
        "arrived": ("the message came in by e-mail", str),
        "delivered_again": ("the same message was delivered once more", str),
        "put_back": ("the message had been put back into the inbox", str),
        "moved": ("the message was moved to its folder in the mailbox", str),
        "settled": ("the message was {}", _outcome),
        "attempt_failed": ("an attempt to read the message failed{}", _in_brackets),
        "given_back": ("the message was given back, to be read later{}", _in_brackets),
        "claim_returned": ("the message went back into the queue, since its worker had stopped", str),
        "overtaken": ("another message brought the same form in that moment, and this one was looked at afresh", str),
        "quarantined": ("the message was set aside{}", _in_brackets),
        "quarantine_retried": ("the message was taken out of quarantine, to be tried again", str),
        "quarantine_released": ("the message was released from quarantine{}", _in_brackets),
        "restored": ("the register was put back from a backup{}", _in_brackets),
        # A case.
        "filed": ("{} was filed as a case", _form),
        "revised": ("a later version of {} came in", _form_again),
        "found_complete": ("the form was found complete", str),
        "found_incomplete": ("the form was found incomplete", str),
        "reviews_planned": ("reviews were planned for {}", _days),
        "review_recorded": ("the outcome of a review came in: {}", _review),
        "reviews_moved": ("reviews moved, since by the term dates they would fall in a holiday: {}", _moved),
        "review_agreed": ("the next review was agreed for {}", _days),
        "decided": ("the coordinator’s decision was recorded: {}", _ruled),
        "closed": ("the case was closed{}", _decided),
        "held": ("the case was put on hold{}", _after_colon),
        "hold_lifted": ("the hold on the case was lifted{}", _after_colon),
        "erased": ("the contents of the case were erased{}", _after_colon),
        "message_erased": ("the contents of the message were erased{}", _after_colon),
        # Letters.
        "letter_queued": ("{} was written", _letter),
        "letter_sent": ("{} was sent", _letter),
        "letter_sending": ("{} was being sent", _letter),
        "letter_refused": ("{} was refused by the mail server", _letter),
        "letter_unknown": ("nobody knows whether {} was sent", _letter),
        "letter_resent": ("{} was put back into the outbox", _letter),
        "letter_postponed": ("{} could not be sent and was to be tried again", _letter),
        "letter_undelivered": ("{} came back undelivered", _letter),
        "letter_erased": ("the text of {} was erased", _letter),
        # Who looked.
        "shown": ("the contents of the case were shown", str),
        "files_written": ("the files of the case were written to a folder", str),
        "exported": ("everything held on the case was exported", str),
        "message_opened": ("a locked file in the message was opened with its password{}", _in_brackets),
        "pupil_sought": ("a pupil’s cases were looked for, {}", _looked_for),
    }
)
"""For each kind of event a clause, and what its detail is said as. A test holds it to what the code writes."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event with its sentence."""

    at: datetime
    what: str
    detail: str
    by: str
    says: str


def clause(event: Event) -> str:
    """Return what happened as a clause without its time; of an event that only a later version knows, its code."""
    pattern, said = CLAUSES.get(event.what, (_spaced(event.what) + "{}", _in_brackets))
    told = pattern.format(said(event.detail)) if "{}" in pattern else pattern
    kind, _, name = event.by.partition(" ")
    return f"{told}, by {name}" if kind == "user" else told


def told(events: Sequence[Event]) -> tuple[Told, ...]:
    """Return each event with its sentence, for another program."""
    return tuple(
        Told(each.at, each.what, each.detail, each.by, f"On {_moment(each.at)} {clause(each)}.") for each in events
    )


def story(events: Sequence[Event]) -> str:
    """Return what happened as plain sentences, a paragraph for each day, by London's clock."""
    days = groupby(events, key=lambda each: _local(each.at).date())
    return "\n\n".join(" ".join(_sentences(list(each))) for _, each in days)


def _sentences(events: Sequence[Event]) -> list[str]:
    said: list[str] = []
    last = ""
    for event in events:
        clock, told = _clock(event.at), clause(event)
        if not said:
            said.append(f"On {_moment(event.at)} {told}.")
        elif clock != last:
            said.append(f"At {clock} {told}.")
        else:
            said.append(f"{told[:1].upper()}{told[1:]}.")
        last = clock
    return said


def _moment(at: datetime) -> str:
    from outputs.letters.wording import day

    return f"{day(_local(at).date())} at {_clock(at)}"


def _clock(at: datetime) -> str:
    local = _local(at)
    return f"{local.hour}.{local.minute:02}"


def _local(at: datetime) -> datetime:
    from zoneinfo import ZoneInfo

    return at.astimezone(ZoneInfo("Europe/London"))
