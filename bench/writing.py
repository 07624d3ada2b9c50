"""Writing one letter, one pack and the blank forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bench.reading.speed import FORMS
from bench.row import Row
from bench.timing import timed
from extractors.reader import read
from flows.plain import made_plain
from flows.profile import load_council
from flows.settings import COUNCILS
from mailboxes.media import PDF
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.letters import render
from outputs.letters.samples import samples
from outputs.pack import PackContents, PackDocument, render_pack
from proposals.assessment import assess
from proposals.forms import FORMS as MODELS
from proposals.reading import FormKind

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
RUNS = 25


def rows() -> Iterator[Row]:
    """Yield a row for each thing the desk writes."""
    council = load_council(COUNCILS / "exampleshire")
    values = next(iter(samples()))
    letter = render(values, council, NOW.date())
    data = (FORMS / "complete.pdf").read_bytes()
    reading = read(data, PDF)
    assessment = assess(reading, council, NOW.date())
    form = PackDocument("The school’s form as sent", PDF, data, is_form=True)
    contents = PackContents("OSD-7K4M-2", council, assessment, NOW, "school@example.org", 1, (form,))
    model = MODELS[FormKind.OFF_SITE_DIRECTION]
    yield Row("understand and check a form", timed(lambda: assess(reading, council, NOW.date()), RUNS))
    yield Row("a letter: email text and HTML", timed(lambda: (letter.text, letter.html), RUNS))
    yield Row("a letter: PDF/UA-1", timed(lambda: letter.pdf, RUNS))
    yield Row("a letter: Word", timed(lambda: letter.docx, RUNS))
    yield Row("a pack, the school’s PDF behind it", timed(lambda: render_pack(contents, made_plain), RUNS))
    yield Row("a blank form: PDF", timed(lambda: blank_pdf(model, council), RUNS))
    yield Row("a blank form: Word", timed(lambda: blank_word(model, council), RUNS))
