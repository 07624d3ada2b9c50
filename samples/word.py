"""Fills a Word form's content controls as Word does, and saves through LibreOffice as a school without Word does."""

from __future__ import annotations

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree


def fill(blank: bytes, answers: dict[str, str]) -> bytes:
    """Return the Word form `blank` with `answers` in the controls of their names."""
    document = docx.Document(BytesIO(blank))
    left = dict(answers)
    for control in document.element.body.iter(qn("w:sdt")):
        tag = _part(control, "w:sdtPr", "w:tag").get(qn("w:val"))
        name, _, code = str(tag).partition(".")
        if name not in answers:
            continue
        left.pop(name, None)
        if not code:
            _write(control, answers[name])
        elif code == answers[name]:
            _tick(control)
    if left:
        raise ValueError(f"the form has no control for {', '.join(left)}")
    filled = BytesIO()
    document.save(filled)
    return filled.getvalue()


def through_libreoffice(word: bytes, ending: str = "docx") -> bytes:
    """Return `word` as LibreOffice saves it, as Word again or as `ending`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "form.docx"
        source.write_bytes(word)
        target = folder / "saved"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command: list[str | Path] = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            target,
            source,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603  (our own file)
        return (target / f"form.{ending}").read_bytes()


def _write(control: etree._Element, text: str) -> None:
    properties, content = _part(control, "w:sdtPr"), _part(control, "w:sdtContent")
    empty = properties.find(qn("w:showingPlcHdr"))
    if empty is not None:
        properties.remove(empty)
    shown = _label(properties, text)
    for run in list(content):
        content.remove(run)
    run = OxmlElement("w:r")
    for number, line in enumerate(shown.split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        written = OxmlElement("w:t")
        written.text = line
        run.append(written)
    content.append(run)


def _label(properties: etree._Element, answer: str) -> str:
    """Choosing an item of a list writes its label."""
    for item in properties.iter(qn("w:listItem")):
        if item.get(qn("w:value")) == answer:
            return str(item.get(qn("w:displayText")))
    return answer


def _tick(control: etree._Element) -> None:
    _part(control, "w:sdtPr", "w14:checkbox", "w14:checked").set(qn("w14:val"), "1")
    _part(control, "w:sdtContent", "w:r", "w:t").text = "☒"


def _part(element: etree._Element, *names: str) -> etree._Element:
    found = element.find("/".join(qn(name) for name in names))
    if found is None:
        raise ValueError(f"the form's control has no {names[-1]}")
    return found
