"""What a school wrote stays text in every rendering, and a letter at fault says what is wrong."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from outputs import glyphs
from outputs.letters import LetterError, render
from outputs.letters.blocks import Paragraph, Span
from outputs.letters.filling import fill, read_letter
from outputs.letters.parsing import parse
from outputs.letters.samples import samples
from proposals.council import Area, Coordinator, Council

TODAY = date(2026, 11, 30)
COUNCIL = Council(
    code="exampleshire",
    name="Exampleshire County Council",
    team="Education Entitlement Team",
    desk_email="forms@example.org",
    team_email="team@example.org",
    coordinators=(Coordinator(code="jm", name="Jo Marsh", email="jo.marsh@example.org"),),
    areas=(Area(code="east", name="East", coordinator="jm"),),
)

INJECTIONS = [
    "**loud** and *soft* and __more__",
    "[click](http://evil.example.org)",
    "<script>alert(1)</script>",
    "<http://evil.example.org>",
    "https://evil.example.org",
    "![p](http://evil.example.org/p.png)",
    "# Heading",
    "1. first",
    "- bullet",
    "> quoted",
    "`code`",
    "a | b | c",
    "---",
    "&amp; &lt;b&gt; &#42;",
    "{{ council.name }} {% if x %}",
    '#panic("typst") $x$ @ref <label>',
    "back\\slash \\* ~~gone~~",
    "\ue0002a2a\ue001",
]


def spoiled(value: object, with_: str) -> object:
    """The same values with every text in them replaced."""
    if isinstance(value, str):
        return with_
    if isinstance(value, tuple):
        return tuple(spoiled(item, with_) for item in value)
    if is_dataclass(value):
        return replace(value, **{f.name: spoiled(getattr(value, f.name), with_) for f in fields(value)})
    return value


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tags(html: str) -> list[str]:
    """The tags of an HTML letter in their order, without what stands between them."""
    return re.findall(r"</?[a-z0-9]+", html)


# The receipt has no place for a stranger's text at all.
REPEATING = [values for values in samples() if values.NAME != "receipt"]
SPOILED = [
    pytest.param(values, text, id=f"{values.NAME}-{place}")
    for values in REPEATING
    for place, text in enumerate(INJECTIONS)
]


@pytest.mark.parametrize(("values", "text"), SPOILED)
def test_a_value_is_never_markup(values, text) -> None:
    plain = render(spoiled(values, "plain"), COUNCIL, TODAY)
    letter = render(spoiled(values, text), COUNCIL, TODAY)
    assert squeezed(text) in squeezed(letter.text)
    assert tags(letter.html) == tags(plain.html)
    assert "evil" not in "".join(re.findall(r'href="[^"]*"', letter.html))
    assert [type(block) for block in letter.blocks] == [type(block) for block in plain.blocks]
    assert "\n" not in letter.subject


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_value_is_only_text_in_pdf_and_word(text, tmp_path) -> None:
    for values in REPEATING:
        plain = render(spoiled(values, "plain"), COUNCIL, TODAY)
        letter = render(spoiled(values, text), COUNCIL, TODAY)
        styles = [line.style.name for line in Document(io.BytesIO(plain.docx)).paragraphs]
        word = Document(io.BytesIO(letter.docx))
        assert [line.style.name for line in word.paragraphs] == styles
        assert squeezed(text) in squeezed("".join("".join(line.itertext()) for line in word.element.body))
    printed = tmp_path / "letter.pdf"
    printed.write_bytes(letter.pdf)
    shown = subprocess.run(["pdftotext", printed, "-"], check=True, capture_output=True, text=True).stdout
    expected = str(glyphs.printable(text))
    assert squeezed(expected) in squeezed(shown)


@pytest.mark.parametrize("text", INJECTIONS)
def test_the_receipt_repeats_nothing_whatever_it_is_given(text) -> None:
    receipt = next(values for values in samples() if values.NAME == "receipt")
    spoilt, plain = (render(spoiled(receipt, with_), COUNCIL, TODAY) for with_ in (text, "plain"))
    assert (spoilt.text, spoilt.subject) == (plain.text, plain.subject)


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_put_in_a_letter(text) -> None:
    values = next(each for each in samples() if each.NAME == "no_form")
    letter = render(replace(values, recipient=replace(values.recipient, name=text)), COUNCIL, TODAY)
    first = letter.blocks[0]
    assert isinstance(first, Paragraph)
    assert len(first.spans) == 1
    assert letter.pdf.startswith(b"%PDF")
    assert letter.docx.startswith(b"PK")
    assert letter.html
    assert letter.text


@pytest.mark.parametrize("text", ["emoji 😀", "محمد", "漢字", "☒", "\x07bell", "\ufeffmark", "e\u0301", "👨‍👩‍👧"])
def test_a_character_no_font_has_does_not_stop_a_letter(text) -> None:
    values = spoiled(samples()[0], text)
    assert render(values, COUNCIL, TODAY).pdf.startswith(b"%PDF")


def test_the_fonts_have_the_mark_that_stands_for_what_they_lack() -> None:
    assert glyphs.MARK in glyphs.characters()
    assert glyphs.printable({"a": ["x😀", 1, None]}) == {"a": [f"x{glyphs.MARK}", 1, None]}
    assert set("aÉłΩЖ’—£€") <= glyphs.characters()


def letter_file(tmp_path, body: str, head: str = "subject: S\nfor: school"):
    (tmp_path / "trial.md").write_text(f"---\n{head}\n---\n{body}", encoding="utf-8")
    return read_letter("trial", root=tmp_path)


def body_of(tmp_path, body: str, **values: object):
    return parse(fill(letter_file(tmp_path, body), values).markdown, "trial")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{{ referense }}", "there is no placeholder “referense”"),
        ("{{ recipient.nickname }}", "there is no placeholder “recipient.nickname”"),
        ("{% if nonsense %}x{% endif %}", "there is no placeholder “nonsense”"),
        ("{{ recipient.role }}", "“recipient.role” has no value here"),
        ("{{ recipient.role | first_capital }}", "“recipient.role” has no value here"),
        ("{{ recipient.role | email_link }}", "“recipient.role” has no value here"),
        ("{{ nothing | with_weekday }}", "“nothing” has no value here"),
        ("{{ recipient.path }}", "there is no placeholder “recipient.path”"),
        ("{{ recipient }}", "“recipient” has parts"),
        ("{{ answered }}", "not written properly"),
        ("{{ items }}", "not written properly"),
        ("{{ reference", "not written properly (line 1"),
        ("\n\n{% if reference %}", "not written properly (line 3"),
        ("{{ reference + 1 }}", "not written properly"),
        ("{{ ''.__class__ }}", "not written properly"),
        ("{% include 'nowhere.md' %}", "not written properly"),
        ("> quoted", "a quotation"),
        ("    indented", "begins with four spaces"),
        ("```\ncode\n```", "a block of code"),
        ("some `code`", "code between backticks"),
        ("![picture](https://example.org/p.png)", "a picture"),
        ("a\n\n***\n\nb", "a line across the page"),
        ("[go](somewhere)", "a link leads nowhere"),
        ("[go](ftp://example.org)", "a link leads nowhere"),
    ],
)
def test_a_letter_at_fault_names_itself_and_what_is_wrong(tmp_path, body, says) -> None:
    values = replace(samples()[0].recipient, role="")
    with pytest.raises(LetterError) as caught:
        body_of(
            tmp_path,
            body,
            recipient=values,
            reference="OSD-7K4M-2",
            nothing=None,
            answered=True,
            items=(1, 2),
        )
    assert says in str(caught.value)
    assert str(caught.value).startswith("templates/letters/trial.md: ")
    assert caught.value.remedy
    assert "OSD-7K4M-2" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("Dear all", "does not begin with a block"),
        ("---\nsubject: S\n---\nx", "lacks"),
        ("---\nfor: school\n---\nx", "lacks"),
        ("---\nsubject: S\nfor: everybody\n---\nx", "lacks"),
    ],
)
def test_a_letter_without_its_block_is_named(tmp_path, content, says) -> None:
    (tmp_path / "trial.md").write_text(content, encoding="utf-8")
    with pytest.raises(LetterError, match=says):
        read_letter("trial", root=tmp_path)


def test_a_letter_that_is_gone_is_named(tmp_path) -> None:
    with pytest.raises(LetterError, match=r"gone\.md: the file cannot be read"):
        read_letter("gone", tmp_path)


def test_windows_line_ends_and_a_byte_order_mark_are_no_fault(tmp_path) -> None:
    (tmp_path / "trial.md").write_bytes("---\r\nsubject: S\r\nfor: school\r\n---\r\nHello".encode("utf-8-sig"))
    assert fill(read_letter("trial", root=tmp_path), {}).markdown == "Hello"


def test_an_empty_value_is_false_in_a_condition(tmp_path) -> None:
    blocks = body_of(tmp_path, "{% if nothing %}a{% else %}b{% endif %} {{ nothing or 'c' }}", nothing="")
    assert blocks == (Paragraph((Span("b c"),)),)


def test_styles_links_and_line_breaks_reach_the_blocks(tmp_path) -> None:
    blocks = body_of(tmp_path, "a **{{ x }}** *c*\\\n[d](https://example.org/?q={{ x }})", x="b&*")
    assert blocks == (
        Paragraph(
            (
                Span("a "),
                Span("b&*", strong=True),
                Span(" "),
                Span("c", emphasis=True),
                Span("\n"),
                Span("d", link="https://example.org/?q=b%26%2A"),
            )
        ),
    )


def test_an_address_that_is_none_is_printed_and_not_linked(tmp_path) -> None:
    (paragraph,) = body_of(tmp_path, "{{ x | email_link }}", x="a@example.org?bcc=b@example.org")
    assert paragraph == Paragraph((Span("a@example.org?bcc=b@example.org"),))
