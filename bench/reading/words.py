"""Habits of people who fill in Word forms by hand, written with python-docx."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from types import MappingProxyType

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from bench.reading.habits import Habit
from proposals.question import Kind
from samples.answers import Case


def _tables(case: Case, habit: Habit, write: Callable[[_Cell, Case, str], None]) -> bytes:
    document = docx.Document()
    document.add_heading(habit.title, 1)
    for heading, rows in habit.sections:
        document.add_heading(heading, 2)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for label, name in rows:
            cells = table.add_row().cells
            cells[0].text = label
            write(cells[1], case, name)
    return _saved(document)


def _options(case: Case, name: str) -> dict[str, str]:
    question = case.form.question(name)
    if question.kind is Kind.YES_NO:
        return {"yes": "Yes", "no": "No"}
    return {choice.code: choice.label for choice in question.choices}


def _words(cell: _Cell, case: Case, name: str) -> None:
    answer = case.answers.get(name, "")
    cell.text = _options(case, name).get(answer, answer)


def _by_hand(mark: str, empty: str) -> Callable[[_Cell, Case, str], None]:
    def write(cell: _Cell, case: Case, name: str) -> None:
        options, answer = _options(case, name), case.answers.get(name)
        if not options or not answer:
            _words(cell, case, name)
            return
        cell.text = "   ".join(
            f"{label} {mark if code == answer else empty}".rstrip() for code, label in options.items()
        )

    return write


def _styled(style: str) -> Callable[[_Cell, Case, str], None]:
    """Yes / No with one of them struck out, highlighted or in bold."""

    def write(cell: _Cell, case: Case, name: str) -> None:
        answer = case.answers.get(name)
        if case.form.question(name).kind is not Kind.YES_NO or not answer:
            _words(cell, case, name)
            return
        paragraph = cell.paragraphs[0]
        for place, (code, label) in enumerate((("yes", "Yes"), ("no", "No"))):
            if place:
                paragraph.add_run(" / ")
            run = paragraph.add_run(label)
            if style == "struck":
                run.font.strike = code != answer or None
            elif style == "highlighted" and code == answer:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            elif style == "bold" and code == answer:
                run.bold = True

    return write


def _tracked(case: Case, habit: Habit) -> bytes:
    """Answers typed with changes tracked, over somebody else's that are deleted."""

    def write(cell: _Cell, case: Case, name: str) -> None:
        answer = _options(case, name).get(case.answers.get(name, ""), case.answers.get(name, ""))
        old = parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="A" w:date="2026-11-20T09:00:00Z">'
            "<w:r><w:delText>last year</w:delText></w:r></w:del>"
        )
        new = parse_xml(
            f'<w:ins {nsdecls("w")} w:id="2" w:author="A" w:date="2026-11-20T09:00:00Z"><w:r><w:t/></w:r></w:ins>'
        )
        paragraph = cell.paragraphs[0]
        paragraph.add_run(answer)
        added = paragraph._p.r_lst[0]
        paragraph._p.append(old)
        paragraph._p.append(new)
        new.remove(new[0])
        new.append(added)

    return _tables(case, habit, write)


def _above(case: Case, habit: Habit) -> bytes:
    """Labels in one row, answers in the row below."""
    document = docx.Document()
    document.add_heading(habit.title, 1)
    for heading, rows in habit.sections:
        document.add_heading(heading, 2)
        for place in range(0, len(rows), 3):
            part = rows[place : place + 3]
            table = document.add_table(rows=2, cols=len(part), style="Table Grid")
            for column, (label, name) in enumerate(part):
                table.cell(0, column).text = label
                _words(table.cell(1, column), case, name)
            document.add_paragraph()
    return _saved(document)


