"""What decides when something is due: the council's profile and the program's rules. Another digest, another look."""

from __future__ import annotations

import hashlib
import inspect
from functools import cache

from proposals import calendar, due, replanning
from proposals.council import Council


def rules_of(council: Council) -> str:
    """Return a digest that is another when anything may be due on another day: by the profile, or by a new version.

    Better once too often: then every open case is looked at once, and no letter is written twice.
    """
    said = "\0".join((council.model_dump_json(), *_program()))
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _program() -> tuple[str, ...]:
    """What of the program decides; it stays as it is as long as the process lives."""
    from importlib.metadata import version

    from flows import remind

    return version("holidays"), *(inspect.getsource(module) for module in (due, calendar, replanning, remind))
