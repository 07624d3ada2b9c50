"""One letter, filled in and parsed, with its four renderings: e-mail text, e-mail HTML, PDF and Word."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Annotated

from outputs.letters.blocks import Block
from outputs.letters.digests import WeeklyDigest
from outputs.letters.filling import Audience, fill, placeholders, read_letter
from outputs.letters.holding import one_line
from outputs.letters.languages import ROOT, PageWords, in_words, page_words
from outputs.letters.parsing import parse
from outputs.letters.timeline import Picture, picture_words
from outputs.letters.values import LetterValues, Recipient
from proposals.council import Council


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What a letter says of the council that sends it."""

    name: Annotated[str, "the council’s name"]
    team: Annotated[str, "the team’s name"]
    desk_email: Annotated[str, "the address schools write to"]
    team_email: Annotated[str, "the address of the team itself"]
    phone: Annotated[str, "the team’s telephone number, if the profile has one"] = ""
    website: Annotated[str, "the council’s website, if the profile has one"] = ""
    address: Annotated[tuple[str, ...], "the lines of the postal address"] = ()

    @classmethod
    def of(cls, council: Council) -> Letterhead:
        """Return what letters show of a council's profile."""
        return cls(**{field.name: getattr(council, field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one recipient. The renderings are made when they are asked for, each time anew."""

    name: str
    audience: Audience
    subject: str
    """For the e-mail: reference and initials, never a name."""
    title: str
    reference: str
    """Our reference; empty when the letter is about no case."""
    recipient: tuple[str, ...]
    letterhead: Letterhead
    written: date
    blocks: tuple[Block, ...]
    language: str
    """BCP 47: "en-GB", "cy"."""
    page: PageWords
    picture: Picture | None = None
    """Stands behind the letter in its PDF."""

    @property
    def written_in_words(self) -> str:
        """The letter's date as it stands on paper: "4 March 2026"."""
        return in_words(self.written, self.language)

    @property
    def text(self) -> str:
        """The body of the e-mail as plain text."""
        from outputs.letters.text import as_text

        return as_text(self)

    @property
    def html(self) -> str:
        """The body of the e-mail as a whole HTML document."""
        from outputs.letters.html import as_html

        return as_html(self)

    @property
    def pdf(self) -> bytes:
        """The formal letter: PDF/UA-1 on the council's letterhead."""
        from outputs.letters.pdf import as_pdf

        return as_pdf(self)

    @property
    def docx(self) -> bytes:
        """The letter on the same letterhead, for Word."""
        from outputs.letters.word import as_docx

        return as_docx(self)


def render(values: LetterValues, council: Council, written: date, root: Path = ROOT) -> Letter:
    """Return the letter these values call for, dated `written`, in the language of the council's letters.

    `root` is where the letters' files are. Raises LetterError when the letter's file is at fault or a placeholder it
    prints has no value.
    """
    letterhead = Letterhead.of(council)
    names = placeholders(type(values))
    file = read_letter(values.NAME, council.letters_language, root)
    filled = fill(file, {name: getattr(values, name) for name in names} | {"council": letterhead})
    return Letter(
        name=values.NAME,
        audience=filled.audience,
        subject=filled.subject,
        title=filled.title,
        reference=one_line(getattr(values, "reference", "")),
        recipient=_lines(values.recipient),
        letterhead=letterhead,
        written=written,
        blocks=parse(filled.markdown, file.path),
        language=file.language,
        page=page_words(file.language, root),
        picture=_picture(values, file.language, root),
    )


def _picture(values: LetterValues, language: str, root: Path) -> Picture | None:
    if not isinstance(values, WeeklyDigest) or not values.bars:
        return None
    return Picture(values.bars, values.on, picture_words(language, root), language)


def _lines(recipient: Recipient) -> tuple[str, ...]:
    lines = (recipient.name, recipient.role, recipient.organisation)
    return tuple(one_line(line) for line in lines if line.strip())
