"""Makes the forms of a seed, each with its truth beside it, with whatever programs this machine has."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.reading.third import paper
from bench.reading.third.scans import Scanner, scan
from bench.reading.wild.blocks import LOOKS, Document, Para, Run
from bench.reading.wild.compose import compose
from bench.reading.wild.form import Form
from bench.reading.wild.pen import Pen
from bench.reading.wild.pools import half, half_of
from bench.reading.wild.tools import html, sheets, typeset, word

_ALL = ("ticks", "ticks_after", "strike", "highlight", "bold", "typed", "letters_ring", "letters_strike", "ring")
_NO_RING = tuple(pick for pick in _ALL if "ring" not in pick)
_SCANNED = tuple(pick for pick in _ALL if pick != "highlight")
"""A grey scan of a yellow mark leaves a person in doubt."""
_TOOLS = Path(__file__).resolve().parent / "tools"


@dataclass(frozen=True, slots=True)
class Program:
    """One way of making a file: the kind of the corpus it belongs to, what it needs, what it can draw."""

    name: str
    kind: str
    suffix: str
    needs: tuple[str, ...]
    write: Callable[[Document, Path, Random], None]
    picks: tuple[str, ...] = _ALL
    fields: tuple[str, ...] = ("",)
    """The kinds of boxes that its choices may be."""


def _chromium(document: Document, to: Path, _chance: Random) -> None:
    paper.chromium(html.page(document), to)


def _writer(document: Document, to: Path, _chance: Random) -> None:
    paper.writer(html.page(document, plain=True), to.suffix[1:], to)


def _word(document: Document, to: Path, _chance: Random) -> None:
    word.write(document, to)


def _legacy(document: Document, to: Path, _chance: Random) -> None:
    word.write(document, to, legacy=True)


def _office(document: Document, to: Path, _chance: Random) -> None:
    filters = {"odt": "writer8", "doc": "MS Word 97", "rtf": "Rich Text Format", "pdf": "writer_pdf_Export"}
    kind = to.suffix[1:]
    with TemporaryDirectory() as folder:
        held = Path(folder) / "form.docx"
        word.write(document, held)
        paper.convert(held, kind, to, outfilter=filters[kind])


def _npm(document: Document, to: Path, _chance: Random) -> None:
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "document.json"
        plan.write_text(json.dumps({**_typed(document), "looks": LOOKS}), encoding="utf-8")
        paper.run("node", _TOOLS / "docx.mjs", plan, to, cwd=_packages())
    paper.settle_zip(to)


def _typed(value: object) -> object:
    """Return a page as JSON that names the class of each piece."""
    if isinstance(value, tuple | list):
        return [_typed(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {
            "type": type(value).__name__,
            **{name: _typed(getattr(value, name)) for name in value.__dataclass_fields__},
        }
    return value


def _packages() -> Path:
    return Path(os.environ.get("THIRD_NODE", ""))


def _typst(document: Document, to: Path, _chance: Random) -> None:
    typeset.write(document, to)


def _reportlab(document: Document, to: Path, _chance: Random) -> None:
    sheets.write(document, to)


def _pdf_lib(document: Document, to: Path, _chance: Random) -> None:
    """A blank by reportlab, filled in by pdf-lib."""
    with TemporaryDirectory() as folder:
        blank, values = Path(folder) / "blank.pdf", Path(folder) / "values.json"
        values.write_text(json.dumps(sheets.write(document, blank, filled=False)), encoding="utf-8")
        paper.run("node", _TOOLS / "fill.mjs", blank, values, to, cwd=_packages())
    paper.settle(to)


def _scan(document: Document, to: Path, chance: Random) -> None:
    noise = chance.choice(
        [(), ("-attenuate", "0.2", "+noise", "Gaussian"), ("-blur", "0x0.6"), ("-sigmoidal-contrast", "3x45%")]
    )
    scanner = Scanner(
        chance.choice([150, 200, 200, 300]), chance.choice([0.0, 0.4, -0.8, 1.3]), noise, chance.choice([35, 50, 70])
    )
    with TemporaryDirectory() as folder:
        printed = Path(folder) / "printed.pdf"
        if shutil.which("chromium") and chance.random() < 0.5:
            paper.chromium(html.page(document), printed)
        else:
            typeset.write(document, printed)
        scan(printed, scanner, to)


PROGRAMS = (
    Program("Chromium", "printed-pdf", ".pdf", ("chromium",), _chromium),
    Program("python-docx", "word-tables", ".docx", (), _word),
    Program("reportlab AcroForm", "fillable-pdf", ".pdf", (), _reportlab, fields=("check", "radio", "list", "text")),
    Program("LibreOffice Writer", "word-tables", ".docx", ("soffice",), _writer, _NO_RING),
    Program("Typst", "printed-pdf", ".pdf", (), _typst),
    Program("content controls", "word-controls", ".docx", (), _word, fields=("check", "list", "text")),
    Program("scan", "scans", ".pdf", ("pdftoppm", "convert-im6.q16"), _scan, _SCANNED),
    Program("npm docx", "word-tables", ".docx", ("node", "npm:docx"), _npm),
    Program("LibreOffice print", "printed-pdf", ".pdf", ("soffice",), _office, _ALL),
    Program("legacy fields", "word-legacy", ".docx", (), _legacy, fields=("check", "list", "text")),
    Program("LibreOffice odt", "office", ".odt", ("soffice",), _office),
    Program("reportlab", "printed-pdf", ".pdf", (), _reportlab, _NO_RING),
    Program(
        "pdf-lib", "fillable-pdf", ".pdf", ("node", "npm:pdf-lib"), _pdf_lib, fields=("check", "radio", "list", "text")
    ),
    Program("LibreOffice doc", "office", ".doc", ("soffice",), _office),
    Program("LibreOffice rtf", "office", ".rtf", ("soffice",), _office, _NO_RING),
)
"""Taken in turn, so that a few forms already come from many programs."""


@dataclass(frozen=True, slots=True)
class Made:
    """One form that was made, or is to be."""

    name: str
    program: Program
    layout: str
    form: Form

    @property
    def path(self) -> Path:
        """Where it belongs, under the folder of its seed."""
        return Path(self.program.kind) / f"{self.name}{self.program.suffix}"


def plan(seed: int, number: int) -> tuple[Made, Random]:
    """Return form `number` of a seed, not yet written, and the chance that its writing draws from.

    The same seed and number give the same form whatever else is made and whatever programs there are.
    """
    chance = Random(f"wild/{seed}/{number}")
    drawn_from = half(half_of(seed))
    program = PROGRAMS[(number + seed) % len(PROGRAMS)]
    layout = chance.choice(sorted(drawn_from.layouts))
    form = compose(drawn_from, chance, chance.choice(program.fields), program.picks)
    return Made(f"w{seed}_{number:03d}_{layout}", program, layout, form), chance


def missing(program: Program) -> tuple[str, ...]:
    """Return what this machine lacks of what a program needs."""

    def lacks(need: str) -> bool:
        package = need.removeprefix("npm:")
        return not (_packages() / "node_modules" / package).is_dir() if package != need else shutil.which(need) is None

    return tuple(need for need in program.needs if lacks(need))


def document(made: Made) -> Document:
    """Return a form as a page."""
    form = made.form
    pen = Pen(form.style)
    body = half(half_of(int(made.name[1:].partition("_")[0]))).layouts[made.layout](form, pen)
    intro = tuple(Para((Run(text),)) for text in form.intro)
    title = Para((Run(form.title),), "title")
    return Document(
        form.title, form.head, form.foot, (title, *intro, *body, *form.close), form.font, form.size, form.accent
    )


def make(seed: int, count: int, out: Path) -> Iterator[Path]:
    """Write `count` forms of a seed under `out`, yielding each file; a form whose program is missing is left out."""
    for number in range(count):
        made, chance = plan(seed, number)
        if missing(made.program):
            continue
        to = out / made.path
        to.parent.mkdir(parents=True, exist_ok=True)
        made.program.write(document(made), to, chance)
        told = {
            "form": made.form.kind,
            "made_by": made.program.name,
            "habit": _habit(made),
            "answers": dict(made.form.truth),
            "idle": list(made.form.idle),
        }
        to.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        yield to


def _habit(made: Made) -> str:
    style = made.form.style
    return f"{made.layout}, choices by {style.fields or style.picks}"
