"""How an answer stands in a Word file: typed, in a content control, in a legacy field, tracked, or in a text box."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml

from bench.reading.third.sheet import Item

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_STAMP = 'w:author="School office" w:date="2026-11-24T10:00:00Z"'


def _xml(text: str) -> Any:
    end = min(at for at in (text.find(" "), text.find(">"), text.find("/>")) if at > 0)
    return parse_xml(f"{text[:end]} {_NS}{text[end:]}")


def _runs(words: str, properties: str = "", tag: str = "t") -> str:
    lines = [f'<w:{tag} xml:space="preserve">{escape(line)}</w:{tag}>' for line in words.split("\n")]
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{'<w:br/>'.join(lines)}</w:r>"


class Maker:
    """Puts answers into paragraphs and cells in one manner."""

    def __init__(self, fill: str, tick: str, wrap: str, *, corrected: bool = False) -> None:
        self.fill, self.tick, self.wrap, self.corrected, self.count = fill, tick, wrap, corrected, 0

    def _id(self) -> int:
        self.count += 1
        return 100200 + self.count * 37

    def cell(self, cell: Any, item: Item) -> None:
        """Put an answer into a table's cell."""
        if self.fill == "plain" and item.kind == "long" and "\n" in item.written:
            first, *rest = item.written.split("\n")
            cell.paragraphs[0].add_run(first)
            for line in rest:
                cell.add_paragraph(line)
            return
        if self.fill == "controls" and self.wrap != "inline" and item.kind in {"text", "long"}:
            self._around(cell, item)
            return
        self.paragraph(cell.paragraphs[0], item)

    def _around(self, cell: Any, item: Item) -> None:
        shown = item.written or "Click or tap here to enter text."
        state = "" if item.written else "<w:showingPlcHdr/>"
        inner = f"<w:p>{_runs(shown)}</w:p>"
        if self.wrap == "nested":
            inner = (f'<w:p><w:sdt><w:sdtPr><w:id w:val="{self._id()}"/>{state}<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>'
                     f"{_runs(shown)}</w:sdtContent></w:sdt></w:p>")  # fmt: skip
        properties = f'<w:sdtPr><w:id w:val="{self._id()}"/>{state if self.wrap != "nested" else ""}</w:sdtPr>'
        if self.wrap == "cell":
            held = _xml(f"<w:sdt>{properties}<w:sdtContent/></w:sdt>")
            cell._tc.addprevious(held)
            cell.paragraphs[0]._p.addprevious(_xml(f"<w:p>{_runs(shown)}</w:p>"))
            cell._tc.remove(cell.paragraphs[-1]._p)
            held[1].append(cell._tc)
            return
        cell.paragraphs[0]._p.addprevious(_xml(f"<w:sdt>{properties}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"))

    def mark(self, paragraph: Any, on: bool) -> None:
        """Put one mark of a matrix."""
        if self.fill == "controls":
            paragraph._p.append(_xml(self._box(on)))
        elif self.fill == "legacy":
            paragraph._p.extend(self._field("FORMCHECKBOX", self._check(on), ""))
        else:
            paragraph.add_run({"ballot": "☒" if on else "☐"}.get(self.tick, "✓" if on else ""))

    def paragraph(self, paragraph: Any, item: Item) -> None:
        """Put an answer into a paragraph, after what stands there."""
        getattr(self, f"_{self.fill}")(paragraph, item)

    def _plain(self, paragraph: Any, item: Item) -> None:
        if item.kind == "choice":
            self._choices(paragraph, item)
        else:
            if self.corrected and item.kind == "date" and item.written and self._id() % 2:
                paragraph.add_run("1/9/2025").font.strike = True
                paragraph.add_run(" ")
            paragraph.add_run(item.written)

    def _choices(self, paragraph: Any, item: Item) -> None:
        if self.tick == "typed":
            paragraph.add_run(item.answer)
            return
        joined = self.tick in {"strike", "bold", "highlight", "underline", "double"}
        for index, words in enumerate(item.options):
            on = index == item.chosen
            if index:
                paragraph.add_run(" / " if joined else "    ")
            run = paragraph.add_run(words if joined else {
                "ballot": f"{'☒' if on else '☐'} {words}", "after": f"{words} {'☑' if on else '☐'}",
                "bracket": f"[{'x' if on else ' '}] {words}", "tick": f"{words} {'✓' if on else '__'}",
            }[self.tick])  # fmt: skip
            if self.tick == "strike" and item.chosen is not None and not on:
                run.font.strike = True
            elif self.tick == "double" and item.chosen is not None and not on:
                run.font.double_strike = True
            elif self.tick == "highlight" and on:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            elif on and self.tick in {"bold", "underline"}:
                run.bold = True
                run.underline = self.tick == "underline"

    def _box(self, on: bool) -> str:
        glyph = "☒" if on else "☐"
        return (f'<w:sdt><w:sdtPr><w:id w:val="{self._id()}"/><w14:checkbox><w14:checked w14:val="{int(on)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
                f'<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>{_runs(glyph)}</w:sdtContent></w:sdt>')  # fmt: skip

    def _controls(self, paragraph: Any, item: Item) -> None:
        state = "" if item.answer else "<w:showingPlcHdr/>"
        number = self._id()
        head = f'<w:alias w:val="fld_{number % 100:02}"/><w:tag w:val="fld{number % 100:02}"/><w:id w:val="{number}"/>{state}'
        if item.kind == "choice" and self.tick == "list":
            entries = "".join(
                f'<w:listItem w:displayText="{escape(words)}" w:value="{index + 1}"/>'
                for index, words in enumerate(item.options)
            )
            tag = "comboBox" if len(item.options) > 3 else "dropDownList"
            words = item.answer or "Choose an item."
            body = f'<w:{tag}><w:listItem w:displayText="Choose an item." w:value=""/>{entries}</w:{tag}>'
        elif item.kind == "choice":
            for index, words in enumerate(item.options):
                if self.tick == "after":
                    paragraph.add_run(f"{'   ' if index else ''}{words} ")
                paragraph._p.append(_xml(self._box(index == item.chosen)))
                if self.tick != "after":
                    paragraph.add_run(f" {words}   ")
            return
        elif item.kind == "date":
            words = item.written or "Click or tap to enter a date."
            day, _, rest = item.written.partition("/")
            full = f' w:fullDate="{rest[3:]}-{rest[:2]}-{day}T00:00:00Z"' if len(day) == 2 and len(rest) == 7 else ""
            body = f'<w:date{full}><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        else:
            words, body = item.written or "Click or tap here to enter text.", '<w:text w:multiLine="1"/>'
        paragraph._p.append(
            _xml(f"<w:sdt><w:sdtPr>{head}{body}</w:sdtPr><w:sdtContent>{_runs(words)}</w:sdtContent></w:sdt>")
        )

    @staticmethod
    def _check(on: bool) -> str:
        return f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{"<w:checked/>" if on else ""}</w:checkBox>'

    def _field(self, code: str, data: str, shown: str) -> Any:
        name = {"FORMTEXT": "Text", "FORMCHECKBOX": "Check", "FORMDROPDOWN": "Dropdown"}[code] + str(self._id() % 1000)
        result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_runs(shown)}' if code == "FORMTEXT" else ""
        return list(_xml(
            f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData></w:fldChar></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'))  # fmt: skip

    def _legacy(self, paragraph: Any, item: Item) -> None:
        if item.kind == "choice" and (self.tick == "list" or (self.tick == "mixed" and not item.yes_no)):
            entries = "".join(f'<w:listEntry w:val="{escape(words)}"/>' for words in (" ", *item.options))
            chosen = 0 if item.chosen is None else item.chosen + 1
            paragraph._p.extend(
                self._field("FORMDROPDOWN", f'<w:ddList><w:result w:val="{chosen}"/>{entries}</w:ddList>', "")
            )
        elif item.kind == "choice":
            for index, words in enumerate(item.options):
                if self.tick == "after":
                    paragraph.add_run(f"{'   ' if index else ''}{words} ")
                paragraph._p.extend(self._field("FORMCHECKBOX", self._check(index == item.chosen), ""))
                if self.tick != "after":
                    paragraph.add_run(f" {words}   ")
        else:
            paragraph._p.extend(self._field("FORMTEXT", "<w:textInput/>", item.written or "\u2002" * 5))

    def _tracked(self, paragraph: Any, item: Item) -> None:
        if item.kind == "choice":
            for index, words in enumerate(item.options):
                if index == item.chosen or item.chosen is None:
                    paragraph._p.append(_xml(_runs(f"{words} ")))
                else:
                    paragraph._p.append(
                        _xml(f'<w:del w:id="{self._id()}" {_STAMP}>{_runs(words + " ", tag="delText")}</w:del>')
                    )
            return
        if not item.written:
            return
        if item.kind in {"date", "long"} or self.count % 3 == 0:
            old = "To follow" if item.kind != "date" else "01/09/2026"
            paragraph._p.append(_xml(f'<w:del w:id="{self._id()}" {_STAMP}>{_runs(old, tag="delText")}</w:del>'))
        paragraph._p.append(_xml(f'<w:ins w:id="{self._id()}" {_STAMP}>{_runs(item.written)}</w:ins>'))

    def _box_text(self, words: str) -> str:
        return f"<w:txbxContent><w:p>{_runs(words)}</w:p></w:txbxContent>"

    def _boxed(self, paragraph: Any, item: Item) -> None:
        if item.kind == "choice":
            self._choices(paragraph, item)
            return
        number, tall = self._id(), 300000 + 190000 * (len(item.written) // 80) + (190000 * item.written.count("\n"))
        paragraph._p.append(_xml(
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="5400000" cy="{tall}"/><wp:docPr id="{number}" name="Text Box {number}"/><wp:cNvGraphicFramePr/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="{tall}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="6350">'
            '<a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
            f"<wps:txbx>{self._box_text(item.written)}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            f'<mc:Fallback><w:pict><v:shape id="box{number}" style="width:425pt;height:{tall // 12700}pt" strokecolor="black"><v:textbox>'
            f"{self._box_text(item.written)}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"))  # fmt: skip
