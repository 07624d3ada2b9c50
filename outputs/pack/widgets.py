"""What one annotation of a PDF page shows: a form field's box as it stands, a stamp, a mark, a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from outputs.pack.boxes import drawn_text, drawn_tick, stored_text

_UNSEEN = 0b100010
"""The flags "hidden" and "no view" (ISO 32000, 12.5.3)."""
_NOT_DRAWN = frozenset({"/Popup", "/Link", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D", "/RichMedia"})
_NOTED = frozenset({"/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret"})
_DEEPEST = 10
_SECRET = 1 << 13
"""The field flag "password"."""
_LONGEST_NOTE = 400
_LITERAL = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_NUMBERED = re.compile(rb"<[0-9A-Fa-f\s]+>\s*(?:Tj|\])", re.DOTALL)
_COMPARED = 20
"""Letters of a stored answer that are looked for in what is drawn."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a document's form says of all its fields."""

    resources: DictionaryObject | None
    """For appearances without their own."""
    stale: bool
    """The file asks its reader to draw the fields again: what is drawn in it may be old."""

    @classmethod
    def of(cls, reader: PdfReader) -> Self:
        """Return the form of a document; an empty one where it has none."""
        form = _dictionary(reader.root_object.get("/AcroForm")) or DictionaryObject()
        again = form.get("/NeedAppearances")
        stale = bool(getattr(again.get_object(), "value", False)) if again is not None else False
        return cls(_dictionary(form.get("/DR")), stale)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An appearance and where it goes on the page."""

    appearance: StreamObject
    matrix: tuple[float, float, float, float, float, float]
    ours: bool
    """Made here, because the file stored an answer without drawing it."""


def drawing(annotation: DictionaryObject, form: Form) -> Drawing | None:
    """Return what `annotation` shows on its page, or None when that is nothing."""
    if _number(annotation.get("/F")) & _UNSEEN or annotation.get("/Subtype") in _NOT_DRAWN:
        return None
    box = _rectangle(annotation.get("/Rect"))
    if box is None:
        return None
    appearance, ours = _appearance(annotation), False
    unshown = appearance is None or (form.stale and _old(appearance, annotation))
    if annotation.get("/Subtype") == "/Widget" and unshown:
        own = _made(annotation, box[2] - box[0], box[3] - box[1])
        appearance, ours = own or appearance, own is not None
    matrix = _matrix(appearance, box) if appearance is not None else None
    return Drawing(appearance, matrix, ours) if appearance is not None and matrix is not None else None


def note_of(annotation: DictionaryObject) -> str:
    """Return what somebody wrote in a note on the page, which a flat page would not show."""
    if annotation.get("/Subtype") not in _NOTED or _number(annotation.get("/F")) & _UNSEEN:
        return ""
    contents = annotation.get("/Contents")
    text = " ".join(stored_text(contents.get_object()).split()) if contents is not None else ""
    return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE] + "…"


def _appearance(annotation: DictionaryObject) -> StreamObject | None:
    """The normal appearance; of a box to tick, that of the state it is in."""
    drawn = _dictionary(annotation.get("/AP"))
    normal = _object(drawn.get("/N")) if drawn is not None else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        normal = _object(normal.get(str(_object(annotation.get("/AS")) or "/Off")))
    return normal if isinstance(normal, StreamObject) else None


def _old(appearance: StreamObject, annotation: DictionaryObject) -> bool:
    """Whether an appearance shows no text, or another than the field stores.

    Text in a font with its own numbering cannot be compared and is believed, as is what cannot be unpacked.
    """
    try:
        content = appearance.get_data()
    except Exception:  # noqa: BLE001  # a stranger's stream fails in any way, and then it is not replaced
        return False
    if _NUMBERED.search(content):
        return False
    shown = _letters(b"".join(_LITERAL.findall(content)).decode("latin-1"))
    stored = _letters(stored_text(_inherited(annotation, "/V")))
    return not shown or (_inherited(annotation, "/FT") == "/Tx" and stored[:_COMPARED] not in shown)


def _letters(text: str) -> str:
    """What compares well in every encoding."""
    return "".join(mark for mark in text if mark.isascii() and mark.isalnum())


def _made(annotation: DictionaryObject, width: float, height: float) -> StreamObject | None:
    """An appearance of our own for a field that stores an answer."""
    kind, value = _inherited(annotation, "/FT"), _inherited(annotation, "/V")
    if kind == "/Btn":
        # With appearances, the state that is off has none, and that is no fault.
        if "/AP" in annotation or _object(annotation.get("/AS")) in {None, "/Off"}:
            return None
        return drawn_tick(width, height)
    text = "" if _number(_inherited(annotation, "/Ff")) & _SECRET else stored_text(value)
    return drawn_text(text, width, height) if text else None


def _matrix(appearance: StreamObject, box: tuple[float, ...]) -> tuple[float, float, float, float, float, float] | None:
    """The transformation that puts an appearance into its rectangle (ISO 32000, 12.5.5, algorithm 8.1)."""
    inner = _rectangle(appearance.get("/BBox"))
    if inner is None:
        return None
    a, b, c, d, e, f = _numbers(appearance.get("/Matrix"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    corners = [(x, y) for x in (inner[0], inner[2]) for y in (inner[1], inner[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    wide, high = max(across) - min(across), max(up) - min(up)
    if not wide or not high:
        return None
    x_scale, y_scale = (box[2] - box[0]) / wide, (box[3] - box[1]) / high
    return (x_scale, 0.0, 0.0, y_scale, box[0] - min(across) * x_scale, box[1] - min(up) * y_scale)


def _rectangle(value: object) -> tuple[float, float, float, float] | None:
    """Corners in order, or None for what is no rectangle or has no size."""
    found = _numbers(value, 4)
    if found is None:
        return None
    left, right = sorted((found[0], found[2]))
    low, high = sorted((found[1], found[3]))
    return (left, low, right, high) if right > left and high > low else None


def _numbers(value: object, count: int) -> tuple[float, ...] | None:
    found = _object(value)
    if not isinstance(found, ArrayObject) or len(found) != count:
        return None
    try:
        return tuple(float(str(_object(each))) for each in found)
    except (TypeError, ValueError):
        return None


def _inherited(annotation: DictionaryObject, key: str) -> object:
    """A field's entry, its own or that of a field above it."""
    field: DictionaryObject | None = annotation
    for _ in range(_DEEPEST):
        if field is None:
            return None
        if (found := _object(field.get(key))) is not None:
            return found
        field = _dictionary(field.get("/Parent"))
    return None


def _number(value: object) -> int:
    found = _object(value)
    return int(found) if isinstance(found, (int, float)) else 0


def _dictionary(value: object) -> DictionaryObject | None:
    found = _object(value)
    return found if isinstance(found, DictionaryObject) else None


def _object(value: object) -> object:
    return value.get_object() if isinstance(value, PdfObject) else None
