"""Makes the corpus: `python -m bench.reading.make` (needs Node.js, LibreOffice, Chromium, poppler, qpdf, ImageMagick).

Every form is filled in, printed, saved or scanned by somebody else's program. The files are committed: nobody needs
to make them again to measure.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from bench.reading.cases import invent
from bench.reading.habits import HABITS
from bench.reading.nameless import nameless
from bench.reading.pages import page
from bench.reading.words import WORD_HABITS
from flows.profile import load_council
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from proposals.reading import FormKind
from samples.answers import Case
from samples.make import COUNCIL
from samples.word import fill, through_libreoffice

CORPUS = Path(__file__).resolve().parent / "corpus"
HERE = Path(__file__).resolve().parents[2] / "samples"
MANAGED, REVIEW = FormKind.MANAGED_MOVE, FormKind.REVIEW_OUTCOME


@dataclass(frozen=True, slots=True)
class Made:
    """One form of the corpus."""

    kind: str
    name: str
    ending: str
    data: bytes
    case: Case
    made_by: str
    asked: frozenset[str] | None = None
    """The Questions on it; None for all."""

    def save(self) -> None:
        """Write the form, and the truth beside it."""
        folder = CORPUS / self.kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}{self.ending}").write_bytes(self.data)
        answers = {name: said for name, said in self.case.answers.items() if self.asked is None or name in self.asked}
        truth = {"form": self.case.form.KIND.value, "made_by": self.made_by, "answers": answers}
        told = json.dumps(truth, ensure_ascii=False, indent=1)
        (folder / f"{self.name}.json").write_text(told + "\n", encoding="utf-8")


def run(*command: str | Path) -> None:
    """Run somebody else's program on our own files."""
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def through(data: bytes, ending: str, *command: str) -> bytes:
    """Return what a program makes of a file; IN and OUT stand for the two paths."""
    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work) / f"in{ending}", Path(work) / "out.pdf"
        source.write_bytes(data)
        run(*(str({"IN": source, "OUT": made}.get(word, word)) for word in command))
        return made.read_bytes()


# The tools


def by_pdf_lib(case: Case, council: object) -> bytes:
    """Our blank, filled in by pdf-lib."""
    with tempfile.TemporaryDirectory() as work:
        blank, answers, made = (Path(work) / name for name in ("blank.pdf", "answers.json", "made.pdf"))
        blank.write_bytes(blank_pdf(case.form, council))
        answers.write_text(json.dumps(case.answers), encoding="utf-8")
        run("node", HERE / "fill.mjs", blank, answers, made)
        return made.read_bytes()


def by_pikepdf(case: Case, council: object, *, kids: bool = False) -> bytes:
    """Our blank, filled in by pikepdf: values alone, as a bare program writes them, or on the widgets only."""
    with pikepdf.open(BytesIO(blank_pdf(case.form, council))) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            answer = case.answers.get(str(field.T))
            if answer is None:
                continue
            if field.FT == "/Btn":
                state = pikepdf.Name(f"/{answer}")
                if not kids:
                    field.V = state
                for kid in field.Kids:
                    kid.AS = state if state in kid.AP.N else pikepdf.Name.Off
            else:
                field.V = pikepdf.String(answer)
        pdf.Root.AcroForm.NeedAppearances = True
        return saved(pdf)


def saved(pdf: pikepdf.Pdf, **kept: object) -> bytes:
    """Return a PDF's bytes."""
    out = BytesIO()
    pdf.save(out, **kept)
    return out.getvalue()


def flattened(data: bytes) -> bytes:
    """A filled form, its boxes made part of the page by qpdf."""
    return through(data, ".pdf", "qpdf", "--generate-appearances", "--flatten-annotations=all", "IN", "OUT")


def redrawn(data: bytes) -> bytes:
    """A filled form as a PDF printer redraws it (cairo)."""
    return through(data, ".pdf", "pdftocairo", "-pdf", "IN", "OUT")


def by_chromium(html: str) -> bytes:
    """HTML printed to PDF by Chromium."""
    with tempfile.TemporaryDirectory() as work:
        source, made = Path(work) / "form.html", Path(work) / "form.pdf"
        source.write_text(html, encoding="utf-8")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--no-first-run", "--disable-sync", f"--user-data-dir={work}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={made}", source.as_uri())  # fmt: skip
        return made.read_bytes()


def by_writer(source: bytes, ending: str, target: str) -> bytes:
    """What LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / f"form{ending}"
        path.write_bytes(source)
        more = ["--infilter=HTML (StarWriter)"] if ending == ".html" else []
        run("soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", *more, "--convert-to", target,
            "--outdir", f"{work}/made", path)  # fmt: skip
        return (Path(work) / "made" / f"form.{target.partition(':')[0]}").read_bytes()


def scanned(data: bytes, dpi: int, *marks: str, quality: int = 40, pages: int = 6) -> list[Image.Image]:
    """The pages of a PDF as a scanner gives them: grey pictures, worse by ImageMagick's `marks`."""
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "form.pdf").write_bytes(data)
        run("pdftoppm", "-r", str(dpi), "-gray", "-png", "-l", str(pages), f"{work}/form.pdf", f"{work}/page")
        found = []
        for number, drawn in enumerate(sorted(Path(work).glob("page*.png"))):
            made = Path(work) / f"made{number}.jpg"
            run("convert", drawn, *marks, "-quality", str(quality), made)
            found.append(Image.open(BytesIO(made.read_bytes())))
        return found


