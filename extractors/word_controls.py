"""Content controls and legacy form fields of a Word file, by the names they were given."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.labels import index_of
from extractors.word_text import text_of
from proposals.forms import FORMS
from proposals.question import Kind, Question
from proposals.reading import Answer, FormKind, Method
from proposals.values.text import says_nothing

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CHECKED = frozenset({"1", "true", "on"})


def controls(body: etree._Element, form: FormKind | None) -> Iterator[Answer]:
    """Yield an Answer for every control or legacy field that is filled in.

    A control is known by its tag, "name" or "name.code" for one tick box of several; where the tag says nothing,
    by its title. `form` narrows which Questions are meant; None takes those of every form.
    """
    for control in body.iter(f"{_W}sdt"):
        yield from _control(control, form)
    for field in body.iter(f"{_W}ffData"):
        yield from _legacy(field, form)


def _control(control: etree._Element, form: FormKind | None) -> Iterator[Answer]:
    told = control.find(f"{_W}sdtPr")
    if told is None or told.find(f"{_W}showingPlcHdr") is not None:
        return
    question, option = _question(_value(told, "tag"), _value(told, "alias"), form)
    if question is None:
        return
    box = told.find(f"{_W14}checkbox")
    if box is not None:
        if _ticked(box):
            yield _answer(question, option or "yes", Method.CONTENT_CONTROL)
        return
    content = control.find(f"{_W}sdtContent")
    raw = text_of(content).strip() if content is not None else ""
    if not says_nothing(raw, question.kind):
        yield _answer(question, raw, Method.CONTENT_CONTROL)


def _legacy(field: etree._Element, form: FormKind | None) -> Iterator[Answer]:
    question, option = _question(_value(field, "name"), _value(field, "statusText"), form)
    if question is None:
        return
    box, drop = field.find(f"{_W}checkBox"), field.find(f"{_W}ddList")
    if box is not None:
        state = box.find(f"{_W}checked")
        state = state if state is not None else box.find(f"{_W}default")
        if state is not None and state.get(f"{_W}val", "1") in _CHECKED:
            yield _answer(question, option or "yes", Method.LEGACY_FIELD)
        return
    raw = _picked(drop) if drop is not None else _typed(field)
    if not says_nothing(raw, question.kind):
        yield _answer(question, raw, Method.LEGACY_FIELD)


def _picked(drop: etree._Element) -> str:
    entries = [entry.get(f"{_W}val", "") for entry in drop.findall(f"{_W}listEntry")]
    result = drop.find(f"{_W}result")
    place = int(result.get(f"{_W}val", "0")) if result is not None else 0
    return entries[place] if 0 <= place < len(entries) else ""


def _typed(field: etree._Element) -> str:
    """What stands between the field's "separate" and its "end"."""
    start = field.getparent()
    run = start.getparent() if start is not None else None
    pieces: list[str] = []
    showing = False
    for node in run.itersiblings() if run is not None else ():
        mark = node.find(f".//{_W}fldChar")
        kind = mark.get(f"{_W}fldCharType") if mark is not None else None
        if kind == "end":
            break
        if kind == "separate":
            showing = True
        elif showing:
            pieces.append(text_of(node))
    return "".join(pieces).replace("\u2002", " ").strip()


def _question(tag: str, title: str, form: FormKind | None) -> tuple[Question | None, str]:
    name, _, option = tag.partition(".")
    for kind in (form,) if form else FormKind:
        for question in FORMS[kind].questions():
            if question.name == name:
                return question, _option(question, option)
    matched = index_of(form).find(title) if form and title else None
    return (matched.question, "") if matched else (None, "")


def _option(question: Question, option: str) -> str:
    """What a ticked box of this option says; a single box says yes."""
    return option if question.kind in {Kind.CHOICE, Kind.YES_NO} else ""


def _ticked(box: etree._Element) -> bool:
    checked = box.find(f"{_W14}checked")
    return checked is not None and checked.get(f"{_W14}val", "1") in _CHECKED


def _value(parent: etree._Element, name: str) -> str:
    found = parent.find(f"{_W}{name}")
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _answer(question: Question, raw: str, method: Method) -> Answer:
    return Answer(question.name, raw, f"box {question.name}", method)
