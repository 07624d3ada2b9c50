"""The demo's sample forms: what the manifest says is there, and a reference can be written into the review outcome."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from desk.samples.files import FOLDER, samples, with_reference


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