def bound(pictures: list[Image.Image], ending: str, dpi: int, **how: object) -> bytes:
    """Pictures as one file."""
    out = BytesIO()
    first, *rest = pictures
    kinds = {".pdf": "PDF", ".tif": "TIFF", ".jpg": "JPEG", ".png": "PNG", ".heic": "HEIF"}
    more = {"save_all": True, "append_images": rest} if ending in {".pdf", ".tif"} else {}
    if ending == ".heic":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    first.save(out, kinds[ending], dpi=(dpi, dpi), **more, **how)
    return out.getvalue()


# The corpus


def asked(habit: int) -> frozenset[str]:
    """The Questions on a school's own form."""
    return frozenset(name for _, rows in HABITS[habit].sections for _, name in rows)


def fillable(council: object) -> Iterator[Made]:
    """Boxes to fill in."""
    for number, form in ((1, None), (2, None), (3, MANAGED), (4, REVIEW)):
        case = invent(number, form or FormKind.OFF_SITE_DIRECTION)
        yield Made("fillable-pdf", f"pdf_lib_{number}", ".pdf", by_pdf_lib(case, council), case, "pdf-lib")
    for number, form in ((5, None), (6, MANAGED)):
        case = invent(number, form or FormKind.OFF_SITE_DIRECTION)
        yield Made("fillable-pdf", f"pikepdf_{number}", ".pdf", by_pikepdf(case, council), case, "pikepdf")
    case = invent(7)
    yield Made("fillable-pdf", "kids_7", ".pdf", by_pikepdf(case, council, kids=True), case, "pikepdf, states on kids")
    case = invent(8)
    locked = through(by_pdf_lib(case, council), ".pdf", "qpdf", "--encrypt", "", "owner", "256", "--", "IN", "OUT")
    yield Made("fillable-pdf", "owner_password_8", ".pdf", locked, case, "pdf-lib, locked by qpdf")
    for number in (9, 10, 11, 12):
        case, habit = invent(number), number % 3
        data = nameless(case, HABITS[habit], above=number % 2 == 0, tooltips=number == 12)
        yield Made("fillable-pdf", f"nameless_{number}", ".pdf", data, case, "reportlab", asked(habit))


def word(council: object) -> Iterator[Made]:
    """Word files."""
    for number, form in ((20, None), (21, None), (22, MANAGED), (23, REVIEW)):
        case = invent(number, form or FormKind.OFF_SITE_DIRECTION)
        data = fill(blank_word(case.form, council), case.answers)
        yield Made("word-controls", f"filled_{number}", ".docx", data, case, "python-docx, as Word does")
        yield Made("word-controls", f"libreoffice_{number}", ".docx", through_libreoffice(data), case, "LibreOffice")
    for number, (name, make) in enumerate(WORD_HABITS.items(), start=30):
        case, habit = invent(number), number % 3
        kind = "word-legacy" if name.startswith("legacy") else "word-tables"
        yield Made(kind, f"{name}_{number}", ".docx", make(case, HABITS[habit]), case, "python-docx", asked(habit))
    for number, layout in enumerate(("grid", "pairs", "inside", "lines"), start=45):
        case, habit = invent(number), number % 3
        html = page(case, HABITS[habit], layout, "glyphs" if number % 2 else "struck")
        data = by_writer(html.encode(), ".html", "docx")
        yield Made("word-tables", f"writer_{layout}_{number}", ".docx", data, case, "LibreOffice Writer", asked(habit))


def office(_council: object) -> Iterator[Made]:
    """Other office files."""
    plans = (("odt", "grid", 0), ("rtf", "grid", 1), ("doc", "pairs", 0), ("odt", "lines", 1), ("doc", "grid", 2))
    for number, (ending, layout, habit) in enumerate(plans, start=50):
        case = invent(number)
        data = by_writer(page(case, HABITS[habit], layout, "glyphs").encode(), ".html", ending)
        yield Made("office", f"{layout}_{number}", f".{ending}", data, case, "LibreOffice Writer", asked(habit))


