"""Checks that the fourth hand's truth is in its forms: `python -m bench.reading.fourth.check`.

Looks for every answer that was written in the file's own text (a scan's in what was scanned), and in a fillable PDF
that a box holds it. What was picked is looked at by eye.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from bench.reading.fourth import make
from bench.reading.fourth.fill import PICKED


def plain(text: str) -> str:
    """Return letters and digits alone."""
    return re.sub(r"[\W_]+", "", text.casefold())


def said(path: Path) -> str:
    """Return all of a file's text."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as held:
            xml = held.read("word/document.xml").decode()
        return (
            re.sub(r"<[^>]+>", "", re.sub(r"<w:instrText.*?</w:instrText>", "", xml))
            .replace("&amp;", "&")
            .replace("&quot;", '"')
        )
    boxes = _boxes(path)
    printed = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return "\n".join(boxes) if boxes else printed


def _boxes(path: Path) -> list[str]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        widgets = [widget for page in pdf.pages for widget in page.get("/Annots", [])]
        return [str(widget.V) for widget in widgets if widget.get("/V") is not None]


def main() -> int:
    """Print each answer that is not in its form; return how many there are."""
    lost = 0
    for name, made in make.named():
        truth = json.loads((make.OUT / made.kind / f"{name}.json").read_text(encoding="utf-8"))
        path = make.OUT / made.kind / f"{name}.{made.suffix}"
        with tempfile.TemporaryDirectory() as folder:
            if made.copier:
                path = Path(folder) / "printed.pdf"
                form = make.filled_in(name, made)
                make.draw(form, replace(made, copier=None, suffix="pdf"), path)
            text = plain(said(path))
        for field, answer in truth["answers"].items():
            if field not in PICKED and not all(plain(line) in text for line in answer.split("\n")):
                lost += 1
                print(f"{made.kind}/{name}: {field} {answer!r}")
    return lost


if __name__ == "__main__":
    sys.exit(bool(main()))
