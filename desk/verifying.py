"""`offsite verify`: whether everything that must hold in the register holds."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings
    from register.verify import Found

_EXAMPLES = 5


def run_verify(settings: Settings, *, as_json: bool, quick: bool = False) -> Exit:
    """Look at every invariant and print what was found: by references, nothing personal.

    With `quick` nothing sealed is opened.
    """
    with open_register(settings) as register:
        found = register.verify(datetime.now(UTC), examples=_EXAMPLES, contents=not quick)
    sound = not any(each.violations for each in found)
    if as_json:
        told = {"sound": sound, "checks": [asdict(each) for each in found]}
        console().out(json.dumps(told, indent=2), highlight=False)
    else:
        _print(found, sound=sound, quick=quick)
    return Exit.OK if sound else Exit.FAILED


def _print(found: tuple[Found, ...], *, sound: bool, quick: bool) -> None:
    looked = table("Check", "What holds", "Broken", "For example")
    for each in found:
        looked.add_row(each.id, each.says, str(each.violations or "–"), ", ".join(each.examples))
    console().print(looked)
    if sound:
        left_out = " What is sealed was not opened (--quick)." if quick else ""
        console().print(f"All {len(found)} checks hold.{left_out}")
    else:
        console().print(
            "The register is not as it should be. Keep a copy of it as it is, run `offsite doctor`, "
            "and restore a backup if the file is damaged (docs/operate.md)."
        )
