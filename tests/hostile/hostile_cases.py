"""Every hostile file and message there is, by group and name, as the message that brings it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import hostile_mails
import hostile_pdfs
import hostile_pictures
import hostile_xml
import hostile_zips
from hostile_words import LONG, WORDS, in_every_box, in_every_control
from mailboxes.media import DOCX, ODT, PDF, ZIP
from proposals.council import Council
from proposals.forms import FORMS
from straight_way import brought

TO_THE_LIMIT = frozenset(
    {
        "100,000 fields",
        "lengths in a ring",
        "a bomb for a page",
        "a bomb in a bomb in a bomb",
        "zeros in ASCII",
        "thirty doublings",
        "a million operators",
        "scan of 30,000 pages",
    }
)
"""Cases that end because their child has used up its time: a minute of a core each."""


@dataclass(frozen=True, slots=True)
class Case:
    """One message that is made to harm; `make` gives its bytes, for the council whose forms it may fill in."""

    group: str
    name: str
    make: Callable[[Council], bytes]

    def __str__(self) -> str:
        return f"{self.group}: {self.name}"


def _file(group: str, name: str, make: Callable[[], bytes], media_type: str) -> Case:
    slug = hashlib.sha256(f"{group} {name}".encode()).hexdigest()[:16]
    return Case(group, name, lambda _: brought((make(), media_type), slug=slug))


def cases() -> Iterator[Case]:
    """Yield every case, in groups."""
    for group, made, media_type in (
        ("archive", hostile_zips.archives(), ZIP),
        ("Word archive", hostile_zips.word_archives(), DOCX),
        ("Word XML", hostile_xml.words(), DOCX),
        ("OpenDocument", hostile_xml.open_documents(), ODT),
        ("PDF structure", hostile_pdfs.structures(), PDF),
        ("PDF form", hostile_pdfs.forms(), PDF),
        ("PDF content", hostile_pdfs.contents(), PDF),
        ("PDF picture", hostile_pdfs.pictures(), PDF),
        ("PDF action", hostile_pdfs.active(), PDF),
    ):
        yield from (_file(group, name, make, media_type) for name, make in made)
    for group, typed in (("picture", hostile_pictures.pictures()), ("two in one", hostile_pictures.polyglots())):
        yield from (_file(group, name, make, media_type) for name, make, media_type in typed)
    yield from (Case("message", name, lambda _, make=make: make()) for name, make in hostile_mails.mails())
    yield from _words()


def _words() -> Iterator[Case]:
    for form in FORMS.values():
        for name, text in {**WORDS, "a megabyte": LONG}.items():
            yield Case(
                "answers in PDF", f"{form.KIND.value}, {name}", lambda council, form=form, text=text: brought(
                    (in_every_box(form, council, text), PDF), slug="words"
                )
            )  # fmt: skip
            yield Case(
                "answers in Word", f"{form.KIND.value}, {name}", lambda council, form=form, text=text: brought(
                    (in_every_control(form, council, text), DOCX), slug="words"
                )
            )  # fmt: skip
