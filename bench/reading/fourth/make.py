"""Writes the fourth hand's forms: `python -m bench.reading.fourth.make [NAME…]`.

Needs Chromium, LibreOffice and poppler. All forms of one designer are held back, or none: what is worked with shows nothing of the held-back layouts.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.reading.fourth import acro, outline, page, word
from bench.reading.fourth.acro import AcroLook
from bench.reading.fourth.fill import fill
from bench.reading.fourth.forms import FORMS, Made
from bench.reading.fourth.outline import Filled
from bench.reading.fourth.page import PageLook
from bench.reading.fourth.scan import scan
from bench.reading.held import is_held_back

OUT = Path(__file__).resolve().parents[1] / "corpus-fourth"


def named() -> Iterator[tuple[str, Made]]:
    """Yield each form with its name: the next number that falls on its designer's side."""
    used: dict[str, int] = {}
    for made in FORMS:
        number = used.get(made.designer, 0) + 1
        while is_held_back(f"{made.designer}_{number}") != is_held_back(made.designer):
            number += 1
        used[made.designer] = number
        yield f"{made.designer}_{number}", made


def draw(filled: Filled, made: Made, to: Path) -> None:
    """Draw one filled form."""
    if isinstance(made.look, AcroLook):
        acro.write(filled, made.look, to)
        return
    if made.copier or (made.suffix == "pdf" and not isinstance(made.look, PageLook)):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "form.docx"
            printed = Path(folder) / "printed.pdf" if made.copier else to
            if isinstance(made.look, PageLook):
                page.write(filled, made.look, printed)
            else:
                word.write(filled, made.look, source)
                page.convert(source, printed)
            if made.copier:
                scan(printed, made.copier, to)
    elif isinstance(made.look, PageLook):
        page.write(filled, made.look, to)
    else:
        word.write(filled, made.look, to)


def filled_in(name: str, made: Made) -> Filled:
    """Fill one form in, the same each time."""
    said = fill(name, outline.form_of(made.designer), made.office)
    return outline.filled(made.designer, said.answers, said.codes, said.others)


def write(name: str, made: Made) -> None:
    """Write one form and its truth."""
    folder = OUT / made.kind
    folder.mkdir(parents=True, exist_ok=True)
    filled = filled_in(name, made)
    draw(filled, made, folder / f"{name}.{made.suffix}")
    tool = {
        "docx": "Word XML",
        "pdf": "reportlab"
        if isinstance(made.look, AcroLook)
        else "Chromium"
        if isinstance(made.look, PageLook)
        else "LibreOffice",
    }
    truth = {
        "form": filled.form,
        "made_by": tool.get(made.suffix, "copier"),
        "habit": outline.title(filled),
        "answers": filled.truth,
    }
    (folder / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(words: list[str]) -> None:
    """Write the forms named (by name, designer or kind), or all of them."""
    for name, made in named():
        if not words or {name, made.designer, made.kind} & set(words):
            write(name, made)


if __name__ == "__main__":
    main(sys.argv[1:])
