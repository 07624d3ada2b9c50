"""A letter of ours that came back: tied to the Dispatch it was, and told to a person, once."""

from __future__ import annotations

from collections.abc import Iterator

from flows.clock import LONDON
from flows.post import Occasion
from flows.processing import Part, Processing
from mailboxes.bounces import Returned
from outputs.letters import values
from outputs.letters.wording import PersonReason, letter_words, undelivered_because
from proposals.in_charge import in_charge
from register import DispatchRow, NewDispatch, Undelivered

# A receipt goes to an address nobody knows, often an invented one; and a note of ours that comes back is not chased.
_UNTOLD = frozenset({values.Receipt.NAME, values.Undelivered.NAME})


def came_back(work: Processing) -> Part:
    """Return what a bounce comes to; one that is about no letter of ours, or says it is only late, is just recorded."""
    returned = work.submission.returned
    letter = work.stations.register.find_letter(returned.message_ids) if returned else None
    if returned is None or letter is None:
        return Part(person=PersonReason.AUTOMATIC)
    copy = _only_a_copy(letter, returned)
    return Part(
        person=PersonReason.BOUNCED,
        undelivered=() if copy else (Undelivered(letter.id, returned.status),),
        dispatches=tuple(_tell(work, letter, returned, copy or letter.recipient)),
    )


def _only_a_copy(letter: DispatchRow, returned: Returned) -> str:
    """The address of a copy that did not arrive, when the letter itself is not said to have failed; else ""."""
    if letter.recipient.lower() in returned.recipients:
        return ""
    return next((each for each in letter.copies if each.lower() in returned.recipients), "")


def _tell(work: Processing, letter: DispatchRow, returned: Returned, missed: str) -> Iterator[NewDispatch]:
    to = _who_is_told(work, letter, missed)
    # Of what was erased nobody knows any more who was to get it.
    if letter.kind in _UNTOLD or to is None or letter.erased:
        return
    told = values.Undelivered(
        recipient=values.Recipient(name=to[0]),
        letter=letter_words(letter.kind),
        to=missed,
        sent=letter.sent.astimezone(LONDON).date() if letter.sent else None,
        returned=work.received.date(),
        why=undelivered_because(returned.status),
        code=returned.status,
        reference=letter.reference or "",
    )
    about = letter.reference or work.claimed.id
    # By its place: an occasion holds no address.
    copy = f" copy {letter.copies.index(missed) + 1}" if missed in letter.copies else ""
    occasion = Occasion(about, f"letter {letter.id}{copy}", is_case=letter.reference is not None)
    yield work.post.letter(told, to[1], occasion)


def _who_is_told(work: Processing, letter: DispatchRow, missed: str) -> tuple[str, str] | None:
    """Who looks after the case, else the team; never the address that the letter did not reach."""
    council = work.council
    case = work.stations.register.find_case(letter.reference) if letter.reference else None
    people = [(council.team, council.team_email)]
    if case:
        ours = in_charge(council, case.row.area, work.now.date(), coordinator=case.row.coordinator)
        people.insert(0, (ours.name, ours.email))
    return next((each for each in people if each[1].lower() != missed.lower()), None)
