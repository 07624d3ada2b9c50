"""Scans and photographs: our own form printed, scanned badly and read again on this machine."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from datetime import date

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from desk.samples.files import samples
from extractors.reader import read
from proposals.forms import FORMS
from proposals.reading import FormKind, Method, ReadingCode
from proposals.values import parse

PDF = "application/pdf"
TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """The first page of a review outcome that was filled in, printed and scanned at 200 dots an inch."""
    with pikepdf.open(io.BytesIO(samples()["review_outcome.pdf"].data)) as pdf:
        pdf.flatten_annotations("all")
        out = io.BytesIO()
        pdf.save(out)
    drawn = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=200 / 72, grayscale=True)
    return drawn.to_pil().convert("L")


def saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, dpi=(200, 200))
    return out.getvalue()


def understood(reading) -> dict[str, str]:
    form = FORMS[FormKind.REVIEW_OUTCOME]
    return {each.question: str(parse(form.question(each.question), each.raw, TODAY)) for each in reading.answers}


TYPED = {"review_date", "parents_attended", "attendance_percent", "attended_by"}


@pytest.mark.parametrize(
    ("kind", "media_type", "turn"),
    [("PNG", "image/png", 0), ("JPEG", "image/jpeg", 1.8), ("TIFF", "image/tiff", 90), ("PDF", PDF, 180)],
)
def test_a_scanned_page_says_what_was_typed(page, kind, media_type, turn):
    scan = page.rotate(turn, expand=True, fillcolor=255)
    reading = read(saved(scan, kind), media_type)
    assert reading.form is FormKind.REVIEW_OUTCOME
    assert {answer.method for answer in reading.answers} == {Method.OCR}
    typed, seen = understood(read(samples()["review_outcome.pdf"].data, PDF)), understood(reading)
    assert {name: seen.get(name) for name in TYPED} == {name: typed[name] for name in TYPED}


def test_what_cannot_be_read_surely_shows_how_it_looks(page):
    # Somebody's coffee: the attendance is hardly there.
    picture = np.asarray(page).copy()
    smudged = cv2.GaussianBlur(picture, (0, 0), 5.0)
    reading = read(saved(Image.fromarray(smudged), "PNG"), "image/png")
    doubtful = [answer for answer in reading.answers if answer.confidence < 0.6]
    assert all(answer.crop for answer in doubtful)
    assert reading.reason in {None, ReadingCode.NO_TEXT, ReadingCode.NOT_A_FORM, ReadingCode.BLANK_FORM}


def test_an_empty_page_is_named():
    blank = saved(Image.new("L", (1654, 2339), 255), "PNG")
    assert read(blank, "image/png").reason is ReadingCode.NO_TEXT


def test_a_decoder_that_fails_takes_nothing_with_it():
    torn = saved(Image.effect_noise((800, 800), 60), "PNG")[:3000]
    assert read(torn, "image/png").reason is ReadingCode.DAMAGED


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("odt", "application/vnd.oasis.opendocument.text"),
        ("rtf", "application/rtf"),
        ("doc", "application/x-ole-storage"),
    ],
)
def test_other_office_files_are_read_through_libreoffice(ending, media_type, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        told = "LibreOffice is missing: make test installs it as root on Debian; elsewhere install it yourself"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    source = tmp_path / "form.docx"
    source.write_bytes(samples()["own_tables.docx"].data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    word = read(source.read_bytes(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    other = read((tmp_path / f"form.{ending}").read_bytes(), media_type)
    assert other.form is word.form
    said = {each.question: each.raw for each in other.answers}
    # LibreOffice writes no table at the very end of a .doc: the declaration is text run together there.
    lost = {name for name in FORMS[word.form].model_fields if name.startswith(("declared", "headteacher_signed"))}
    assert said == {each.question: each.raw for each in word.answers if ending != "doc" or each.question not in lost}


def test_without_libreoffice_the_outcome_says_what_to_send(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert read(b"{\\rtf1 School name: Oakfield}", "application/rtf").reason is ReadingCode.NO_CONVERTER
