"""The generator of forms as schools make them: the same each time, true to what it writes, its halves apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from bench.reading.wild import cached
from bench.reading.wild.make import PROGRAMS, Made, document, make, missing, plan
from bench.reading.wild.pools import Half, half
from proposals.forms import FORMS
from proposals.problems import Problem
from proposals.question import Kind
from proposals.reading import FormKind
from proposals.values.parsing import parse

TODAY = date(2026, 11, 30)
SEEDS = {"open": 17, "held": 1017}
AT_HAND = [number for number, program in enumerate(PROGRAMS) if not program.needs]
"""Programs that are Python packages: they are there wherever the tests are."""
drawn = st.tuples(st.sampled_from([*range(1, 4), *range(1001, 1004)]), st.integers(0, 400))


def of_program(seed: int, program: int) -> tuple[Made, Random]:
    return plan(seed, (program - seed) % len(PROGRAMS))


@settings(max_examples=60, deadline=None)
@given(drawn)
def test_the_same_seed_and_number_give_the_same_form(which: tuple[int, int]) -> None:
    first, again = plan(*which)[0], plan(*which)[0]
    assert first == again
    assert document(first) == document(again)


@settings(max_examples=120, deadline=None)
@given(drawn)
def test_what_is_true_of_a_form_can_be_used_and_was_asked(which: tuple[int, int]) -> None:
    form = plan(*which)[0].form
    questions = {question.name: question for question in FORMS[FormKind(form.kind)].questions()}
    for name, said in form.truth.items():
        assert not isinstance(parse(questions[name], said, TODAY), Problem), name
    written = {item.name: item.written for part in form.parts for item in part.items if item.name}
    for name, said in form.truth.items():
        if questions[name].kind in {Kind.TEXT, Kind.LONG_TEXT} and name in written:
            assert written[name] == said
    assert set(form.idle) <= set(form.truth)


@settings(max_examples=60, deadline=None)
@given(drawn)
def test_no_part_asks_two_things_under_one_label(which: tuple[int, int]) -> None:
    for part in plan(*which)[0].form.parts:
        labels = [item.label.casefold() for item in part.items]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
@pytest.mark.parametrize("program", AT_HAND, ids=lambda number: PROGRAMS[number].name)
def test_a_file_says_what_the_truth_says_and_is_written_alike_twice(tmp_path: Path, seed: int, program: int) -> None:
    made, chance = of_program(seed, program)
    first, again = (tmp_path / f"{name}{made.program.suffix}" for name in ("first", "again"))
    made.program.write(document(made), first, chance)
    made.program.write(document(made), again, of_program(seed, program)[1])
    assert first.read_bytes() == again.read_bytes()
    text = squeezed(word_text(first) if first.suffix == ".docx" else pdf_text(first))
    for item in (item for part in made.form.parts for item in part.items):
        assert squeezed(item.label) in text or (item.name and made.layout == "sentences"), "a gap has no label"
        for line in item.written.split("\n"):
            assert squeezed(line) in text, item.label
    names = {question.name: question for question in FORMS[FormKind(made.form.kind)].questions()}
    for name, said in made.form.truth.items():
        if names[name].kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.REFERENCE}:
            # A surname may stand in capitals, where the whole name has one box.
            assert all(squeezed(line) in text for line in said.split("\n")), name


def word_text(path: Path) -> str:
    held = docx.Document(str(path))
    return "".join(etree.tostring(held.element.body, encoding="unicode", method="text"))


def pdf_text(path: Path) -> str:
    reader = PdfReader(path)
    fields = reader.get_fields() or {}
    values = " ".join(str(field.get("/V", "")) for field in fields.values())
    return " ".join(page.extract_text() for page in reader.pages) + values


def squeezed(text: str) -> str:
    """Return letters and digits alone: lines break, dots lead, and capitals are a school's own affair."""
    return re.sub(r"[\W_]+", "", text).casefold()


def test_the_halves_share_no_words_and_no_layouts() -> None:
    ours, theirs = half("open"), half("held")
    assert set(ours.labels) == set(theirs.labels)
    for words in (labels, headings, sentences):
        assert not set(words(ours)) & set(words(theirs))
    assert not set(ours.layouts) & set(theirs.layouts)
    for people in ("girls", "boys", "surnames", "schools", "providers", "adults", "roles"):
        assert not set(ours.people[people]) & set(theirs.people[people])


def labels(of: Half) -> Iterator[str]:
    own = {"p": "pupil", "P": "pupil", "v": "provider", "V": "provider"}
    for label in (label for pool in of.labels.values() for label in pool):
        yield squeezed(label.lstrip("~").replace("(s)", "").format(**own))


def headings(of: Half) -> Iterator[str]:
    yield from (heading.casefold() for part in of.forms["parts"].values() for heading in part["headings"])
    yield from (
        title.casefold() for kind in FormKind if kind.value in of.forms for title in of.forms[kind.value]["titles"]
    )


def sentences(of: Half) -> Iterator[str]:
    yield from (sentence for pool in of.sentences.values() for sentence in pool)


def test_a_program_that_is_missing_is_named_and_its_forms_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("THIRD_NODE", raising=False)
    assert all(missing(program) for program in PROGRAMS if program.needs)
    made = list(make(SEEDS["open"], len(PROGRAMS), tmp_path / "out"))
    assert len(made) == len(AT_HAND)
    for path in made:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert truth["answers"]
        assert FormKind(truth["form"])
    monkeypatch.setattr(cached, "CACHE", tmp_path / "cache")
    few = cached.Drawn("open", SEEDS["open"], 4)
    first = list(cached.cached(few))
    stamps = [path.stat().st_mtime_ns for path in first]
    assert [path.stat().st_mtime_ns for path in cached.cached(few)] == stamps, "made once, then kept"
    assert "open: without Chromium, which needs chromium" in capsys.readouterr().out
