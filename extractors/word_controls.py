"""Content controls and legacy form fields of a Word file, by the names they were given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from extractors.labels import index_of, questions_of
from extractors.word_bound import bound_text
from extractors.word_parts import MC, W14, W
from extractors.word_switches import control_ticked, is_prompt, legacy_ticked, picked
from extractors.word_words import text_of
from proposals.question import Kind, Question
from proposals.reading import Answer, FormKind, Method
from proposals.values.text import says_nothing


def controls(body: etree._Element, form: FormKind, data: Sequence[etree._Element] = ()) -> Iterator[Answer]:
    """Yield an Answer for every control or legacy field that is filled in; `data` are the roots of custom XML parts.

    A control is known by its tag, "name" or "name.code" for one tick box of several; where the tag says nothing,
    by its title.
    """
    for control in body.iter(f"{W}sdt"):
        if _stands(control):
            yield from _control(control, form, data)
    for field in body.iter(f"{W}ffData"):
        if _stands(field):
            yield from _legacy(field, form)


def names(body: etree._Element) -> set[str]:
    """Return what the controls and legacy fields are named, whether they are filled in or not."""
    marks = (*body.iter(f"{W}tag"), *(name for field in body.iter(f"{W}ffData") for name in field.findall(f"{W}name")))
    return {str(mark.get(f"{W}val", "")).partition(".")[0] for mark in marks}


def hidden(body: etree._Element, tag: str) -> str:
    """Return what the control of this tag holds: "form" the kind of one of our own forms, "case" whose it is; or ""."""
    for control in body.iter(f"{W}sdt"):
        told, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if told is not None and content is not None and _value(told, "tag") == tag:
            return "".join(piece.text or "" for piece in content.iter(f"{W}t")).strip()
    return ""


def _stands(node: etree._Element) -> bool:
    """Tell whether a node is part of the document as it is now: not deleted, and not a copy for older programs."""
    return not any(above.tag in _GONE for above in node.iterancestors())


_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{MC}Fallback"})


def _control(control: etree._Element, form: FormKind, data: Sequence[etree._Element]) -> Iterator[Answer]:
    told = control.find(f"{W}sdtPr")
    if told is None:
        return
    question, option = _question(_value(told, "tag"), _value(told, "alias"), form)
    if question is None:
        return
    box = told.find(f"{W14}checkbox")
    if box is not None:
        if control_ticked(box):
            yield _answer(question, option or "yes", Method.CONTENT_CONTROL)
        return
    content = control.find(f"{W}sdtContent")
    shown = text_of(content).strip() if content is not None and not is_prompt(control) else ""
    # Programs that fill a form in may write the data alone: Word shows it when the file is opened.
    raw = (_dated(told, shown) if not is_prompt(control) else "") or shown or bound_text(told, data)
    if not says_nothing(raw, question.kind):
        yield _answer(question, raw, Method.CONTENT_CONTROL)


def _dated(told: etree._Element, shown: str) -> str:
    """The date of a control that shows none, or shows it month first, and so would be taken for another day."""
    date = told.find(f"{W}date")
    if date is None or (shown and not _value(date, "dateFormat").startswith("M/")):
        return ""
    return str(date.get(f"{W}fullDate", "")).partition("T")[0]


def _legacy(field: etree._Element, form: FormKind) -> Iterator[Answer]:
    question, option = _question(_value(field, "name"), _value(field, "statusText"), form)
    if question is None:
        return
    box, drop = field.find(f"{W}checkBox"), field.find(f"{W}ddList")
    if box is not None:
        if legacy_ticked(box):
            yield _answer(question, option or "yes", Method.LEGACY_FIELD)
        return
    raw = picked(drop) if drop is not None else _typed(field)
    if not says_nothing(raw, question.kind):
        yield _answer(question, raw, Method.LEGACY_FIELD)


def _typed(field: etree._Element) -> str:
    """What stands between the field's "separate" and its "end"."""
    start = field.getparent()
    run = start.getparent() if start is not None else None
    pieces: list[str] = []
    showing = False
    for node in _onwards(run):
        if node.tag == f"{W}p":
            pieces.append("\n" if showing else "")
            continue
        mark = node.find(f".//{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else None
        if kind == "end":
            break
        if kind == "separate":
            showing = True
        elif showing:
            pieces.append(text_of(node))
    return "".join(pieces).replace("\u2002", " ").strip()


def _onwards(run: etree._Element | None) -> Iterator[etree._Element]:
    """What follows a run in its paragraph, then each paragraph after it and what that holds."""
    if run is None:
        return
    yield from run.itersiblings()
    paragraph = run.getparent()
    for after in paragraph.itersiblings(f"{W}p") if paragraph is not None and paragraph.tag == f"{W}p" else ():
        yield after
        yield from after


def _question(tag: str, title: str, form: FormKind) -> tuple[Question | None, str]:
    name, _, option = tag.partition(".")
    question = questions_of(form).get(name)
    if question:
        return question, _option(question, option)
    matched = index_of(form).find(title) if title else None
    # A whole name in one box is read by the label beside it, as two.
    return (matched.question, "") if matched and matched.surname is None else (None, "")


def _option(question: Question, option: str) -> str:
    """What a ticked box of this option says; a single box says yes."""
    return option if question.kind in {Kind.CHOICE, Kind.YES_NO} else ""


def _value(parent: etree._Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _answer(question: Question, raw: str, method: Method) -> Answer:
    return Answer(question.name, raw, f"box {question.name}", method)
