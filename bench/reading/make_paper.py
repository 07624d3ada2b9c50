"""Makes the corpus's paper: `python -m bench.reading.make_paper [printed-pdf] [scans] [other-layouts]`.

Forms printed to PDF, scanned, or of other people's design, numbers 100 and up; needs what bench.reading.make needs and
Ghostscript. Written without sight of the reader, so that it measures the reader and not what the reader was built on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from bench.reading.cases import invent
from bench.reading.make import (
    CORPUS,
    HERE,
    bound,
    by_chromium,
    by_pdf_lib,
    by_writer,
    flattened,
    redrawn,
    scanned,
    through,
)
from bench.reading.paper_html import html
from bench.reading.paper_sheets import Sheet, load_sheet
from bench.reading.paper_tools import by_reportlab, by_typst, in_word, questions
from flows.profile import load_council
from outputs.blank_word import blank_word
from proposals.council import Council
from proposals.reading import FormKind
from samples.answers import Case
from samples.make import COUNCIL
from samples.word import fill

MANAGED, REVIEW = FormKind.MANAGED_MOVE, FormKind.REVIEW_OUTCOME


@dataclass(frozen=True, slots=True)
class Paper:
    """One form as it is sent, and what stands on it."""

    name: str
    ending: str
    data: bytes
    case: Case
    made_by: str
    habit: str

    def save(self, kind: str) -> None:
        """Write the form, and the truth beside it."""
        folder = CORPUS / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}{self.ending}").write_bytes(self.data)
        truth = {
            "form": self.case.form.KIND.value,
            "made_by": self.made_by,
            "habit": self.habit,
            "answers": self.case.answers,
        }
        told = json.dumps(truth, ensure_ascii=False, indent=1)
        (folder / f"{self.name}.json").write_text(told + "\n", encoding="utf-8")


def only(case: Case, names: Iterator[str]) -> Case:
    """Return the case with no more than the answers `names`."""
    kept = set(names)
    return replace(case, answers={name: said for name, said in case.answers.items() if name in kept})


def flattened_by_pdf_lib(data: bytes) -> bytes:
    """Return a filled form as pdf-lib's form.flatten() leaves it."""
    script = (
        "import {PDFDocument} from 'pdf-lib'; import {readFileSync, writeFileSync} from 'node:fs';"
        "const pdf = await PDFDocument.load(readFileSync(process.argv[1])); pdf.getForm().flatten();"
        "writeFileSync(process.argv[2], await pdf.save());"
    )
    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work) / "in.pdf", Path(work) / "out.pdf"
        source.write_bytes(data)
        command: list[str | Path] = ["node", "--input-type=module", "-e", script, source, made]
        subprocess.run(command, cwd=HERE, check=True, capture_output=True, timeout=120)
        return made.read_bytes()


def through_ghostscript(data: bytes) -> bytes:
    """Return a form as a virtual PDF printer writes it."""
    return through(data, ".pdf", "gs", "-q", "-sDEVICE=pdfwrite", "-o", "OUT", "IN")


def own(name: str, sheet: str, made: Callable[[Case, Sheet], bytes], by: str, habit: str,
        form: FormKind = FormKind.OFF_SITE_DIRECTION, ending: str = ".pdf") -> Paper:  # fmt: skip
    """Return a school's own form of the invented case at the end of `name`, the truth being what the form asks."""
    written = load_sheet(sheet)
    case = invent(int(name.rpartition("_")[2]), form)
    case = only(case, questions(case, written))
    return Paper(name, ending, made(case, written), case, by, habit)


def chromium(layout: str, show: str, **how: object) -> Callable[[Case, Sheet], bytes]:
    """Return the maker of a form printed by Chromium."""
    return lambda case, sheet: by_chromium(html(case, sheet, layout, show, **how))


def writer(layout: str, show: str, ending: str = "pdf", **how: object) -> Callable[[Case, Sheet], bytes]:
    """Return the maker of a form saved by LibreOffice Writer."""
    return lambda case, sheet: by_writer(html(case, sheet, layout, show, **how).encode(), ".html", ending)


