"""What boxes say by their names against the labels printed beside them: where they differ, the school is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.naming import GUESS
from proposals.reading import Answer


def compared(by_name: Sequence[Answer], by_label: Sequence[Answer]) -> Iterator[Answer]:
    """Yield the Answers of boxes, less sure of those that the labels printed beside them give another answer to."""
    seen: dict[str, list[str]] = {}
    for answer in by_label:
        seen.setdefault(answer.question, []).append(_plain(answer.raw))
    for answer in by_name:
        said = _plain(answer.raw)
        other = seen.get(answer.question)
        differs = other is not None and not any(said in text or text in said for text in other)
        yield replace(answer, confidence=min(answer.confidence, GUESS)) if differs else answer


def _plain(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum())
