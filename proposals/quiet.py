"""Until when nothing new is due in a case: the rules of `proposals.due` are asked once, and tell it themselves.

The rules look at the day only to compare it with other days, so they say the same on every day up to the nearest of
those. A day that writes down what it is compared with finds that out, whatever the rules are: no second list of dates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from proposals.council import Council
from proposals.due import Notice, Placement, notices

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a case on one day found: what is due, and until when nothing else can be.

    `until` is the first day after it on which something else may be due: `date.max` if never.
    """

    notices: tuple[Notice, ...]
    until: date


def look(placement: Placement, on: date, council: Council) -> Look:
    """Return what is due to be said about an open case on the day `on`, and until when that stays as it is."""
    watching = _Watching(on)
    found = notices(placement, _Watched.of(watching), council)
    return Look(found, watching.until)


@dataclass(slots=True)
class _Watching:
    """The days that `on` was compared with, after it; each is the first on which a comparison comes out otherwise."""

    on: date
    until: date = field(default=date.max)

    def before(self, other: date) -> bool:
        """Whether `on < other`: so it is until `other`."""
        return self._turns(other) if self.on < other else False

    def up_to(self, other: date) -> bool:
        """Whether `on <= other`: so it is until the day after `other`."""
        return self._turns(other + _DAY if other < date.max else other) if self.on <= other else False

    def another_use(self) -> date:
        """The day itself, which is another tomorrow."""
        self._turns(self.on + _DAY)
        return self.on

    def _turns(self, day: date) -> bool:
        self.until = min(self.until, day)
        return True


_ITS_OWN = frozenset({"watching", "__class__"})


class _Watched(date):
    """The day `on` as the rules see it. Comparing it is written down; what else is asked of it holds for one day."""

    watching: _Watching

    @classmethod
    def of(cls, watching: _Watching) -> _Watched:
        on = watching.on
        made = cls(on.year, on.month, on.day)
        made.watching = watching
        return made

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401  # whatever a date has
        # Its year, its weekday, its text: no operator comes this way.
        if name not in _ITS_OWN:
            object.__getattribute__(self, "watching").another_use()
        return object.__getattribute__(self, name)

    def __lt__(self, other: date) -> bool:
        return self.watching.before(other)

    def __le__(self, other: date) -> bool:
        return self.watching.up_to(other)

    def __gt__(self, other: date) -> bool:
        return not self.watching.up_to(other)

    def __ge__(self, other: date) -> bool:
        return not self.watching.before(other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, date):
            self.watching.up_to(other)
            self.watching.before(other)
        return date.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.watching.another_use())

    def __add__(self, other: timedelta) -> Any:  # noqa: ANN401  # a date's types: see there
        return self.watching.another_use() + other

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:  # noqa: ANN401  # a date's types: see there
        return self.watching.another_use() - other

    def __rsub__(self, other: Any) -> Any:  # noqa: ANN401  # a date's types: see there
        return other - self.watching.another_use()

    def __str__(self) -> str:
        return str(self.watching.another_use())

    def __repr__(self) -> str:
        return repr(self.watching.another_use())

    def __format__(self, spec: str) -> str:
        return format(self.watching.another_use(), spec)
