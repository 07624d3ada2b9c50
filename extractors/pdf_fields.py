"""The fields of a PDF form as its sender saw them: a walk of our own over the file's objects.

pypdf's `get_fields()` follows neither inherited values nor widgets that hang on a page alone, gives no page, and
fails for a whole form on one bad button.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, NameObject, StreamObject

from extractors.boxes import PdfField, Spotted
from extractors.outcome import Unreadable
from proposals.reading import ReadingCode

MAX_FIELDS = 5000
_MAX_DEPTH = 30
_PUSH = 1 << 16
"""Field flag of a push button, which holds no answer (ISO 32000, 12.7.5.2)."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One form of a file: its pages, numbered from 1, and its fields in page order."""

    pages: range
    fields: list[PdfField]


def copies(reader: PdfReader) -> list[Copy]:
    """Return the forms of a PDF: one with all its fields, or several that were put into one file after another.

    Raises Unreadable when there are more than MAX_FIELDS fields.
    """
    boxes: list[_Box] = []
    for page, widget in _widgets(reader):
        boxes.append(_Box.of(page, widget))
        if len(boxes) > MAX_FIELDS:
            raise Unreadable(ReadingCode.TOO_LARGE)
    starts = _starts(boxes)
    made = []
    for first, after in pairwise([*starts, len(reader.pages) + 1]):
        found: dict[str, PdfField] = {}
        for box in boxes:
            # what hangs on no page belongs to the first
            if first <= (box.page or 1) < after:
                _note(found, box)
        made.append(Copy(range(first, after), list(found.values())))
    return made


@dataclass(frozen=True, slots=True)
class _Box:
    """One widget with what it inherits; `name` is the full name of its field."""

    page: int | None
    widget: DictionaryObject
    chain: tuple[DictionaryObject, ...]
    name: str
    kind: str

    @classmethod
    def of(cls, page: int | None, widget: DictionaryObject) -> _Box:
        chain = tuple(_chain(widget))
        name = ".".join(reversed([said for node in chain if (said := string(node.get("/T")))]))
        # Programs that put files together number what they find twice: "upn+1".
        return cls(page, widget, chain, _NUMBERED.sub("", name), str(_inherited(chain, "/FT") or ""))

    @property
    def owner(self) -> int:
        """Which field object the widget belongs to: those of one field show one value."""
        node = next((node for node in self.chain if "/T" in node), self.widget)
        return _identity(node, node)

    @property
    def holds(self) -> tuple[str, ...]:
        """What it says, as far as it tells two copies apart."""
        state = resolved(self.widget.get("/AS")) if self.kind == "/Btn" else None
        return _values(state if state is not None else _inherited(self.chain, "/V"))


_NUMBERED = re.compile(r"\+\d+$")
MARK = "form"
"""The hidden field in which our own forms say what they are."""
_AGAIN = 3
"""Boxes of one page, at least, that come a second time where a second form begins."""


def _starts(boxes: list[_Box]) -> list[int]:
    """The pages on which a form begins: the first, and those from which boxes come again that say something else.

    A field that is shown on several pages, or a head that is repeated on each, begins nothing.
    """
    pages: dict[int, dict[str, _Box]] = {}
    for box in boxes:
        if box.page is not None and box.name:
            pages.setdefault(box.page, {}).setdefault(box.name, box)
    runs: list[tuple[int, dict[str, _Box]]] = [(1, {})]
    for number, named in sorted(pages.items()):
        seen = runs[-1][1]
        again = [name for name, box in named.items() if name in seen and seen[name].owner != box.owner]
        if MARK in again or (len(again) >= _AGAIN and 2 * len(again) >= len(named)):
            runs.append((number, {}))
        runs[-1][1].update(named)
    return [1, *(start for (_, before), (start, after) in pairwise(runs) if _differ(before, after))]


def _differ(before: dict[str, _Box], after: dict[str, _Box]) -> bool:
    return any(before[name].holds != box.holds for name, box in after.items() if name in before)


def _widgets(reader: PdfReader) -> Iterator[tuple[int | None, DictionaryObject]]:
    """The widgets of every page, then the fields that hang on no page."""
    seen: set[int] = set()
    for number, page in enumerate(reader.pages, start=1):
        for item in array(page.get("/Annots")):
            widget = resolved(item)
            if isinstance(widget, DictionaryObject) and widget.get("/Subtype") == "/Widget":
                seen.add(_identity(item, widget))
                yield number, widget
    form = resolved(reader.root_object.get("/AcroForm"))
    if isinstance(form, DictionaryObject):
        yield from ((None, leaf) for leaf in _leaves(form.get("/Fields"), seen, 0))


