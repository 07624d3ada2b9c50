"""Erases what has been kept long enough, computed from the data and the profile: a doubled run changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flows.clock import LONDON
from flows.post import Occasion, Post
from flows.stations import Stations
from outputs.letters import values
from outputs.letters.wording import PersonReason
from proposals.retention import Retention, months_after
from register import NewDispatch, Outcome
from register.restoring import ERASED_SINCE
from register.retaining import KeptCase, KeptMessage

WHY = "kept as long as the profile says"
"""The reason of every erasure that no person asked for."""
_STRANGERS = frozenset({PersonReason.UNKNOWN_SENDER.value, PersonReason.UNPROVEN_SENDER.value})


class Rule(StrEnum):
    """By which number of the profile something has been kept long enough."""

    CASE = "case"
    PAST_ITS_END = "past_its_end"
    """A case that nobody closed: never erased, the team is told."""
    FOR_A_PERSON = "for_a_person"
    UNKNOWN_SENDER = "unknown_sender"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    LETTER = "letter"


class Waits(StrEnum):
    """Why something that has been kept long enough stays."""

    HELD = "held"
    LETTERS = "letters"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Spent:
    """Something that has been kept long enough: a case's reference, or a message's or letter's number."""

    rule: Rule
    about: str
    since: date
    """From this day on."""
    waits: Waits | None = None
    """Why it stays all the same."""


@dataclass(frozen=True, slots=True)
class Retained:
    """What one run came to."""

    cases: int
    messages: int
    letters: int
    told: int


def spent(stations: Stations, on: date) -> tuple[Spent, ...]:
    """Return what has been kept long enough on the day `on`, and what of it stays all the same; changes nothing."""
    council, register = stations.council, stations.register
    retention = council.retention
    cases = (found for case in register.kept_cases() if (found := _case(case, retention)) and found.since <= on)
    messages = (found for each in register.kept_messages() if (found := _message(each, retention)).since <= on)
    old = datetime.combine(on, datetime.min.time(), LONDON) - timedelta(days=retention.letter_days)
    letters = (Spent(Rule.LETTER, str(letter), on) for letter in register.letters_sent_before(old))
    return (*cases, *messages, *letters)


def retain(stations: Stations, on: date, now: datetime) -> Retained:
    """Erase what has been kept long enough on the day `on`, and tell the team of cases past their end that are open."""
    register = stations.register
    register.finish_erasures()
    register.erase_keyless(ERASED_SINCE, now)
    found = spent(stations, on)
    due = [each for each in found if each.waits is None]
    cases = [each for each in due if each.rule is Rule.CASE]
    letters = [int(each.about) for each in due if each.rule is Rule.LETTER]
    messages = [each for each in due if each.rule not in {Rule.CASE, Rule.LETTER}]
    past = [each for each in found if each.rule is Rule.PAST_ITS_END]
    return Retained(
        # Asked again in the transaction that erases: a hold or a letter of this moment counts.
        cases=sum(register.erase_case(each.about, WHY, now).refused is None for each in cases),
        messages=sum(register.erase_message(each.about, WHY, now).refused is None for each in messages),
        letters=register.erase_letters([*letters, *register.digests_sent()], now),
        told=register.queue(list(_told(stations, past, now)), now),
    )


def _case(case: KeptCase, retention: Retention) -> Spent | None:
    if not case.closed:
        return Spent(Rule.PAST_ITS_END, case.reference, case.last + timedelta(days=retention.overdue_days), Waits.OPEN)
    waits = Waits.HELD if case.held else Waits.LETTERS if case.letters_waiting else None
    return Spent(Rule.CASE, case.reference, months_after(case.last, retention.case_months(case.kind)), waits)


def _message(message: KeptMessage, retention: Retention) -> Spent:
    rule = _rule(message)
    days = {
        Rule.DUPLICATE: retention.duplicate_days,
        Rule.QUARANTINED: retention.quarantined_days,
        Rule.UNKNOWN_SENDER: retention.unknown_sender_days,
        Rule.FOR_A_PERSON: retention.for_a_person_days,
    }[rule]
    since = message.settled.astimezone(LONDON).date() + timedelta(days=days)
    return Spent(rule, message.submission, since, Waits.LETTERS if message.letters_waiting else None)


def _rule(message: KeptMessage) -> Rule:
    if message.outcome is Outcome.DUPLICATE:
        return Rule.DUPLICATE
    if message.outcome is Outcome.QUARANTINED:
        return Rule.QUARANTINED
    return Rule.UNKNOWN_SENDER if message.reason in _STRANGERS else Rule.FOR_A_PERSON


def _told(stations: Stations, past: Sequence[Spent], now: datetime) -> Iterator[NewDispatch]:
    """One letter for each last day: what was told is not told again."""
    council, post = stations.council, Post(stations.council, now.astimezone(LONDON))
    kept = {case.reference: case for case in stations.register.kept_cases()} if past else {}
    for each in past:
        case = kept[each.about]
        told = values.PastItsEnd(
            recipient=values.Recipient(name=council.team), reference=case.reference, last=case.last, end=case.end
        )
        yield post.letter(told, council.team_of(case.area), Occasion(case.reference, f"past {case.last.isoformat()}"))
