"""The fields of a fillable PDF: a line to write on, a list, and a group of boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from outputs import blank_text
from outputs.blank_layout import Box, Shape, chosen
from outputs.blank_wording import tooltip

_TEXT_STYLE = f"/Helv {blank_text.SIZE:g} Tf 0 g"
_TICK_STYLE = "/ZaDb 0 Tf 0.114 0.247 0.369 rg"

_INSET = 3.0
_PRINT = 4
_HIDDEN = 2


class Flag(IntFlag):
    """Field flags of ISO 32000-1, tables 221, 226, 228 and 230."""

    READ_ONLY = 1 << 0
    MULTILINE = 1 << 12
    RADIO = 1 << 15
    COMBO = 1 << 17
    EDIT = 1 << 18


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: the annotation that marks it on the page, to become a widget, and its size."""

    mark: IndirectObject
    code: str = ""
    """The choice a box to tick stands for."""

    @property
    def annotation(self) -> DictionaryObject:
        """The annotation itself."""
        found = self.mark.get_object()
        if not isinstance(found, DictionaryObject):
            raise TypeError("the page's annotation is no dictionary")
        return found

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        left, bottom, right, top = edges_of(self.annotation)
        return right - left, top - bottom


class Fields:
    """Makes the fields of one document; `made` are those so far, in order."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._resources = self._fonts()
        self.made = ArrayObject()

    def acro_form(self, *, redraw: bool) -> DictionaryObject:
        """Return the document's form; `redraw` asks viewers to draw values in a font of their own."""
        form = _dictionary(Fields=self.made, DR=self._resources, DA=_style(_TEXT_STYLE))
        if redraw:
            form[NameObject("/NeedAppearances")] = BooleanObject(True)
        return form

    def add(self, box: Box, places: tuple[Place, ...], raw: str) -> None:
        """Add the field of `box`, drawn at `places`, with the answer `raw` already in it."""
        if box.shape is Shape.TICKS:
            self._ticks(box, places, raw)
        else:
            self._written(box, places[0], raw)

    def add_hidden(self, name: str, value: str, page: PageObject) -> None:
        """Add a field that nobody sees and nobody can change."""
        mark = self._keep(
            _dictionary(
                Type=NameObject("/Annot"),
                Subtype=NameObject("/Widget"),
                FT=NameObject("/Tx"),
                T=TextStringObject(name),
                V=TextStringObject(value),
                DV=TextStringObject(value),
                DA=_style(_TEXT_STYLE),
                Ff=NumberObject(Flag.READ_ONLY),
                F=NumberObject(_HIDDEN),
                Rect=ArrayObject([FloatObject(0)] * 4),
            )
        )
        self.made.append(mark)
        page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", ()), mark])

    def _written(self, box: Box, place: Place, raw: str) -> None:
        widget = _as_widget(place, box)
        _inset(widget)
        choice = chosen(box, raw)
        if choice is None and box.shape is Shape.LIST and not box.open:
            raw = ""
        shown = choice.label if choice else raw
        widget.update(
            _dictionary(
                FT=NameObject("/Ch" if box.shape is Shape.LIST else "/Tx"),
                T=TextStringObject(box.name),
                DA=_style(_TEXT_STYLE),
                Ff=NumberObject(_flags(box)),
                AP=_dictionary(N=self._drawn(shown, place.size, several=box.shape is Shape.LINES)),
            )
        )
        if box.shape is Shape.LIST:
            widget[NameObject("/Opt")] = _options(box)
        if raw:
            widget[NameObject("/V")] = TextStringObject(choice.code if choice else raw)
        self.made.append(place.mark)

    def _ticks(self, box: Box, places: tuple[Place, ...], raw: str) -> None:
        choice = chosen(box, raw)
        on = choice.code if choice else "Off"
        group = _dictionary(
            FT=NameObject("/Btn"),
            T=TextStringObject(box.name),
            TU=TextStringObject(tooltip(box)),
            Ff=NumberObject(Flag.RADIO),
            V=NameObject(f"/{on}"),
            Kids=ArrayObject(place.mark for place in places),
        )
        mark = self._keep(group)
        for place in places:
            self._tick(place, box, mark, on)
        self.made.append(mark)

    def _tick(self, place: Place, box: Box, group: IndirectObject, on: str) -> None:
        label = next(choice.label for choice in box.choices if choice.code == place.code)
        states = {f"/{place.code}": self._tick_drawn(place.size), "/Off": self._stream(b"", place.size)}
        widget = _as_widget(place, box, f"{box.question.label}: {label}")
        widget.update(
            _dictionary(
                Parent=group,
                DA=_style(_TICK_STYLE),
                MK=_dictionary(CA=TextStringObject("4")),
                AP=_dictionary(N=DictionaryObject({NameObject(k): v for k, v in states.items()})),
                AS=NameObject(f"/{place.code}" if place.code == on else "/Off"),
            )
        )

    def _drawn(self, text: str, size: tuple[float, float], *, several: bool) -> IndirectObject:
        room = size[0] - 2 * blank_text.MARGIN
        lines = blank_text.wrap(text, room) if several else (text,)
        return self._stream(blank_text.appearance(lines, size[1], top=several), size)

    def _tick_drawn(self, size: tuple[float, float]) -> IndirectObject:
        """A tick as two strokes: visible in every viewer, whatever fonts it has."""
        x, y = size
        path = f"{0.2 * x:.2f} {0.5 * y:.2f} m {0.42 * x:.2f} {0.25 * y:.2f} l {0.82 * x:.2f} {0.78 * y:.2f} l S"
        return self._stream(f"q 0.114 0.247 0.369 RG 2 w 1 J 1 j {path} Q".encode(), size)

    def _stream(self, content: bytes, size: tuple[float, float]) -> IndirectObject:
        stream = StreamObject()
        stream.set_data(content)
        box = ArrayObject([FloatObject(0), FloatObject(0), FloatObject(size[0]), FloatObject(size[1])])
        stream.update(
            _dictionary(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box, Resources=self._resources)
        )
        return self._keep(stream)

    def _fonts(self) -> DictionaryObject:
        """Helvetica for what is written and Zapf Dingbats for ticks: both are in every viewer."""
        written = _dictionary(
            Type=NameObject("/Font"),
            Subtype=NameObject("/Type1"),
            BaseFont=NameObject("/Helvetica"),
            Encoding=NameObject("/WinAnsiEncoding"),
        )
        ticks = _dictionary(
            Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/ZapfDingbats")
        )
        return _dictionary(Font=_dictionary(Helv=self._keep(written), ZaDb=self._keep(ticks)))

    def _keep(self, item: PdfObject) -> IndirectObject:
        return self._writer._add_object(item)  # pypdf has no public door for a new object


