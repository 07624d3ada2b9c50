"""Forms of other people's making for tests: one pupil's answers, laid out in the ways that schools and councils do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen import canvas

from extractors.reader import read
from proposals.reading import Answer, Reading
from word_form import DOCX, run, word

PDF = "application/pdf"
TITLE = "Off-site direction referral"
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
SIZE, LEADING = 10, 13


@dataclass(frozen=True, slots=True)
class Asked:
    """A label, the Question that it asks, and what was written there."""

    label: str
    question: str
    said: str


Part = tuple[str, tuple[Asked, ...]]
"""A heading, and what is asked under it."""

NAMED: tuple[Part, ...] = (
    (
        "School details",
        (
            Asked("School name", "school_name", "Oakfield Academy"),
            Asked("Headteacher", "headteacher_name", "Tunde Oduya"),
            Asked("School email", "school_email", "office@example.org"),
        ),
    ),
    (
        "Pupil details",
        (
            Asked("Forename", "pupil_forename", "Mia"),
            Asked("Surname", "pupil_surname", "Thornbury"),
            Asked("Date of birth", "date_of_birth", "4/3/2012"),
            Asked("UPN", "upn", "A999400123041"),
            Asked("Year group", "year_group", "9"),
        ),
    ),
    (
        "Parent/carer",
        (
            Asked("Parent name", "parent_name", "Jo Thornbury"),
            Asked("Parental views", "parents_views", "They agree to the plan and will drive Mia."),
        ),
    ),
    (
        "Placement details",
        (
            Asked("Name of provider", "provider_name", "The Mill"),
            Asked("Contact at provider", "provider_contact", "Sam Reed"),
            Asked("Start date", "start_date", "11/1/2027"),
            Asked("End date", "end_date", "19/2/2027"),
            Asked("Days per week", "days_per_week", "3"),
            Asked("Hours per week", "hours_per_week", "15"),
        ),
    ),
    (
        "Purpose of the placement",
        (
            Asked("Objectives", "objectives", "Mia asks for help instead of walking out of her lessons."),
            Asked("Success criteria", "success_criteria", "Fewer than two walk-outs a week by half term."),
            Asked("How needs will be met", "needs_met", "Small groups with one key adult all day."),
        ),
    ),
    (
        "Reviews",
        (
            Asked("Reintegration plan", "reintegration_plan", "Back to lessons one morning at a time."),
            Asked("Return date", "reintegration_date", "22/2/2027"),
        ),
    ),
)
"""A form with labels of a few words, most of which are listed."""

_IN_QUESTIONS = (
    "Which school does the pupil attend?",
    "Who is the headteacher?",
    "What is your email address?",
    "What is the pupil's first name?",
    "What is the pupil's last name?",
    "What is the pupil's date of birth?",
    "What is the pupil's UPN?",
    "Which year group is the pupil in?",
    "What is the name of the parent or carer?",
    "What do the parents say about it?",
    "Where will the pupil be taught?",
    "Who is the contact at the provider?",
    "When does the placement start?",
    "When does the placement end?",
    "How many days a week?",
    "How many hours a week?",
    "What are the objectives?",
    "How will success be measured?",
    "How will the provision meet the pupil's needs?",
    "What is the plan for the return to school?",
    "When will the pupil return?",
)


def _in_questions() -> Iterator[Part]:
    labels = iter(_IN_QUESTIONS)
    for heading, asked in NAMED:
        yield heading, tuple(Asked(next(labels), each.question, each.said) for each in asked)


QUESTIONS = tuple(_in_questions())
"""The same form in whole questions."""


def all_of(parts: Sequence[Part]) -> list[Asked]:
    """Everything that is asked, without the headings."""
    return [each for _, asked in parts for each in asked]


def expected(parts: Sequence[Part]) -> dict[str, str]:
    """What such a form should be understood to say."""
    return {each.question: each.said for each in all_of(parts)}


def changed(parts: Sequence[Part], question: str, *, label: str | None = None, said: str | None = None) -> list[Part]:
    """The form with another label or another answer at one Question."""

    def one(each: Asked) -> Asked:
        if each.question != question:
            return each
        return Asked(each.label if label is None else label, question, each.said if said is None else said)

    return [(heading, tuple(map(one, asked))) for heading, asked in parts]


def without(parts: Sequence[Part], *questions: str) -> list[Part]:
    """The form without some of its Questions."""
    return [(heading, tuple(each for each in asked if each.question not in questions)) for heading, asked in parts]


def said(reading: Reading) -> dict[str, str]:
    """What a Reading says, with the answer's lines on one line; no Question may be answered twice."""
    found = {answer.question: " ".join(answer.raw.split()) for answer in reading.answers}
    assert len(found) == len(reading.answers)
    return found


def answer(reading: Reading, question: str) -> Answer:
    """The one Answer to a Question."""
    (found,) = (each for each in reading.answers if each.question == question)
    return found


# PDF


