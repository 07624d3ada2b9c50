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
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from extractors.boxes import PdfField, Spotted
from extractors.outcome import Unreadable
from extractors.pdf_looks import shown
from extractors.pdf_objects import array, resolved, string
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
        known.values = _written(kind, chain) or shown(widget)
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


def _numbers(value: object) -> tuple[float, ...]:
    return tuple(float(each) for item in array(value) if isinstance(each := resolved(item), int | float))


def _chain(widget: DictionaryObject) -> Iterator[DictionaryObject]:
    node: object = widget
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, DictionaryObject):
            return
        yield node
        node = resolved(node.get("/Parent"))


def _inherited(chain: Sequence[DictionaryObject], key: str) -> object:
    return next((resolved(node.get(key)) for node in chain if resolved(node.get(key)) is not None), None)


def _identity(item: object, node: DictionaryObject) -> int:
    reference = item if isinstance(item, IndirectObject) else node.indirect_reference
    return hash((reference.idnum, reference.generation)) if reference is not None else id(node)


def _number(value: object) -> int:
    return int(value) if isinstance(value, int) else 0
