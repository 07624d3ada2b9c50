"""The door for a decision that comes by no message: typed by a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from register.database import again_if_overtaken
from register.events import write_events
from register.filing import overtaken
from register.letters import write_letters
from register.owners import owners
from register.records import NewDispatch, NewRuling, Outcome, Settlement
from register.ruling import write_ruling
from register.vault import Vaulted


class Rulings(Vaulted):
    """Decisions of coordinators, as they are typed; what comes by e-mail is settled with its message."""

    @again_if_overtaken
    def rule(self, ruling: NewRuling, letters: Sequence[NewDispatch], now: datetime) -> bool:
        """Record a decision and queue the letters that tell of it, in one transaction, and return True.

        False, and nothing is written, when the case was closed or erased, or decided about, since it was worked out.
        """
        with self._writing() as connection:
            if overtaken(connection, self._vault, Settlement(Outcome.FILED, rulings=(ruling,))):
                return False
            keys = owners(connection, self._vault, None, [ruling, *letters])
            happened = [write_ruling(connection, keys, ruling, now)]
            happened += write_letters(connection, self._vault, keys, None, letters, now)
            write_events(connection, happened, now)
            return True
