"""`offsite erase`: the contents of a case, or of a message that is no case, are gone for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit
from desk.naming import names_nobody
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings
    from register import Erasure

_REFUSED = MappingProxyType(
    {
        "unknown": "There is no {about}. `offsite cases` lists cases; the note to the team gives a message's number.",
        "held": "{about} is on hold. Lift it first: `offsite hold {about} --lift --why …`.",
        "letters_waiting": "A letter about {about} is still to be sent. Run `offsite dispatch`; if the letter stays, "
        "`offsite status` says what keeps it. Then erase again.",
        "in_work": "{about} waits to be read, or is being read. Run `offsite intake`, then erase again.",
        "living_case": "A case came by {about}. Erase the case: its messages go with it.",
    }
)
_ELSEWHERE = (
    "The register holds nothing of it now, and no backup of the register opens it. It lies elsewhere too: delete the "
    "e-mail in the mailbox (Filed, For a person, Quarantine, Sent), and ask whoever had the pack."
)


def erase_case(settings: Settings, reference: str, why: str, confirm: Callable[[str], bool]) -> Exit:
    """Erase a case after `confirm` has said yes to the question it is given; say what went and what stays."""
    from proposals.reference import parse

    known = parse(reference) or ""
    with open_register(settings) as register:
        if register.find_case(known) is None:
            return _refuse("unknown", f"case {reference}")
        if not names_nobody(register, known, why):
            return Exit.USAGE
        if not confirm(f"Erase everything held on {known}, for good, in every backup too?"):
            return _left()
        done = register.erase_case(known, why, datetime.now(UTC))
    if done.refused:
        return _refuse(done.refused.value, known)
    _tell(known, done)
    return Exit.OK


def erase_message(settings: Settings, number: str, why: str, confirm: Callable[[str], bool]) -> Exit:
    """Erase a message that is no case, as `erase_case` does."""
    with open_register(settings) as register:
        if not names_nobody(register, "", why):
            return Exit.USAGE
        if not confirm(f"Erase message {number}, for good, in every backup too?"):
            return _left()
        done = register.erase_message(number, why, datetime.now(UTC))
    if done.refused:
        return _refuse(done.refused.value, f"message {number}")
    _tell(f"message {number}", done)
    return Exit.OK


def _tell(about: str, done: Erasure) -> None:
    out = console()
    if not done.messages and not done.letters and not done.stays:
        out.print(f"{about}: nothing was left to erase.")
        return
    out.print(f"{about}: erased, with {done.messages} messages and {done.letters} letters.")
    for message, cases in done.stays:
        out.print(
            f"Message {message} stays, since {', '.join(cases)} came by it too: what it says of this pupil goes when "
            "that is erased."
        )
    out.print(_ELSEWHERE)


def _refuse(why: str, about: str) -> Exit:
    console(stderr=True).print(_REFUSED[why].format(about=about))
    return Exit.NOT_FOUND if why == "unknown" else Exit.ATTENTION


def _left() -> Exit:
    console().print("Nothing was erased.")
    return Exit.OK