# Printed


def printed(council: Council) -> Iterator[Paper]:
    """Filled in on the screen and printed to PDF."""
    yield from _our_own(council)
    yield own("ruled_squares_105", "larchfield", chromium("ruled", "crossed_squares", size=11.5), "Chromium print",
              "one long bordered table, answers running over pages; drawn squares, crossed")  # fmt: skip
    yield own("bare_short_106", "st_wilfrids", chromium("bare", "short", font="Liberation Serif", size=11),
              "Chromium print", "label and answer side by side, no lines; Y/N, and K or CIN for choices")  # fmt: skip
    yield own("typst_table_107", "kestrel", lambda case, sheet: by_typst(case, sheet, "table"), "Typst",
              "bordered tables with 'Name' in four sections; drawn squares, the chosen one crossed")  # fmt: skip
    yield own("reportlab_grid_108", "osd1_2019", by_reportlab, "reportlab",
              "the council's form of 2019 in tables; drawn squares, the chosen one crossed")  # fmt: skip
    yield own("mixed_glyphs_109", "larchfield", chromium("mixed", "glyphs", font="DejaVu Serif", size=9),
              "Chromium print", "two pairs a row, paragraphs below a label across the table; box glyphs")  # fmt: skip
    yield own("writer_mixed_110", "st_wilfrids", writer("mixed", "glyphs_after"), "LibreOffice Writer",
              "four-column table, tick glyphs after their words")  # fmt: skip


def _our_own(council: Council) -> Iterator[Paper]:
    flat = "fills our form on the screen and flattens it so that nobody changes it"
    case = invent(112)  # no answer of it is too long for its box
    data = flattened_by_pdf_lib(by_pdf_lib(case, council))
    yield Paper("pdf_lib_flat_112", ".pdf", data, case, "pdf-lib form.flatten()", flat)
    case = invent(101, REVIEW)
    yield Paper("qpdf_flat_101", ".pdf", flattened(by_pdf_lib(case, council)), case, "qpdf --flatten-annotations", flat)
    case = invent(111, MANAGED)
    data = redrawn(by_pdf_lib(case, council))
    yield Paper("cairo_print_111", ".pdf", data, case, "pdftocairo", "prints our filled form to PDF")
    case = invent(103)
    data = through_ghostscript(by_pdf_lib(case, council))
    yield Paper("ghostscript_103", ".pdf", data, case, "Ghostscript pdfwrite", "prints our form to a PDF printer")
    case = invent(104, MANAGED)
    data = by_writer(fill(blank_word(case.form, council), case.answers), ".docx", "pdf")
    yield Paper("word_export_104", ".pdf", data, case, "LibreOffice Writer", "fills our Word form and sends it as PDF")


# Scanned

_A4_200 = "1654x2339"
_NOISE = ("-seed", "7", "-attenuate", "0.15", "+noise", "Gaussian")
_SHADOW = ("(", "-size", _A4_200, "gradient:white-gray50", ")", "-compose", "multiply", "-composite")
_FROM_ASIDE = ("-virtual-pixel", "background", "-background", "gray30", "-distort", "Perspective",
               "0,0 60,45 1654,0 1610,20 1654,2339 1640,2320 0,2339 15,2290")  # fmt: skip


def scan(paper: Paper, ending: str, dpi: int, *marks: str, quality: int = 30, pages: int = 6) -> Paper:
    """Return a form as a scanner or a telephone sends it: pictures at `dpi`, worse by ImageMagick's `marks`."""
    pictures = _whole(scanned(paper.data, dpi, *marks, quality=quality, pages=pages), ending)
    how = {"compression": "jpeg", "quality": quality} if ending == ".tif" else {"quality": quality}
    data = bound(pictures, ending, dpi, **how)
    return replace(paper, ending=ending, data=data, made_by=f"{paper.made_by}, pdftoppm and ImageMagick")


