"""Every kind of event has its sentence, and a case's history reads like a story."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.telling import CLAUSES, clause, story, told
from register import DispatchState, Event

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("register", "flows", "desk")
STATES = ("postponed", *(state.value for state in DispatchState))


def kinds() -> Iterator[str]:
    """Every kind of event that the code writes."""
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                yield from _kinds_of(node, tree, file)


def _kinds_of(node: ast.AST, tree: ast.Module, file: Path) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not node.args:
        return
    if getattr(node.func, "id", "") == "Happened" or getattr(node.func, "attr", "") == "note":
        yield from _said(node.args[0], tree, file)


def _said(node: ast.expr, tree: ast.Module, file: Path) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(kind)):
            yield kind
        case ast.IfExp(body=one, orelse=other):
            yield from _said(one, tree, file)
            yield from _said(other, tree, file)
        case ast.JoinedStr(values=[ast.Constant(value="letter_"), _]):
            yield from (f"letter_{state}" for state in STATES if state != "queued")
        case ast.Name(id=name):
            # A variable: whatever is assigned to that name in this file.
            assigned = [
                each.value
                for each in ast.walk(tree)
                if isinstance(each, ast.Assign) and [getattr(target, "id", "") for target in each.targets] == [name]
            ]
            if file.name != "histories.py":
                assert assigned, f"{file.name}: what {name} is cannot be told here"
            for value in assigned:
                yield from _said(value, tree, file)
        case _:
            pytest.fail(f"{file.name}:{node.lineno}: name the kind of event, so that it can be told")


def test_every_kind_of_event_has_its_sentence_and_no_other() -> None:
    written = set(kinds())
    assert {"arrived", "filed", "letter_sent", "erased", "found_incomplete", "exported"} <= written
    assert written - set(CLAUSES) == set()


def at(hour: int, minute: int = 0, *, day: int = 3) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


LIFE = (
    Event(at(8, 14), "arrived", ""),
    Event(at(8, 15), "filed", "off_site_direction"),
    Event(at(8, 15), "found_complete", ""),
    Event(at(8, 15), "reviews_planned", "2026-07-14 2026-09-08"),
    Event(at(8, 16), "letter_sent", "acknowledgement_complete"),
    Event(at(9, 30, day=16), "review_recorded", "2026-06-15 continue"),
    Event(at(9, 30, day=16), "review_agreed", "2026-07-20"),
    Event(at(10, day=17), "held", "a complaint", "user anna"),
    Event(at(11, day=17), "letter_undelivered", "review_due 5.1.1", "worker here.1"),
)


STORY = """
On 3 June 2026 at 9.14 the message came in by e-mail. At 9.15 an off-site direction proposal was filed as a case. \
The form was found complete. Reviews were planned for 14 July 2026 and 8 September 2026. \
At 9.16 the acknowledgement of a form to the school was sent.

On 16 June 2026 at 10.30 the outcome of a review came in: the review of 15 June 2026 was held and decided to \
continue as planned. The next review was agreed for 20 July 2026.

On 17 June 2026 at 11.00 the case was put on hold: a complaint, by anna. \
At 12.00 the letter that says a review is due (5.1.1) came back undelivered.
"""


def test_a_history_reads_like_a_story() -> None:
    assert story(LIFE).split("\n\n") == STORY.strip().split("\n\n")


def test_another_program_has_each_event_with_its_sentence() -> None:
    first = told(LIFE)[0]
    assert (first.what, first.by) == ("arrived", "desk")
    assert first.says == "On 3 June 2026 at 9.14 the message came in by e-mail."


@pytest.mark.parametrize("what", CLAUSES)
@pytest.mark.parametrize(
    "detail", ["", "continue", "nonsense of an old version", "2026-13-45", "acknowledgement x {y}"]
)
def test_any_detail_can_be_told(what: str, detail: str) -> None:
    assert clause(Event(at(8), what, detail))


def test_what_only_a_later_version_knows_is_told_by_its_code() -> None:
    event = Event(at(8), "some_new_thing", "with_detail")
    assert clause(event) == "some new thing (with detail)"
    assert clause(replace(event, detail="")) == "some new thing"
