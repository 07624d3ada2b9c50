"""`offsite backup` and `offsite restore`: the register is copied while the desk works, and put back with care."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings
    from register import Register
    from register.backup import BackedUp
    from register.errors import BackupRefused
    from register.restoring import HeldBack

_ENDS = MappingProxyType(
    {
        "not_sqlite": Exit.SETTINGS,
        "no_register": Exit.NOT_FOUND,
        "over_itself": Exit.USAGE,
        "not_a_backup": Exit.UNREADABLE,
        "backup_damaged": Exit.UNREADABLE,
        "holds_something": Exit.USAGE,
        "in_use": Exit.UNAVAILABLE,
        "keys_behind": Exit.ATTENTION,
    }
)

_EXAMPLES = 5


def run_backup(settings: Settings, file: Path) -> Exit:
    """Write a backup of the register to `file`, and say what it holds."""
    from register.backup import write_backup
    from register.errors import BackupRefused

    try:
        made = write_backup(settings.register_url, file, datetime.now(UTC))
    except BackupRefused as error:
        return _refused(error)
    console().print(
        f"{file}: the register as of {_said(made)}. It holds children's records: protect it as you do them."
    )
    return Exit.OK


def run_restore(settings: Settings, file: Path, *, replace: bool, send: bool, keys_lost: bool = False) -> Exit:
    """Put the backup `file` in the place of the register, and say what a person has to look at.

    What no key opens is refused, or with `keys_lost` given up for good.
    """
    from register.backup import restoring
    from register.errors import BackupRefused

    def opened(url: str) -> Register:
        return settings.model_copy(update={"database_url": url}).open_register()

    now = datetime.now(UTC)
    try:
        with restoring(file, settings.register_url, now, opened, replace=replace) as draft:
            gone = _check_keys(settings, draft.url, now, keys_lost=keys_lost)
            held = _settle_in(settings, draft.url, draft.made.made, now, send=send)
    except BackupRefused as error:
        return _refused(error)
    _tell(draft.made, draft.aside if draft.aside.exists() else None, held)
    _tell_gone(gone)
    return Exit.ATTENTION if gone.lost or (held and (held.letters or held.messages)) else Exit.OK


@dataclass(frozen=True, slots=True)
class _Gone:
    """What of a backup nobody opens again: cases and messages whose keys were lost, cases erased since."""

    lost: int
    erased: int


def _check_keys(settings: Settings, url: str, now: datetime, *, keys_lost: bool) -> _Gone:
    """Refuse what no key opens, or give it up; and erase again what was erased after the backup was made."""
    from register import RegisterCode
    from register.errors import REMEDIES, BackupRefused
    from register.restoring import ERASED_SINCE, KEY_WAS_LOST

    with open_register(settings.model_copy(update={"database_url": url})) as register:
        erased = register.erase_keyless(ERASED_SINCE, now)
        shut = register.shut()
        if not shut:
            return _Gone(0, erased)
        if not keys_lost:
            named = ", ".join(shut[:_EXAMPLES])
            raise BackupRefused(
                RegisterCode.KEYS_BEHIND,
                f"{len(shut)} cases and messages of this backup open with no key of the key store: {named}"
                f"{', …' if len(shut) > _EXAMPLES else ''}. Nothing was changed. {REMEDIES[RegisterCode.KEYS_BEHIND]} "
                "Where no copy has their keys, --keys-lost gives them up for good and restores the rest.",
            )
        register.give_up_shut()
        register.erase_keyless(KEY_WAS_LOST, now)
        return _Gone(len(shut), erased)


def _settle_in(settings: Settings, url: str, made: datetime, now: datetime, *, send: bool) -> HeldBack | None:
    """Hold back what may have gone since the backup, also the letters of reviews due by now; None with `send`."""
    from flows.clock import LONDON
    from flows.remind import remind
    from flows.stations import open_stations

    beside = settings.model_copy(update={"database_url": url})
    with open_stations(beside, mailbox=False) as stations:
        stations.register.note_restored(made, now)
        if send:
            return None
        # What the calendar would have written by now may have been written, and sent, by the register that was lost.
        remind(stations, now.astimezone(LONDON).date(), now)
        return stations.register.hold_back(now)


def _tell(made: BackedUp, aside: Path | None, held: HeldBack | None) -> None:
    out = console()
    out.print(f"The register is again as of {_said(made)}.")
    if aside:
        out.print(f"The register that was there is kept: {aside}.")
    if held and held.letters:
        out.print(
            f"{held.letters} letters may have gone since, and are marked unknown: none is sent by itself. "
            "Look in the mailbox's sent messages for each of `offsite outbox list`, and say what you found."
        )
    if held and held.messages:
        out.print(
            f"{held.messages} messages waited to be worked on, and may have been answered since: they are quarantined. "
            "The team is told of each at the next run; `offsite quarantine retry` works on one that was not answered."
        )
    out.print(
        f"Messages that came after {made.made:%d %B %Y %H:%M} UTC are not in this register, and those that were dealt "
        "with left the inbox. In the mailbox's folders Filed, For a person and Quarantine, move every message of "
        "that day and later back into the inbox: the desk passes over those it knows, and takes in the others "
        "(docs/operate.md)."
    )


def _tell_gone(gone: _Gone) -> None:
    if gone.lost:
        console().print(f"{gone.lost} cases and messages are given up: their keys were lost. They show as erased.")
    if gone.erased:
        console().print(f"{gone.erased} cases were erased after the backup was made, and are erased in it too.")


def _said(made: BackedUp) -> str:
    counted = f"{made.messages} messages, {made.cases} cases, {made.letters} letters"
    return f"{made.made:%d %B %Y %H:%M:%S} UTC, {counted}"


def _refused(error: BackupRefused) -> Exit:
    console(stderr=True).print(str(error))
    return _ENDS[error.code.value]
