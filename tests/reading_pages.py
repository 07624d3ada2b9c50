"""A short form of two pages for tests, printed into a PDF or photographed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

Page = Sequence[tuple[str, str]]
"""Labels with their answers; a label without an answer is a heading."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A proposal about one pupil: the school and the pupil on the first page, the placement on the second."""

    forename: str
    surname: str
    born: str
    upn: str

    def pages(self, *, head: bool = False) -> tuple[Page, Page]:
        """Return its pages; with `head` each says whose it is."""
        pupil = (("Surname", self.surname), ("Date of birth", self.born), ("UPN", self.upn))
        first = (
            ("Off-site direction proposal", ""),
            ("Name of school", "Brookfield Academy"),
            ("Head teacher", "T. Oduya"),
            ("Forename", self.forename),
            *pupil,
            ("Year group", "9"),
            ("SEN status", "SEN support"),
            ("Looked after", "No"),
            ("Parental views", f"They agree about {self.forename}."),
            ("Pupil voice", "I want to go."),
        )
        second = (
            *(pupil if head else ()),
            ("Name of provider", f"The {self.surname} Mill"),
            ("Type of provision", "PRU"),
            ("Start date", "11/1/2027"),
            ("End date", "19/2/2027"),
            ("Days per week", "3"),
            ("Hours per week", "15"),
            ("Objectives", "Fewer call-outs from lessons"),
            ("Success criteria", "At most one call-out a week"),
            ("Reintegration plan", "Back to lessons by half term"),
            ("Reintegration date", "22/2/2027"),
            ("Review interval in weeks", "6"),
        )
        return first, second


def printed(*pages: Page) -> bytes:
    """Return a PDF of these pages, each a table."""
    made = BytesIO()
    paper = canvas.Canvas(made, pagesize=A4)
    for page in pages:
        top = A4[1] - 90
        for label, answer in page:
            paper.setFont("Helvetica-Bold" if not answer else "Helvetica", 11)
            paper.drawString(66, top - 17, label)
            if answer:
                paper.rect(60, top - 26, 190, 26)
                paper.rect(250, top - 26, 270, 26)
                paper.drawString(256, top - 17, answer)
            top -= 26 if answer else 40
        paper.showPage()
    paper.save()
    return made.getvalue()


def photographed(*pages: Page, into: str = "png") -> bytes:
    """Return a picture of the pages: PNG for one, a PDF of pictures for more."""
    drawn = [page.render(scale=200 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(printed(*pages))]
    first, *more = drawn
    made = BytesIO()
    if into == "pdf":
        first.save(made, "PDF", save_all=True, append_images=more, resolution=200)
    else:
        first.save(made, "PNG", dpi=(200, 200))
    return made.getvalue()
