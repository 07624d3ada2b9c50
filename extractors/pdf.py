"""PDF forms: the boxes of a fillable one by their names, the lines of a plain one by their labels."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from extractors.labels import SLIP, index_of
from extractors.outcome import Unreadable, reading_of
from extractors.pairs import Line, best_form
from extractors.pdf_fields import PdfField, fields, string
from proposals.forms import FORMS
from proposals.question import Kind, Question
from proposals.reading import Answer, FormKind, Method, Reading, ReadingCode
from proposals.values.text import says_nothing

MAX_PAGES = 200
_TEXT_PAGES = 20
"""Pages of a plain PDF that are read for labels: no form is longer."""
_ENOUGH_NAMES = 5
_PLAIN = 0.7
"""How sure a line of a plain PDF makes us, where columns may have run together."""
_LEAST_TEXT = 20

SCRIPT = "The PDF holds a script. It was not run."
EMBEDDED = "The PDF holds other files inside it. They were not opened."
SIGNED = "The PDF carries a digital signature. It was not checked."
XFA = "The PDF is an Adobe form of two kinds. The boxes that every program shows were read."


def read_pdf(data: bytes) -> Reading:
    """Return the Reading of a PDF. Raises Unreadable when it cannot be opened within its limits."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ReadingCode.ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(ReadingCode.TOO_LARGE)
    found = fields(reader)
    if not found:
        return _without_fields(reader)
    form = _marked(reader, found) or _by_names(found)
    if form is None:
        fitting = _by_tooltips(found)
        return reading_of(*fitting, notes=_notes(reader)) if fitting else _without_fields(reader)
    return reading_of(form, list(_answers(form, found)), notes=_notes(reader))


def _marked(reader: PdfReader, found: list[PdfField]) -> FormKind | None:
    """What the form says it is: our own blanks carry their kind in a hidden field and in the file's properties."""
    told = next((each.values[0] for each in found if each.name == "form" and each.values), "")
    told = told or string(reader.metadata.get("/OffsiteDeskForm") if reader.metadata else None)
    return FormKind(told) if told in set(FormKind) else None


def _by_names(found: list[PdfField]) -> FormKind | None:
    counts = {form: sum(_named(form, each) is not None for each in found) for form in FormKind}
    best = max(counts, key=lambda form: counts[form])
    return best if counts[best] >= _ENOUGH_NAMES else None


def _by_tooltips(found: list[PdfField]) -> tuple[FormKind, list[Answer]] | None:
    """Boxes whose names mean nothing, by the labels that are read out for them."""
    scored = []
    for form in FormKind:
        matched = {match[0].name for each in found if (match := _question(form, each))}
        required = {question.name for question in FORMS[form].questions() if question.required}
        scored.append((len(matched & required) / len(required), form))
    share, form = max(scored)
    return (form, list(_answers(form, found))) if share >= 0.3 else None


def _answers(form: FormKind, found: list[PdfField]) -> Iterator[Answer]:
    for each in found:
        matched = _question(form, each)
        if matched is None:
            continue
        question, option, confidence = matched
        for raw in _said(each, question, option):
            if not says_nothing(raw, question.kind):
                yield Answer(question.name, raw, each.where, Method.ACROFORM, confidence)


def _said(each: PdfField, question: Question, option: str) -> Iterator[str]:
    """What a field answers: a ticked box of "name.code" its option, a ticked box alone yes."""
    if each.kind != "/Btn":
        yield from (each.options.get(value, value) for value in each.values)
    elif option and each.states:
        yield option
    elif question.kind is Kind.YES_NO and len(each.states) == 1 and each.states[0].casefold() not in _NO:
        yield "yes"
    else:
        yield from each.states


_NO = frozenset({"no", "n", "false"})


def _question(form: FormKind, each: PdfField) -> tuple[Question, str, float] | None:
    """The Question of a field, the option it stands for, and how sure we are."""
    named = _named(form, each)
    if named:
        return named
    index = index_of(form)
    match = index.find(each.tooltip) or index.find(_words(each.name.rpartition(".")[2]))
    return (match.question, "", min(match.confidence, SLIP)) if match else None


def _named(form: FormKind, each: PdfField) -> tuple[Question, str, float] | None:
    parts = [part.partition("[")[0] for part in each.name.split(".")]
    known = {question.name: question for question in FORMS[form].questions()}
    if parts[-1] in known:
        return known[parts[-1]], "", 1.0
    if len(parts) > 1 and parts[-2] in known:
        return known[parts[-2]], parts[-1], 1.0
    return None


def _words(name: str) -> str:
    """ "DateOfBirth" and "date_of_birth" as words."""
    spaced = "".join(
        f" {mark}" if mark.isupper() and before.islower() else mark
        for before, mark in zip(" " + name, name, strict=False)
    )
    return spaced.replace("_", " ").partition("[")[0]


def _without_fields(reader: PdfReader) -> Reading:
    if "/XFA" in _form(reader):
        raise Unreadable(ReadingCode.DYNAMIC_XFA)
    lines = list(_lines(reader))
    if sum(len(line.text) for line in lines) < _LEAST_TEXT:
        raise Unreadable(ReadingCode.NO_TEXT)
    fits = best_form(tuple(lines))
    if fits is None:
        return reading_of(None, [], notes=_notes(reader))
    form, answers = fits
    plain = [Answer(each.question, each.raw, each.where, each.method, min(each.confidence, _PLAIN)) for each in answers]
    return reading_of(form, plain, notes=_notes(reader))


def _lines(reader: PdfReader) -> Iterator[Line]:
    for number, page in enumerate(reader.pages[:_TEXT_PAGES], start=1):
        for line in page.extract_text().split("\n"):
            if line.strip():
                yield Line(line.strip(), f"page {number}")


def _form(reader: PdfReader) -> DictionaryObject:
    found = reader.root_object.get("/AcroForm")
    form = found.get_object() if found is not None else None
    return form if isinstance(form, DictionaryObject) else DictionaryObject()


def _notes(reader: PdfReader) -> tuple[str, ...]:
    root, form = reader.root_object, _form(reader)
    named = root.get("/Names")
    names = named.get_object() if named is not None else {}
    action = root.get("/OpenAction")
    opens = action.get_object() if action is not None else None
    scripted = (
        "/JavaScript" in names
        or "/AA" in root
        or (isinstance(opens, DictionaryObject) and opens.get("/S") == "/JavaScript")
    )
    told = (
        (scripted, SCRIPT),
        ("/EmbeddedFiles" in names, EMBEDDED),
        (int(form.get("/SigFlags", 0)) & 1, SIGNED),
        ("/XFA" in form, XFA),
    )
    return tuple(note for holds, note in told if holds)
