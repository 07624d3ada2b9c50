"""`offsite intake --watch`: takes mail in as it comes, and outlasts a mail server or a register that is away."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from mailboxes.mailbox import Transient
from register.errors import RegisterError

if TYPE_CHECKING:
    from flows.settings import Settings

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
"""Seconds between two tries while the server is away: long enough to be no burden, short enough to be back soon."""


def watch(settings: Settings, take_in: Callable[[], object], say: Callable[[str], object]) -> None:
    """Call `take_in` now, whenever mail arrives, and every `poll_seconds`; go on until an error that does not pass.

    While the mailbox or the register is away `say` hears of it once, and once when it is back. Raises AuthFailed,
    Untrusted, Unsuitable and every RegisterError that does not pass: waiting mends none of them.
    """
    away = ""
    pauses = _pauses()
    while True:
        try:
            with closing(_arrivals(settings)) as arrivals:
                for _ in arrivals:
                    take_in()
                    if away:
                        say(f"{away} is back.")
                    away, pauses = "", _pauses()
        except (Transient, RegisterError) as error:
            what = "The mailbox"
            if isinstance(error, RegisterError):
                if not error.passes:
                    raise
                what = "The register"
            if away != what:
                say(f"{what} is away: {error}")
            away = what
            time.sleep(next(pauses))


def _arrivals(settings: Settings) -> Generator[None]:
    """Yield whenever it is time to take mail in.

    One connection lasts from one look to the next: what arrives while mail is taken in is noticed at once.
    """
    mailbox = settings.mailbox.open()
    try:
        mailbox.prepare()
        before: list[str] = []
        while True:
            waiting = [arrival.key for arrival in mailbox.pending(settings.poll_limit)]
            yield
            # Of a backlog the rest is taken in at once, as long as that gets anywhere.
            if len(waiting) < settings.poll_limit or waiting == before:
                mailbox.wait(settings.poll_seconds)
            before = waiting
    finally:
        mailbox.close()


def _pauses() -> Iterator[float]:
    pause = _FIRST_PAUSE
    while True:
        yield pause
        pause = min(2 * pause, _LONGEST_PAUSE)
