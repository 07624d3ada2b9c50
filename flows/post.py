"""A letter becomes one message in the outbox."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from mailboxes.compose import Attachment, Outgoing, compose, new_message_id
from mailboxes.message import Submission
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.letters import Letter, LetterValues, render
from outputs.letters.values import LeftOut
from outputs.letters.wording import kept_under
from outputs.prefill import Prefill, understood
from proposals.assessment import Assessment
from proposals.council import Council
from proposals.forms import FORMS
from proposals.proposal import Proposal
from proposals.reading import FormKind
from register import NewDispatch

_ENCODED = 4 / 3
"""Bytes of mail for each byte of a file, its line ends left out, so that no letter is reckoned smaller than it is."""
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What makes a Dispatch the only one of its kind: the case or Submission it is about, and when of it.

    `about` is a case's reference or a Submission's id; `when` tells two letters of a kind apart ("v1", a date).
    """

    about: str
    when: str
    is_case: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """Writes letters for one council at one moment, ready for the outbox."""

    council: Council
    now: datetime

    def letter(
        self,
        values: LetterValues,
        to: str,
        occasion: Occasion,
        *,
        answering: Submission | None = None,
        attachments: Sequence[Attachment] = (),
        copied: bool = True,
        also: Sequence[str] = (),
    ) -> NewDispatch:
        """Return the message that brings the letter of `values` to the address `to`, and a copy to those in `also`.

        `answering` is the message it replies to, so that mail programs show both in one thread; `copied` whether
        those whom the profile names get a copy. A letter above the profile's limit goes without its largest
        enclosures and says so; the whole of it is kept beside it.
        """
        domain = self.council.desk_email.partition("@")[2]
        blank = Outgoing(
            message_id=new_message_id(domain, _token(values.NAME, to, occasion)),
            sender=self.council.desk_email,
            reply_to=self.council.desk_email,
            to=(to,),
            cc=_each_once(also, self.council.copies_of(values.NAME, to) if copied else ()),
            subject="",
            text="",
            in_reply_to=answering.message_id if answering else "",
            references=(*answering.references, answering.message_id) if answering else (),
            date=self.now,
            loop=self.council.code,
        )
        raw = self._written(blank, values, occasion, attachments)
        kept = self._small_enough(len(raw), attachments)
        whole = None
        if len(kept) < len(attachments):
            files = tuple(each.name for each in attachments if each not in kept)
            left_out = LeftOut(files=files, where=kept_under(occasion.about if occasion.is_case else ""))
            # What is about no case lies in the mailbox as it came.
            whole = raw if occasion.is_case else None
            raw = self._written(blank, replace(values, left_out=left_out), occasion, kept)
        return NewDispatch(
            kind=values.NAME,
            occasion=occasion.when,
            recipient=to,
            message_id=blank.message_id,
            raw=raw,
            reference=occasion.about if occasion.is_case else None,
            copies=blank.cc,
            whole=whole,
        )

    def _written(
        self, blank: Outgoing, values: LetterValues, occasion: Occasion, attachments: Sequence[Attachment]
    ) -> bytes:
        letter = render(values, self.council, self.now.date())
        enclosed = (self._formal(letter, occasion), *attachments)
        return compose(replace(blank, subject=letter.subject, text=letter.text, html=letter.html, attachments=enclosed))

    def _small_enough(self, size: int, attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
        """What of the enclosures can stay, in their order; the largest go first. `size` is that of the whole."""
        room = self.council.correspondence.largest_letter_mb * 1_000_000
        kept = list(attachments)
        while size > room and kept:
            largest = max(kept, key=lambda each: len(each.data))
            kept.remove(largest)
            size -= int(len(largest.data) * _ENCODED)
        return tuple(kept)

    def _formal(self, letter: Letter, occasion: Occasion) -> Attachment:
        """The letter on the council's paper."""
        name = letter.name.replace("_", "-")
        stem = f"{occasion.about} {name}" if occasion.is_case else name
        return Attachment(f"{stem}.pdf", PDF, letter.pdf)


@lru_cache(maxsize=8)
def blank_forms(council: Council, kinds: tuple[FormKind, ...]) -> tuple[Attachment, ...]:
    """Return the council's blank forms of these kinds, PDF and Word; made once for a process."""
    made = []
    for kind in kinds:
        form = FORMS[kind]
        made.append(Attachment(f"{form.TITLE}.pdf", PDF, blank_pdf(form, council)))
        made.append(Attachment(f"{form.TITLE}.docx", DOCX, blank_word(form, council)))
    return tuple(made)


@lru_cache(maxsize=512)
def review_forms(council: Council, reference: str) -> tuple[Attachment, ...]:
    """Return the review outcome form with the case's reference filled in, PDF and Word.

    Letters of a day bring the same one, and in a process that lives for weeks those of other days do: it is made once,
    holds nothing but the reference, and takes some 90 kB.
    """
    prefill = Prefill({"case_reference": reference}, reference=reference)
    return _forms(FORMS[FormKind.REVIEW_OUTCOME], council, prefill, (PDF, DOCX))


def decision_forms(council: Council, reference: str) -> tuple[Attachment, ...]:
    """Return the coordinator's decision form with the case's reference filled in, PDF and Word."""
    prefill = Prefill({"case_reference": reference}, reference=reference)
    return _forms(FORMS[FormKind.COORDINATOR_DECISION], council, prefill, (PDF, DOCX))


def correction_forms(council: Council, assessment: Assessment, reference: str, sent_as: str) -> tuple[Attachment, ...]:
    """Return a form as it was understood, what is missing or unclear marked, to be corrected and sent again.

    `sent_as` is the media type it came in: a PDF goes back as PDF, a Word file as Word, and of a picture, which
    nobody can correct, both are sent.
    """
    kinds = (PDF,) if sent_as == PDF else (PDF, DOCX) if sent_as.startswith("image/") else (DOCX,)
    return _forms(type(assessment.proposal), council, understood(assessment, reference), kinds)


def _forms(form: type[Proposal], council: Council, prefill: Prefill, kinds: tuple[str, ...]) -> tuple[Attachment, ...]:
    name = f"{prefill.reference} {form.TITLE.lower()}"
    made = {PDF: ("pdf", blank_pdf), DOCX: ("docx", blank_word)}
    return tuple(
        Attachment(f"{name}.{ending}", kind, make(form, council, prefill))
        for kind, (ending, make) in made.items()
        if kind in kinds
    )


def _each_once(*addresses: Sequence[str]) -> tuple[str, ...]:
    return tuple({each.lower(): each for several in addresses for each in several}.values())


def _token(kind: str, to: str, occasion: Occasion) -> str:
    """The same letter has the same Message-ID however often it is written: a repeat can be told."""
    told = "\n".join((kind, occasion.about, occasion.when, to.lower()))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
