"""Looks a council's letters over after an edit: each is written with invented values, and what is wrong is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from outputs.letters.blocks import Block, Heading, ItemList, Paragraph, Span, Spans, Table
from outputs.letters.catalogue import LETTERS
from outputs.letters.errors import LetterError
from outputs.letters.languages import ENGLISH, ROOT, folder_of
from outputs.letters.letter import Letter, render
from outputs.letters.samples import emptiest, samples
from outputs.letters.values import LetterValues
from proposals.council import Council

LONGEST_SUBJECT = 77
"""Characters: a subject of this length stays on one line of the message (RFC 5322, 2.1.1)."""
OLDEST_READER = 12
"""Years: gov.uk asks for words that a nine-year-old reads; a letter that must name the law is still plain at twelve."""
_SCHOOL_BEGINS = 5
"""Years that a pupil has more than school grades behind them."""
_WRITTEN = date(2026, 11, 30)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]+@(?P<host>[\w.-]+)")


class Fault(StrEnum):
    """What can be wrong with a letter; the codes are stable."""

    CANNOT_BE_WRITTEN = "cannot-be-written"
    LONG_SUBJECT = "long-subject"
    BROKEN_LINK = "broken-link"
    HARD_TO_READ = "hard-to-read"
    HEADING_LEFT_OUT = "heading-left-out"
    NEVER_SENT = "never-sent"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong with a letter, and what to do about it."""

    letter: str
    fault: Fault
    says: str


def check_letters(council: Council, root: Path = ROOT) -> tuple[Found, ...]:
    """Return what is wrong with the letters in the council's language below `root`; nothing is raised.

    Each letter is written with sample values, with each of them left out that may be, and with the emptiest that can
    occur. The reading age is reckoned for English alone.
    """
    found = [*_strangers(council.letters_language, root)]
    for full, empty in zip(samples(), emptiest(), strict=True):
        for values in (full, *_thinned(full), empty):
            found += _looked_over(values, council, root)
    return tuple(dict.fromkeys(found))


def _thinned(values: LetterValues) -> Iterator[LetterValues]:
    for field in fields(values):
        if field.default is not MISSING and getattr(values, field.name) != field.default:
            yield replace(values, **{field.name: field.default})


def reading_age(letter: Letter) -> float:
    """Return the age in years at which a letter is read easily: its Automated Readability Index, and five years.

    The index (Senter and Smith, 1967) is an American school grade: children are six in the first. Links and numbers
    are not counted, nor are headings and tables.
    """
    parts = [_WORD.findall(part) for line in _prose(letter.blocks) for part in _SENTENCE.split(line)]
    sentences = [part for part in parts if part]
    words = [str(word) for sentence in sentences for word in sentence]
    if not words:
        return _SCHOOL_BEGINS
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43 + _SCHOOL_BEGINS


def _prose(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield "".join("" if span.link else span.text for span in block.spans)
            case ItemList():
                for item in block.items:
                    yield from _prose(item)
            case Heading() | Table():
                continue


def _looked_over(values: LetterValues, council: Council, root: Path) -> Iterator[Found]:
    name = values.NAME
    try:
        letter = render(values, council, _WRITTEN, root)
    except LetterError as error:
        yield Found(name, Fault.CANNOT_BE_WRITTEN, f"{error.wrong}. {error.remedy}")
        return
    if len(letter.subject) > LONGEST_SUBJECT:
        says = f"Its subject has {len(letter.subject)} characters. Leave out {len(letter.subject) - LONGEST_SUBJECT}."
        yield Found(name, Fault.LONG_SUBJECT, says)
    for span in _links(letter.blocks):
        if not _leads_somewhere(span.link or ""):
            yield Found(name, Fault.BROKEN_LINK, f"The link “{span.text}” cannot lead anywhere. Correct its address.")
    levels = [1, *(block.level for block in letter.blocks if isinstance(block, Heading))]
    if any(below > above + 1 for above, below in pairwise(levels)):
        yield Found(name, Fault.HEADING_LEFT_OUT, "A ### stands where no ## is above it. Write ## there.")
    age = reading_age(letter)
    if letter.language == ENGLISH and age > OLDEST_READER:
        says = f"It reads like a text for people of {age:.0f}. Use shorter words and sentences, for {OLDEST_READER}."
        yield Found(name, Fault.HARD_TO_READ, says)


def _strangers(language: str, root: Path) -> Iterator[Found]:
    """Files that look like letters and are sent never: mostly a misspelt name."""
    known = {letter.NAME for letter in LETTERS}
    for path in sorted(folder_of(language, root).glob("[!_]*.md")):
        if path.stem not in known:
            says = "No letter has this name, so it is never sent. Rename it or take it away."
            yield Found(path.stem, Fault.NEVER_SENT, says)


def _links(blocks: Iterable[Block]) -> Iterator[Span]:
    for spans in _spans(blocks):
        yield from (span for span in spans if span.link is not None)


def _spans(blocks: Iterable[Block]) -> Iterator[Spans]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.spans
            case ItemList():
                for item in block.items:
                    yield from _spans(item)
            case Table():
                for row in (block.head, *block.rows):
                    yield from row


def _leads_somewhere(address: str) -> bool:
    """Whether an address is written as one: nothing is called."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        told = _ADDRESS.fullmatch(parts.path)
        return bool(told and _HOST.fullmatch(told["host"]))
    if parts.scheme == "tel":
        return bool(re.fullmatch(r"\+?[\d()-]{6,}", parts.path))
    return parts.scheme == "https" and bool(_HOST.fullmatch(parts.hostname or ""))
