"""A school's own fillable PDF, made with reportlab: boxes called Text1 and Check Box2, their labels printed by them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.reading.habits import Habit
from proposals.question import Kind
from samples.answers import Case

_LEFT, _RIGHT, _TOP, _BOTTOM = 50.0, 545.0, 790.0, 60.0


def nameless(case: Case, habit: Habit, *, above: bool, tooltips: bool) -> bytes:
    """Return the form, filled in; labels stand above their boxes or to their left, or are tooltips as well."""
    maker = _Maker(case, above=above, tooltips=tooltips)
    maker.text(habit.title, 15)
    for heading, rows in habit.sections:
        maker.heading(heading)
        for label, name in rows:
            maker.question(label, name)
    maker.canvas.save()
    return _filled(maker)


class _Maker:
    def __init__(self, case: Case, *, above: bool, tooltips: bool) -> None:
        self.case, self.above, self.tooltips = case, above, tooltips
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4)
        self.y = _TOP
        self.count = 0
        self.values: dict[str, str] = {}

    def text(self, words: str, size: float) -> None:
        self.canvas.setFont("Helvetica-Bold", size)
        self.canvas.drawString(_LEFT, self.y, words)
        self.y -= size * 1.6

    def heading(self, words: str) -> None:
        self.room(90)
        self.y -= 12
        self.text(words, 12)

    def room(self, needed: float) -> None:
        if self.y - needed < _BOTTOM:
            self.canvas.showPage()
            self.y = _TOP

    def question(self, label: str, name: str) -> None:
        question, answer = self.case.form.question(name), self.case.answers.get(name, "")
        high = 70.0 if question.kind is Kind.LONG_TEXT else 18.0
        self.room(high + 22)
        left = _LEFT if self.above else 250.0
        self.canvas.setFont("Helvetica", 9.5)
        self.canvas.drawString(_LEFT, self.y - (0 if self.above else 12), label)
        top = self.y - (4 if self.above else 0)
        if question.kind is Kind.YES_NO:
            self.boxes(left, top, answer)
        else:
            self.box(left, top, high, label, {c.code: c.label for c in question.choices}.get(answer, answer))
        self.y = top - high - (14 if self.above else 6)

    def boxes(self, left: float, top: float, answer: str) -> None:
        for place, code in enumerate(("yes", "no")):
            self.count += 1
            at = left + place * 70
            self.canvas.acroForm.checkbox(
                name=f"Check Box{self.count}", x=at, y=top - 15, size=13, checked=code == answer, buttonStyle="cross"
            )
            self.canvas.drawString(at + 18, top - 12, code.title())

    def box(self, left: float, top: float, high: float, label: str, answer: str) -> None:
        self.count += 1
        self.values[f"Text{self.count}"] = answer
        self.canvas.acroForm.textfield(
            name=f"Text{self.count}", x=left, y=top - high, width=_RIGHT - left, height=high, fontSize=9,
            tooltip=label if self.tooltips else f"Text{self.count}", fieldFlags="multiline" if high > 20 else "",
        )  # fmt: skip


def _filled(maker: _Maker) -> bytes:
    """Its boxes as a viewer fills them in."""
    with pikepdf.open(BytesIO(maker.out.getvalue())) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            answer = maker.values.get(str(field.T))
            if answer:
                field.V = pikepdf.String(answer)
        pdf.Root.AcroForm.NeedAppearances = True
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()
