"""Makes every file of desk/samples/forms: `python -m samples.make` from the top of the checkout (README.md)."""

from __future__ import annotations

import json
import subprocess
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import typst

from flows.profile import load_council
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from proposals.council import Council
from samples.answers import HERE, load_case
from samples.own_layouts import in_lines, in_tables
from samples.word import fill, through_libreoffice

TOP = HERE.parent
FORMS = TOP / "desk" / "samples" / "forms"
COUNCIL = TOP / "councils" / "exampleshire"


def make(council: Council) -> dict[str, bytes]:
    """Return each sample under its file's name."""
    return {
        "complete.pdf": by_pdf_lib("complete", council),
        "complete.docx": through_libreoffice(by_word("complete_word", council)),
        "incomplete.pdf": by_pikepdf("incomplete", council),
        "incomplete.docx": by_word("incomplete_word", council),
        "managed_move.pdf": by_pdf_lib("managed_move", council),
        "managed_move_trial.docx": by_word("managed_move_trial", council),
        "pair_first.pdf": by_pdf_lib("pair_first", council),
        "pair_second.docx": by_word("pair_second", council),
        "own_tables.docx": in_tables(load_case("own_tables"), "Brambleside High School"),
        "own_lines.docx": in_lines(load_case("own_lines"), "Holly Bank Primary School"),
        "unknown_school.docx": in_tables(load_case("unknown_school"), "Quarrybrook School"),
        "review_outcome.pdf": by_pdf_lib("review_outcome", council),
        "risk_assessment.pdf": risk_assessment(),
        "locked.pdf": locked(by_pikepdf("complete_word", council)),
    }


def by_pdf_lib(name: str, council: Council) -> bytes:
    """Return the blank PDF form, filled in by pdf-lib (JavaScript)."""
    case = load_case(name)
    with tempfile.TemporaryDirectory() as work:
        blank, answers, filled = (Path(work) / part for part in ("blank.pdf", "answers.json", "filled.pdf"))
        blank.write_bytes(blank_pdf(case.form, council))
        answers.write_text(json.dumps(case.answers), encoding="utf-8")
        command: list[str | Path] = ["node", HERE / "fill.mjs", blank, answers, filled]
        subprocess.run(command, check=True, timeout=120)  # noqa: S603  (our own script)
        return filled.read_bytes()


def by_pikepdf(name: str, council: Council) -> bytes:
    """Return the blank PDF form, filled in by pikepdf; qpdf draws what was written."""
    case = load_case(name)
    with pikepdf.open(BytesIO(blank_pdf(case.form, council))) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            answer = case.answers.get(str(field.T))
            if answer is None:
                continue
            if field.FT == "/Btn":
                _tick(field, answer)
            else:
                field.V = pikepdf.String(answer)
        pdf.Root.AcroForm.NeedAppearances = True
        return _saved(pdf)


def by_word(name: str, council: Council) -> bytes:
    """Return the blank Word form with its controls filled in."""
    case = load_case(name)
    return fill(blank_word(case.form, council), case.answers)


def risk_assessment() -> bytes:
    """Return the school's risk assessment for the complete case, a plain document of two pages."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[TOP / "templates" / "fonts"])
    written = int(datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp())
    made = typst.compile(HERE / "risk_assessment.typ", root=HERE, font_paths=fonts, format="pdf", timestamp=written)
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF")
    return made


def locked(data: bytes) -> bytes:
    """Return a PDF that nobody can open without a password, as schools send them by mistake."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return _saved(pdf, pikepdf.Encryption(user="exampleshire", owner="exampleshire"))


def _tick(group: pikepdf.Object, code: str) -> None:
    state = pikepdf.Name(f"/{code}")
    group.V = state
    for kid in group.Kids:
        kid.AS = state if state in kid.AP.N else pikepdf.Name.Off


def _saved(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | bool = False) -> bytes:
    saved = BytesIO()
    pdf.save(saved, encryption=encryption)
    return saved.getvalue()


if __name__ == "__main__":
    FORMS.mkdir(parents=True, exist_ok=True)
    for file, content in make(load_council(COUNCIL)).items():
        (FORMS / file).write_bytes(content)
