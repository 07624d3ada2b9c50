"""The Documents of one Submission become what was read: a form each, several in one, or one over several."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.reader import File, Found
from flows.apart import excerpt, held_in, read_all
from mailboxes.message import Document
from outputs.letters.wording import attachment, file_kind, listed
from proposals.held import Held
from proposals.reading import Reading


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read out of one Document of a Submission, or out of several that hold the pages of one form.

    `documents` are as the pack shows them: of a file that holds several forms, this form's pages alone. `places` count
    from 1, of `of`. `digest` names the form in the register: it is the file's own where one file holds one form.
    """

    documents: tuple[Document, ...]
    reading: Reading
    places: tuple[int, ...]
    of: int
    digest: str
    held: tuple[Held, ...] = ()
    """What the file held beside the pages that were cut out of it: noted, never run."""

    @property
    def spoken(self) -> str:
        """How a letter points at it, without its name."""
        kinds = (file_kind(document.media_type) for document in self.documents)
        return listed([attachment(place, self.of, kind) for place, kind in zip(self.places, kinds, strict=True)])


def read_documents(documents: Sequence[Document]) -> tuple[ReadDocument, ...]:
    """Return what was read out of the Documents of one Submission, in their order.

    Raises Unavailable where no process can be had to open them in; nothing else.
    """
    found = read_all([File(document.data, document.media_type) for document in documents])
    return tuple(_read(each, documents) for each in found)


def digest_of(files: Sequence[str], form: int) -> str:
    """Return the digest that names a form in the register, from those of its files: the same however often it comes.

    The first form of a file goes by the file's own digest; `form` tells the others apart, from 1.
    """
    if len(files) == 1 and form == 1:
        return files[0]
    return hashlib.sha256("\n".join((*sorted(files), str(form))).encode()).hexdigest()


def _read(found: Found, documents: Sequence[Document]) -> ReadDocument:
    own = tuple(documents[place] for place in found.files)
    digests = tuple(document.sha256 for document in own)
    return ReadDocument(
        documents=tuple(_shown(document, found) for document in own),
        reading=replace(found.reading, files=digests),
        places=tuple(place + 1 for place in found.files),
        of=len(documents),
        digest=digest_of(digests, found.form),
        held=held_in(own[0].data, own[0].media_type) if found.span else (),
    )


def _shown(document: Document, found: Found) -> Document:
    """The Document, or of one that holds several forms the pages of this one."""
    if found.span is None:
        return document
    data, media_type = excerpt(document.data, document.media_type, found.span)
    return replace(document, data=data, media_type=media_type)
