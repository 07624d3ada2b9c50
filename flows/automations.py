"""What the Prefect server does by itself when a run is in trouble: known by name, so that none is made twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from prefect.automations import Automation, ChangeFlowRunState, EventTrigger, Posture, RunDeployment
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectNotFound

from flows.settings_error import SettingsError
from outputs.letters.troubles import Trouble

if TYPE_CHECKING:
    from uuid import UUID

_WATCHED = ["intake", "dispatch", "reviews", "retention"]
"""Not `alert`: an alert that crashed would start the next."""
FLOWS = (*_WATCHED, "work", "digest", "alert")
_OURS_BY_FLOW = {"prefect.resource.role": "flow", "prefect.resource.name": [*FLOWS]}
"""A heartbeat names its flow alone. Any run that is held for alive may bar the next of its kind."""
_RUN = "prefect.flow-run"
_TAKEN_UP = ("Pending", "Running", "Completed", "Failed", "Crashed", "Cancelling", "Cancelled")
_PATIENCE = timedelta(minutes=10)
"""A run is Late after seconds, which a busy worker makes good by itself."""
SILENCE = timedelta(minutes=10)
"""Three heartbeats, as often as Prefect's runs give them unless they are told otherwise."""
_BEGUN = ("Submitting", "Pending", "InfrastructurePending", "heartbeat")
"""What a worker says of a run that it takes up, and the run of itself."""
_ENDED = ("Completed", "Failed", "Crashed", "Cancelled")


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


def apply(*, dry_run: bool = False, councils: Sequence[str] = ("",)) -> tuple[Applied, ...]:
    """Make on the Prefect server what is missing and bring up to date what differs; with `dry_run` only tell.

    `councils` are the codes of those that the server works for, "" for the only one. One that an operator switched
    off stays off. Raises SettingsError when a deployment `alert` is not there.
    """
    wanted = [each for council in councils for each in automations(_alert(council), council)]
    return tuple(_applied(each, dry_run=dry_run) for each in (*wanted, silence()))


def automations(alert: UUID, council: str = "") -> Iterator[Automation]:
    """Yield the automations of one council; `alert` is the id of the deployment that they start, which is its own."""
    ours = {"prefect.resource.role": "deployment", "prefect.resource.name": [_name(each, council) for each in _WATCHED]}
    whose = f" ({council})" if council else ""
    yield Automation(
        name=f"offsite: a run crashed{whose}",
        description="Tells the team of a run whose process died.",
        trigger=EventTrigger(
            expect={f"{_RUN}.Crashed"},
            match={"prefect.resource.id": f"{_RUN}.*"},
            match_related=ours,
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[_tell(alert, Trouble.CRASHED)],
    )
    yield Automation(
        name=f"offsite: a run does not start{whose}",
        description="Tells the team of a run that is late and that no worker takes up.",
        trigger=EventTrigger(
            after={f"{_RUN}.Late"},
            expect={f"{_RUN}.{state}" for state in _TAKEN_UP},
            for_each={"prefect.resource.id"},
            match={"prefect.resource.id": f"{_RUN}.*"},
            match_related=ours,
            posture=Posture.Proactive,
            threshold=1,
            within=_PATIENCE,
        ),
        actions=[_tell(alert, Trouble.LATE)],
    )


def silence(within: timedelta = SILENCE) -> Automation:
    """Return the automation that marks a run as crashed of which nothing is heard for so long; one for all councils.

    Of a process that died its worker tells. When the worker died too nobody does, and the run would seem to run, and
    bar the next of its kind where one is allowed at a time, until somebody looks.
    """
    return Automation(
        name="offsite: a run is silent",
        description="Marks a run as crashed whose process and whose worker died.",
        trigger=EventTrigger(
            after={f"{_RUN}.{sign}" for sign in _BEGUN},
            expect={f"{_RUN}.heartbeat", *(f"{_RUN}.{state}" for state in _ENDED)},
            for_each={"prefect.resource.id"},
            match={"prefect.resource.id": f"{_RUN}.*"},
            match_related=_OURS_BY_FLOW,
            posture=Posture.Proactive,
            threshold=1,
            within=within,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="Its process and its worker are silent.")],
    )


def _tell(alert: UUID, trouble: Trouble) -> RunDeployment:
    return RunDeployment(source="selected", deployment_id=alert, parameters={"trouble": trouble.value})


def _name(deployment: str, council: str) -> str:
    """As prefect.yaml names it, or with several councils `offsite councils deployments`."""
    return f"{deployment}-{council}" if council else deployment


def _alert(council: str) -> UUID:
    name = f"alert/{_name('alert', council)}"
    with get_client(sync_client=True) as client:
        try:
            return client.read_deployment_by_name(name).id
        except ObjectNotFound:
            raise SettingsError(
                f"The Prefect server has no deployment {name}. Run `prefect deploy --all` in the checkout first."
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
