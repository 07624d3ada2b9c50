"""PDF forms: the boxes of a fillable one by their names, the lines of a plain one by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject

from extractors.agreement import compared
from extractors.boxes import PdfField
from extractors.fit import fit
from extractors.labels import index_of, questions_of
from extractors.layout.assemble import pieces_of
from extractors.layout.in_place import decisions_on
from extractors.layout.overlay import is_drawn_over, with_fields, with_notes
from extractors.layout.page import Page
from extractors.layout.printed import printed_pages
from extractors.match import SLIP
from extractors.outcome import Unreadable, reading_of
from extractors.pdf_fields import MARK, Copy, copies
from extractors.pdf_objects import resolved, string
from extractors.pieces import Piece
from extractors.recognition import answers_of, best_form, reference_in
from extractors.several import pages_of, parted
from extractors.stretch import Span, Stretch, apart
from proposals.question import Kind, Question
from proposals.reading import OF_SCHOOLS, Answer, FormKind, Method, ReadingCode, Unsure
from proposals.values.text import says_nothing

MAX_PAGES = 200
_FORM_PAGES, _TEXT_PAGES = 20, 60
"""Pages of a plain PDF that are read for labels: one form, and some one after another."""
_PLAIN = 0.9
"""How sure a place on a page makes us at most."""
_UNSHOWN = 0.5
_LEAST_TEXT = 20

SIGNED = "The PDF carries a digital signature. It was not checked."
XFA = "The PDF is an Adobe form of two kinds. The boxes that every program shows were read."


def read_pdf(data: bytes) -> tuple[Stretch, ...]:
    """Return the forms of a PDF, at least one stretch. Raises Unreadable when it cannot be opened within its limits."""
    try:
        reader = PdfReader(BytesIO(data))
    except NotImplementedError:
        # locked with a certificate, and not with a password
        raise Unreadable(ReadingCode.ENCRYPTED) from None
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ReadingCode.ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(ReadingCode.TOO_LARGE)
    found = copies(reader)
    if any(copy.fields for copy in found) and not _is_shell(reader, found):
        return apart([_with_fields(data, reader, copy) for copy in found])
    if "/XFA" in _form(reader):
        raise Unreadable(ReadingCode.DYNAMIC_XFA)
    pages = _pages(data, reader, Copy(range(1, _FORM_PAGES + 1), []))
    if sum(len(word.text) for page in pages for word in page.words) < _LEAST_TEXT:
        raise Unreadable(ReadingCode.NO_TEXT)
    decided = _decided(reader, pages)
    if decided and len(decided) == sum(bool(page.words) for page in pages):
        return apart(decided)
    pieces = pieces_of(pages)
    if len(reader.pages) > _FORM_PAGES and best_form(pieces):
        # Where one form stands at the beginning, others may follow.
        pieces = pieces_of(_pages(data, reader, Copy(range(1, _TEXT_PAGES + 1), [])))
    by_look = [_by_look(reader, pieces[part.start : part.stop]) for part in parted(pieces)]
    return apart(by_look if any(each.reading.form for each in by_look) else decided or by_look)


def _decided(reader: PdfReader, pages: Sequence[Page]) -> list[Stretch]:
    """The coordinators' decisions among pages that are read by their looks. Raises Unreadable for one to be scanned."""
    found = []
    for each in decisions_on(pages, Method.LAYOUT):
        page = reader.pages[each.page - 1]
        if page.images and Unsure.OTHER_LAYOUT in each.looks.unsure:
            # A copier wrote words behind its picture, and neither boxes nor ticks.
            raise Unreadable(ReadingCode.NO_TEXT)
        over = (Unsure.MARKS,) if is_drawn_over(page) else ()
        reading = each.reading(_notes(reader), also=over)
        found.append(Stretch(reading, span=Span(each.page, each.page)))
    return found


def _is_shell(reader: PdfReader, found: Sequence[Copy]) -> bool:
    """Tell whether boxes are what is left around an Adobe form that draws itself: none says or asks anything."""
    boxes = [each for copy in found for each in copy.fields]
    return "/XFA" in _form(reader) and not any(each.values or each.states for each in boxes) and not _by_boxes(boxes)


