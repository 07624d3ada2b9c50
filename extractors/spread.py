"""One form that came as several files, a page in each: which files belong together, and what they say as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from extractors.fit import fit, must_be_told
from extractors.outcome import reading_of, unreadable
from extractors.page_alone import with_page_alone
from extractors.pieces import Piece, Place, Row
from extractors.recognition import best_form, read_as
from extractors.several import said_of
from extractors.stretch import Span, Stretch
from proposals.reading import OF_SCHOOLS, Answer, FormKind, Reading, ReadingCode, ReadingOutcome

_LEAST_ASKED = 5
"""Questions that a page asks at least when it asks none that this form alone has: a letter names a pupil, too."""
_WHOLE = 0.85
"""The share of what a form must be told that a whole form asks for."""
_SAME_PAGE = 0.34
"""The share of the shorter page's Questions that two different pages of one form may both ask."""
_SAME_NAME = 80
_PUPIL = frozenset({"pupil_forename", "pupil_surname", "date_of_birth", "upn"})
"""What a form may repeat on each of its pages."""


@dataclass(frozen=True, slots=True)
class Found:
    """One Reading, and the files it was read from by their places, from 0.

    `form` is which of several in its file, from 1, and `span` where it stands there; None where it has the file alone.
    """

    reading: Reading
    files: tuple[int, ...]
    form: int = 1
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A file that may be a page of `form`: what it asks and answers as one."""

    place: int
    stretch: Stretch
    form: FormKind
    asked: frozenset[str]
    answers: tuple[Answer, ...]

    @property
    def is_form(self) -> bool:
        return self.stretch.reading.outcome is ReadingOutcome.FORM

    @property
    def own(self) -> frozenset[str]:
        """What it asks that no other form does."""
        return self.asked & must_be_told(self.form)[1]

    def pupil(self, name: str) -> frozenset[str | date]:
        """What it says of the pupil, as far as it is sure."""
        return said_of(self.form, self.answers, name)


def gathered(read: Sequence[tuple[Stretch, ...]], kinds: Sequence[str]) -> list[Found]:
    """Return the Readings of the files of one message: each by itself, or pages of one form put together.

    `kinds` are the files' sorts ("image", "application/pdf"): pages of one form are of one sort. Where pages of more
    than one form may have been mixed, those that are no form by themselves become LOOSE_PAGES.
    """
    single = [
        Found(with_page_alone(stretch).reading, (place,), number, stretch.span if len(stretches) > 1 else None)
        for place, stretches in enumerate(read)
        for number, stretch in enumerate(stretches, start=1)
    ]
    taken: dict[int, Found | None] = {}
    for kind in dict.fromkeys(kinds):
        places = [place for place, each in enumerate(kinds) if each == kind and _may_be_a_page(read[place])]
        taken |= _together({place: read[place][0] for place in places}) if len(places) > 1 else {}
    kept = [taken.get(each.files[0], each) for each in single]
    return [each for each in kept if each is not None]


def _may_be_a_page(stretches: Sequence[Stretch]) -> bool:
    """Tell whether a file may hold a part of a form: it could be read, and it is not a whole one."""
    if len(stretches) != 1 or not (stretches[0].pieces or stretches[0].boxes):
        return False
    form = stretches[0].reading.form
    if form is None:
        return True
    required = must_be_told(form)[0]
    return len(required & _asked(form, stretches[0])[0]) < _WHOLE * len(required)


def _asked(form: FormKind, stretch: Stretch) -> tuple[frozenset[str], list[Answer]]:
    if not stretch.boxes:
        return read_as(form, stretch.pieces)
    from extractors.pdf import answers_by_boxes, asked_by_boxes

    return asked_by_boxes(form, stretch.boxes), answers_by_boxes(form, stretch.boxes)


def _together(stretches: dict[int, Stretch]) -> dict[int, Found | None]:
    """What becomes of files that may be pages of one form, by their places; nothing of those that are none."""
    found = max((_leaves(stretches, form) for form in OF_SCHOOLS), key=_own_in_all)
    leaves = [leaf for leaf in found if not _is_beside(leaf, found)]
    if len(leaves) < 2 or not fit(leaves[0].form, _asked_in_all(leaves)):
        return {}
    groups = _by_pupil(leaves)
    if any(_clash(one, other) for group in groups for one, other in combinations(group, 2)):
        # What only seems to lie beside one pupil's form may be a page of another's.
        loose = [leaf for leaf in found if not leaf.is_form and (leaf in leaves or leaf.own)]
        return {leaf.place: Found(unreadable(ReadingCode.LOOSE_PAGES), (leaf.place,)) for leaf in loose}
    made: dict[int, Found | None] = {}
    for group in groups:
        reading = _as_one(group) if len(group) > 1 else None
        if reading is not None:
            first, *more = (leaf.place for leaf in group)
            made |= {first: Found(reading, (first, *more)), **dict.fromkeys(more)}
    return made


def _by_pupil(leaves: list[_Leaf]) -> list[list[_Leaf]]:
    """Pages that each name their pupil, pupil by pupil; all as one where some do not."""
    for name in ("upn", "date_of_birth"):
        named = [leaf.pupil(name) for leaf in leaves]
        if all(len(each) == 1 for each in named):
            return [
                [leaf for leaf, each in zip(leaves, named, strict=True) if each == one] for one in dict.fromkeys(named)
            ]
    return [leaves]


def _leaves(stretches: dict[int, Stretch], form: FormKind) -> list[_Leaf]:
    made = []
    for place, stretch in stretches.items():
        asked, answers = _asked(form, stretch)
        leaf = _Leaf(place, stretch, form, asked, tuple(answers))
        if len(asked) >= _LEAST_ASKED or leaf.own or stretch.boxes:
            made.append(leaf)
    return made


def _own_in_all(leaves: Sequence[_Leaf]) -> int:
    return len(frozenset().union(*(leaf.own for leaf in leaves)))


def _asked_in_all(leaves: Sequence[_Leaf]) -> frozenset[str]:
    return frozenset().union(*(leaf.asked for leaf in leaves))


def _is_beside(leaf: _Leaf, leaves: Sequence[_Leaf]) -> bool:
    """Tell whether a file asks what the pages of the form ask, and is no page of it: a risk assessment."""
    others = [other for other in leaves if other is not leaf]
    asked = leaf.asked - _PUPIL
    if leaf.is_form or not others:
        return False
    if any(other.is_form and _same_pupil(leaf, other) and _covers(other.asked, asked) for other in others):
        return True
    twins = any(_covers(leaf.asked, other.asked) for other in others)
    another = any(_same_pupil(leaf, other) is False for other in others)
    return _covers(_asked_in_all(others), asked) and not twins and not another


def _covers(these: frozenset[str], those: frozenset[str]) -> bool:
    return 2 * len(these & those) >= len(those)


def _clash(one: _Leaf, other: _Leaf) -> bool:
    """Tell whether two files cannot be two pages of one form: they name different pupils, or ask the same."""
    same = _same_pupil(one, other)
    return same is False or _overlap(one, other, _PUPIL if same else frozenset())


def _overlap(one: _Leaf, other: _Leaf, aside: frozenset[str]) -> bool:
    both = len((one.asked & other.asked) - aside)
    return both > max(1, _SAME_PAGE * min(len(one.asked - aside), len(other.asked - aside)))


def _same_pupil(one: _Leaf, other: _Leaf) -> bool | None:
    """Whether both name the same pupil; None where one of them names none."""
    from rapidfuzz import fuzz

    for name in ("upn", "date_of_birth"):
        here, there = one.pupil(name), other.pupil(name)
        if here and there:
            return here == there
    here, there = one.pupil("pupil_surname"), other.pupil("pupil_surname")
    if here and there:
        return all(fuzz.ratio(str(a), str(b)) >= _SAME_NAME for a in here for b in there)
    return None


def _as_one(leaves: Sequence[_Leaf]) -> Reading | None:
    """The Reading of pages together; None when they are no form, or no more of one than a page alone."""
    if all(not leaf.stretch.boxes for leaf in leaves):
        fits = best_form([piece for leaf in leaves for piece in _placed(leaf)])
        if fits is None:
            return None
        form, answers = fits
    else:
        form = leaves[0].form
        if not fit(form, _asked_in_all(leaves)):
            return None
        answers = [replace(each, where=f"{_file(leaf)}, {each.where}") for leaf in leaves for each in leaf.answers]
    notes = dict.fromkeys(note for leaf in leaves for note in leaf.stretch.reading.notes)
    together = f"The form came as {len(leaves)} files, which were read as one."
    return reading_of(form, list(_looked(answers, leaves)), notes=(together, *notes))


def _file(leaf: _Leaf) -> str:
    return f"file {leaf.place + 1}"


def _placed(leaf: _Leaf) -> Iterator[Piece]:
    """Its pieces, which know in which file they stand."""

    def within(place: Place) -> Place:
        return replace(place, said=f"{_file(leaf)}, {place.said}")

    for piece in leaf.stretch.pieces:
        moved: Piece = replace(piece, where=within(piece.where))
        if isinstance(moved, Row):
            moved = replace(moved, places=tuple(within(place) for place in moved.places))
        yield moved


def _looked(answers: Sequence[Answer], leaves: Sequence[_Leaf]) -> Iterator[Answer]:
    """Answers with how they were read, and a picture of those that were not read surely."""
    methods = {_file(leaf): leaf.stretch.method for leaf in leaves}
    pictures = {(_file(leaf), spot): png for leaf in leaves for spot, png in leaf.stretch.pictures}
    for answer in answers:
        file = answer.where.partition(",")[0]
        crop = pictures.get((file, answer.spot), "") if answer.spot else ""
        yield replace(answer, method=methods.get(file) or answer.method, crop=crop or answer.crop)
