"""What is done to a Document apart, and what it may cost: reading, gathering, cutting, unlocking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from extractors.apart.examine import measures
from extractors.apart.limits import FORM, SCAN
from extractors.apart.operation import Kept, Operation, Plan
from extractors.excerpt import excerpt
from extractors.locked import WrongPassword, unlocked
from extractors.reader import Need, look
from extractors.spread import Found, gathered
from extractors.stretch import Stretch
from proposals.reading import OF_SCHOOLS, FormKind


def look_alone(data: bytes, media_type: str) -> tuple[Stretch, ...] | Need:
    """Return what `look` does without what only matters beside other files: it need not travel."""
    found = look(data, media_type)
    return found if isinstance(found, Need) else _bare(found)


def scan(data: bytes, media_type: str) -> tuple[Stretch, ...]:
    """Return the forms of a scan or a picture, at least one stretch. Raises Unreadable."""
    from extractors.paper.reading import read_paper

    return read_paper(data, media_type)


def gather(read: Sequence[tuple[Stretch, ...]], kinds: Sequence[str]) -> list[Found]:
    """Return the Readings of the files of one message (extractors.spread.gathered)."""
    return gathered(read, kinds)


def unlock(data: bytes, media_type: str, password: str) -> bytes | None:
    """Return a locked file without its password, None when that is another. Raises Unreadable."""
    try:
        return unlocked(data, media_type, password)
    except WrongPassword:
        return None


def _bare(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    return tuple(replace(each, pieces=(), boxes=(), pictures=()) for each in stretches)


def _load_engine() -> None:
    from extractors.paper.reading import warm

    warm()


def _load_pdf() -> None:
    import extractors.pdf  # noqa: F401  # what is loaded here is loaded in every child


def _load_word() -> None:
    import extractors.word  # noqa: F401  # as above


def _learn_labels() -> None:
    from extractors.labels import index_of, questions_of

    for form in OF_SCHOOLS:
        index_of(form)
        questions_of(form)


def _learn_phones() -> None:
    """Read a telephone number: the library for those is loaded when the first one comes."""
    from proposals.values.contacts import phone

    phone("01632 960100")


def _practise(form: FormKind) -> None:
    """Read our own form, empty: whatever is loaded or reckoned at its first use is there for every child."""
    from extractors.apart.samples import pdf_sample, word_sample

    for data, media_type in (pdf_sample(form), word_sample(form)):
        look(data, media_type)


PLAN = Plan(
    operations=(
        Operation(look, FORM),
        Operation(look_alone, FORM),
        Operation(gather, FORM),
        Operation(excerpt, FORM),
        Operation(unlock, FORM),
        Operation(measures, FORM),
        # Its engine starts threads, after which a fork is not safe, and takes two seconds to load: the child is kept.
        Operation(scan, SCAN, Kept(_load_engine, documents=50, idle_seconds=120)),
    ),
    loading=(_load_pdf, _learn_labels, _load_word),
    warming=(_learn_phones, *(partial(_practise, form) for form in OF_SCHOOLS)),
    practice=(partial(_practise, FormKind.REVIEW_OUTCOME),),
)
PATH = "extractors.apart.work:PLAN"
