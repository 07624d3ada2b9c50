"""`offsite forms`: the council's blank forms, written from the models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console

if TYPE_CHECKING:
    from flows.settings import Settings


def show_forms(into: Path, settings: Settings) -> None:
    """Write the forms and say where they are."""
    out = console()
    for path, title in write_forms(into, settings):
        out.print(f"{path}  {title}")


def write_forms(into: Path, settings: Settings) -> Iterator[tuple[Path, str]]:
    """Write each form as PDF and Word into the folder `into`, which is made if need be; yield path and title."""
    from flows.profile import load_council
    from outputs.blank_pdf import blank_pdf
    from outputs.blank_word import blank_word
    from proposals.forms import FORMS

    council = load_council(settings.council_folder)
    into.mkdir(parents=True, exist_ok=True)
    for kind, form in FORMS.items():
        name = kind.value.replace("_", "-")
        for ending, content in (("pdf", blank_pdf(form, council)), ("docx", blank_word(form, council))):
            path = into / f"{name}.{ending}"
            path.write_bytes(content)
            yield path, form.TITLE
