"""Labels and answers in Word's XML: plain text, content controls or legacy form fields."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from bench.reading.fourth.outline import Cell, Choice


@dataclass(frozen=True, slots=True)
class WordLook:
    """One designer's habits in Word."""

    slot: str = "plain"
    """What holds an answer: plain, control or legacy."""
    picked: str = "box"
    """How a choice is marked: box, check, cross, tick, behind, strike, bold, shade, ring, drop, only, cut."""
    font: str = "Calibri"
    size: int = 20
    bold: bool = True
    fill: str = "D9E2F3"
    lines: bool = True
    colon: str = ""
    heads: str = "row"
    """Headings: row (of the table), para, style, or side (a merged column before the rows)."""
    tags: str = "none"
    """Content controls' tags: none, odd (Text1…) or label."""
    share: float = 0.4
    """A label's share of its pair."""
    answer: str = ""
    """Colour of what was typed."""
    blank: str = ""
    """What stands where nothing was typed."""


class Answers:
    """Makes the XML of labels and answers, inside paragraphs."""

    def __init__(self, look: WordLook) -> None:
        self.look = look
        self._numbers = count(1)

    def run(self, text: str, *, bold: bool = False, colour: str = "", more: str = "", size: int = 0) -> str:
        """Return a run of text."""
        props = f'<w:rFonts w:ascii="{self.look.font}" w:hAnsi="{self.look.font}" w:cs="{self.look.font}"/>'
        props += (
            ("<w:b/>" if bold else "")
            + (f'<w:color w:val="{colour}"/>' if colour else "")
            + f'<w:sz w:val="{size or self.look.size}"/>'
            + more
        )
        lines = "<w:br/>".join(
            "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
            for line in text.split("\n")
        )
        return f"<w:r><w:rPr>{props}</w:rPr>{lines}</w:r>"

    def para(self, *runs: str, props: str = "") -> str:
        """Return a paragraph of runs."""
        return f'<w:p><w:pPr>{props}<w:spacing w:before="20" w:after="40"/></w:pPr>{"".join(runs)}</w:p>'

    def label(self, cell: Cell) -> list[str]:
        """The label's paragraphs, small print and all."""
        made = [self.para(self.run(cell.label + self.look.colon, bold=self.look.bold))]
        if cell.note:
            made.append(self.para(self.run(cell.note, colour="808080", size=self.look.size - 4)))
        return made

    def answer(self, cell: Cell) -> list[str]:
        """The answer's paragraphs."""
        if cell.choices:
            return [self.para(*self.choices(cell))]
        if self.look.slot == "plain":
            text = cell.text or self.look.blank
            return [self.para(self.typed(part)) for part in text.split("\n\n" if "\n\n" in text else "\n")]
        return [self.para(self.slot(cell))]

    def typed(self, text: str, more: str = "") -> str:
        """Return what was typed, in the typist's colour."""
        return self.run(text, colour=self.look.answer, more=more) if text else ""

    def slot(self, cell: Cell, more: str = "") -> str:
        """The answer inside a paragraph."""
        number = next(self._numbers)
        if self.look.slot == "control":
            return self._control(cell, number)
        if self.look.slot == "legacy":
            return self._field(number, "FORMTEXT", "<w:textInput/>", cell.text or "\u2002" * 5)
        return self.typed(cell.text, more)

    def _control(self, cell: Cell, number: int) -> str:
        tag = {
            "none": "",
            "odd": f'<w:tag w:val="Text{number}"/>',
            "label": f"<w:alias w:val={quoteattr(cell.label[:60])}/>",
        }[self.look.tags]
        is_date = any(name.endswith("date") or name == "date_of_birth" for name in cell.fields)
        kind = '<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>' if is_date else '<w:text w:multiLine="1"/>'
        empty = not cell.text
        shown = (
            self.run(
                "Click or tap here to enter text." if not is_date else "Click or tap to enter a date.", colour="808080"
            )
            if empty
            else self.typed(cell.text)
        )
        return f'<w:sdt><w:sdtPr>{tag}<w:id w:val="{70000 + number}"/>{"<w:showingPlcHdr/>" if empty else ""}{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'

    def _field(self, number: int, code: str, data: str, shown: str) -> str:
        name = f"{'Text' if code == 'FORMTEXT' else 'Check' if code == 'FORMCHECKBOX' else 'Dropdown'}{number}"
        mark = lambda kind, inside="": f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'  # noqa: E731
        head = mark(
            "begin", f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData>'
        )
        body = mark("separate") + self.run(shown, colour=self.look.answer) if shown else ""
        return f'{head}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{body}{mark("end")}'

    def choices(self, cell: Cell) -> list[str]:
        """The choices, the one that was picked marked as this look marks it."""
        how = self.look.picked
        if how in {"drop", "only"}:
            return [self._drop(cell, next(self._numbers))]
        joint = " / " if how in {"strike", "bold", "shade", "ring", "cut"} else "    "
        made: list[str] = []
        for place, choice in enumerate(cell.choices):
            if place:
                made.append(self.run(joint))
            made.append(self._choice(choice, how, any(each.chosen for each in cell.choices)))
        return made

    def _choice(self, choice: Choice, how: str, any_chosen: bool) -> str:
        marks = {"box": ("☒ ", "☐ "), "check": ("☑ ", "☐ "), "cross": ("[x] ", "[ ] "), "tick": ("✓ ", "")}
        if how in {"box", "check"} and self.look.slot == "control":
            return self._checkbox(choice, next(self._numbers)) + self.run(" " + choice.text)
        if how in {"box", "check"} and self.look.slot == "legacy":
            data = (
                f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{"<w:checked/>" if choice.chosen else ""}</w:checkBox>'
            )
            return self._field(next(self._numbers), "FORMCHECKBOX", data, "") + self.run(" " + choice.text)
        if how in marks:
            return self.run(marks[how][0 if choice.chosen else 1] + choice.text)
        if how == "behind":
            return self.run(choice.text + (" ☒" if choice.chosen else " ☐"))
        if how == "strike" and any_chosen and not choice.chosen:
            return self.run(choice.text, more="<w:strike/>")
        if how == "cut" and any_chosen and not choice.chosen:
            number = next(self._numbers)
            return f'<w:del w:id="{9000 + number}" w:author="office" w:date="2026-11-20T10:00:00Z">{self.run(choice.text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")}</w:del>'
        if choice.chosen and how in {"bold", "shade", "ring"}:
            more = {
                "bold": '<w:u w:val="single"/>',
                "shade": '<w:highlight w:val="yellow"/>',
                "ring": '<w:bdr w:val="single" w:sz="8" w:space="0" w:color="C00000"/>',
            }[how]
            return self.run(choice.text, bold=how == "bold", more=more)
        return self.run(choice.text)

    def _checkbox(self, choice: Choice, number: int) -> str:
        state = f'<w14:checkbox><w14:checked w14:val="{int(choice.chosen)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        return f'<w:sdt><w:sdtPr><w:id w:val="{80000 + number}"/>{state}</w:sdtPr><w:sdtContent>{self.run("☒" if choice.chosen else "☐")}</w:sdtContent></w:sdt>'

    def _drop(self, cell: Cell, number: int) -> str:
        picked = next((choice.text for choice in cell.choices if choice.chosen), "")
        if self.look.slot == "control":
            items = "".join(
                f'<w:listItem w:displayText={quoteattr(choice.text)} w:value="{place}"/>'
                for place, choice in enumerate(cell.choices, 1)
            )
            shown = self.typed(picked) if picked else self.run("Choose an item.", colour="808080")
            return f'<w:sdt><w:sdtPr><w:id w:val="{90000 + number}"/>{"" if picked else "<w:showingPlcHdr/>"}<w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'
        if self.look.slot == "legacy":
            place = next((place for place, choice in enumerate(cell.choices, 1) if choice.chosen), 0)
            items = "".join(
                f"<w:listEntry w:val={quoteattr(text)}/>"
                for text in ("Please select", *(choice.text for choice in cell.choices))
            )
            return self._field(number, "FORMDROPDOWN", f'<w:ddList><w:result w:val="{place}"/>{items}</w:ddList>', "")
        return self.typed(picked)
