"""From a pack's contents to its one PDF."""

from __future__ import annotations

from outputs.pack.binding import bind
from outputs.pack.contents import Pack, PackContents
from outputs.pack.documents import shown
from outputs.pack.layout import layout
from outputs.typesetting import typeset


def render_pack(contents: PackContents) -> Pack:
    """Return the pack: one PDF with bookmarks. Whatever the school's files hold, a pack comes out.

    Our own pages are tagged and stand first: cover, questions to raise, findings, answers, reviews, list of
    documents. The documents follow. Raises typst.TypstError when templates/pack.typ is at fault.
    """
    documents = [shown(document) for document in contents.documents]
    own = typeset("pack.typ", layout(contents, documents), written=contents.received)
    beside = (each for each, how in zip(contents.documents, documents, strict=True) if each.passed_on and not how.whole)
    return Pack(bind(own, documents, contents.reference), tuple(beside))
