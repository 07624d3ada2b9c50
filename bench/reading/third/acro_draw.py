"""Draws a fillable form's pages with reportlab, pdf-lib or, fields added one by one, pikepdf."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfgen.canvas import Canvas

from bench.reading.third.acro import HIGH, WIDE, Page, Widget, as_json, wrap
from bench.reading.third.paper import run, settle_zip

NODE = Path(__file__).resolve().parent / "node"


def node(script: str, *words: str | Path) -> None:
    """Run one of the node scripts with the packages of THIRD_NODE."""
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / script
        held.write_text((NODE / script).read_text(encoding="utf-8"), encoding="utf-8")
        (Path(folder) / "node_modules").symlink_to(Path(os.environ["THIRD_NODE"]) / "node_modules")
        run("node", held, *words)
    made = Path(words[-1]) if Path(words[-1]).suffix in {".docx", ".pdf"} else Path(words[1])
    if made.suffix == ".docx":
        settle_zip(made)


def pdf_lib(pages: Iterable[Page], title: str, to: Path) -> None:
    """Draw with pdf-lib."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        plan.write_text(json.dumps({"title": title, "pages": as_json(pages)}), encoding="utf-8")
        node("acro.js", plan, to)


def _static(canvas: Canvas, page: Page) -> None:
    for frame in page.frames:
        if frame.fill:
            canvas.setFillColor(HexColor(frame.fill))
        canvas.setStrokeColor(black)
        canvas.setLineWidth(0.6)
        canvas.rect(frame.x, frame.y, frame.w, frame.h, stroke=int(not frame.fill), fill=int(bool(frame.fill)))
        canvas.setFillColor(black)
    for words in page.words:
        canvas.setFont("Helvetica-Bold" if words.bold else "Helvetica", words.size)
        canvas.drawString(words.x, words.y, words.text)


def reportlab(pages: Iterable[Page], title: str, to: Path) -> None:
    """Draw with reportlab's acroForm."""
    canvas = Canvas(str(to), pagesize=(WIDE, HIGH), invariant=1)
    canvas.setTitle(title)
    for page in pages:
        _static(canvas, page)
        for each in page.widgets:
            _reportlab_widget(canvas, each)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(to, allow_overwriting_input=True) as pdf:
        pdf.Root.AcroForm.NeedAppearances = True  # reportlab draws several lines as one that is cut off
        pdf.Root.AcroForm.DR.Font.ZaDb = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
        pdf.save(to, deterministic_id=True)


def _reportlab_widget(canvas: Canvas, each: Widget) -> None:
    form, place = (
        canvas.acroForm,
        {"x": each.x, "y": each.y, "borderWidth": 0.6, "fillColor": white, "borderColor": black},
    )
    tip = {"tooltip": each.tip} if each.tip else {}
    if each.kind == "check":
        form.checkbox(name=each.name, checked=each.on, size=each.w, buttonStyle="cross", **place, **tip)
    elif each.kind == "radio":
        form.radio(
            name=each.name, value=each.export, selected=each.on, size=each.w, buttonStyle="circle", **place, **tip
        )
    elif each.kind == "list":
        form.choice(name=each.name, value=each.value, options=[words for _, words in each.options], width=each.w, height=each.h,
                    fontSize=9, fieldFlags="combo", **place, **tip)  # fmt: skip
    else:
        flags = {"multi": "multiline", "comb": "comb", "text": ""}[each.kind]
        size = {"maxlen": 13} if each.kind == "comb" else {"maxlen": 5000}
        form.textfield(
            name=each.name,
            value=each.value,
            width=each.w,
            height=each.h,
            fontSize=9,
            fieldFlags=flags,
            **size,
            **place,
            **tip,
        )


