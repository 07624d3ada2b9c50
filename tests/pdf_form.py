"""A fillable PDF in the making, for tests."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from extractors.reader import read

PDF = "application/pdf"
KIND = "off_site_direction"


class Form:
    """A PDF form in the making: two pages, and a hidden field that says which form it is."""

    def __init__(self, kind: str | None = KIND) -> None:
        self.pdf = pikepdf.new()
        for _ in range(2):
            self.pdf.add_blank_page()
        self.pdf.Root.AcroForm = Dictionary(Fields=Array())
        if kind:
            self.field(T="form", FT=Name.Tx, V=kind)

    def field(self, *, page: int | None = 0, kids: list[dict] | None = None, listed: bool = True, **keys):
        """Add a field, and its widgets to a page; with `listed` off it hangs on the page alone."""
        field = self.pdf.make_indirect(Dictionary(**{key: of(value) for key, value in keys.items()}))
        widgets = [field]
        if kids is not None:
            widgets = [
                self.pdf.make_indirect(Dictionary(Parent=field, **{k: of(v) for k, v in kid.items()})) for kid in kids
            ]
            field.Kids = Array(widgets)
        if listed:
            self.pdf.Root.AcroForm.Fields.append(field)
        for widget in widgets if page is not None else ():
            widget.Subtype = Name.Widget
            annots = self.pdf.pages[page].obj.get("/Annots") or Array()
            annots.append(widget)
            self.pdf.pages[page].obj.Annots = annots
        return field

    def box(self, *states: str):
        """The looks of a button that can be in each of `states`."""
        look = self.pdf.make_stream(b"")
        return Dictionary(N=Dictionary({f"/{state}": look for state in (*states, "Off")}))

    def data(self, **options) -> bytes:
        out = BytesIO()
        self.pdf.save(out, **options)
        return out.getvalue()

    def read(self):
        return read(self.data(), PDF)

    def answers(self) -> list[tuple[str, str]]:
        return [(answer.question, answer.raw) for answer in self.read().answers]


def of(value):
    return String(value) if isinstance(value, str) else value
