"""Lives through an invented year: the mail of each day is delivered, and the desk's own steps do the day's work.

The steps run without Prefect, whose start of each run would be a third of the year's time; they are the flows' own.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from desk.samples.mails import Mail, attach, begin, finish
from desk.year import forms
from desk.year.oracle import COORDINATOR, SCHOOL, TEAM, Letter
from desk.year.story import Habit, Review, Story, Year, after
from desk.year.weekly import Counts, Digest
from flows.clock import LONDON
from flows.collect import collect, file_away
from flows.deciding import Decided, consequence
from flows.post import Post
from flows.remind import remind
from flows.send import send_waiting
from flows.stations import Stations
from flows.summarise import is_due, summaries, write_digests
from flows.work import work_through
from proposals.choices import Ruling
from proposals.due import NoticeKind
from register import DispatchRow, DispatchState

_MORNING = time(7, 30, tzinfo=UTC)
_DIGESTS = time(8, 0, tzinfo=UTC)
"""Later than the profile's time by London's clock, in summer and in winter."""
_DIGEST = "digest"
_SINCE_SENT = timedelta(hours=1)
_FRIDAY = 4
_FROM_CALENDAR = {kind.value for kind in NoticeKind}


class Recorded(NamedTuple):
    """A review as the register has it: of which placement, its day, and the day it was held, or None."""

    placement: int
    due: date
    held: date | None


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of a year: every letter the calendar wrote that was sent, and how much of everything there was.

    `reviews` are those that were held or are still owed; what was planned after an early end is not.
    `letters_by_day` counts all letters, acknowledgements and packs among them; `cases` those the register has.
    """

    calendar_letters: tuple[Letter, ...]
    letters_by_day: dict[date, int]
    cases: int
    closed: int
    unsettled: int
    reviews: tuple[Recorded, ...]
    digests: tuple[Digest, ...]
    """Those that were sent, with what they count; one sent twice is there twice."""


def live(year: Year, stations: Stations, told: Callable[[date], object] = lambda _: None) -> Lived:
    """Live through the year on the desk of `stations`; `told` hears of each day before it begins."""
    posts = deque(sorted(_posts(year), key=lambda post: (post.on, post.slug)))
    decisions = deque(sorted((story.decided, story.number) for story in year.stories if story.decided))
    cases = _Cases(stations)
    counted: dict[tuple[str, date], Counts] = {}
    for day in year.runs:
        told(day)
        now = datetime.combine(day, _MORNING)
        # Those that came while nobody looked, too: each a second after the one before, as they were sent.
        arrived = now - _SINCE_SENT
        while posts and posts[0].on <= day:
            _deliver(stations, posts.popleft(), cases, arrived)
            arrived += timedelta(seconds=1)
        collect(stations, now)
        work_through(stations, now)
        file_away(stations, now)
        while decisions and decisions[0][0] <= day:
            _, number = decisions.popleft()
            _support(stations, cases.reference(year.stories[number]), now)
        # Some days twice, as after a restart: the second time writes nothing again.
        for _ in range(2 if day.weekday() == _FRIDAY else 1):
            remind(stations, day, now)
        send_waiting(stations, now)
        counted |= _digest(stations, day)
    return _lived(year, stations, cases, counted)


def _digest(stations: Stations, day: date) -> dict[tuple[str, date], Counts]:
    """Write and send what digests are due, as their flow does; return what each one would count, if any was written."""
    at = datetime.combine(day, _DIGESTS)
    if not is_due(stations.council, at) or not write_digests(stations, day, at):
        return {}
    send_waiting(stations, at)
    return {
        (each.to.email, day): Counts(*(len(getattr(each.values, name)) for name in Counts._fields))
        for each in summaries(stations, day)
    }


@dataclass(frozen=True, slots=True)
class _Cases:
    """The case of each story: found by its form, and known from then on."""

    stations: Stations
    _found: dict[int, str] = field(default_factory=dict)

    def reference(self, story: Story) -> str:
        """Return the reference, as the school has it from its acknowledgement; "" before that."""
        if story.number not in self._found:
            form = forms.proposal(story, forgot=story.habit is Habit.FORGETFUL)
            reference = self.stations.register.find_document(sha256(form).hexdigest())
            if reference is None:
                return ""
            self._found[story.number] = reference
        return self._found[story.number]


@dataclass(frozen=True, slots=True)
class _Post:
    """A message of a story: its day, and how its form is made, if it has one, from the case's reference."""

    on: date
    slug: str
    story: Story
    form: Callable[[str], bytes] | None
    replies: bool = True


