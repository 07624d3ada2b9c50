"""`offsite find`: the cases of one pupil, by what the desk can find without holding it in clear."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings


def find_pupil(settings: Settings, upn: str, forename: str, surname: str, born: datetime | None) -> Exit:
    """List the cases of the pupil of this UPN, or of this name and birth date; that somebody sought is noted."""
    from proposals.off_site_direction import OffSiteDirection
    from proposals.pupil import marks

    told = OffSiteDirection(
        upn=upn.replace(" ", "").upper() or None,
        pupil_forename=forename or None,
        pupil_surname=surname or None,
        date_of_birth=born.date() if born else None,
    )
    known_by = marks(told)
    if not known_by:
        console(stderr=True).print("Give a UPN, or first name, surname and date of birth.")
        return Exit.USAGE
    with open_register(settings) as register:
        found = register.earlier_cases(known_by)
        register.note("pupil_sought", datetime.now(UTC), detail=str(len(found)))
    if not found:
        console(stderr=True).print("No case is found by that. One that was erased is found no more.")
        return Exit.NOT_FOUND
    listed = table("Reference", "Form", "Status", "Received")
    for row in found:
        listed.add_row(row.reference, row.kind.replace("_", " "), row.status, f"{row.received:%d %b %Y}")
    console().print(listed)
    return Exit.OK
