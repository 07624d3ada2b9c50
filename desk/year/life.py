"""Lives through an invented year: the mail of each day is delivered, and the desk's own steps do the day's work.

The steps run without Prefect, whose start of each run would be a third of the year's time; they are the flows' own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from desk.samples.mails import Mail, attach, begin, finish
from desk.year import forms
from desk.year.oracle import COORDINATOR, SCHOOL, TEAM, Letter
from desk.year.story import Habit, Story, Year
from flows.collect import collect, file_away
from flows.remind import remind
from flows.send import send_waiting
from flows.stations import Stations
from flows.work import work_through
from proposals.due import NoticeKind
from register import DispatchRow, DispatchState

_MORNING = time(7, 30, tzinfo=UTC)
_FROM_CALENDAR = {kind.value for kind in NoticeKind}


@dataclass(frozen=True, slots=True)
class Lived:
    """What became of a year: every letter the calendar wrote that was sent, and how much of everything there was.

    `letters_by_day` counts all letters, acknowledgements and packs among them; `cases` those the register has.
    """

    calendar_letters: tuple[Letter, ...]
    letters_by_day: dict[date, int]
    cases: int
    closed: int
    unsettled: int


def live(year: Year, stations: Stations, told: Callable[[date], object] = lambda _: None) -> Lived:
    """Live through the year on the desk of `stations`; `told` hears of each day before it begins."""
    posts = sorted(_posts(year), key=lambda post: (post.on, post.slug))
    for day in year.runs:
        told(day)
        now = datetime.combine(day, _MORNING)
        while posts and posts[0].on <= day:
            _deliver(stations, posts.pop(0), now)
        collect(stations, now)
        work_through(stations, now)
        file_away(stations, now)
        remind(stations, day, now)
        send_waiting(stations, now)
    return _lived(year, stations, datetime.combine(year.runs[-1], _MORNING))


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
        mark, forgetful = f"year-{story.number}", story.habit is Habit.FORGETFUL
        yield _Post(
            story.proposed,
            f"{mark}-form",
            story,
            lambda _, story=story, forgot=forgetful: forms.proposal(story, forgot=forgot),  # type: ignore[misc]  # bound now
            replies=False,
        )
        if story.corrected:
            yield _Post(
                story.corrected,
                f"{mark}-corrected",
                story,
                lambda _, story=story: forms.proposal(story),  # type: ignore[misc]  # bound now
            )
        for place, review in enumerate(story.reviews):
            if story.habit is Habit.WORDY:
                yield _Post(review.due, f"{mark}-words-{place}", story, None)
            yield _Post(
                review.answered,
                f"{mark}-review-{place}",
                story,
                lambda reference, story=story, review=review: forms.outcome(story, review, reference),  # type: ignore[misc]  # bound now
            )


def _deliver(stations: Stations, post: _Post, now: datetime) -> None:
    reference = _references(stations).get(post.story.address, "") if post.replies else ""
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


def _references(stations: Stations) -> dict[str, str]:
    """The case's reference by the address of its school, as the school has it from its acknowledgement."""
    return {row.recipient: row.reference for row in stations.register.letters() if row.reference}


def _lived(year: Year, stations: Stations, end: datetime) -> Lived:
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
    )


def _role(row: DispatchRow, stations: Stations, placements: dict[str, int]) -> str:
    if row.recipient in placements:
        return SCHOOL
    return TEAM if row.recipient == stations.council.team_email else COORDINATOR