def _same_cell(case: Case, habit: Habit) -> bytes:
    """One cell a question: the label on its first line, the answer typed below it."""
    document = docx.Document()
    document.add_heading(habit.title, 1)
    for heading, rows in habit.sections:
        document.add_heading(heading, 2)
        table = document.add_table(rows=0, cols=1, style="Table Grid")
        for label, name in rows:
            cell = table.add_row().cells[0]
            cell.paragraphs[0].add_run(label).bold = True
            answer = case.answers.get(name, "")
            cell.add_paragraph(_options(case, name).get(answer, answer))
    return _saved(document)


def _ruled(case: Case, habit: Habit) -> bytes:
    """Lines of "Label: ____answer____"."""
    document = docx.Document()
    document.add_heading(habit.title, 1)
    for heading, rows in habit.sections:
        document.add_heading(heading, 2)
        for label, name in rows:
            answer = case.answers.get(name, "")
            said = _options(case, name).get(answer, answer)
            ruled = said if case.form.question(name).kind is Kind.LONG_TEXT else f"____{said}______"
            document.add_paragraph(f"{label.rstrip('?:')}: {ruled}")
    return _saved(document)


def _legacy(case: Case, habit: Habit) -> bytes:
    """Legacy form fields, called Text1 and Check2 as Word calls them."""
    count = 0

    def write(cell: _Cell, case: Case, name: str) -> None:
        nonlocal count
        count += 1
        options, answer = _options(case, name), case.answers.get(name, "")
        paragraph = cell.paragraphs[0]
        if case.form.question(name).kind is Kind.YES_NO:
            for code, label in options.items():
                on = f'<w:checked w:val="{int(code == answer)}"/>'
                paragraph._p.append(_field(f'<w:name w:val="Check{count}{code}"/>', f"<w:checkBox>{on}</w:checkBox>"))
                for part in _end("FORMCHECKBOX", ""):
                    paragraph._p.append(part)
                paragraph.add_run(f" {label}   ")
        elif options and answer:
            place = list(options).index(answer)
            entries = "".join(f'<w:listEntry w:val="{label}"/>' for label in options.values())
            drop = f'<w:ddList><w:result w:val="{place}"/>{entries}</w:ddList>'
            paragraph._p.append(_field(f'<w:name w:val="Dropdown{count}"/>', drop))
            for part in _end("FORMDROPDOWN", ""):
                paragraph._p.append(part)
        else:
            paragraph._p.append(_field(f'<w:name w:val="Text{count}"/>', "<w:textInput/>"))
            for part in _end("FORMTEXT", answer):
                paragraph._p.append(part)

    return _tables(case, habit, write)


def _field(name: str, data: str) -> object:
    return parse_xml(
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"><w:ffData>{name}<w:enabled/>{data}</w:ffData>'
        "</w:fldChar></w:r>"
    )


def _end(kind: str, text: str) -> list[object]:
    from xml.sax.saxutils import escape

    told = [f"<w:instrText xml:space='preserve'> {kind} </w:instrText>", '<w:fldChar w:fldCharType="separate"/>']
    lines = "<w:br/>".join(f"<w:t xml:space='preserve'>{escape(line)}</w:t>" for line in text.split("\n"))
    told += [lines, '<w:fldChar w:fldCharType="end"/>'] if text else ['<w:fldChar w:fldCharType="end"/>']
    return [parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>") for part in told]


def _saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


WORD_HABITS: MappingProxyType[str, Callable[[Case, Habit], bytes]] = MappingProxyType(
    {
        "words": lambda case, habit: _tables(case, habit, _words),
        "crosses": lambda case, habit: _tables(case, habit, _by_hand("☒", "☐")),
        "ticks": lambda case, habit: _tables(case, habit, _by_hand("✓", "")),
        "struck": lambda case, habit: _tables(case, habit, _styled("struck")),
        "highlighted": lambda case, habit: _tables(case, habit, _styled("highlighted")),
        "bold": lambda case, habit: _tables(case, habit, _styled("bold")),
        "tracked": _tracked,
        "above": _above,
        "same_cell": _same_cell,
        "ruled": _ruled,
        "legacy_a": _legacy,
        "legacy_b": _legacy,
        "legacy_c": _legacy,
    }
)