def _by_look(reader: PdfReader, pieces: Sequence[Piece]) -> Stretch:
    fits = best_form(pieces)
    found = (fits[0], _looked(fits[1])) if fits else (None, [])
    reading = reading_of(*found, notes=_notes(reader), reference=reference_in(pieces))
    return Stretch(reading, tuple(pieces), Method.LAYOUT, span=pages_of(pieces))


def _with_fields(data: bytes, reader: PdfReader, copy: Copy) -> Stretch:
    found = copy.fields
    marked = _marked(reader, found)
    form = marked or _by_boxes(found)
    answers = answers_by_boxes(form, found) if form else []
    fits = (form, answers) if form else None
    # Of our own blanks every box has its name; in other forms some may not.
    flat = marked is not None and not any(_question(marked, each) for each in found)
    if form is None or flat or (marked is None and any(_is_nameless(form, each) for each in found)):
        # A box whose name means nothing is known by what is printed beside it; where only what a form of ours holds
        # hidden is left of its boxes, it was printed to a file.
        pages = _pages(data, reader, copy)
        if flat and form is FormKind.COORDINATOR_DECISION and (decided := _decided(reader, pages)):
            return decided[0]
        pieces = pieces_of(pages)
        seen = best_form(pieces) if form is None else (form, answers_of(form, pieces, ours=flat))
        if seen:
            named = {answer.question for answer in answers}
            fits = (
                seen[0],
                [*compared(answers, seen[1]), *(answer for answer in _looked(seen[1]) if answer.question not in named)],
            )
    if form is None and fits and not fits[1]:
        # Its boxes may well be filled in: it is not a blank form of ours, but one that we do not know.
        fits = None
    reading = reading_of(*(fits or (None, [])), notes=_notes(reader), reference=_case(found))
    return Stretch(reading, boxes=tuple(found), span=Span(copy.pages.start, copy.pages.stop - 1))


def _is_nameless(form: FormKind, each: PdfField) -> bool:
    """Tell whether a box that is filled in has a name that no Question goes by."""
    return bool(each.values or each.states) and _question(form, each) is None


def _pages(data: bytes, reader: PdfReader, copy: Copy) -> list[Page]:
    """The pages as they look, with what was typed into boxes or written on them afterwards."""
    most, pages = min(_TEXT_PAGES, copy.pages.stop - 1), []
    try:
        drawn = list(printed_pages(data, most))
    except Exception:  # noqa: BLE001  # pdfminer fails in many ways on damage that pypdf mends
        drawn = list(printed_pages(_mended(reader), most))
    for page in drawn:
        if page.number in copy.pages:
            own = reader.pages[page.number - 1]
            pages.append(with_notes(with_fields(page, own, copy.fields), own))
    return pages


def _mended(reader: PdfReader) -> bytes:
    """The file's pages written anew, by what could be read of them."""
    writer, made = PdfWriter(), BytesIO()
    for page in reader.pages[:_TEXT_PAGES]:
        writer.add_page(page)
    writer.write(made)
    return made.getvalue()


def _looked(answers: Sequence[Answer]) -> list[Answer]:
    return [replace(each, confidence=min(each.confidence, _PLAIN), method=Method.LAYOUT) for each in answers]


CASE = "case"
"""The hidden field in which our own forms carry the reference of the case they were sent out for."""


def _case(found: Sequence[PdfField]) -> str:
    return next((each.values[0] for each in found if each.name == CASE and each.values), "")


def _marked(reader: PdfReader, found: list[PdfField]) -> FormKind | None:
    """What the form says it is: our own blanks carry their kind in a hidden field and in the file's properties."""
    told = next((each.values[0] for each in found if each.name == MARK and each.values), "")
    told = told or string(reader.metadata.get("/OffsiteDeskForm") if reader.metadata else None)
    return FormKind(told) if told in set(FormKind) else None


def _by_boxes(found: list[PdfField]) -> FormKind | None:
    """The form whose Questions the boxes ask, by their names or by the labels that are read out for them."""
    fits = {form: fit(form, asked_by_boxes(form, found)) for form in OF_SCHOOLS}
    best = max(fits, key=lambda form: fits[form])
    return best if fits[best] else None


