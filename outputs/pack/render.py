"""From a pack's contents to its one PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from outputs.pack.answers import crops
from outputs.pack.contents import Pack, PackContents, PackDocument
from outputs.pack.documents import Shown, shown
from outputs.pack.layout import layout
from outputs.pack.plain import PlainCopy, plain_copy
from outputs.typesetting import typeset


def render_pack(contents: PackContents, plain: Callable[[bytes, str], PlainCopy] = plain_copy) -> Pack:
    """Return the pack: one PDF with bookmarks. Whatever the school's files hold, a pack comes out.

    `plain` makes a file of the school's plain (outputs.pack.plain), here or in a process of its own.
    Our own pages are tagged and stand first: cover, questions to raise, findings, answers, reviews, list of
    documents. The documents follow. Raises typst.TypstError when templates/pack.typ is at fault.
    """
    from outputs.pack.binding import bind

    documents = [shown(document, plain(document.data, document.media_type)) for document in contents.documents]
    pictures = crops(contents.assessment)
    own = typeset("pack.typ", layout(contents, documents), written=contents.received, pictures=pictures)
    beside = (_beside(each, how) for each, how in zip(contents.documents, documents, strict=True))
    return Pack(bind(own, documents, contents.reference), tuple(each for each in beside if each is not None))


def _beside(document: PackDocument, how: Shown) -> PackDocument | None:
    """What travels beside the pack: the plain copy, or the file as it came where the profile asks for that."""
    if document.as_it_came and not how.whole:
        return document
    return replace(document, data=how.beside) if how.beside else None
