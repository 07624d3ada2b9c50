"""The fourth hand's forms: which designer's outline, filled in how, sent as what."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.reading.fourth.acro import AcroLook
from bench.reading.fourth.fill import Office
from bench.reading.fourth.page import PageLook
from bench.reading.fourth.scan import Copier
from bench.reading.fourth.word_answers import WordLook


@dataclass(frozen=True, slots=True)
class Made:
    """One form: `look` draws it, `copier` scans what was drawn; a Word look with suffix pdf is printed by LibreOffice."""

    designer: str
    kind: str
    look: WordLook | PageLook | AcroLook
    office: Office = field(default_factory=Office)
    copier: Copier | None = None
    suffix: str = "docx"


def _word(designer: str, look: WordLook, office: Office | None = None) -> Made:
    kind = {"plain": "word-tables", "control": "word-controls", "legacy": "word-legacy"}[look.slot]
    return Made(designer, kind, look, office or Office())


def _acro(designer: str, look: AcroLook, office: Office | None = None) -> Made:
    return Made(designer, "fillable-pdf", look, office or Office(), suffix="pdf")


def _print(designer: str, look: WordLook | PageLook, office: Office | None = None) -> Made:
    return Made(designer, "printed-pdf", look, office or Office(), suffix="pdf")


def _scan(
    designer: str, look: WordLook | PageLook, copier: Copier, office: Office | None = None, suffix: str = "pdf"
) -> Made:
    return Made(designer, "scans", look, office or Office(), copier, suffix)


FORMS: tuple[Made, ...] = (
    _word(
        "fulmar",
        WordLook(picked="box", fill="1F3864", font="Arial", size=18, colon="", answer="1F497D"),
        Office("slash"),
    ),
    _print("fulmar", WordLook(picked="shade", fill="C6E0B4", font="Carlito", size=18), Office("short", blanks=0.12)),
    _acro("fulmar", AcroLook(names="number", picked="check"), Office("slash")),
    _word(
        "gannet",
        WordLook(picked="strike", bold=False, lines=False, heads="para", font="Carlito", size=22),
        Office("ordinal"),
    ),
    _word(
        "gannet",
        WordLook(slot="legacy", picked="box", lines=False, heads="para", font="Times New Roman", size=22),
        Office("dots", ("Y", "N")),
    ),
    _scan("gannet", PageLook(size=11, picked="ring", hand="Caladea"), Copier(200, 0.5, 8), Office("short", blanks=0.1)),
    _word(
        "heron",
        WordLook(slot="control", picked="drop", bold=False, font="Arial", share=0.5, tags="odd"),
        Office("slash"),
    ),
    _print(
        "heron",
        PageLook(
            font="Liberation Serif",
            size=10.5,
            picked="shape",
            share=0.5,
            comb=("upn",),
            css="td{border:.3pt solid #999}.l{background:none}",
        ),
        Office("words"),
    ),
    _acro(
        "heron",
        AcroLook(names="odd", tips="label", picked="radio", font="Times-Roman", size=10, share=0.5),
        Office("slash"),
    ),
    _word(
        "linnet",
        WordLook(picked="bold", bold=False, lines=False, heads="para", font="Comic Sans MS", size=22, blank="u"),
        Office("ordinal", primary=True),
    ),
    _word(
        "linnet",
        WordLook(slot="control", picked="box", bold=False, lines=False, heads="para", font="Calibri", size=22),
        Office("any", primary=True, blanks=0.1),
    ),
    _print(
        "linnet",
        WordLook(picked="ring", bold=True, lines=False, heads="para", font="Carlito", size=21, blank="u"),
        Office("short", primary=True),
    ),
    _word("merlin", WordLook(picked="check", fill="FFF2CC", font="Arial", size=18, bold=False), Office("dots")),
    _word("merlin", WordLook(slot="legacy", picked="drop", fill="E2EFD9", font="Arial", size=18), Office("slash")),
    _acro("merlin", AcroLook(names="number", tips="label", picked="drop", frame=True, size=8), Office("short")),
    _scan(
        "merlin",
        WordLook(picked="box", fill="", font="Liberation Sans", size=19),
        Copier(200, 0.8, 12, quality=40),
        Office("slash"),
    ),
    _print(
        "nuthatch",
        PageLook(
            font="DejaVu Serif",
            size=9,
            picked="box",
            css="td{border:none}.q{font-weight:bold;background:none;padding-top:2mm}.big{border:.5pt solid #333}",
        ),
        Office("words"),
    ),
    _word(
        "nuthatch",
        WordLook(picked="box", lines=False, heads="style", bold=True, font="Calibri", size=21),
        Office("ordinal"),
    ),
    _word(
        "nuthatch",
        WordLook(slot="control", picked="box", heads="para", bold=False, font="Calibri", fill="EDEDED", tags="label"),
        Office("slash", blanks=0.1),
    ),
    _word("osprey", WordLook(slot="control", picked="box", fill="BDD6EE", font="Calibri", size=19), Office("short")),
    _acro("osprey", AcroLook(names="label", picked="check", share=0.45, size=8.5), Office("slash")),
    _print(
        "osprey",
        PageLook(size=9.5, picked="behind", share=0.45, css=".l{background:#dfe8f4;font-weight:bold}"),
        Office("dots"),
    ),
    _word("plover", WordLook(bold=True, font="Arial", size=19), Office("slash", ("Y", "N"))),
    _print("plover", PageLook(font="Nimbus Sans", size=9.5), Office("brief", ("Y", "N"))),
    _word(
        "plover",
        WordLook(slot="control", bold=False, font="Calibri", size=20, tags="odd"),
        Office("any", ("Yes", "No"), blanks=0.15),
    ),
    _word("quail", WordLook(bold=False, fill="F2F2F2", font="Arial", size=17, share=0.45), Office("short", ("Y", "N"))),
    _print("quail", PageLook(size=8.5, share=0.45, css=".l{background:#fbe9d0}"), Office("slash")),
    _word("quail", WordLook(slot="legacy", bold=True, fill="", font="Arial", size=16, share=0.45), Office("slash")),
    _word(
        "redstart",
        WordLook(slot="legacy", picked="box", bold=True, fill="", font="Arial", size=20, heads="para"),
        Office("any"),
    ),
    _acro("redstart", AcroLook(names="number", picked="check", bold=True), Office("words")),
    _print(
        "redstart",
        PageLook(
            font="Carlito",
            size=10.5,
            picked="box",
            css="td{border:none;border-bottom:.4pt dotted #666}.l{background:none}",
        ),
        Office("ordinal"),
    ),
    _word("curlew", WordLook(slot="legacy", picked="box", fill="DEEAF6", font="Calibri"), Office("slash")),
    _acro("curlew", AcroLook(names="number", picked="check", frame=True), Office("slash")),
    _word("kestrel", WordLook(picked="cross", fill="D0CECE", font="Arial", size=19), Office("ordinal")),
    _print("kestrel", WordLook(picked="behind", fill="FBE4D5", font="Carlito", size=20), Office("short")),
    _word(
        "lapwing",
        WordLook(picked="strike", bold=False, lines=False, heads="para", font="Calibri", size=22),
        Office("words"),
    ),
    _word(
        "lapwing",
        WordLook(slot="legacy", picked="box", bold=True, lines=False, heads="para", font="Calibri", size=22),
        Office("slash"),
    ),
    _scan("teal", PageLook(size=9.5, columns=2, picked="behind"), Copier(200, 0.4, 6), Office("short", ("Y", "N"))),
    _print("teal", PageLook(font="Liberation Sans Narrow", size=10.5, columns=2, picked="shape"), Office("slash")),
    _acro("teal", AcroLook(names="odd", tips="label", picked="check", silent=True), Office("slash", blanks=0.12)),
    _word(
        "wagtail",
        WordLook(picked="shade", bold=True, fill="E7E6E6", font="Calibri", share=0.35, heads="side"),
        Office("ordinal"),
    ),
    _word(
        "wagtail",
        WordLook(slot="control", picked="drop", bold=True, fill="", font="Calibri", share=0.35, heads="para"),
        Office("slash"),
    ),
    _acro("wagtail", AcroLook(names="label", picked="radio", size=9.5, share=0.35), Office("dots")),
    _print(
        "avocet",
        WordLook(picked="check", fill="D9E2F3", font="Liberation Sans", size=17),
        Office("slash", says=(("medical_needs", "N/A"),)),
    ),
    _word(
        "avocet",
        WordLook(slot="legacy", picked="box", fill="F7CAAC", font="Arial", size=17),
        Office("slash", blanks=0.1),
    ),
    _acro("avocet", AcroLook(names="number", tips="label", picked="drop", comb=True, size=8), Office("slash")),
    _scan(
        "avocet",
        WordLook(picked="box", fill="", font="Liberation Serif", size=20),
        Copier(200, 0.3, 9, grey=False, quality=35),
        Office("ordinal"),
    ),
    _print("bunting", PageLook(font="Nimbus Roman", size=12, picked="strike", hand="Z003"), Office("ordinal")),
    _scan(
        "bunting",
        PageLook(size=12, picked="shape", hand="DejaVu Sans Mono", css="body{line-height:1.6}"),
        Copier(220, 1.0, 10, blur=0.4),
        Office("slash"),
        "jpg",
    ),
    _word(
        "bunting",
        WordLook(slot="legacy", picked="box", lines=False, heads="para", bold=False, font="Arial"),
        Office("words"),
    ),
    _word(
        "swift",
        WordLook(picked="tick", bold=False, fill="CCFFFF", font="Verdana", size=17, answer="2E74B5"),
        Office("brief"),
    ),
    _word(
        "swift",
        WordLook(
            slot="control", picked="box", bold=True, fill="D5DCE4", font="Calibri", size=19, tags="odd", heads="side"
        ),
        Office("slash"),
    ),
    _acro("swift", AcroLook(names="odd", picked="check", frame=True, share=0.4), Office("short")),
    _word("thrush", WordLook(bold=False, fill="F2F2F2", font="Arial", size=19), Office("any")),
    _print("thrush", PageLook(size=10, css=".l{background:none}"), Office("slash")),
    _word(
        "thrush",
        WordLook(slot="control", bold=True, fill="E2EFD9", font="Calibri", size=20),
        Office("words", blanks=0.1),
    ),
    _print("wren", AcroLook(flat=True, size=9), Office("words")),
    _word(
        "wren",
        WordLook(picked="cut", bold=True, fill="", font="Times New Roman", size=21, share=0.4),
        Office("words", says=(("medical_needs", "None"),)),
    ),
    _acro(
        "wren",
        AcroLook(names="number", tips="label", picked="radio", font="Times-Roman", size=10, share=0.4),
        Office("slash"),
    ),
    _scan(
        "wren",
        WordLook(picked="box", fill="", font="Liberation Serif", size=21, share=0.4),
        Copier(200, 0.6, 8, quality=40),
        Office("dots"),
    ),
    _word("jay", WordLook(bold=True, fill="FFE599", font="Arial", size=17), Office("short", ("Y", "N"))),
    _print(
        "jay",
        WordLook(bold=False, fill="D9D9D9", font="Liberation Sans", size=17),
        Office("dots", says=(("parents_views", "As above."),)),
    ),
    _word("jay", WordLook(slot="legacy", bold=True, fill="", font="Calibri", size=18), Office("slash", ("Yes", "No"))),
    _scan(
        "jay", PageLook(size=9.5, css=".l{background:#e8e8e8;font-weight:bold}"), Copier(200, 0.5, 10), Office("slash")
    ),
    _word(
        "dunlin", WordLook(slot="control", picked="box", bold=False, font="Arial", size=20, fill=""), Office("words")
    ),
    _print("dunlin", PageLook(font="Carlito", size=10.5, picked="bold"), Office("slash")),
    _word(
        "egret",
        WordLook(picked="ring", bold=False, lines=False, heads="para", font="Calibri", size=22),
        Office("ordinal"),
    ),
    _acro("egret", AcroLook(names="label", picked="check", size=9.5), Office("slash")),
    _scan("egret", PageLook(size=11, picked="ring"), Copier(200, 0.7, 12, paper=235), Office("short")),
    _print(
        "curlew",
        PageLook(font="Liberation Sans", size=9.5, picked="drawn", css=".l{background:#d6e4d0}"),
        Office("brief"),
    ),
    _word(
        "pipit",
        WordLook(slot="control", picked="box", bold=True, fill="DBDBDB", font="Calibri", size=20),
        Office("slash"),
    ),
    _acro("pipit", AcroLook(names="number", tips="label", picked="check", frame=True), Office("ordinal")),
    _word("dipper", WordLook(picked="shade", bold=True, font="Calibri", size=21), Office("words")),
    _scan(
        "dipper",
        WordLook(picked="box", bold=True, font="Liberation Sans", size=20),
        Copier(200, 0.4, 8),
        Office("slash"),
    ),
)
