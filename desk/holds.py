"""`offsite hold`: nothing erases this case until the hold is lifted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit
from desk.naming import names_nobody
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings


def hold_case(settings: Settings, reference: str, why: str, *, lift: bool) -> Exit:
    """Hold a case, or lift its hold, and say so."""
    from proposals.reference import parse

    with open_register(settings) as register:
        known = parse(reference) or ""
        if not names_nobody(register, known, why):
            return Exit.USAGE
        note = register.lift_hold if lift else register.hold
        if not note(known, why, datetime.now(UTC)):
            console(stderr=True).print(f"There is no case {reference} whose contents are there: `offsite cases` tells.")
            return Exit.NOT_FOUND
    console().print(f"{known} may be erased again." if lift else f"{known} is on hold: nothing erases it.")
    return Exit.OK
