"""Whatever stands on a page or in a label, reading ends with a value and never with an error."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors.any_form import is_heading, is_label, is_like_a_label
from extractors.hints import is_hint, without_hints
from extractors.labels import index_of, questions_of
from extractors.manner import Manner, alternates, manner_of
from extractors.naming import GUESS, SURE, Unnamed, is_odd, named
from extractors.pieces import Line, Piece, Place, Row
from extractors.reader import read
from extractors.spelling import normal, unnumbered
from others_forms import NAMED, PDF, QUESTIONS, Paper, all_of, document, line, plain, read_word
from proposals.reading import OF_SCHOOLS, FormKind, Method, Reading

FORMS = st.sampled_from(FormKind)
SIGNS = "abcmxyz ABC0123456789.,:;?!/()[]_-–'’\"&%*\t\n☒☐✓\ue000\ue001é"
LABELS = [each.label for parts in (NAMED, QUESTIONS) for each in all_of(parts)]
SAID = [each.said for each in all_of(NAMED)]
HINTS = ["(in the pupil's own words)", "Please describe the plan.", "No more than three.", "Tick one", "dd/mm/yyyy"]
WORDS = st.one_of(
    st.text(alphabet=SIGNS, max_size=60),
    st.text(max_size=40),
    st.sampled_from([*LABELS, *SAID, *HINTS]),
    st.builds("{}: {}".format, st.sampled_from(LABELS), st.sampled_from(SAID)),
)
HERE = Place("page 1")
SOME = settings(max_examples=150, deadline=None, derandomize=True)
FEW = settings(SOME, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


# Hints


@SOME
@given(st.lists(WORDS, max_size=5).map("\n".join))
def test_an_answer_without_its_hints_is_the_end_of_what_was_written(text):
    rest = without_hints(text)
    assert text.strip().endswith(rest)
    assert without_hints(rest) == rest


@SOME
@given(WORDS, WORDS)
def test_a_line_that_is_no_hint_is_kept_with_all_below_it(first, below):
    assume(first.strip() and not first.lstrip().startswith("(") and "\n" not in first and not is_hint(first))
    assert without_hints(f"{first}\n{below}") == f"{first}\n{below}".strip()


@pytest.mark.parametrize("hint", HINTS)
def test_a_hint_alone_leaves_nothing(hint):
    assert is_hint(hint)
    assert without_hints(f"{hint}\n{hint}") == ""


# Labels


@SOME
@given(FORMS, WORDS, st.sampled_from([None, "", "pupil", "parent", "school", "placement", "move"]))
def test_any_label_is_likely_to_ask_questions_of_the_form_alone(form, text, section):
    index, known = index_of(form), questions_of(form)
    likely = index.likely(text, section)
    names = [each.question.name for each in likely]
    # or that it asks what schools ask besides, which has no name
    assert set(names) <= {*known, ""}
    assert len(names) == len(set(names))
    match = index.find(text, section)
    assert match is None or match.question.name in known
    assert isinstance(index.is_like(text, section), bool)
    if index.is_nearly(text, section):
        assert likely


@pytest.mark.parametrize("form", OF_SCHOOLS)
def test_every_label_of_a_form_is_known_and_like_itself(form):
    index = index_of(form)
    for question in questions_of(form).values():
        assert is_label(question.label)
        best = max(index.likely(question.label, question.section.name), key=lambda each: each.alike)
        assert best.alike > 0.9, question.label


@SOME
@given(WORDS)
def test_spellings_of_one_label_are_equal(text):
    assert normal(f"  {text} *: ") == normal(text)
    assert text.endswith(unnumbered(text))
    for tell in (is_label, is_like_a_label, is_heading):
        assert isinstance(tell(text), bool)


# Manner and naming


LINES = st.builds(
    lambda text, bold, heading: Line(text, HERE, heading=heading, bold=min(bold, len(text))),
    WORDS,
    st.integers(0, 40),
    st.booleans(),
)


@st.composite
def rows(draw):
    cells = tuple(draw(st.lists(WORDS, max_size=5)))
    told = st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)).map(tuple)
    return Row(cells, HERE, tuple(range(len(cells))), bold=draw(told), inside=draw(told), paired=draw(st.booleans()))


PIECES: st.SearchStrategy[list[Piece]] = st.lists(st.one_of(LINES, rows()), max_size=15)


@SOME
@given(FORMS, PIECES)
def test_any_pieces_have_a_manner(form, pieces):
    assert manner_of(pieces, index_of(form)) in Manner
    assert alternates(pieces, index_of(form)) in {True, False}


MADE = MappingProxyType(
    {
        Manner.COLONS: lambda each: Line(f"{each.label}: {each.said}", HERE),
        Manner.TABS: lambda each: Line(f"{each.label}\t{each.said}", HERE),
        Manner.BOLD: lambda each: Line(f"{each.label} {each.said}", HERE, bold=len(each.label)),
    }
)


@pytest.mark.parametrize("manner", MADE)
def test_the_manner_is_told_by_the_lines(manner):
    assert manner_of([MADE[manner](each) for each in all_of(NAMED)], index_of(FormKind.OFF_SITE_DIRECTION)) is manner


@pytest.mark.parametrize("manner", MADE)
def test_fewer_than_five_lines_have_no_manner(manner):
    lines = [MADE[manner](each) for each in all_of(NAMED)[:4]]
    assert manner_of(lines, index_of(FormKind.OFF_SITE_DIRECTION)) is Manner.NONE


UNNAMED = st.builds(
    Unnamed,
    label=WORDS,
    section=st.sampled_from([None, "", "pupil", "parent", "placement"]),
    heading=WORDS,
    text=WORDS,
    where=st.just(HERE),
    method=st.sampled_from([Method.TABLE, Method.LABEL]),
)


@SOME
@given(FORMS, st.lists(UNNAMED, max_size=12), st.data())
def test_a_question_is_named_once_and_a_label_names_one(form, pairs, data):
    known = questions_of(form)
    taken = data.draw(st.sets(st.sampled_from(sorted(known)), max_size=5))
    found = list(named(pairs, index_of(form), taken))
    names = [each.question.name for each in found]
    assert len(names) == len(set(names))
    assert set(names) <= set(known) - taken
    assert len({id(each.pair) for each in found}) == len(found)
    assert {each.confidence for each in found} <= {SURE, GUESS}
    for each in found:
        assert is_odd(each.question, each.pair.text) in {True, False}


# Whole files


@st.composite
def papers(draw):
    paper = Paper()
    # A page with hardly a letter would go the way of pictures.
    paper.title()
    for _ in range(draw(st.integers(1, 3))):
        for _ in range(draw(st.integers(0, 14))):
            left, bold = draw(st.sampled_from([40, 50, 52, 200, 310])), draw(st.booleans())
            size = draw(st.sampled_from([6, 10, 10, 10, 18]))
            paper.text(left, draw(WORDS).encode("latin-1", "replace").decode("latin-1"), bold=bold, size=size)
            draw(st.sampled_from(DRAWN))(paper, left)
            paper.top += draw(st.sampled_from([0, 4, 12, 14, 26]))
        paper.on.showPage()
        paper.top = 60
    return paper.done()


DRAWN = (
    lambda paper, left: None,
    lambda paper, left: None,
    lambda paper, left: paper.rect(left - 4, 200, 20),
    lambda paper, left: paper.box(left - 14),
    lambda paper, left: paper.box(left - 14, filled=True),
    lambda paper, left: paper.on.ellipse(left - 5, 780 - paper.top, left + 40, 800 - paper.top),
    lambda paper, left: paper.on.line(left, 845 - paper.top, left + 90, 845 - paper.top),
)


@FEW
@given(papers())
def test_a_page_of_anything_is_read(data):
    reading = read(data, PDF)
    assert isinstance(reading, Reading)
    assert all(0 <= answer.confidence <= 0.9 for answer in reading.answers)


@FEW
@given(st.lists(WORDS, max_size=30))
def test_word_lines_of_anything_are_read(texts):
    written = ["".join(mark for mark in text if mark.isprintable()) for text in texts]
    reading = read_word(document("".join(line(plain(text)) for text in written)))
    assert isinstance(reading, Reading)
    assert all(answer.raw.strip() for answer in reading.answers)
