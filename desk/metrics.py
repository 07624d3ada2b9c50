"""`offsite metrics`: the desk in numbers for Prometheus, by way of the node exporter's textfile collector.

A file and no endpoint: the desk's flows are short-lived processes, every number stands in the register, and a port
would be one more door to guard. No label holds a reference, an address or anything else of a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit
from desk.health import reasons
from desk.status import open_register

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.metrics_core import Metric

    from flows.settings import Settings
    from register import Status

_OUTCOMES = ("filed", "duplicate", "for_a_person", "quarantined", "waiting", "in_work")
_LETTERS = ("queued", "sending", "sent", "refused", "unknown", "undelivered")
_SHARES = (0.5, 0.95, 1.0)


def write_metrics(settings: Settings, to: Path | None) -> Exit:
    """Write the metrics to the file `to`, whole or not at all, or print them."""
    from prometheus_client import generate_latest, write_to_textfile

    registry = gather(settings, datetime.now(UTC))
    if to is None:
        console().out(generate_latest(registry).decode(), highlight=False, end="")
        return Exit.OK
    try:
        write_to_textfile(str(to), registry)
    except OSError as error:
        console().print(f"metrics_not_written: {error.strerror}. Name a file in a folder that this user may write to.")
        return Exit.UNAVAILABLE
    return Exit.OK


def gather(settings: Settings, now: datetime) -> CollectorRegistry:
    """Return a registry of the numbers at `now`; times are in seconds."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.registry import Collector

    from flows.profile import load_identity

    council = load_identity(settings.council_folder).code
    with open_register(settings) as register:
        status, waits, oldest = register.status(now), register.letter_waits(now), register.oldest_letter_seconds(now)
    wrong = {reason.code for reason in reasons(status, oldest, settings.health)}

    class Desk(Collector):
        def collect(self) -> Iterator[Metric]:
            return (_of(council, each) for each in _metrics(status, waits, oldest, wrong, now))

    registry = CollectorRegistry()
    registry.register(Desk())
    return registry


def _of(council: str, metric: Metric) -> Metric:
    """The metric with the council's label: several councils of one installation are told apart."""
    for sample in metric.samples:
        sample.labels["council"] = council
    return metric


def _metrics(
    status: Status, waits: Sequence[float], oldest: float | None, wrong: set[str], now: datetime
) -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

    yield CounterMetricFamily("offsite_arrivals", "Messages that arrived.", value=status.arrivals)
    for name, says, label, states in (
        ("offsite_messages", "Messages by where they are; the sum is what arrived.", "state", _OUTCOMES),
        ("offsite_letters", "Letters by where they are.", "state", _LETTERS),
    ):
        family = GaugeMetricFamily(name, says, labels=[label])
        for state in states:
            family.add_metric([state], getattr(status, state))
        yield family
    latency = GaugeMetricFamily(
        "offsite_letter_latency_seconds", "From queued to sent, of the letters of the last day.", labels=["share"]
    )
    for share in _SHARES if waits else ():
        latency.add_metric([f"{share:g}"], waits[min(len(waits) - 1, int(share * len(waits)))])
    yield latency
    for name, says, value in (
        (
            "offsite_oldest_message_seconds",
            "How long the oldest message has waited.",
            status.oldest_waiting_seconds,
        ),
        ("offsite_oldest_letter_seconds", "How long the oldest waiting letter has waited.", oldest),
        ("offsite_cases_open", "Cases that are open.", status.cases_open),
        ("offsite_reviews_overdue", "Reviews whose day has passed.", status.reviews_overdue),
        ("offsite_well", "1 when nothing wants a person, as `offsite status` says.", not wrong),
        ("offsite_metrics_written_seconds", "When these numbers were counted, in Unix time.", now.timestamp()),
    ):
        yield GaugeMetricFamily(name, says, value=float(value or 0))