def printed(council: object) -> Iterator[Made]:
    """Printed to PDF, or flattened."""
    for number, form in ((60, None), (61, MANAGED), (62, REVIEW)):
        case = invent(number, form or FormKind.OFF_SITE_DIRECTION)
        yield Made("printed-pdf", f"qpdf_{number}", ".pdf", flattened(by_pdf_lib(case, council)), case, "qpdf")
    case = invent(63)
    yield Made("printed-pdf", "cairo_63", ".pdf", redrawn(by_pdf_lib(case, council)), case, "cairo")
    case = invent(64)
    data = by_writer(fill(blank_word(case.form, council), case.answers), ".docx", "pdf")
    yield Made("printed-pdf", "writer_64", ".pdf", data, case, "LibreOffice Writer")
    plans = (("grid", "drawn", 0), ("pairs", "glyphs", 1), ("grid", "words", 1), ("inside", "words", 0))
    for number, (layout, ticks, habit) in enumerate(plans, start=65):
        case = invent(number)
        data = by_chromium(page(case, HABITS[habit], layout, ticks))
        yield Made("printed-pdf", f"chromium_{layout}_{number}", ".pdf", data, case, "Chromium", asked(habit))
    case = invent(69)
    data = by_writer(WORD_HABITS["crosses"](case, HABITS[0]), ".docx", "pdf")
    yield Made("printed-pdf", "writer_crosses_69", ".pdf", data, case, "LibreOffice Writer", asked(0))


def layouts(_council: object) -> Iterator[Made]:
    """Other layouts and other words."""
    plans = (("plain", "words", 0), ("plain", "struck", 2), ("above", "drawn", 1), ("above", "words", 2),
             ("lines", "struck", 0), ("lines", "words", 2), ("pairs", "drawn", 2), ("grid", "struck", 2))  # fmt: skip
    for number, (layout, ticks, habit) in enumerate(plans, start=70):
        case, font = invent(number), "Georgia, serif" if number % 2 else "Arial, sans-serif"
        data = by_chromium(page(case, HABITS[habit], layout, ticks, font))
        yield Made("other-layouts", f"{layout}_{ticks}_{number}", ".pdf", data, case, "Chromium", asked(habit))


def scans(council: object) -> Iterator[Made]:
    """Scans and photographs."""
    blur, noise = ("-blur", "0x0.7"), ("-attenuate", "0.25", "+noise", "Gaussian")
    plans = (
        ("plain_200", ".pdf", 200, ()), ("lean_200", ".pdf", 200, ("-rotate", "1.6", *noise)),
        ("turned_200", ".pdf", 200, ("-rotate", "90")), ("upside_200", ".tif", 200, ("-rotate", "180", *blur)),
        ("plain_150", ".pdf", 150, noise), ("fine_300", ".pdf", 300, ("-rotate", "-1")),
    )  # fmt: skip
    for number, (name, ending, dpi, marks) in enumerate(plans, start=80):
        case = invent(number, MANAGED if number % 2 else FormKind.OFF_SITE_DIRECTION)
        pictures = scanned(flattened(by_pdf_lib(case, council)), dpi, *marks, quality=35 if dpi < 300 else 20)
        how = {"compression": "jpeg", "quality": 35} if ending == ".tif" else {"quality": 35}
        data = bound(pictures, ending, dpi, **how)
        yield Made("scans", f"{name}_{number}", ending, data, case, "pdftoppm and ImageMagick")
    for number, (layout, ticks, marks) in enumerate(
        (("grid", "drawn", ()), ("grid", "words", ("-rotate", "-2", *blur)), ("plain", "words", noise),
         ("pairs", "glyphs", ("-rotate", "270"))), start=86,
    ):  # fmt: skip
        case, habit = invent(number), number % 2
        source = by_chromium(page(case, HABITS[habit], layout, ticks))
        data = bound(scanned(source, 200, *marks), ".pdf", 200, quality=35)
        yield Made("scans", f"own_{layout}_{number}", ".pdf", data, case, "Chromium and ImageMagick", asked(habit))
    for number, ending in ((90, ".jpg"), (91, ".heic")):
        case = invent(number, REVIEW)
        source = flattened(by_pdf_lib(case, council))
        light = ("-rotate", "2.2", "-sigmoidal-contrast", "2x40%", "-blur", "0x0.5")
        pictures = scanned(source, 200, *light)
        data = bound(pictures[:1], ending, 200, quality=60)
        yield Made("scans", f"photo_{number}", ending, data, case, "ImageMagick", frozenset(_first_page(case, source)))


def _first_page(case: Case, source: bytes) -> Iterator[str]:
    """The Questions whose labels stand on the first page."""
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "form.pdf").write_bytes(source)
        run("pdftotext", "-l", "1", f"{work}/form.pdf", f"{work}/page.txt")
        text = " ".join((Path(work) / "page.txt").read_text(encoding="utf-8").split())
    return (question.name for question in case.form.questions() if question.label in text)


def main() -> None:
    """Make these forms anew; those of another hand (`make_paper`) stay as they are."""
    council = load_council(COUNCIL)
    groups: tuple[Callable[[object], Iterator[Made]], ...] = (fillable, word, office, printed, layouts, scans)
    for group in groups:
        for made in group(council):
            made.save()
            print(f"{made.kind}/{made.name}{made.ending}  {len(made.data) // 1024} KiB")


if __name__ == "__main__":
    main()