def _whole(pictures: list[Image.Image], ending: str) -> list[Image.Image]:
    """Return the pictures; raises ValueError where a file of one picture would lose pages that the truth has."""
    if len(pictures) > 1 and ending not in {".pdf", ".tif"}:
        raise ValueError(f"{len(pictures)} pages are too many for one {ending}: set the form smaller")
    return pictures


def faxed(paper: Paper) -> Paper:
    """Return a form as a fax machine keeps it: black and white, CCITT group 4, all pages in one TIFF."""
    pictures = [each.convert("1") for each in scanned(paper.data, 200, "-threshold", "58%", quality=92)]
    data = bound(pictures, ".tif", 200, compression="group4")
    return replace(paper, ending=".tif", data=data, made_by=f"{paper.made_by}, pdftoppm and a CCITT TIFF")


def as_png(paper: Paper, *marks: str) -> Paper:
    """Return a form of one page as a picture of sixteen greys."""
    page, *_ = _whole(scanned(paper.data, 200, *marks, quality=90), ".png")
    data = bound([page.quantize(16)], ".png", 200, optimize=True)
    return replace(paper, ending=".png", data=data, made_by=f"{paper.made_by}, pdftoppm and ImageMagick")


def scans(council: Council) -> Iterator[Paper]:
    """Printed, and scanned or photographed."""
    yield from _clean(council)
    yield from _worse(council)


def _clean(council: Council) -> Iterator[Paper]:
    """As a good office machine does it: 200 dpi, straight."""
    case = invent(120, REVIEW)
    ours = flattened(by_pdf_lib(case, council))
    paper = Paper("clean_ours_120", "", ours, case, "qpdf", "prints our form and scans it")
    yield scan(paper, ".pdf", 200)
    paper = own("clean_ruled_121", "larchfield", chromium("ruled", "hand_ticked", size=9), "Chromium print",
                "bordered table; squares ticked by a pen that runs over them")  # fmt: skip
    yield scan(paper, ".pdf", 200)
    paper = own("clean_bare_122", "st_wilfrids", chromium("bare", "words", font="DejaVu Sans", size=8.5),
                "Chromium print", "label and answer side by side, no lines; answers in words")  # fmt: skip
    yield scan(paper, ".pdf", 200)
    paper = own("clean_typst_123", "kestrel", lambda case, sheet: by_typst(case, sheet, "table"), "Typst",
                "bordered tables with 'Name' in four sections; crossed squares")  # fmt: skip
    yield scan(paper, ".pdf", 200)
    paper = own("clean_move_124", "stourmouth_move", chromium("mixed", "words", font="Liberation Serif"),
                "Chromium print", "another council's agreement, two pairs a row", MANAGED)  # fmt: skip
    yield scan(paper, ".pdf", 200)


def _worse(council: Council) -> Iterator[Paper]:
    """Turned, leaning, faxed, photographed."""
    paper = own("leaning_125", "osd1_2019", by_reportlab, "reportlab", "the form of 2019, fed in at a slant")
    yield scan(paper, ".pdf", 200, "-rotate", "1.8", *_NOISE)
    paper = own("turned_126", "pinder_street", chromium("ruled", "crossed_squares", size=8), "Chromium print",
                "a summary of one page, laid sideways on the glass")  # fmt: skip
    yield as_png(paper, "-rotate", "90")
    paper = own("upside_down_127", "brackenshire_review", chromium("underlined", "glyphs", size=14), "Chromium print",
                "another council's review record, upside down and unsharp at 150 dpi", REVIEW)  # fmt: skip
    yield scan(paper, ".tif", 150, "-rotate", "180", "-blur", "0x0.6", quality=45)
    case = invent(128, MANAGED)
    yield faxed(Paper("fax_128", "", flattened(by_pdf_lib(case, council)), case, "qpdf", "still has a fax machine"))
    paper = own("photo_129", "pinder_street", chromium("bare", "hand_ticked", size=8.5), "Chromium print",
                "one page photographed from aside, in the shade below")  # fmt: skip
    yield scan(paper, ".jpg", 200, *_SHADOW, *_FROM_ASIDE, "-blur", "0x0.5", quality=40)
    hand = chromium("underlined", "words", size=10.5, hand="Z003")
    paper = own("fine_hand_130", "pinder_street", hand, "Chromium print",
                "answers in a chancery hand on ruled lines, 300 dpi")  # fmt: skip
    yield scan(paper, ".pdf", 300, "-rotate", "-1.2", quality=14)
    yield scan(first_page(131, council), ".jpg", 200, "-rotate", "2.4", *_NOISE, quality=40,
               pages=1)  # fmt: skip


