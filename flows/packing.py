"""The pack that goes to the coordinator, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flows import answers
from flows.answers import Before, Form
from flows.apart import made_plain
from flows.post import DOCX, PDF, Occasion, Post, decision_forms
from flows.processing import Processing
from mailboxes.compose import Attachment
from mailboxes.media import ENDINGS
from outputs.calendar_entry import MEDIA_TYPE, CalendarEntry, calendar_file
from outputs.letters import render
from outputs.letters.wording import REASONS, PersonReason
from outputs.pack import render_pack
from proposals.display import initials
from proposals.reading import FormKind
from register import NewDispatch

_NONE_BEFORE = Before()
PROPOSALS = (FormKind.OFF_SITE_DIRECTION, FormKind.MANAGED_MOVE)


def pack(
    work: Processing,
    form: Form,
    when: str,
    before: Before = _NONE_BEFORE,
    *,
    doubt: str = "",
    beside: Sequence[Attachment] = (),
) -> NewDispatch:
    """Return the pack, with whatever could not be printed in it attached as it came, and `beside` after that.

    `doubt` says what in the form was not acted on, and why, or is "".
    """
    to = answers.handler(work.council, form.assessment.routing, work.now.date())
    caution = doubt if work.correspondent.known else REASONS[PersonReason.UNKNOWN_SENDER]
    contents = answers.pack_contents(form, work.submission, work.enclosed, work.council, before=before, caution=caution)
    made = render_pack(contents, made_plain)
    originals = tuple(
        Attachment(f"{form.reference} document {place}{ENDINGS[each.media_type]}", each.media_type, each.data)
        for place, each in enumerate(made.beside, start=1)
    )
    bound = Attachment(f"{form.reference} pack.pdf", PDF, made.pdf)
    return work.post.letter(
        answers.pack_cover(form, to, work.council, caution=caution, school_asked=work.answered),
        to.email,
        Occasion(form.reference, when),
        attachments=(bound, *originals, *_for_the_desk(work, form), *beside),
        also=to.copies,
    )


def _for_the_desk(work: Processing, form: Form) -> Iterator[Attachment]:
    """What a coordinator uses beside the pack: the decision form, the school's letter to edit, the review dates."""
    if form.assessment.proposal.KIND not in PROPOSALS:
        return
    if work.council.decisions:
        yield from decision_forms(work.council, form.reference)
    day = work.now.date()
    letter = render(answers.acknowledgement(form, work.council, day), work.council, day)
    yield Attachment(f"{form.reference} {letter.name.replace('_', '-')}.docx", DOCX, letter.docx)
    of, planned = initials(form.assessment.proposal), form.assessment.reviews
    for entry in (*_entries(form.reference, of, planned), *_entries(form.reference, of, form.fewer, gone=len(planned))):
        yield _calendar(work.post, entry)


def _entries(reference: str, of: str, days: Sequence[date], *, gone: int | None = None) -> Iterator[CalendarEntry]:
    """The entries of reviews on `days`, from the first; or what takes them out again, after the `gone` that stay."""
    for number, day in enumerate(days, start=1 + (gone or 0)):
        yield CalendarEntry(reference, number, day, of, cancelled=gone is not None)


def moved(post: Post, reference: str, of: str, before: Sequence[date], after: Sequence[date]) -> tuple[Attachment, ...]:
    """Return the calendar entries of the reviews that go by another day than before, or fall away.

    `before` and `after` are all reviews of the case by their days; `of` are the pupil's initials.
    """
    stays, gone = tuple(_entries(reference, of, after)), before[len(after) :]
    changed = [each for each in stays if each.day not in before[each.number - 1 : each.number]]
    return tuple(_calendar(post, each) for each in (*changed, *_entries(reference, of, gone, gone=len(after))))


def _calendar(post: Post, entry: CalendarEntry) -> Attachment:
    return Attachment(entry.file_name, MEDIA_TYPE, calendar_file(entry, post.council, post.now))
