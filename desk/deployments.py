"""`offsite councils deployments`: the deployments of prefect.yaml for each council, with a work queue each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from desk.console import console
from desk.councils import files_in
from desk.exits import Exit
from flows.neighbours import Neighbour, SharedError, read_neighbour, shared_by
from flows.settings import COUNCILS, SettingsError

PREFECT_FILE = COUNCILS.parent / "prefect.yaml"
"""The deployments of one council, in the checkout."""
_HEAD = """\
# Written by `offsite councils deployments` from prefect.yaml and the councils' settings files: do not edit.
# In the checkout: prefect deploy --all --no-prompt --prefect-file THIS-FILE
"""


def write_deployments(folder: Path, to: Path | None) -> Exit:
    """Write the deployments of every council of `folder` to the file `to`, or print them.

    Raises SettingsError or ProfileError when one council's settings cannot be read, or two share something.
    """
    import yaml

    councils = [read_neighbour(file) for file in files_in(folder)]
    for place, one in enumerate(councils):
        for other in councils[place + 1 :]:
            for shared in shared_by(one, other):
                raise SharedError(shared, one.config, other.config)
    text = _HEAD + yaml.safe_dump(deployments(councils), sort_keys=False, allow_unicode=True, width=120)
    if to is None:
        console().out(text, highlight=False, end="")
        return Exit.OK
    to.write_text(text, encoding="utf-8")
    console().print(f"{to}: the deployments of {', '.join(each.code for each in councils)}.")
    return Exit.OK


def deployments(councils: Iterable[Neighbour]) -> dict[str, Any]:
    """Return what a prefect.yaml holds: each deployment once for each council, told by its code."""
    import yaml

    try:
        one = yaml.safe_load(PREFECT_FILE.read_text(encoding="utf-8"))
    except OSError:
        raise SettingsError(f"There is no {PREFECT_FILE}. Run this in the checkout that the workers use.") from None
    return {"name": one["name"], "deployments": list(_of_all(one["deployments"], councils))}


def _of_all(known: list[dict[str, Any]], councils: Iterable[Neighbour]) -> Iterator[dict[str, Any]]:
    for council in councils:
        for each in known:
            yield {
                **each,
                "name": f"{each['name']}-{council.code}",
                "tags": [council.code],
                "parameters": {"config": str(council.config.resolve())},
                "work_pool": {**each["work_pool"], "work_queue_name": f"offsite-{council.code}"},
            }
