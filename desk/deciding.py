"""`offsite case REF decide`: a coordinator's decision, typed by a person; the school is told as it is by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit
from desk.who import who

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.stations import Stations
    from register import Case


@dataclass(frozen=True, slots=True)
class Typed:
    """A decision as it was typed: "more-information", and what was said with it; `on` is today unless told."""

    ruling: str
    comments: str = ""
    by: str = ""
    on: date | None = None
    yes: bool = False
    """Whether it is recorded although it contradicts the decision by which a placement has begun."""


def decide_case(settings: Settings, reference: str, typed: Typed, now: datetime | None = None) -> Exit:
    """Record a decision at `now` (default: the present), write the letter that tells the school, and say so."""
    from flows.stations import open_stations
    from proposals.reference import parse

    with open_stations(settings, mailbox=False, by=who()) as stations:
        case = stations.register.find_case(parse(reference) or "")
        if case is None or case.erased:
            return _not(f"There is no case {reference} whose contents are there. `offsite cases` lists them all.")
        return _decide(stations, case, typed, now or datetime.now(UTC))


def _decide(stations: Stations, case: Case, typed: Typed, now: datetime) -> Exit:
    from flows.clock import LONDON
    from flows.deciding import Decided, consequence, refused
    from flows.post import Post
    from outputs.letters.wording import PersonReason
    from proposals.choices import Ruling, ruling_words

    local = now.astimezone(LONDON)
    if typed.on and typed.on > local.date():
        return _not("--on is a day to come: a decision is recorded when it was made. Nothing was recorded.", Exit.USAGE)
    ruling = Ruling(typed.ruling.replace("-", "_"))
    why = refused(case, ruling, local.date(), stations.council)
    if why and not (typed.yes and why is PersonReason.DECISION_CONTRADICTS):
        code = Exit.USAGE if why is PersonReason.DECISION_CONTRADICTS else Exit.REFUSED
        return _not(f"{_WHY[why.value]} Nothing was recorded.".format(reference=case.reference), code)
    decided = Decided(ruling, typed.on or local.date(), typed.by.strip(), typed.comments.strip())
    follows = consequence(stations.register, Post(stations.council, local), case, decided)
    if not stations.register.rule(follows.ruling, follows.letters, now):
        moved = f"{case.reference} was closed or decided about in this very moment: look at it and decide again."
        return _not(moved, Exit.REFUSED)
    told = "the school" if follows.school_told else "the coordinator, who is to pass it on"
    console().print(f"{case.reference}: {ruling_words(ruling).lower()}. A letter to {told} waits in the outbox.")
    return Exit.OK


_WHY = {
    "no_decisions": "This council works without decisions (decisions = false in its profile).",
    "decision_closed": "{reference} is closed, and nothing is decided about it any more.",
    "decision_contradicts": (
        "{reference} was decided otherwise before, and the first day has come since, so the pupil may be there. "
        "Speak to the school first, and then add --yes."
    ),
}


def _not(why: str, code: Exit = Exit.NOT_FOUND) -> Exit:
    console(stderr=True).print(why)
    return code