def _leaves(listed: object, seen: set[int], depth: int) -> Iterator[DictionaryObject]:
    if depth > _MAX_DEPTH:
        return
    for item in array(listed):
        node = resolved(item)
        if not isinstance(node, DictionaryObject) or _identity(item, node) in seen:
            continue
        seen.add(_identity(item, node))
        if "/Kids" in node:
            yield from _leaves(node.get("/Kids"), seen, depth + 1)
        else:
            yield node


def _note(found: dict[str, PdfField], box: _Box) -> None:
    page, widget, chain, name, kind = box.page, box.widget, box.chain, box.name, box.kind
    if not name or kind not in {"/Tx", "/Ch", "/Btn"}:
        return
    if kind == "/Btn" and _number(_inherited(chain, "/Ff")) & _PUSH:
        return
    known = found.get(name)
    if known is None:
        known = found[name] = _field(name, kind, page, chain)
    elif page is not None and known.page is None:
        known.page = page
    ticked = kind == "/Btn" and _switch(known, widget, chain)
    if kind != "/Btn" and not known.values:
        # the sender saw the copy that stands on a page
        known.values = _written(kind, chain) or _shown(widget)
    corners = _numbers(widget.get("/Rect"))
    if page is not None and len(corners) == 4:
        known.spots.append(Spotted(page, (corners[0], corners[1], corners[2], corners[3]), ticked))


def _field(name: str, kind: str, page: int | None, chain: Sequence[DictionaryObject]) -> PdfField:
    return PdfField(
        name=name,
        kind=kind,
        tooltip=string(_inherited(chain, "/TU")),
        page=page,
        values=_written(kind, chain),
        options=_options(_inherited(chain, "/Opt")) if kind == "/Ch" else {},
    )


def _switch(known: PdfField, widget: DictionaryObject, chain: Sequence[DictionaryObject]) -> bool:
    """Note the state that a box shows, and tell whether it is ticked.

    A box without a state shows the field's value if it is its own.
    """
    state = resolved(widget.get("/AS"))
    value = resolved(_inherited(chain, "/V"))
    own = _own_states(widget)
    numbered = [_stands_for(_state(NameObject(each)), array(_inherited(chain, "/Opt"))) for each in own]
    if state is None and (not own or str(value) in own or _state(value) in numbered):
        state = value
    known.boxes += max(len(own), 1)
    said = _state(state)
    if str(value) in own and said == "Off":
        known.unshown = _stands_for(_state(value), array(_inherited(chain, "/Opt")))
    if said and said != "Off":
        label = _stands_for(said, array(_inherited(chain, "/Opt")))
        if label not in known.states:
            known.states.append(label)
        return True
    return False


def _stands_for(state: str, options: list[object]) -> str:
    """What a state means: where a button has options, its states are their numbers (ISO 32000, 12.7.5.2.3)."""
    if not (state.isascii() and state.isdecimal() and int(state) < len(options)):
        return state
    option = resolved(options[int(state)])
    return string(option[-1] if isinstance(option, ArrayObject) and option else option) or state


def _own_states(widget: DictionaryObject) -> set[str]:
    shown = resolved(widget.get("/AP"))
    normal = resolved(shown.get("/N")) if isinstance(shown, DictionaryObject) else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        return {str(name) for name in normal if str(name) != "/Off"}
    return set()


def _state(value: object) -> str:
    return str(value)[1:] if isinstance(value, NameObject) else string(value)


def _options(listed: object) -> dict[str, str]:
    options: dict[str, str] = {}
    for item in array(listed):
        entry = resolved(item)
        if isinstance(entry, ArrayObject) and len(entry) >= 2:
            options[string(entry[0])] = string(entry[1])
    return options


def _values(value: object) -> tuple[str, ...]:
    held = resolved(value)
    if isinstance(held, ArrayObject):
        return tuple(said for item in held if (said := string(item)))
    said = _LINE_END.sub("\n", _LANGUAGE.sub("", string(held)))
    return (said,) if said else ()


_LINE_END = re.compile(r"\r\n?")
_LANGUAGE = re.compile("\x1b[^\x1b]{2,8}\x1b")
"""What a text string may say of its language in its midst (ISO 32000, 7.9.2.2)."""


def _written(kind: str, chain: Sequence[DictionaryObject]) -> tuple[str, ...]:
    """What a text or a list holds: its value, else what is picked from the list by its place, else its styled text."""
    if kind == "/Btn":
        return ()
    held = _values(_inherited(chain, "/V"))
    if held:
        return held
    if kind == "/Ch":
        entries, places = array(_inherited(chain, "/Opt")), array(_inherited(chain, "/I"))
        picked = [entries[place] for place in places if isinstance(place, int) and 0 <= place < len(entries)]
        return tuple(string(each[-1]) for item in picked if isinstance(each := _pair(item), list) and each)
    styled = string(_inherited(chain, "/RV"))
    text = unescape(_TAG.sub("", _PARAGRAPH.sub("\n", styled[:_LONGEST_STYLED]))).strip()
    return (text,) if text else ()


