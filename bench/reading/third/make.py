"""Writes the third hand's forms: `python -m bench.reading.third.make [NAME…]`.

Needs Chromium, LibreOffice, poppler, ImageMagick, Typst's wheel, and the npm packages of node/README in the folder that
THIRD_NODE names.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.reading.third.forms import FORMS
from bench.reading.third.made import Made

OUT = Path(__file__).resolve().parents[1] / "corpus-third"


def write(made: Made) -> None:
    """Write one form and its truth."""
    folder = OUT / made.kind
    folder.mkdir(parents=True, exist_ok=True)
    sheet = made.sheet()
    made.draw(sheet, folder / f"{made.name}.{made.suffix}")
    truth = {"form": sheet.form, "made_by": made.tool, "habit": made.habit, "answers": sheet.answers}
    (folder / f"{made.name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Write the forms named, or all of them."""
    for made in FORMS:
        if not names or made.name in names or made.kind in names:
            write(made)


if __name__ == "__main__":
    main(sys.argv[1:])