def _as_widget(place: Place, box: Box, says: str = "") -> DictionaryObject:
    """Turn the mark on the page into a bare widget; its place and its tag stay."""
    widget = place.annotation
    for key in ("/A", "/Contents", "/Border"):
        widget.pop(key, None)
    widget.update(
        _dictionary(
            Subtype=NameObject("/Widget"),
            F=NumberObject(_PRINT),
            TU=TextStringObject(says or tooltip(box)),
        )
    )
    return widget


def edges_of(annotation: DictionaryObject) -> list[float]:
    """Left, bottom, right and top of an annotation, in points. Raises TypeError when it has no rectangle."""
    rectangle = annotation["/Rect"].get_object()
    if not isinstance(rectangle, ArrayObject):
        raise TypeError("the annotation has no rectangle")
    return [float(edge) for edge in rectangle]


def _inset(widget: DictionaryObject) -> None:
    """Draw the field in from the printed box: viewers begin to write at the very edge of a field."""
    left, bottom, right, top = edges_of(widget)
    edges = (left + _INSET, bottom + 1, right - _INSET, top - 1)
    widget[NameObject("/Rect")] = ArrayObject(FloatObject(edge) for edge in edges)


def _flags(box: Box) -> int:
    match box.shape:
        case Shape.LINES:
            return Flag.MULTILINE
        case Shape.LIST:
            return Flag.COMBO | (Flag.EDIT if box.open else Flag(0))
        case _:
            return 0


def _options(box: Box) -> ArrayObject:
    """What can be chosen, as pairs of stored code and printed label; the first is "nothing yet"."""
    pairs = [("", " "), *((choice.code, choice.label) for choice in box.choices)]
    return ArrayObject(ArrayObject(TextStringObject(part) for part in pair) for pair in pairs)


def _style(operators: str) -> ByteStringObject:
    """A default appearance, in hexadecimal: pypdf's escapes in a plain string are too much for pdf-lib."""
    return ByteStringObject(operators.encode())


def _dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