@dataclass(slots=True)
class Paper:
    """A printed page that is written from the top; lengths are points from its upper left corner."""

    made: BytesIO = field(default_factory=BytesIO)
    top: float = 60.0
    on: canvas.Canvas = field(init=False)

    def __post_init__(self) -> None:
        self.on = canvas.Canvas(self.made, pagesize=A4)

    def done(self) -> bytes:
        """The file."""
        self.on.save()
        return self.made.getvalue()

    def room(self, height: float) -> None:
        """Begin a new page when less than this is left."""
        if self.top + height > 790:
            self.on.showPage()
            self.top = 60.0

    def text(self, left: float, words: str, *, bold: bool = False, size: int = SIZE) -> None:
        """One line of words at the height where the page is now."""
        self.on.setFont(BOLD if bold else PLAIN, size)
        self.on.drawString(left, A4[1] - self.top, words)

    def block(self, left: float, words: str, width: float, *, bold: bool = False) -> float:
        """Words over as many lines as they take; returns how high that is."""
        lines = simpleSplit(words, BOLD if bold else PLAIN, SIZE, width)
        for place, line in enumerate(lines):
            self.on.setFont(BOLD if bold else PLAIN, SIZE)
            self.on.drawString(left, A4[1] - self.top - place * LEADING, line)
        return len(lines) * LEADING

    def title(self, words: str = TITLE) -> None:
        """The form's title."""
        self.text(50, words, bold=True, size=16)
        self.top += 34

    def heading(self, words: str) -> None:
        """A heading above a part of the form."""
        self.room(70)
        self.top += 10
        self.text(50, words, bold=True, size=13)
        self.top += 24

    def rect(self, left: float, width: float, height: float) -> None:
        """A cell whose first line of words stands at the height where the page is now."""
        self.on.rect(left, A4[1] - self.top - height + LEADING, width, height)

    def box(self, left: float, *, filled: bool = False, lower: float = 0.0, side: float = 9.0) -> None:
        """A box to tick beside the words at this height, or `lower` than them."""
        self.on.rect(left, A4[1] - self.top - 1 - lower, side, side, stroke=1, fill=int(filled))

    def width(self, words: str, *, bold: bool = False) -> float:
        """How wide words are."""
        return float(self.on.stringWidth(words, BOLD if bold else PLAIN, SIZE))


def labels_above(parts: Sequence[Part], *, bold: bool = False, title: str = TITLE) -> bytes:
    """Labels on lines of their own, answers below them."""
    paper = Paper()
    paper.title(title)
    for heading, asked in parts:
        paper.heading(heading)
        for each in asked:
            paper.room(60)
            paper.text(50, each.label, bold=bold)
            paper.top += LEADING
            paper.top += paper.block(50, each.said, 480) + 9
    return paper.done()