_PARAGRAPH, _TAG = re.compile(r"</p>|<br[^<>]*>"), re.compile(r"<[^<>]*>")
_LONGEST_STYLED = 200_000


def _pair(item: object) -> list[object]:
    """An entry of a list as its export value and what is shown, or as the one word for both."""
    return array(item) or [item]


def _shown(widget: DictionaryObject) -> tuple[str, ...]:
    """What a box shows without holding it: some programs write only its appearance (ISO 32000, 12.5.5)."""
    looks = resolved(widget.get("/AP"))
    drawn = resolved(looks.get("/N")) if isinstance(looks, DictionaryObject) else None
    if not isinstance(drawn, StreamObject):
        return ()
    text = _drawn_text(drawn) if _has_simple_fonts(drawn) else _decoded_text(drawn)
    text = re.sub(r"\s*\n\s*", "\n", text).strip()
    return (text,) if text else ()


def _has_simple_fonts(drawn: StreamObject) -> bool:
    """Tell whether each letter of a box's look is one byte; in composite fonts letters are numbers of glyphs."""
    resources = resolved(drawn.get("/Resources"))
    listed = resolved(resources.get("/Font")) if isinstance(resources, DictionaryObject) else None
    fonts = [resolved(font) for font in listed.values()] if isinstance(listed, DictionaryObject) else []
    return not any(isinstance(font, DictionaryObject) and font.get("/Subtype") == "/Type0" for font in fonts)


def _decoded_text(drawn: StreamObject) -> str:
    from pypdf import PageObject

    return PageObject.create_blank_page(width=100, height=100).extract_xform_text(drawn)  # type: ignore[arg-type]  # it is typed for decoded streams alone, and reads all


def _drawn_text(drawn: StreamObject) -> str:
    said: list[str] = []
    level = 0.0
    for operands, operator in ContentStream(drawn, None).operations:
        if operator in _MOVES and said and _goes_down(operator, operands, level):
            said.append("\n")
        if operator == b"Tm" and len(operands) == 6:
            level = _float(operands[5])
        if operator in _STEPS and len(operands) == 2:
            level += _float(operands[1])
        if operator in _SHOW_TEXT and operands:
            last = operands[-1]
            said += [string(each) for each in (last if isinstance(last, list) else [last])]
    return "".join(said)


def _goes_down(operator: bytes, operands: Sequence[object], level: float) -> bool:
    """Tell whether a move leads to another line; within one, a comb moves from tooth to tooth."""
    if operator == b"Tm":
        return len(operands) == 6 and abs(_float(operands[5]) - level) > 1
    return operator not in _STEPS or len(operands) != 2 or abs(_float(operands[1])) > 1


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


_SHOW_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_STEPS = frozenset({b"Td", b"TD"})
_MOVES = frozenset({b"Td", b"TD", b"T*", b"'", b'"', b"Tm"})


def _numbers(value: object) -> tuple[float, ...]:
    return tuple(float(each) for item in array(value) if isinstance(each := resolved(item), int | float))


def string(value: object) -> str:
    """Return a text string of a PDF, whatever way it is stored; "" for anything else."""
    held = resolved(value)
    if isinstance(held, StreamObject):
        held = held.get_data()
    if isinstance(held, NameObject):
        return str(held)[1:]
    if isinstance(held, bytes):
        return _decoded(held)
    if not isinstance(held, str):
        return ""
    # PDF 2.0 marks UTF-8 strings with a byte order mark, which arrives here undecoded.
    return _decoded(held.encode("latin-1")) if held.startswith("\xef\xbb\xbf") else held.lstrip("\ufeff")


def _decoded(data: bytes) -> str:
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):
        if data.startswith(mark):
            return data[len(mark) :].decode(coding, "replace")
    return data.decode("latin-1")


def _chain(widget: DictionaryObject) -> Iterator[DictionaryObject]:
    node: object = widget
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, DictionaryObject):
            return
        yield node
        node = resolved(node.get("/Parent"))


def _inherited(chain: Sequence[DictionaryObject], key: str) -> object:
    return next((resolved(node.get(key)) for node in chain if resolved(node.get(key)) is not None), None)


def array(value: object) -> list[object]:
    """Return the items of an array of a PDF; none of anything else."""
    held = resolved(value)
    return list(held) if isinstance(held, ArrayObject) else []


def resolved(value: object) -> object:
    """Return the object that a reference points to; any other value as it is."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def _identity(item: object, node: DictionaryObject) -> int:
    reference = item if isinstance(item, IndirectObject) else node.indirect_reference
    return hash((reference.idnum, reference.generation)) if reference is not None else id(node)


def _number(value: object) -> int:
    return int(value) if isinstance(value, int) else 0
