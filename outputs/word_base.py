"""The empty Word document that forms and letters begin with: python-docx's own, without what none of them uses.

Its ninety-eight table styles are gone through whenever a paragraph gets a style, and travel with every file.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

_UNUSED_PARTS = ("/word/stylesWithEffects.xml", "/docProps/thumbnail.jpeg")
"""The styles once more, for a Word of 2010 alone; and a picture of an empty page."""
_TABLE_GRID = "TableGrid"


def empty_document() -> Document:
    """Return a new document without content; page, type and language are for whoever writes it to set."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        kept = style.get(qn("w:styleId")) == _TABLE_GRID or style.get(qn("w:default")) == "1"
        if style.get(qn("w:type")) == "table" and not kept:
            styles.remove(style)
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, each in relations.items() if each.target_part.partname in _UNUSED_PARTS]:
            del relations[key]
    return document


def styled(apply: Callable[[Document], None]) -> bytes:
    """Return a new document with the styles that `apply` sets, saved: to be set once, and opened for each file."""
    document, made = empty_document(), BytesIO()
    apply(document)
    document.save(made)
    return made.getvalue()
