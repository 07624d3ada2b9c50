"""Every form of the third hand."""

from __future__ import annotations

from bench.reading.third.made import Made
from bench.reading.third.paper_forms import PAPER_FORMS
from bench.reading.third.word_forms import WORD_FORMS

FORMS: tuple[Made, ...] = (*PAPER_FORMS, *WORD_FORMS)
