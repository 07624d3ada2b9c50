"""`offsite migrate-to`: the register and its keys move from SQLite to a database on a server."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Settings
    from register.verify import Found

_ENDS = MappingProxyType(
    {
        "not_sqlite": Exit.SETTINGS,
        "no_register": Exit.NOT_FOUND,
        "over_itself": Exit.USAGE,
        "target_holds": Exit.USAGE,
        "at_work": Exit.UNAVAILABLE,
    }
)


def run_migrate_to(settings: Settings, url: str, now: datetime | None = None) -> Exit:
    """Move the register of these settings to the empty database at `url`, verify it there, and say what is next."""
    from register.errors import BackupRefused, MoveRefused

    try:
        file, broken = _moved(settings, url, now or datetime.now(UTC))
    except (BackupRefused, MoveRefused) as error:
        console(stderr=True).print(str(error))
        return _ENDS[error.code.value]
    out = console()
    if broken:
        for found in broken:
            out.print(f"{found.id}: {found.violations}, for example {', '.join(found.examples)}")
        out.print(
            "Everything was copied, and `offsite verify` finds this broken there: do not use it before that is clear."
        )
        return Exit.FAILED
    out.print(
        "Everything was copied, and `offsite verify` finds it whole. Now write the URL as database_url in offsite.toml "
        f"and start the workers. Keep {file} and its keys aside: whatever still used them would work on old data."
    )
    return Exit.OK


def _moved(settings: Settings, url: str, now: datetime) -> tuple[Path, tuple[Found, ...]]:
    from register.backup import register_file
    from register.errors import MoveRefused, RegisterCode
    from register.moving import move

    file = register_file(settings.register_url)
    if not file.is_file():
        raise MoveRefused(RegisterCode.NO_REGISTER)
    if url == settings.register_url:
        raise MoveRefused(RegisterCode.OVER_ITSELF)
    source, target = settings.open_register(), settings.model_copy(update={"database_url": url}).open_register()
    try:
        source.migrate()
        return file, move(source, target, now, lambda table, many: console().print(f"{table}: {many:,}"))
    finally:
        source.close()
        target.close()
