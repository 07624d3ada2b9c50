"""A form as a fillable PDF: set by Typst from the model, its boxes made fields by pypdf."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject

from outputs import blank_text
from outputs.blank_layout import Box, Part, lay_out, written
from outputs.blank_widgets import Fields, Place
from outputs.blank_wording import MARK, aside, condition, how_to
from outputs.prefill import BLANK, CASE_FIELD, Prefill
from outputs.typesetting import typeset
from proposals.council import Council
from proposals.proposal import Proposal

FORM_FIELD = "form"
"""The hidden field, and in Word the hidden control, that holds the FormKind."""

FORM_KEY = "/OffsiteDeskForm"
"""The same in the document's properties."""

_SCHEME = "field:"
_EDITION = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""The date in the file's properties; fixed, so that the same form gives the same bytes."""

_VERSION = "%PDF-1.7"


def blank_pdf(form: type[Proposal], council: Council, prefill: Prefill = BLANK) -> bytes:
    """Return `form` as a fillable, tagged PDF with the council's name; the same input, the same bytes.

    `prefill` is what stands in it already. Raises ValueError when it names a Question that the form does not have.
    """
    prefill.check(form)
    parts = lay_out(form, council, prefill.asked)
    page = typeset("forms/form.typ", _data(form, council, parts, prefill), written=_EDITION)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(page)))
    _add_fields(writer, form, parts, prefill)
    _retag(writer)
    writer.add_metadata({FORM_KEY: form.KIND.value})
    writer.pdf_header = _VERSION
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _data(form: type[Proposal], council: Council, parts: tuple[Part, ...], prefill: Prefill) -> dict[str, object]:
    return {
        "title": form.TITLE,
        "mark": MARK,
        "reference": prefill.reference,
        "how_to": how_to(form.KIND, council, prefill),
        "council": council.model_dump(mode="json", include={"name", "team", "desk_email", "phone"}),
        "parts": [
            {
                "number": part.number,
                "title": part.section.title,
                "intro": part.section.intro,
                "rows": [[_box(box) for box in row] for row in part.rows],
            }
            for part in parts
        ],
    }


def _box(box: Box) -> dict[str, object]:
    question = box.question
    return {
        "name": box.name,
        "label": question.label,
        "hint": question.hint,
        "required": question.required,
        "condition": condition(box),
        "aside": aside(box),
        "shape": box.shape.value,
        "lines": question.lines,
        "half": box.half,
        "asked": box.asked,
        "choices": [asdict(choice) for choice in box.choices],
    }


def _add_fields(writer: PdfWriter, form: type[Proposal], parts: tuple[Part, ...], prefill: Prefill) -> None:
    places = _places(writer)
    fields = Fields(writer)
    fields.add_hidden(FORM_FIELD, form.KIND.value, writer.pages[0])
    if prefill.reference:
        fields.add_hidden(CASE_FIELD, prefill.reference, writer.pages[0])
    for box in _boxes(parts):
        fields.add(box, tuple(places[box.name]), written(box, prefill.answers.get(box.name, "")))
    redraw = not all(blank_text.is_drawable(raw) for raw in prefill.answers.values())
    writer.root_object[NameObject("/AcroForm")] = fields.acro_form(redraw=redraw)


def _boxes(parts: tuple[Part, ...]) -> Iterator[Box]:
    return (box for part in parts for row in part.rows for box in row)


def _places(writer: PdfWriter) -> dict[str, list[Place]]:
    """Return where each Question's boxes stand: the links to `field:NAME` or `field:NAME#CODE`."""
    places: dict[str, list[Place]] = defaultdict(list)
    for page in writer.pages:
        page[NameObject("/Tabs")] = NameObject("/S")
        for mark in page.get("/Annots", ()):
            target = mark.get_object().get("/A", {}).get("/URI", "")
            if target.startswith(_SCHEME):
                name, _, code = target.removeprefix(_SCHEME).partition("#")
                mark.get_object()[NameObject("/P")] = page.indirect_reference
                places[name].append(Place(mark, code))
    return places


def _retag(writer: PdfWriter) -> None:
    """Tag every box as a form field: Typst tagged it as the link that it was."""
    for item in writer._objects:
        if isinstance(item, DictionaryObject) and item.get("/S") == "/Link" and _holds_widget(item):
            item[NameObject("/S")] = NameObject("/Form")


def _holds_widget(element: DictionaryObject) -> bool:
    kids = element.get("/K")
    kid = _resolved(kids[0] if isinstance(kids, list) else kids)
    if not isinstance(kid, DictionaryObject):
        return False
    target = _resolved(kid.get("/Obj"))
    return isinstance(target, DictionaryObject) and target.get("/Subtype") == "/Widget"


def _resolved(item: object) -> object:
    return item.get_object() if isinstance(item, IndirectObject) else item