def asked_by_boxes(form: FormKind, found: Sequence[PdfField]) -> frozenset[str]:
    """Return the Questions of `form` that boxes ask, filled in or not."""
    return frozenset(match[0].name for each in found if (match := _question(form, each)))


def answers_by_boxes(form: FormKind, found: Sequence[PdfField]) -> list[Answer]:
    """Return what boxes answer, for a document that is known to be `form`."""
    return list(_answers(form, found))


def _answers(form: FormKind, found: Sequence[PdfField]) -> Iterator[Answer]:
    for each in found:
        matched = _question(form, each)
        if matched is None:
            continue
        question, option, confidence = matched
        # Some programs switch a box on without showing it: the school is asked.
        hidden = bool(each.unshown and not each.states)
        told = replace(each, states=[each.unshown]) if hidden else each
        confidence = min(confidence, _UNSHOWN) if hidden else confidence
        for raw in _said(told, question, option):
            if not says_nothing(raw, question.kind):
                yield Answer(question.name, raw, each.where, Method.ACROFORM, confidence)


def _said(each: PdfField, question: Question, option: str) -> Iterator[str]:
    """What a field answers: a ticked box of "name.code" its option, a ticked box alone yes."""
    if each.kind != "/Btn":
        yield from (each.options.get(value, value) for value in each.values)
    elif option and each.states:
        yield option
    elif question.kind is Kind.YES_NO and each.boxes == 1 and each.states and each.states[0].casefold() not in _NO:
        # A box alone says yes, whatever its state is called; one of several says what its state says.
        yield "yes"
    else:
        yield from each.states


_NO = frozenset({"no", "n", "false"})


def _question(form: FormKind, each: PdfField) -> tuple[Question, str, float] | None:
    """The Question of a field, the option it stands for, and how sure we are."""
    return _named(form, each) or _labelled(form, each)


def _named(form: FormKind, each: PdfField) -> tuple[Question, str, float] | None:
    """By a name of ours: "date_of_birth", "pupil.date_of_birth", "sen_status.ehc_plan"."""
    known = questions_of(form)
    *above, last = (part.partition("[")[0] for part in each.name.split("."))
    if last in known:
        return known[last], "", 1.0
    if above and above[-1] in known:
        return known[above[-1]], last, 1.0
    return None


def _labelled(form: FormKind, each: PdfField) -> tuple[Question, str, float] | None:
    """By the label that is read out for a box, or by a name that says the same; "LAC Yes" is its box for yes."""
    index = index_of(form)
    for label in (each.tooltip, _words(each.name.rpartition(".")[2])):
        if len(label) > _LONGEST_LABEL:
            continue
        split = _YES_OR_NO.fullmatch(label) if each.kind == "/Btn" and each.boxes == 1 else None
        match = index.find(split["label"] if split else label)
        if match and split and match.question.kind is not Kind.YES_NO:
            match = None
        if match and match.surname is None:
            return match.question, split["option"].casefold() if split else "", min(match.confidence, SLIP)
    return None


_LONGEST_LABEL = 300
_YES_OR_NO = re.compile(r"(?P<label>.+?)\W*\b(?P<option>yes|no)\W*", re.IGNORECASE | re.DOTALL)


def _words(name: str) -> str:
    """ "DateOfBirth" and "date_of_birth" as words."""
    spaced = "".join(
        f" {mark}" if mark.isupper() and before.islower() else mark
        for before, mark in zip(" " + name, name, strict=False)
    )
    return spaced.replace("_", " ").partition("[")[0]


def _form(reader: PdfReader) -> DictionaryObject:
    return _dictionary(reader.root_object.get("/AcroForm"))


def _notes(reader: PdfReader) -> tuple[str, ...]:
    form = _form(reader)
    flags = resolved(form.get("/SigFlags"))
    told = (
        (isinstance(flags, int) and flags & 1, SIGNED),
        ("/XFA" in form, XFA),
    )
    return tuple(note for holds, note in told if holds)


def _dictionary(value: object) -> DictionaryObject:
    held = resolved(value)
    return held if isinstance(held, DictionaryObject) else DictionaryObject()