def by_hand(pages: list[Page], title: str, to: Path, *, appearances: bool) -> None:
    """Draw with reportlab, add every field with pikepdf: nested names, radio kids, pairs of export and display."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(WIDE, HIGH), invariant=1)
    canvas.setTitle(title)
    for page in pages:
        _static(canvas, page)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(held.getvalue())) as pdf:
        _Fields(pdf, appearances=appearances).add(pages)
        pdf.save(to, deterministic_id=True)


class _Fields:
    """Builds an AcroForm's tree."""

    def __init__(self, pdf: pikepdf.Pdf, *, appearances: bool) -> None:
        self.pdf, self.appearances, self.parents = pdf, appearances, {}
        self.font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        self.root = pdf.make_indirect(Dictionary(Fields=Array(), DA=String("/Helv 9 Tf 0 g"), NeedAppearances=not appearances,
                                                 DR=Dictionary(Font=Dictionary(Helv=self.font))))  # fmt: skip
        pdf.Root.AcroForm = self.root

    def add(self, pages: list[Page]) -> None:
        for page, drawn in zip(pages, self.pdf.pages, strict=True):
            drawn.obj.Annots = Array()
            for each in page.widgets:
                drawn.obj.Annots.append(self._widget(each, drawn.obj))

    def _parent(self, name: str, extra: Dictionary | None = None) -> pikepdf.Object:
        if name not in self.parents:
            made = self.pdf.make_indirect(extra or Dictionary())
            made.T, made.Kids = String(name), Array()
            self.parents[name] = made
            self.root.Fields.append(made)
        return self.parents[name]

    def _widget(self, each: Widget, page: pikepdf.Object) -> pikepdf.Object:
        box = Dictionary(Type=Name.Annot, Subtype=Name.Widget, P=page, F=4, Rect=Array([each.x, each.y, each.x + each.w, each.y + each.h]),
                         MK=Dictionary(BC=Array([0, 0, 0])), BS=Dictionary(W=1, S=Name.S))  # fmt: skip
        made = self.pdf.make_indirect(box)
        if each.tip and each.kind != "radio":
            made.TU = String(each.tip)
        if each.kind == "radio":
            self._radio(made, each)
            return made
        head, _, last = each.name.rpartition(".")
        made.T = String(last)
        if head:
            made.Parent = self._parent(head)
            made.Parent.Kids.append(made)
        else:
            self.root.Fields.append(made)
        if each.kind == "check":
            made.FT, made.V = Name.Btn, Name("/" + each.export) if each.on else Name.Off
            self._states(made, each)
        elif each.kind == "list":
            made.FT, made.Ff, made.DA = Name.Ch, 1 << 17, String("/Helv 9 Tf 0 g")
            made.Opt = Array([Array([String(export), String(words)]) for export, words in each.options])
            made.V = String(next(export for export, words in each.options if words == each.value))
            self._shown(made, each, [each.value])
        else:
            made.FT, made.DA, made.V = Name.Tx, String("/Helv 9 Tf 0 g"), String(each.value)
            made.Ff = {"multi": 1 << 12, "comb": 1 << 24, "text": 0}[each.kind]
            if each.kind == "comb":
                made.MaxLen = 13
            self._shown(made, each, wrap(each.value, each.w - 8, 9))
        return made

    def _radio(self, made: pikepdf.Object, each: Widget) -> None:
        parent = self._parent(each.name, Dictionary(FT=Name.Btn, Ff=(1 << 15) | (1 << 14), V=Name.Off))
        if each.on:
            parent.V = Name("/" + each.export)
        made.Parent = parent
        parent.Kids.append(made)
        self._states(made, each)

    def _states(self, made: pikepdf.Object, each: Widget) -> None:
        def stream(drawn: str) -> pikepdf.Object:
            frame = f"0.8 w 0.5 0.5 {each.w - 1:.1f} {each.h - 1:.1f} re S {drawn}"
            form = self.pdf.make_stream(frame.encode())
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, each.w, each.h])
            return form

        made.AP = Dictionary(
            N=Dictionary({"/" + each.export: stream("1.4 w 2 2 m 9 9 l S 2 9 m 9 2 l S"), "/Off": stream("")})
        )
        made.AS = Name("/" + each.export) if each.on else Name.Off

    def _shown(self, made: pikepdf.Object, each: Widget, lines: list[str]) -> None:
        if not self.appearances:
            return
        first = each.h - 12
        said = " T* ".join(
            f"({line.replace(chr(92), chr(92) * 2).replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj"
            for line in lines
        )
        form = self.pdf.make_stream(
            f"/Tx BMC q BT /Helv 9 Tf 0 g 11 TL 3 {first:.1f} Td {said} ET Q EMC".encode("cp1252")
        )
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, each.w, each.h])
        form.Resources = Dictionary(Font=Dictionary(Helv=self.font))
        made.AP = Dictionary(N=form)