def _posts(year: Year) -> Iterator[_Post]:
    for story in year.stories:
        yield from _proposals(story, f"year-{story.number}")
        for place, review in enumerate(story.reviews):
            yield from _answers(year, story, review, f"year-{story.number}-{place}")


def _proposals(story: Story, mark: str) -> Iterator[_Post]:
    first = partial(_proposal, story, forgot=story.habit is Habit.FORGETFUL)
    yield _Post(story.proposed, f"{mark}-form", story, first, replies=False)
    if story.corrected:
        yield _Post(story.corrected, f"{mark}-corrected", story, partial(_proposal, story))


def _answers(year: Year, story: Story, review: Review, mark: str) -> Iterator[_Post]:
    if story.habit is Habit.WORDY:
        yield _Post(review.due, f"{mark}-words", story, None)
    if story.habit is Habit.WRONG_FORM:
        yield _Post(review.due, f"{mark}-again", story, partial(_proposal, story))
    yield _Post(review.answered, f"{mark}-review", story, partial(forms.outcome, story, review))
    if story.habit is Habit.CONTRADICTS and review is story.reviews[0]:
        another = after(year.school_days, review.answered, 1)
        yield _Post(another, f"{mark}-other", story, partial(forms.contradiction, story))


def _proposal(story: Story, _: str, *, forgot: bool = False) -> bytes:
    return forms.proposal(story, forgot=forgot)


def _deliver(stations: Stations, post: _Post, cases: _Cases, now: datetime) -> None:
    reference = cases.reference(post.story) if post.replies else ""
    mail = Mail(post.slug, 0, f"Office <{post.story.address}>", f"{reference} Form".strip(), "All fine. Regards")
    message = begin(mail, now)
    if post.form:
        attach(message, post.form(reference), f"{post.slug}.pdf", inline=False)
    inbox = stations.settings.mail_folder / "new"
    inbox.mkdir(parents=True, exist_ok=True)
    arrived = inbox / post.slug
    arrived.write_bytes(finish(message, mail))
    # When a message came is read from its file: not the real day, but the story's.
    os.utime(arrived, (now.timestamp(), now.timestamp()))


def _support(stations: Stations, reference: str, now: datetime) -> None:
    """The coordinator supports a placement, as `offsite case REF decide` records it."""
    case = stations.register.find_case(reference)
    if case is None:
        return
    local = now.astimezone(LONDON)
    decided = Decided(Ruling.SUPPORTED, local.date())
    follows = consequence(stations.register, Post(stations.council, local), case, decided)
    stations.register.rule(follows.ruling, follows.letters, now)


def _lived(year: Year, stations: Stations, known: _Cases, counted: dict[tuple[str, date], Counts]) -> Lived:
    end = datetime.combine(year.runs[-1], _MORNING)
    rows = [row for row in stations.register.letters() if row.state is DispatchState.SENT and row.sent]
    placements = {story.address: story.number for story in year.stories}
    by_case = {row.reference: placements[row.recipient] for row in rows if row.recipient in placements}
    days: dict[date, int] = {}
    for row in rows:
        if row.sent:
            days[row.sent.date()] = days.get(row.sent.date(), 0) + 1
    status = stations.register.status(end)
    cases = stations.register.cases()
    return Lived(
        tuple(
            Letter(by_case.get(row.reference, -1), row.kind, _role(row, stations, placements), row.sent.date())
            for row in rows
            if row.sent and row.kind in _FROM_CALENDAR
        ),
        days,
        len(cases),
        len(cases) - len(stations.register.open_cases()),
        status.waiting + status.quarantined + status.queued,
        tuple(review for story in year.stories for review in _kept(story.number, stations, known.reference(story))),
        tuple(
            sorted(
                Digest(row.recipient, row.sent.date(), counted.get((row.recipient, row.sent.date()), Counts()))
                for row in rows
                if row.sent and row.kind == _DIGEST
            )
        ),
    )


def _kept(number: int, stations: Stations, reference: str) -> Iterator[Recorded]:
    case = stations.register.find_case(reference)
    for review in case.reviews if case else ():
        if case and (review.held or case.row.is_open):
            yield Recorded(number, review.due, review.held)


def _role(row: DispatchRow, stations: Stations, placements: dict[str, int]) -> str:
    if row.recipient in placements:
        return SCHOOL
    return TEAM if row.recipient == stations.council.team_email else COORDINATOR
