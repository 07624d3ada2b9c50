"""A pack's contents as data for templates/pack.typ: labels, values and sentences, no markup."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from outputs import glyphs
from outputs.pack.answers import sections
from outputs.pack.checks import findings_in_full, left_empty, questions_to_raise, unclear
from outputs.pack.contents import PackContents
from outputs.pack.cover import cover
from outputs.pack.documents import Shown
from outputs.pack.phrasing import breakable, cut, with_weekday
from outputs.pack.wording import CONFIDENTIAL, SENTENCES, Say
from proposals.reading import Answer

Data = dict[str, object]

_LONGEST = 400
"""Characters of an answer that changed: the whole of it stands among the answers."""
_PARTS = 4
"""Questions to raise, findings, answers, reviews; the documents are a fifth where there are any."""


def layout(contents: PackContents, shown: Sequence[Shown]) -> Data:
    """Return the data of templates/pack.typ; `shown` is what becomes of each document, in order."""
    assessment = contents.assessment
    data: Data = {
        "reference": contents.reference,
        "version": contents.version,
        "title": assessment.proposal.TITLE,
        "confidential": CONFIDENTIAL,
        "not_given": SENTENCES[Say.NOT_GIVEN],
        "council": {"name": contents.council.name, "team": contents.council.team},
        "cover": cover(contents),
        "changes": [
            {"label": each.label, "before": cut(each.before, _LONGEST), "after": cut(each.after, _LONGEST)}
            for each in contents.changes
        ],
        "questions": questions_to_raise(assessment),
        "empty": left_empty(assessment),
        "unclear": unclear(assessment),
        "findings": findings_in_full(assessment),
        "sections": sections(assessment),
        "reviews": [with_weekday(day) for day in assessment.reviews],
        "reminders": [{"text": each.text, "by": each.by, "source": each.source} for each in assessment.reminders],
        "notes": _notes(contents),
        "documents": _documents(shown),
        "parts": _PARTS + bool(shown) + bool(contents.changes),
        "appended": sum(each.pages for each in shown),
    }
    wrapped = breakable(data)
    return wrapped if isinstance(wrapped, dict) else data


def _notes(contents: PackContents) -> list[str]:
    notes = [*contents.notes, *contents.assessment.reading.notes]
    if not all(_printable(answer) for answer in contents.assessment.reading.answers):
        notes.append(SENTENCES[Say.UNSHOWN_CHARACTERS])
    return notes


def _printable(answer: Answer) -> bool:
    return glyphs.MARK in answer.raw or glyphs.MARK not in str(glyphs.printable(answer.raw))


def _documents(shown: Sequence[Shown]) -> list[Data]:
    """`before` is how many pages of other files stand before this document."""
    before = accumulate((each.pages for each in shown), initial=0)
    return [
        {
            "heading": heading(place, each),
            "title": each.title,
            "kind": each.kind,
            "note": each.note,
            "remarks": each.remarks,
            "comments": each.comments,
            "pages": each.pages,
            "before": earlier,
            "blocks": each.blocks,
        }
        for place, (each, earlier) in enumerate(zip(shown, before, strict=False), start=1)
    ]


def heading(place: int, shown: Shown) -> str:
    """Return a document's heading and bookmark: "Document 2: Risk assessment"."""
    return f"Document {place}: {shown.title}"