def first_page(number: int, council: Council) -> Paper:
    """Return our own form, of which the school sends the first page alone."""
    case = invent(number)
    filled = by_pdf_lib(case, council)
    with pikepdf.open(BytesIO(filled)) as pdf:
        boxes = list(pdf.pages[0].Annots)
        there = {str(box.get("/T") or box.Parent.T) for box in boxes if box.Subtype == "/Widget"}
    habit = "photographs the first page and forgets the others"
    return Paper(f"photo_first_page_{number}", "", flattened(filled), only(case, iter(there)), "qpdf", habit)


# Other people's design


def layouts(_council: Council) -> Iterator[Paper]:
    """Schools' and other councils' own forms."""
    yield own("columns_140", "kestrel", chromium("columns", "words", font="DejaVu Sans", size=9), "Chromium print",
              "two newspaper columns, labels above answers; 'Name' in four sections")  # fmt: skip
    yield own("above_141", "st_wilfrids", lambda case, sheet: by_typst(case, sheet, "above", "DejaVu Sans"), "Typst",
              "labels above answers, two a row, no lines; crossed squares")  # fmt: skip
    yield own("numbered_circled_142", "loamshire", chromium("numbered", "circled"), "Chromium print",
              "another council: long preamble, numbered questions, the choice ringed")  # fmt: skip
    yield own("old_form_struck_143", "osd1_2019", writer("bare", "struck"), "LibreOffice Writer",
              "our form of 2019 with its old labels; the other choices struck out")  # fmt: skip
    yield own("asked_144", "loamshire", lambda case, sheet: in_word(case, sheet, "asked"), "python-docx",
              "another council in Word: numbered list of questions, answers in italics below; Yes / No struck",
              ending=".docx")  # fmt: skip
    yield own("pairs_145", "kestrel", lambda case, sheet: in_word(case, sheet, "pairs"), "python-docx",
              "Word tables of two pairs a row, paragraphs in their label's cell; Yes / No struck",
              ending=".docx")  # fmt: skip
    yield own("stacked_146", "larchfield",
              lambda case, sheet: by_writer(in_word(case, sheet, "above"), ".docx", "pdf"), "LibreOffice Writer",
              "a table of one column, each label in a row above its answer; Yes / No struck")  # fmt: skip
    yield own("open_squares_147", "loamshire", lambda case, sheet: by_typst(case, sheet, "open"), "Typst",
              "another council: labels are questions, answers beside them without lines; crossed squares")  # fmt: skip
    yield own("move_circled_148", "stourmouth_move", chromium("columns", "circled"), "Chromium print",
              "another council's agreement in two columns, the choice ringed", MANAGED)  # fmt: skip
    yield own("review_struck_149", "brackenshire_review", chromium("mixed", "struck", font="Liberation Serif", size=11),
              "Chromium print", "another council's record, the other choices struck out", REVIEW)  # fmt: skip


_KINDS: dict[str, Callable[[Council], Iterator[Paper]]] = {
    "printed-pdf": printed,
    "scans": scans,
    "other-layouts": layouts,
}


def main(kinds: list[str]) -> None:
    """Make the kinds named, or all of them."""
    council = load_council(COUNCIL)
    for kind in kinds or _KINDS:
        for paper in _KINDS[kind](council):
            paper.save(kind)
            print(f"{kind}/{paper.name}{paper.ending}  {len(paper.data) // 1024} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])
