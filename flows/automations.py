"""What the Prefect server does by itself when a run is in trouble: known by name, so that none is made twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from prefect.automations import Automation, EventTrigger, Posture, RunDeployment
from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound

from flows.settings_error import SettingsError
from outputs.letters.troubles import Trouble

if TYPE_CHECKING:
    from uuid import UUID

_WATCHED = ["intake", "dispatch", "reviews", "retention"]
"""Not `alert`: an alert that crashed would start the next."""
_OURS = {"prefect.resource.role": "deployment", "prefect.resource.name": _WATCHED}
_RUN = "prefect.flow-run"
_TAKEN_UP = ("Pending", "Running", "Completed", "Failed", "Crashed", "Cancelling", "Cancelled")
_PATIENCE = timedelta(minutes=10)
"""A run is Late after seconds, which a busy worker makes good by itself."""


class Done(StrEnum):
    """What became of one automation."""

    MADE = "made"
    CHANGED = "changed"
    AS_IT_WAS = "as it was"


@dataclass(frozen=True, slots=True)
class Applied:
    """One automation by its name, and what was (or would be) done."""

    name: str
    done: Done


def apply(*, dry_run: bool = False) -> tuple[Applied, ...]:
    """Make on the Prefect server what is missing and bring up to date what differs; with `dry_run` only tell.

    One that an operator switched off stays off. Raises SettingsError when the deployment `alert` is not there.
    """
    return tuple(_applied(wanted, dry_run=dry_run) for wanted in automations(_alert()))


def automations(alert: UUID) -> Iterator[Automation]:
    """Yield the automations; `alert` is the id of the deployment that they start."""
    yield Automation(
        name="offsite: a run crashed",
        description="Tells the team of a run whose process died.",
        trigger=EventTrigger(
            expect={f"{_RUN}.Crashed"},
            match={"prefect.resource.id": f"{_RUN}.*"},
            match_related=_OURS,
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[_tell(alert, Trouble.CRASHED)],
    )
    yield Automation(
        name="offsite: a run does not start",
        description="Tells the team of a run that is late and that no worker takes up.",
        trigger=EventTrigger(
            after={f"{_RUN}.Late"},
            expect={f"{_RUN}.{state}" for state in _TAKEN_UP},
            for_each={"prefect.resource.id"},
            match={"prefect.resource.id": f"{_RUN}.*"},
            match_related=_OURS,
            posture=Posture.Proactive,
            threshold=1,
            within=_PATIENCE,
        ),
        actions=[_tell(alert, Trouble.LATE)],
    )


def _tell(alert: UUID, trouble: Trouble) -> RunDeployment:
    return RunDeployment(source="selected", deployment_id=alert, parameters={"trouble": trouble.value})


def _alert() -> UUID:
    with get_client(sync_client=True) as client:
        try:
            return client.read_deployment_by_name("alert/alert").id
        except ObjectNotFound:
            raise SettingsError(
                "The Prefect server has no deployment alert/alert. Run `prefect deploy --all` in the checkout first."
            ) from None


def _applied(wanted: Automation, *, dry_run: bool) -> Applied:
    with get_client(sync_client=True) as client:
        found = client.read_automations_by_name(wanted.name)
    if not found:
        if not dry_run:
            wanted.create()
        return Applied(wanted.name, Done.MADE)
    there = found[0]
    if _told(Automation(**there.model_dump())) == _told(wanted):
        return Applied(wanted.name, Done.AS_IT_WAS)
    if not dry_run:
        wanted.model_copy(update={"id": there.id, "enabled": there.enabled}).update()
    return Applied(wanted.name, Done.CHANGED)


def _told(automation: Automation) -> tuple[object, ...]:
    return automation.description, automation.trigger, automation.actions
