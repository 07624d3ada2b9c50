"""A filled-in form as it looks when somebody printed it to a file, or printed it and scanned the paper."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import ImageDraw

_DPI = 200


def flattened(form: bytes, *, boxes: bool = False) -> bytes:
    """What was filled in is drawn; of the form's boxes none is left, or the hidden ones."""
    with pikepdf.open(BytesIO(form)) as file:
        file.generate_appearance_streams()
        file.flatten_annotations("screen")
        if not boxes:
            del file.docinfo
            for page in file.pages:
                if "/Annots" in page:
                    del page.Annots
        made = BytesIO()
        with warnings.catch_warnings():
            # The hidden boxes hang on the page alone, as printers leave them.
            warnings.simplefilter("ignore", pikepdf.exceptions.PageCopyWarning)
            file.save(made)
        return made.getvalue()


def with_hidden_boxes(form: bytes) -> bytes:
    return flattened(form, boxes=True)


def by_a_browser(form: bytes) -> bytes:
    """As Chromium's PDF engine prints a form to a file."""
    with pypdfium2.PdfDocument(form) as file:
        file.init_forms()
        for page in file:
            pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_PRINT)
        made = BytesIO()
        file.save(made)
    return made.getvalue()


def by_writer(form: bytes, folder: Path) -> bytes:
    """A Word form as LibreOffice prints it to a file."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice is missing"
        pytest.skip("needs LibreOffice: apt-get install libreoffice-writer")
    (folder / "form.docx").write_bytes(form)
    where = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program, where, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "form.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "form.pdf").read_bytes()


def scanned(form: bytes, draw: Callable[[ImageDraw.ImageDraw, float], None] | None = None) -> bytes:
    """A printed form as a scanner shows it, and what somebody wrote on it."""
    with pypdfium2.PdfDocument(form) as file:
        picture = file[0].render(scale=_DPI / 72).to_pil().convert("L")
    if draw:
        draw(ImageDraw.Draw(picture), _DPI / 72)
    made = BytesIO()
    picture.save(made, "PDF", resolution=_DPI, quality=80)
    return made.getvalue()
