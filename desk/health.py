"""Whether the desk is well, and if not, why: each reason with a stable code, its number and the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.health_settings import HealthSettings
    from register import Status


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a person should look; names no case and nobody."""

    code: str
    says: str


def reasons(status: Status, oldest_letter_seconds: float | None, limits: HealthSettings) -> tuple[Reason, ...]:
    """Return everything that is not well, the most urgent first; nothing when the desk is well."""
    return tuple(_reasons(status, oldest_letter_seconds, limits))


def _reasons(status: Status, oldest_letter: float | None, limits: HealthSettings) -> Iterator[Reason]:
    form = timedelta(seconds=status.oldest_waiting_seconds or 0)
    if form > limits.form_wait:
        yield Reason(
            "forms_wait",
            f"The oldest message has waited {_minutes(form)}, and {limits.form_minutes:g} are allowed. Look whether "
            "the intake runs, and at `offsite doctor`.",
        )
    letter = timedelta(seconds=oldest_letter or 0)
    if letter > limits.letter_wait:
        yield Reason(
            "letters_wait",
            f"The oldest letter has waited {_minutes(letter)}, and {limits.letter_minutes:g} are allowed. Look "
            "whether the dispatch runs, and at `offsite doctor --send-test`.",
        )
    for code, count, says in (
        ("quarantined", status.quarantined, "messages are in quarantine: `offsite quarantine list`."),
        ("unknown", status.unknown, "letters may or may not have gone: `offsite outbox list`."),
        ("refused", status.refused, "letters were refused: `offsite outbox list`."),
        ("undelivered", status.undelivered, "letters came back: `offsite outbox list`."),
    ):
        if count:
            yield Reason(code, f"{count} {says}")


def _minutes(time: timedelta) -> str:
    return f"{time.total_seconds() / 60:.0f} minutes"
