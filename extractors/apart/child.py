"""One child: gives up what it does not need, opens what it is handed, answers, and ends."""

from __future__ import annotations

import os
import select
from collections.abc import Callable

from extractors.apart import confine, wire
from extractors.apart.operation import Kept, Plans, Typed
from extractors.outcome import Unreadable
from proposals.reading import ReadingCode


def live(descriptor: int, parent: int, plans: Plans, kept: Kept | None) -> None:
    """Serve one call, or as many as `kept` says, then end the process. Never returns.

    A child that is kept ends by itself when it is idle.
    """
    try:
        end = confine.keep_only(descriptor)
        confine.die_with(parent)
        if kept:
            kept.prepare()
        confine.limit_what_is_made()
        confine.refuse_the_rest()
        for step in () if kept else [step for plan in plans.loaded for step in plan.practice]:
            if not _is_asked(end, 0):
                step()
        for _ in range(kept.documents if kept else 1):
            if kept and not _is_asked(end, kept.idle_seconds):
                break
            _serve(end, plans)
    except wire.Closed:
        os._exit(0)
    except BaseException:  # noqa: BLE001  # a child has nobody to raise to; the desk sees how it ended
        os._exit(1)
    os._exit(0)


def _is_asked(end: int, seconds: float) -> bool:
    return bool(select.select([end], [], [], seconds)[0])


def _serve(end: int, plans: Plans) -> None:
    call, arguments = wire.unpacked(wire.receive(end))
    confine.limit_what_is_taken(call.memory_bytes, call.cpu_seconds)
    operation = plans.operation(call.operation)
    if operation is None:
        raise LookupError(call.operation)
    wire.answer(end, *_done(operation.function, arguments))


def _done(function: Callable[..., object], arguments: bytes) -> tuple[wire.Said, bytes]:
    try:
        typed = Typed.of(function)
        result = function(*typed.arguments.validate_json(arguments))
        return wire.Said.RESULT, typed.result.dump_json((result,))
    except Unreadable as found:
        return wire.Said.UNREADABLE, found.code.value.encode()
    except MemoryError:
        return wire.Said.UNREADABLE, ReadingCode.TOO_MUCH_MEMORY.value.encode()
    except BaseException as error:  # noqa: BLE001  # whatever a stranger's file does is an outcome
        return wire.Said.FAILED, type(error).__name__.encode()