def bold_labels_above(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """As above, the labels in bold."""
    return labels_above(parts, bold=True, title=title)


def labels_beside(parts: Sequence[Part], *, bold: bool = False, title: str = TITLE) -> bytes:
    """Labels on the left, answers at one height with them on the right, no lines."""
    paper = Paper()
    paper.title(title)
    for heading, asked in parts:
        paper.heading(heading)
        for each in asked:
            paper.room(60)
            paper.text(50, each.label, bold=bold)
            paper.top += paper.block(310, each.said, 230) + 9
    return paper.done()


def bold_labels_beside(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """As above, the labels in bold."""
    return labels_beside(parts, bold=True, title=title)


def two_columns(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """Labels in bold above their answers, two side by side."""
    paper = Paper()
    paper.title(title)
    for heading, asked in parts:
        paper.heading(heading)
        for pair in _by(2, asked):
            paper.room(70)
            for left, each in zip((50, 310), pair, strict=False):
                paper.text(left, each.label, bold=True)
            paper.top += LEADING
            paper.top += max(paper.block(left, each.said, 220) for left, each in zip((50, 310), pair, strict=False)) + 9
    return paper.done()


def narrow_columns(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """Two columns without lines: labels that wrap, and answers that wrap further."""
    paper = Paper()
    paper.title(title)
    for heading, asked in parts:
        paper.heading(heading)
        for each in asked:
            paper.room(80)
            paper.top += max(paper.block(50, each.label, 95), paper.block(165, each.said, 120)) + 8
    return paper.done()


def ruled(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """A table with lines: a label and its answer in each row."""
    paper = Paper()
    paper.title(title)
    for heading, asked in parts:
        paper.heading(heading)
        for each in asked:
            paper.room(60)
            high = max(paper.block(56, each.label, 160), paper.block(236, each.said, 290)) + 8
            paper.rect(50, 180, high)
            paper.rect(230, 310, high)
            paper.top += high
        paper.top += 10
    return paper.done()


def labels_in_cells(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """Cells two a row, each with its label in bold and the answer below it."""
    paper = Paper()
    paper.title(title)
    for heading, asked in parts:
        paper.heading(heading)
        for pair in _by(2, asked):
            paper.room(70)
            high = 0.0
            for left, each in zip((50, 295), pair, strict=False):
                paper.block(left + 5, each.label, 235, bold=True)
                paper.top += LEADING
                high = max(high, LEADING + paper.block(left + 5, each.said, 235) + 8)
                paper.top -= LEADING
            for left, _ in zip((50, 295), pair, strict=False):
                paper.rect(left, 245, high)
            paper.top += high
        paper.top += 10
    return paper.done()


def header_rows(parts: Sequence[Part], *, dashed: bool = False, title: str = TITLE) -> bytes:
    """Rows of labels in bold, each over a row of their answers."""
    paper = Paper()
    paper.title(title)
    for heading, asked in parts:
        paper.heading(heading)
        if dashed:
            paper.on.setDash(3, 2)
        for some in _by(3, asked):
            paper.room(90)
            width = 495 / len(some)
            for bold in (True, False):
                texts = [each.label if bold else each.said for each in some]
                lefts = [50 + place * width for place in range(len(some))]
                high = 8 + max(
                    paper.block(left + 5, text, width - 12, bold=bold) for left, text in zip(lefts, texts, strict=True)
                )
                for left in lefts:
                    paper.rect(left, width, high)
                paper.top += high
        paper.top += 10
    return paper.done()


def dashed_header_rows(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """As above, drawn with dashed lines."""
    return header_rows(parts, dashed=True, title=title)


def _by(size: int, asked: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    for start in range(0, len(asked), size):
        yield asked[start : start + size]


# Word

_B = "<w:b/>"
_SHADED = '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'


NEW_PARAGRAPH = "\n\n"
"""Within an answer."""


def bold(text: str) -> str:
    """A run in bold."""
    return run(escape(text), _B)


def plain(text: str) -> str:
    """Runs in plain letters, in as many paragraphs as the text has."""
    return "</w:p><w:p>".join(run(escape(part)) for part in text.split(NEW_PARAGRAPH))


TAB = "<w:r><w:tab/></w:r>"


def line(*runs: str) -> str:
    """A paragraph of these runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def heading(text: str, style: str = "Heading2") -> str:
    """A paragraph that is set as a heading."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{plain(text)}</w:p>'


def cell(runs: str, looks: str = "") -> str:
    """A cell of one or more paragraphs, or of runs."""
    inner = runs if runs.startswith("<w:p>") else line(runs)
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A table of cells that are made already."""
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in rows)}</w:tbl>"


def with_more(made: Callable[[Sequence[Part]], bytes], parts: Sequence[Part], *more: str) -> bytes:
    """The Word file that a layout makes of a form, with more paragraphs or tables at its end."""
    with zipfile.ZipFile(BytesIO(made(parts))) as archive:
        body = archive.read("word/document.xml").decode()
    return word(body[body.index("<w:body>") + 8 : body.rindex("</w:body>")] + "".join(more), ours=False)


def document(body: str, title: str = TITLE) -> bytes:
    """A Word file of somebody else's under a title."""
    return word(heading(title, "Title") + body, ours=False)


def _document(parts: Sequence[Part], title: str, show: Callable[[Sequence[Asked]], str]) -> bytes:
    return document("".join(heading(over) + show(asked) for over, asked in parts), title)


def _asking(label: str) -> str:
    return label if label.endswith((":", "?")) else f"{label}:"


def colons(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """Label and answer on one line, a colon between them."""
    return _document(
        parts, title, lambda asked: "".join(line(plain(f"{_asking(each.label)} {each.said}")) for each in asked)
    )


def tabs(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """Label and answer on one line, a tab between them."""
    return _document(
        parts, title, lambda asked: "".join(line(plain(each.label), TAB, plain(each.said)) for each in asked)
    )


def bold_colons(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """Label and colon in bold, the answer in plain letters behind them."""
    return _document(
        parts, title, lambda asked: "".join(line(bold(_asking(each.label)), plain(f" {each.said}")) for each in asked)
    )


def bold_lines(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """A label in bold on a line of its own, the answer on the next."""
    return _document(
        parts, title, lambda asked: "".join(line(bold(each.label)) + line(plain(each.said)) for each in asked)
    )


def shaded_cells(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """A table whose cells of labels have a ground of their own."""
    return _document(
        parts,
        title,
        lambda asked: table(*((cell(plain(each.label), _SHADED), cell(plain(each.said))) for each in asked)),
    )


def bold_cells(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """A table whose labels are in bold, two pairs a row."""

    def show(asked: Sequence[Asked]) -> str:
        return table(
            *(
                [made for each in pair for made in (cell(bold(each.label)), cell(plain(each.said)))]
                for pair in _by(2, asked)
            )
        )

    return _document(parts, title, show)


def heads_of_columns(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """Tables of a row of labels in bold over a row of answers."""

    def show(asked: Sequence[Asked]) -> str:
        return "".join(
            table([cell(bold(each.label)) for each in some], [cell(plain(each.said)) for each in some]) + line()
            for some in _by(3, asked)
        )

    return _document(parts, title, show)


def in_turn(parts: Sequence[Part], *, title: str = TITLE) -> bytes:
    """A table of one column: a label, and its answer in the cell below."""
    return _document(
        parts, title, lambda asked: table(*((cell(plain(text)),) for each in asked for text in (each.label, each.said)))
    )


def read_pdf(data: bytes) -> Reading:
    """What is read in a PDF."""
    return read(data, PDF)


def read_word(data: bytes) -> Reading:
    """What is read in a Word file."""
    return read(data, DOCX)
