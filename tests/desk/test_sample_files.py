"""The demo's sample forms: what the manifest says is there, and a reference can be written into the review outcome."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from desk.samples.files import FOLDER, samples, with_reference
from extractors.reader import read
from flows.profile import load_council
from proposals.assessment import assess
from proposals.reading import ReadingOutcome

COUNCIL = load_council(Path(__file__).parents[2] / "councils" / "exampleshire")
TODAY = date(2026, 11, 30)
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_manifest_and_folder_hold_the_same_files():
    assert set(samples()) == {path.name for path in (FOLDER / "forms").iterdir()}


@pytest.mark.parametrize("sample", samples().values(), ids=lambda sample: sample.file)
def test_a_sample_is_what_its_name_says(sample):
    assert sample.data.startswith(b"%PDF-" if sample.file.endswith(".pdf") else b"PK\x03\x04")
    assert sample.sent_as.endswith(sample.file.rpartition(".")[2])
    assert sample.expect in {"complete", "incomplete", "not_a_form", "unreadable"}


def test_schools_give_every_file_its_own_name():
    names = [sample.sent_as for sample in samples().values()]
    assert len(names) == len(set(names))


def test_the_locked_form_does_not_open():
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(samples()["locked.pdf"].data))


def test_our_reference_is_written_in_and_seen():
    filled = with_reference(samples()["review_outcome.pdf"].data, "OSD-7K4M-2")
    with pikepdf.open(BytesIO(filled)) as pdf:
        field = next(field for field in pdf.Root.AcroForm.Fields if field.T == "case_reference")
        assert str(field.V) == "OSD-7K4M-2"
        assert b"OSD-7K4M-2" in field.AP.N.read_bytes()


@pytest.mark.parametrize("sample", samples().values(), ids=lambda sample: sample.file)
def test_a_sample_becomes_what_the_manifest_says(sample):
    assert outcome(sample) == sample.expect


def outcome(sample):
    media_type = PDF if sample.file.endswith(".pdf") else WORD
    reading = read(sample.data, media_type)
    if reading.outcome is not ReadingOutcome.FORM:
        return reading.outcome.value
    return "complete" if assess(reading, COUNCIL, TODAY).complete else "incomplete"
