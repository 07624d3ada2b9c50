"""The pieces of WordprocessingML that python-docx has no words for.

It offers no public way to the elements behind a run, a paragraph or a row: hence `_r`, `_p` and `_tr` here,
and here only.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle
    from docx.table import _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element of the w: namespace with attributes of the same."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def language(made: Document, code: str) -> None:
    """Set the language of all text, for spelling and for screen readers."""
    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), code)


def fonts(style: BaseStyle, name: str) -> None:
    """Give a style one font for every script, in place of the theme's."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=name, hAnsi=name, cs=name, eastAsia=name))


def bottom_rule(line: Paragraph, colour: str) -> None:
    """Draw a rule below a paragraph."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="12", space="8", color=colour))
    _set(line, borders)


def page_field(line: Paragraph, what: str) -> None:
    """Append a field that Word reckons to a paragraph: PAGE or NUMPAGES."""
    field = element("fldSimple", instr=what)
    run, shown = element("r"), element("t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    line._p.append(field)


def link_to(line: Paragraph, address: str, run: Run) -> None:
    """Make the last run of a paragraph a hyperlink."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    made.append(run._r)
    line._p.append(made)


def repeat_as_head(row: _Row) -> None:
    """Mark a table's row as its head: read out as such, and repeated on each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def restarted_numbering(made: Document, style: str) -> Callable[[Paragraph], None]:
    """Return what numbers paragraphs of `style` from 1 again, whatever lists stand before them."""
    numbering = made.part.numbering_part.element
    of_style = made.styles[style].element.pPr.numPr.numId.val
    kind = numbering.num_having_numId(of_style).abstractNumId.val
    new = numbering.add_num(kind)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)

    def number(line: Paragraph) -> None:
        numbers = element("numPr")
        numbers.extend([element("ilvl", val="0"), element("numId", val=str(new.numId))])
        _set(line, numbers)

    return number


def _set(line: Paragraph, setting: BaseOxmlElement) -> None:
    """Put a setting among a paragraph's others, in the order the schema asks for."""
    after = ("w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    line._p.get_or_add_pPr().insert_element_before(setting, *(tag for tag in after if qn(tag) != setting.tag))


def fixed_times(package: bytes) -> bytes:
    """Return a zip package with the same times in every entry, so that equal letters are equal bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, _EARLIEST), old.read(entry), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
