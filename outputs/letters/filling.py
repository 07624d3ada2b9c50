"""A letter's file and its values go in; its subject, title and Markdown, filled in, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, Undefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from outputs.letters.errors import LetterError
from outputs.letters.holding import hold, release
from outputs.letters.languages import ENGLISH, ROOT, folder_of, in_words
from outputs.letters.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
# What a slip in a template can raise besides Jinja's own errors, such as adding a day to a word.
_SLIPS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class Audience(StrEnum):
    """Whom a letter is for."""

    SCHOOL = "school"
    COORDINATOR = "coordinator"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class LetterFile:
    """One file of templates/letters, taken apart but not yet filled."""

    name: str
    subject: str
    title: str
    audience: Audience
    body: str
    language: str
    folder: Path

    @property
    def path(self) -> str:
        """How an error names it: below templates/letters, without its ending."""
        return _path(self.name, self.language)


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter with its values in place; in `markdown` they are still held."""

    subject: str
    title: str
    audience: Audience
    markdown: str


def read_letter(name: str, language: str = ENGLISH, root: Path = ROOT) -> LetterFile:
    """Return the letter of this name; raises LetterError when it is missing or not begun properly."""
    folder = folder_of(language, root)
    try:
        text = (folder / f"{name}.md").read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LetterError(_path(name, language), "the file cannot be read", _PUT_BACK) from error
    found = _FRONT.match(text.replace("\r\n", "\n"))
    if found is None:
        raise LetterError(_path(name, language), "it does not begin with a block between two lines of ---", _BEGIN_LIKE)
    front = dict(_settings(found[1]))
    if not front.get("subject") or front.get("for") not in set(Audience):
        raise LetterError(_path(name, language), "the block at the top lacks “subject” or “for”", _BEGIN_LIKE)
    subject = front["subject"]
    return LetterFile(name, subject, front.get("title") or subject, Audience(front["for"]), found[2], language, folder)


def _path(name: str, language: str) -> str:
    return name if language == ENGLISH else f"{language}/{name}"


_PUT_BACK = "Put it back, saved as UTF-8 text"
_BEGIN_LIKE = "Begin it with: ---, subject: …, title: …, for: school (or coordinator, or team), ---"


def _settings(block: str) -> Iterator[tuple[str, str]]:
    for line in block.splitlines():
        key, _, value = line.partition(":")
        yield key.strip().lower(), value.strip()


def fill(letter: LetterFile, values: Mapping[str, object]) -> Filled:
    """Put `values` (dataclasses, dates, numbers, texts) into a letter.

    Raises LetterError when a placeholder is unknown or has no value, or the template is at fault.
    """
    context = {name: _shown(value, name) for name, value in values.items()}
    return Filled(
        subject=release(_filled(letter, letter.subject, context)),
        title=release(_filled(letter, letter.title, context)),
        audience=letter.audience,
        markdown=_filled(letter, letter.body, context),
    )


def _filled(letter: LetterFile, source: str, context: Mapping[str, object]) -> str:
    name = letter.path
    try:
        return _compiled(source, letter.language, letter.folder).render(context)
    except UndefinedError as error:
        raise LetterError(name, str(error), "docs/letters.md lists the placeholders") from error
    except (TemplateError, *_SLIPS) as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line} below the block at the top)" if line else ""
        raise LetterError(name, f"a placeholder is not written properly{where}", _SEE_DOCS) from error


_SEE_DOCS = "Compare it with the examples in docs/letters.md"


@lru_cache(maxsize=128)
def _compiled(source: str, language: str, folder: Path) -> Template:
    """Compile once; an edited letter is another source, so an edit counts at once."""
    return _environment(language, folder).from_string(source)


@cache
def _environment(language: str, folder: Path) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=_Unknown,
        finalize=_writing(language),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # not HTML: values are held, see outputs.letters.holding
    )
    made.filters.update(
        with_weekday=lambda value: in_words(value, language, weekday=True),
        counted=counted,
        email_link=_email_link,
        first_capital=_first_capital,
    )
    return made


class _Unknown(StrictUndefined):
    """A placeholder that this letter does not have: any use of it is an error that names it."""

    @property
    def _undefined_message(self) -> str:
        owner = getattr(self._undefined_obj, "_path", "")
        name = f"{owner}.{self._undefined_name}" if owner else self._undefined_name
        return f"there is no placeholder “{name}” in this letter"


class _Blank(Undefined):
    """A placeholder without a value: false in a condition, an error when it is to be printed."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        return f"“{name}” has no value here; write it between {{% if {name} %}} and {{% endif %}}"

    def __str__(self) -> str:
        return str(self._fail_with_undefined_error())  # it raises


class _Parts:
    """The fields of one value, for a template to read and for nothing else."""

    def __init__(self, path: str, shown: Mapping[str, object]) -> None:
        self._path = path
        self.__dict__.update(shown)

    def __str__(self) -> str:
        raise UndefinedError(f"“{self._path}” has parts; write one of them, such as {self._path}.name")


class _EmailLink(str):
    """An address that is to be printed as a link."""

    __slots__ = ()


def placeholders(value: type) -> tuple[str, ...]:
    """Return what a dataclass offers to a template: its fields, then its properties."""
    members = [(name, item) for kind in value.__mro__ for name, item in vars(kind).items()]
    derived = [name for name, item in members if isinstance(item, property)]
    return (*(field.name for field in fields(value)), *derived)


def _shown(value: object, path: str) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        names = placeholders(type(value))
        return _Parts(path, {name: _shown(getattr(value, name), f"{path}.{name}") for name in names})
    if isinstance(value, tuple):
        return tuple(_shown(item, path) for item in value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return _Blank(name=path)
    return value


def _writing(language: str) -> Callable[[object], str]:
    """Return what turns the value of a placeholder into what Markdown is given."""
    return lambda value: hold(in_words(value, language)) if isinstance(value, date) else _written(value)


def _written(value: object) -> str:
    if isinstance(value, bool):
        raise TypeError("a yes or no is for {% if %}, not for printing")
    if isinstance(value, _EmailLink):
        return f"[{hold(value)}](mailto:{hold(value)})"
    if isinstance(value, (str, int, Undefined, _Parts)):
        return hold(str(value))
    raise TypeError("a list is for {% for %}, not for printing")


def _first_capital(value: object) -> str:
    text = str(value)
    return text[:1].upper() + text[1:]


def _email_link(value: object) -> str:
    text = str(value)
    return _EmailLink(text) if _ADDRESS.fullmatch(text) else text
