"""The sample forms of the demo: filled in by other people's programs, committed as they are (see samples/README.md)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Sample:
    """One file as a school sends it."""

    file: str
    """Its name in the repository."""
    sent_as: str
    """The name the school gave it."""
    description: str
    expect: str
    """What should become of it: complete, incomplete, not_a_form or unreadable."""

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return (FOLDER / "forms" / self.file).read_bytes()


def samples() -> dict[str, Sample]:
    """Return every sample under its file's name, in the order of the manifest."""
    entries = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))["samples"]
    return {entry["file"]: Sample(**entry) for entry in entries}


def with_reference(form: bytes, reference: str) -> bytes:
    """Return the PDF `form` with our reference written in, as a school copies it from our letter.

    A review outcome can name its case only once the case has been filed, so the demo writes it in.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(form)))
    writer.update_page_form_field_values(writer.pages[0], {"case_reference": reference}, auto_regenerate=False)
    filled = BytesIO()
    writer.write(filled)
    return filled.getvalue()
