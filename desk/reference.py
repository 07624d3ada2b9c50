"""The reference pages in docs/ that are written from the code: `python -m desk.reference` writes them anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from flows.neighbours import REMEDIES
from proposals.forms import FORMS
from proposals.points import POINTS, POINTS_OF
from proposals.problems import PROBLEM_MESSAGES, READING_MESSAGES
from proposals.question import Question

DOCS = Path(__file__).resolve().parent.parent / "docs"

_Code = TypeVar("_Code", bound=StrEnum)


def pages() -> dict[str, str]:
    """Return each page's name with its text."""
    return {"problems.md": "\n".join(_problems()) + "\n", "forms.md": "\n".join(_forms()) + "\n"}


def _problems() -> Iterator[str]:
    yield "# Problems: what is said when an answer or a file cannot be used"
    yield ""
    yield "Written from `proposals/problems.py` by `python -m desk.reference`. The codes are stable."
    yield ""
    yield "## Answers"
    yield ""
    yield "| code | what the school is told |"
    yield "|---|---|"
    for code, sentence in PROBLEM_MESSAGES.items():
        yield f"| `{code.value}` | {sentence} |"
    yield ""
    yield "## Files"
    yield ""
    yield "What the answer to the school says of a file that is no form or could not be read, and what it asks for"
    yield "instead. A file that is locked can also be opened here by who has its password:"
    yield "`offsite message NUMBER --password`."
    yield ""
    yield "| code | what is wrong | what the school can do |"
    yield "|---|---|---|"
    yield from _remedies(READING_MESSAGES)
    yield from _shared()


def _shared() -> Iterator[str]:
    yield ""
    yield "## Several councils on one installation"
    yield ""
    yield "What councils whose settings stand in one folder must not share: both are refused at their start, until it"
    yield "is mended (`flows/neighbours.py`; [operate.md](operate.md#several-councils)). A register that belongs to"
    yield "another council is refused with `other_council`."
    yield ""
    yield "| code | what is wrong | what mends it |"
    yield "|---|---|---|"
    yield from _remedies(REMEDIES)


def _remedies(sentences: Mapping[_Code, str]) -> Iterator[str]:
    """A row for each code: its first sentence says what is wrong, the others what mends it."""
    for code, sentence in sentences.items():
        wrong, _, remedy = sentence.partition(". ")
        yield f"| `{code.value}` | {wrong}. | {remedy} |"


def _forms() -> Iterator[str]:
    yield "# The forms, question by question"
    yield ""
    yield "Written from the models in `proposals/` by `python -m desk.reference`. A field in bold must be answered for"
    yield "the form to be complete. Its name is the same in code, in the PDF, in Word and in JSON."
    for form in FORMS.values():
        yield ""
        yield f"## {form.TITLE} (`{form.KIND.value}`)"
        for section in form.SECTIONS:
            yield ""
            yield f"### {section.title}"
            yield ""
            yield "| field | question | kind | also found as |"
            yield "|---|---|---|---|"
            yield from (_line(each) for each in form.questions() if each.section.name == section.name)
        yield ""
        yield "Checked for: " + "; ".join(POINTS[point].title.lower() for point in POINTS_OF[form.KIND]) + "."


def _line(question: Question) -> str:
    name = f"**{question.name}**" if question.required else question.name
    kind = question.kind.value.replace("_", " ")
    if question.choices:
        kind = ", ".join(f"{choice.label} (`{choice.code}`)" for choice in question.choices)
    return f"| {name} | {question.label} | {kind} | {', '.join(question.also)} |"


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
