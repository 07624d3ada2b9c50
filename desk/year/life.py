"""Lives through an invented year: the mail of each day is delivered, and the desk's own steps do the day's work.

The steps run without Prefect, whose start of each run would be a third of the year's time; they are the flows' own.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from desk.samples.mails import Mail, attach, begin, finish
from desk.year import forms
from desk.year.oracle import COORDINATOR, RECEIVING, SCHOOL, TEAM, Letter
from desk.year.story import HOLIDAY, LEARNED, Habit, Review, Story, Year, after
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
from register import DispatchRow, DispatchState

_MORNING = time(7, 30, tzinfo=UTC)
_DIGESTS = time(8, 0, tzinfo=UTC)
"""Later than the profile's time by London's clock, in summer and in winter."""
_DIGEST = "digest"
_SINCE_SENT = timedelta(hours=1)
_FRIDAY = 4


class Recorded(NamedTuple):
    """A review as the register has it: of which placement, its day, and the day it was held, or None."""

    placement: int
    due: date
    held: date | None


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of a year: every letter about a placement that was sent, and how much of everything there was.

    `reviews` are those that were held or are still owed; what was planned after an early end is not.
    `letters_by_day` counts all letters, digests among them; `cases` those the register has.
    """

    letters: tuple[Letter, ...]
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
    said = deque(sorted(_said(year)))
    cases = _Cases(year, stations)
    whole, stations = stations.council, _without_the_holiday(stations)
    counted: dict[tuple[str, date], Counts] = {}
    for day in year.runs:
        told(day)
        if day >= LEARNED:
            stations = replace(stations, council=whole)
        now = datetime.combine(day, _MORNING)
        # Those that came while nobody looked, too: each a second after the one before, as they were sent.
        arrived = now - _SINCE_SENT
        while posts and posts[0].on <= day:
            _deliver(stations, posts.popleft(), cases, arrived)
            arrived += timedelta(seconds=1)
        collect(stations, now)
        work_through(stations, now)
        file_away(stations, now)
        while said and said[0].on <= day:
            _say(stations, said.popleft(), cases, now)
        # Some days twice, as after a restart: the second time writes nothing again.
        for _ in range(2 if day.weekday() == _FRIDAY else 1):
            remind(stations, day, now)
        send_waiting(stations, now)
        counted |= _digest(stations, day)
    return _lived(year, stations, cases, counted)


def _without_the_holiday(stations: Stations) -> Stations:
    """The desk as the year finds it: its profile lacks a holiday, which somebody writes into it later."""
    council = stations.council
    known = tuple(each for each in council.closures if each.name != HOLIDAY)
    return replace(stations, council=council.model_copy(update={"closures": known}))


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
    """The case of each story: found by the form that its school sent first, and known from then on."""

    year: Year
    stations: Stations
    _first: dict[int, str] = field(default_factory=dict)
    _found: dict[int, str] = field(default_factory=dict)

    def sent(self, story: Story, form: bytes) -> None:
        """Note a form that its school sends; the first one brings the case."""
        self._first.setdefault(story.number, sha256(form).hexdigest())

    def reference(self, story: Story) -> str:
        """Return the reference, as the school has it from its acknowledgement; "" before that."""
        if story.number not in self._found:
            reference = self.stations.register.find_document(self._first.get(story.number, ""))
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
    if story.again:
        yield _Post(story.again, f"{mark}-once-more", story, partial(_once_more, story))


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


def _once_more(story: Story, _: str) -> bytes:
    return forms.once_more(story)


def _deliver(stations: Stations, post: _Post, cases: _Cases, now: datetime) -> None:
    reference = cases.reference(post.story) if post.replies else ""
    mail = Mail(post.slug, 0, f"Office <{post.story.address}>", f"{reference} Form".strip(), "All fine. Regards")
    message = begin(mail, now)
    if post.form:
        form = post.form(reference)
        cases.sent(post.story, form)
        attach(message, form, f"{post.slug}.pdf", inline=False)
    inbox = stations.settings.mail_folder / "new"
    inbox.mkdir(parents=True, exist_ok=True)
    arrived = inbox / post.slug
    arrived.write_bytes(finish(message, mail))
    # When a message came is read from its file: not the real day, but the story's.
    os.utime(arrived, (now.timestamp(), now.timestamp()))


class _Said(NamedTuple):
    """What somebody at the council says of a placement on a day: a decision, or None for a hold."""

    on: date
    placement: int
    ruling: Ruling | None


def _said(year: Year) -> Iterator[_Said]:
    for story in year.stories:
        days = ((story.asked, Ruling.MORE_INFORMATION), (story.decided, Ruling.SUPPORTED), (story.held, None))
        yield from (_Said(on, story.number, ruling) for on, ruling in days if on)


def _say(stations: Stations, said: _Said, cases: _Cases, now: datetime) -> None:
    """Record it as `offsite case REF decide` and `offsite hold` do."""
    register = stations.register
    case = register.find_case(cases.reference(cases.year.stories[said.placement]))
    if case is None:
        return
    if said.ruling is None:
        register.hold(case.reference, "a request for the file is being answered", now)
        return
    local = now.astimezone(LONDON)
    follows = consequence(register, Post(stations.council, local), case, Decided(said.ruling, local.date()))
    register.rule(follows.ruling, follows.letters, now)


def _lived(year: Year, stations: Stations, known: _Cases, counted: dict[tuple[str, date], Counts]) -> Lived:
    end = datetime.combine(year.runs[-1], _MORNING)
    rows = [row for row in stations.register.letters() if row.state is DispatchState.SENT and row.sent]
    named = _Named.of(year, stations, rows)
    days: dict[date, int] = {}
    for row in rows:
        if row.sent:
            days[row.sent.date()] = days.get(row.sent.date(), 0) + 1
    status = stations.register.status(end)
    cases = stations.register.cases()
    return Lived(
        tuple(named.letter(row, row.sent.date()) for row in rows if row.sent and row.kind != _DIGEST),
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


@dataclass(frozen=True, slots=True)
class _Named:
    """Tells of each letter which placement it is about, and who had it: no two placements have the same address."""

    schools: dict[str, int]
    about: dict[str, int]
    """The placement of each case, and of each message that became none."""
    receiving: frozenset[str]
    team: str

    @classmethod
    def of(cls, year: Year, stations: Stations, rows: Sequence[DispatchRow]) -> _Named:
        schools = {story.address: story.number for story in year.stories}
        to_schools = [row for row in rows if row.recipient in schools]
        about = {each: schools[row.recipient] for row in to_schools for each in (row.reference, row.submission) if each}
        receiving = frozenset(story.receiving.email for story in year.stories if story.receiving)
        return cls(schools, about, receiving, stations.council.team_email)

    def letter(self, row: DispatchRow, on: date) -> Letter:
        about = row.reference or row.submission or ""
        return Letter(self.about.get(about, -1), row.kind, self._reader(row.recipient), on)

    def _reader(self, address: str) -> str:
        if address in self.schools:
            return SCHOOL
        if address in self.receiving:
            return RECEIVING
        return TEAM if address == self.team else COORDINATOR
