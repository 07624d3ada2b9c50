"""`offsite councils list`: every council of one installation, each with its health; what one lacks stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk.console import console, print_json, table
from desk.errors import explain
from desk.exits import Exit
from desk.health import Reason, reasons
from desk.status import open_register
from flows.neighbours import REMEDIES, Neighbour, read_neighbour, settings_files, shared_by
from flows.profile import ProfileError
from flows.settings_error import SettingsError

_FROM_WELL_TO_WORST = (Exit.OK, Exit.ATTENTION, Exit.UNAVAILABLE, Exit.SETTINGS, Exit.FAILED)


@dataclass(frozen=True, slots=True)
class Health:
    """One council of the installation, and why a person should look."""

    council: str
    """The code of its profile; the settings file's name where that cannot be read."""
    config: Path
    exit: Exit
    waiting: int | None = None
    """Messages that wait or are in work; None where nobody can count."""
    queued: int | None = None
    reasons: tuple[Reason, ...] = ()


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the councils' settings files in `folder`. Raises SettingsError when there is none."""
    files = settings_files(folder)
    if not files:
        raise SettingsError(f"In {folder} no settings file names a `council`. Write one file for each council.")
    return files


def worst(exits: Sequence[Exit]) -> Exit:
    """Return how a command ends that looked at several councils."""
    return max(exits, key=_FROM_WELL_TO_WORST.index, default=Exit.OK)


def look_at(folder: Path, now: datetime) -> tuple[Health, ...]:
    """Return every council of `folder`. Raises SettingsError when there is none."""
    read: list[Neighbour] = []
    found: list[Health] = []
    for file in files_in(folder):
        try:
            read.append(read_neighbour(file))
        except (SettingsError, ProfileError) as error:
            found.append(Health(file.stem, file, Exit.SETTINGS, reasons=(Reason("settings", str(error)),)))
    found += [_health(each, read, now) for each in read]
    return tuple(sorted(found, key=lambda each: each.config))


def _health(council: Neighbour, all_of_them: Sequence[Neighbour], now: datetime) -> Health:
    shared = [
        Reason(code.value, f"with {other.config.name}. {REMEDIES[code]}")
        for other in all_of_them
        if other is not council
        for code in shared_by(council, other)
    ]
    if shared:
        # What two councils share is opened for neither.
        return Health(council.code, council.config, Exit.SETTINGS, reasons=tuple(shared))
    try:
        with open_register(council.settings) as register:
            status, oldest = register.status(now), register.oldest_letter_seconds(now)
    except Exception as error:  # noqa: BLE001  # one council's door: what one lacks is its line, and stops no other
        known = explain(error)
        reason = Reason(str(getattr(error, "code", "unavailable")), known.message)
        return Health(council.code, council.config, known.exit, reasons=(reason,))
    why = reasons(status, oldest, council.settings.health)
    return Health(
        council.code,
        council.config,
        Exit.ATTENTION if why else Exit.OK,
        status.waiting + status.in_work,
        status.queued + status.sending,
        why,
    )


def list_councils(folder: Path, *, as_json: bool) -> Exit:
    """Print every council with its health, and return the worst of their exit codes."""
    found = look_at(folder, datetime.now(UTC))
    if as_json:
        print_json([_as_json(each) for each in found])
        return worst([each.exit for each in found])
    lines = table("Council", "Settings", "Waiting", "Letters queued", "Health")
    for each in found:
        said = "well" if each.exit is Exit.OK else ", ".join(reason.code for reason in each.reasons)
        lines.add_row(each.council, each.config.name, _count(each.waiting), _count(each.queued), said)
    console().print(lines)
    for each in found:
        for reason in each.reasons:
            console().print(f"{each.council}: {reason.code}: {reason.says}")
    return worst([each.exit for each in found])


def _as_json(each: Health) -> dict[str, object]:
    return {
        "council": each.council,
        "config": str(each.config),
        "exit": int(each.exit),
        "waiting": each.waiting,
        "queued": each.queued,
        "health": {"well": each.exit is Exit.OK, "reasons": [asdict(reason) for reason in each.reasons]},
    }


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)
