"""What was understood of a form as a page that anybody can open, and the README beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from proposals.choices import ruling_words
from proposals.display import show
from proposals.points import POINTS

if TYPE_CHECKING:
    from proposals.assessment import Assessment
    from register import Case, Ruled
    from register.contents import Held

_STYLE = (
    "body{font-family:sans-serif;max-width:50em;margin:2em auto;line-height:1.4}"
    "dt{font-weight:bold;margin-top:.7em}dd{white-space:pre-wrap}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_README = """\
Everything Offsite Desk holds on {reference}
{line}

This folder answers a subject access request about one case. It was made by `offsite export` and holds the record of a
child: keep it as you keep such records, hand it over by a safe way, and delete it when it is no longer needed.

BEFORE YOU HAND IT OVER
- Other people are named in it: parents, teachers, social workers, sometimes other pupils. The law may require that
  their data is taken out first. The desk does not do that: a person reads every file and decides.
- Some of it may have to be held back, for example where it would do serious harm to somebody. Ask your data
  protection officer.
- Files of the school are as they came. Do not open one that you do not trust.
{shared}
WHAT IS HERE
{index}

WHAT IS NOT HERE
- The copies in the council's mailbox, in Sent items and with the coordinators who had the pack: ask for those too.
- What the desk erased before, if anything: the history says so.

WHERE IT CAME FROM AND WHO HAD IT
- It came by e-mail from the school ({messages}).
- Letters went to: {recipients}.
- How long it is kept, and why it is held, the council's data protection notice says.
"""


def readme(case: Case, held: Held, index: Sequence[str]) -> str:
    """Return the README of an export: what each file is, and what to mind before it is handed over."""
    shared = sorted({other for message in held.messages for other in message.shared})
    warning = (
        f"- E-mails here brought other pupils' forms too ({', '.join(shared)}): take those out.\n" if shared else ""
    )
    recipients = dict.fromkeys(address for letter in held.letters for address in (letter.recipient, *letter.copies))
    count = len(held.messages)
    return _README.format(
        reference=case.reference,
        line="=" * (len(case.reference) + 31),
        shared=warning,
        index="\n".join(index),
        messages="one e-mail" if count == 1 else f"{count} e-mails",
        recipients=", ".join(recipients) or "nobody",
    )


def page(assessment: Assessment) -> str:
    """Return one form as a page without anything that runs or is loaded: every value is escaped."""
    return _page(assessment.proposal.TITLE, (*_answers(assessment), *_problems(assessment), *_findings(assessment)))


def decisions(ruled: Sequence[Ruled]) -> str:
    """Return what a coordinator decided about a case, each decision in its order, as such a page."""
    return _page("What the coordinator decided", _ruled(ruled))


def _page(heading: str, lines: Iterable[str]) -> str:
    title, body = escape(heading), "\n".join(lines)
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n{body}\n</body></html>\n"
    )


def _answers(assessment: Assessment) -> Iterator[str]:
    proposal, section = assessment.proposal, ""
    yield "<dl>"
    for question in type(proposal).questions():
        if question.section.title != section:
            section = question.section.title
            yield f"</dl><h2>{escape(section)}</h2><dl>"
        written = [answer for answer in assessment.reading.answers if answer.question == question.name]
        value = show(question, getattr(proposal, question.name))
        yield f"<dt>{escape(question.label)}</dt><dd>{escape(value) or '–'}</dd>"
        if raw := "; ".join(f"“{answer.raw}” ({answer.where})" for answer in written if answer.raw.strip() != value):
            yield f"<dd><small>As written: {escape(raw)}</small></dd>"
    yield "</dl>"


def _ruled(ruled: Sequence[Ruled]) -> Iterator[str]:
    for each in ruled:
        yield f"<h2>{each.decided:%d %B %Y}: {escape(ruling_words(each.ruling))}</h2><dl>"
        yield f"<dt>Decided by</dt><dd>{escape(each.decided_by) or '–'}</dd>"
        yield f"<dt>Comments for the school</dt><dd>{escape(each.comments) or '–'}</dd>"
        yield f"<dt>Recorded</dt><dd>{each.recorded:%d %B %Y %H:%M} UTC</dd></dl>"


def _problems(assessment: Assessment) -> Iterator[str]:
    if assessment.problems:
        labels = {question.name: question.label for question in type(assessment.proposal).questions()}
        yield "<h2>What was missing or unclear</h2><ul>"
        for problem in assessment.problems:
            label = labels.get(problem.field, "The form")
            yield f"<li><strong>{escape(label)}</strong>: {escape(problem.message)}</li>"
        yield "</ul>"


def _findings(assessment: Assessment) -> Iterator[str]:
    if assessment.findings:
        yield "<h2>How it stood against the guidance</h2><dl>"
        for finding in assessment.findings:
            point = POINTS[finding.point]
            yield f"<dt>{escape(point.title)}: {escape(finding.result.value.replace('_', ' '))}</dt>"
            yield f"<dd>{escape(finding.because)}</dd>"
        yield "</dl>"
