"""The fields of a PDF form as its sender saw them: a walk of our own over the file's objects.

pypdf's `get_fields()` follows neither inherited values nor widgets that hang on a page alone, gives no page, and
fails for a whole form on one bad button.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
        known.values = _values(_inherited(chain, "/V")) or _shown(widget)
    corners = _numbers(widget.get("/Rect"))
    if page is not None and len(corners) == 4:
        known.spots.append(Spotted(page, (corners[0], corners[1], corners[2], corners[3]), ticked))


def _field(name: str, kind: str, page: int | None, chain: Sequence[DictionaryObject]) -> PdfField:
    return PdfField(
        name=name,
        kind=kind,
        tooltip=string(_inherited(chain, "/TU")),
        page=page,
        values=() if kind == "/Btn" else _values(_inherited(chain, "/V")),
        options=_options(_inherited(chain, "/Opt")) if kind == "/Ch" else {},
    )


def _switch(known: PdfField, widget: DictionaryObject, chain: Sequence[DictionaryObject]) -> bool:
    """Note the state that a box shows, and tell whether it is ticked.

    A box without a state shows the field's value if it is its own.
    """
    state = resolved(widget.get("/AS"))
    value = resolved(_inherited(chain, "/V"))
    own = _own_states(widget)
    if (state is None and isinstance(value, NameObject | str) and str(value) in own) or (state is None and not own):
        state = value
    known.boxes += max(len(own), 1)
    said = _state(state)
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
    said = string(held)
    return (said,) if said else ()


def _shown(widget: DictionaryObject) -> tuple[str, ...]:
    """What a box shows without holding it: some programs write only its appearance (ISO 32000, 12.5.5)."""
    looks = resolved(widget.get("/AP"))
    drawn = resolved(looks.get("/N")) if isinstance(looks, DictionaryObject) else None
    if not isinstance(drawn, StreamObject):
        return ()
    said: list[str] = []
    for operands, operator in ContentStream(drawn, None).operations:
        if operator in _NEXT_LINE and said:
            said.append("\n")
        if operator in _SHOW_TEXT and operands:
            last = operands[-1]
            said += [string(each) for each in (last if isinstance(last, list) else [last])]
    text = re.sub(r"\s*\n\s*", "\n", "".join(said)).strip()
    return (text,) if text else ()


_SHOW_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_NEXT_LINE = frozenset({b"Td", b"TD", b"T*", b"'", b'"', b"Tm"})


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
