"""Ends the flow runs that seem to run and cannot: older than any may get, and nobody told the server of their end.

The automation `offsite: a run is silent` does so within minutes. It hears of a run by its events, and a server that is
ended takes with it those which it has not written down: such a run would be seen as running, and could hold its place,
for good.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.temporary_server import is_temporary

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

PATIENCE = timedelta(hours=2)
"""Twice what a flow may take (`timeout_seconds`)."""
_AT_ONCE = 200


def watched() -> bool:
    """Whether runs are those of an operator's server; a temporary one has no deployments, and no place to be held."""
    from prefect.settings import PREFECT_API_URL

    url = PREFECT_API_URL.value()
    return bool(url) and not is_temporary(url)


def end_lost_runs(patience: timedelta = PATIENCE) -> int:
    """Mark every run of the desk's flows as crashed that has been taken up or running for longer; return how many.

    A run that goes on all the same loses nothing by it: what it works on is its own by the ledger. It is told of by the
    automation for crashed runs. The moment is that of the Prefect server, whatever moment a flow works at.
    """
    from prefect.client.orchestration import get_client
    from prefect.states import Crashed

    before = datetime.now(UTC) - patience
    with get_client(sync_client=True) as client:
        lost = [run for run in _under_way(client) if run.state and run.state.timestamp < before]
        for run in lost:
            client.set_flow_run_state(run.id, Crashed(message="Nobody told of its end in its time."), force=True)
    return len(lost)


def _under_way(client: SyncPrefectClient) -> Iterator[FlowRun]:
    from prefect.client.schemas.filters import (
        FlowFilter,
        FlowFilterName,
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType
    from prefect.client.schemas.sorting import FlowRunSort

    from flows.automations import FLOWS

    types = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
    yield from client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=list(FLOWS))),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=types))),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=_AT_ONCE,
    )
