"""What goes on to the coordinator can be opened safely: looked at with another library, key by key."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

import hostile_pdfs
from extractors.held import held_in
from hostile_xml import document
from hostile_zips import word
from made_files import zipped
from outputs.pack.plain import DOCM, DOCX, ODT, PDF, plain_copy
from outputs.pack.wording import How
from proposals.held import Held, is_active

ACTIVE = {
    "/AA", "/A", "/OpenAction", "/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/EF",
    "/AF", "/XFA", "/RichMediaContent", "/RichMediaSettings", "/AcroForm", "/URI", "/Annots", "/Names",
    "/Collection", "/Ref", "/Next",
}  # fmt: skip
"""As ISO 32000 names what acts, sends, opens or brings along; written down here apart from the code that drops it."""


def dictionaries(pdf: pikepdf.Pdf):
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Dictionary | Stream):
            yield each
            waiting += [value for key, value in each.items() if not getattr(value, "is_indirect", False)]
        elif isinstance(each, Array):
            waiting += [value for value in each if not getattr(value, "is_indirect", False)]


def acts(data: bytes) -> set[str]:
    """The keys of anything active, anywhere in a PDF, and streams that stand elsewhere."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = {key for each in dictionaries(pdf) for key in set(each.keys()) & ACTIVE}
        for each in dictionaries(pdf):
            if isinstance(each, Stream) and "/F" in each:
                found.add("a stream elsewhere")
            kind = each.get("/S")
            if isinstance(kind, Name) and str(kind)[1:] in hostile_pdfs.ACTIONS:
                found.add(str(kind))
            if b"EVIL" in (each.read_bytes() if isinstance(each, Stream) else b"") and each.get("/Subtype") != Name.PS:
                found.add("EVIL in a stream")
        return found


@pytest.mark.parametrize("case", [pytest.param(make, id=name) for name, make in hostile_pdfs.active()])
def test_a_pdf_is_rebuilt_without_anything_that_acts(case):
    data = case()
    copy = plain_copy(data, PDF)
    assert copy.how is How.PAGES
    assert acts(data), "the test's own eyes see it in the file as it came"
    assert acts(copy.pages) == set()
    with pikepdf.open(io.BytesIO(copy.pages)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("JavaScript at opening", Held.SCRIPT),
        ("Launch on the page", Held.LAUNCH),
        ("SubmitForm in a field", Held.SENDS),
        ("files within", Held.EMBEDDED),
        ("film", Held.RICH_MEDIA),
        ("Adobe's own form with a script", Held.XFA),
        ("a script, packed and locked against changes", Held.SCRIPT),
        ("actions hidden among the fonts", Held.LAUNCH),
    ],
)
def test_what_was_left_out_is_noted(name, held):
    assert held in held_in(dict(hostile_pdfs.active())[name](), PDF)


def related(kind: str, target: str = "https://evil.example.org/x", mode: str = "External") -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Id="r" Type="{space}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    told = f"<Relationships>{one}</Relationships>"
    return word("<w:p/>", ("word/_rels/document.xml.rels", told.encode()))


def field(*codes: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return document(
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (word("<w:p/>"), True),
        (related("hyperlink"), True),
        (field("PAGE"), True),
        (field(' HYPERLINK "https://example.org" '), True),
        (word("<w:p/>", ("word/media/image1.png", b"x")), True),
        (related("hyperlink", "file:///etc/passwd"), False),
        (related("attachedTemplate"), False),
        (related("image"), False),
        (related("oleObject", "embeddings/x.bin", "Internal"), False),
        (related("aFChunk", "x.html", "Internal"), False),
        (related("subDocument"), False),
        (word("<w:p/>", ("word/vbaProject.bin", b"x")), False),
        (word("<w:p/>", ("word/embeddings/oleObject1.bin", b"x")), False),
        (word("<w:p/>", ("word/activeX/activeX1.xml", b"<x/>")), False),
        (word("<w:p/>", ("customUI/customUI.xml", b"<x/>")), False),
        (word("<w:p/>", ("word/media/image1.exe", b"x")), False),
        (word("<w:p><w:r><w:object/></w:r></w:p>"), False),
        (word("<w:altChunk/>"), False),
        (field("DDEAUTO c:\\\\windows\\\\cmd.exe"), False),
        (field("DD", "EAUTO cmd"), False),
        (field('INCLUDEPICTURE "https://evil.example.org/x.png"'), False),
        (field("MACROBUTTON evil"), False),
        (document('<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>'), False),
    ],
)
def test_a_word_file_is_passed_on_only_where_it_is_plain(data, plain):
    assert plain_copy(data, DOCX).is_plain is plain


def test_a_word_file_with_macros_is_shown_as_text_and_stays_here():
    copy = plain_copy(word("<w:p><w:r><w:t>said</w:t></w:r></w:p>", ("word/vbaProject.bin", b"x")), DOCM)
    assert (copy.how, copy.is_plain, copy.beside) == (How.WORD_KEPT, False, b"")
    assert copy.blocks


@pytest.mark.parametrize(
    ("parts", "plain"),
    [
        ({}, True),
        ({"Pictures/a.png": b"x"}, True),
        ({"Basic/Standard/Module1.xml": b"<x/>"}, False),
        ({"Scripts/python/evil.py": b"x"}, False),
        ({"Object 1/content.xml": b"<x/>"}, False),
        ({"content.xml": b"<x><event-listener/></x>"}, False),
        ({"content.xml": b'<x xmlns:k="u"><image k:href="https://evil.example.org/x.png"/></x>'}, False),
        ({"content.xml": b'<x xmlns:k="u"><a k:href="https://example.org"/></x>'}, True),
    ],
)
def test_an_open_document_is_passed_on_only_where_it_is_plain(parts, plain):
    made = {"mimetype": ODT.encode(), "content.xml": b"<x/>", **parts}
    assert plain_copy(zipped(*made.items()), ODT).is_plain is plain


@pytest.mark.parametrize(
    "media_type",
    ["application/rtf", "application/x-ole-storage", "text/html", "application/zip", "application/octet-stream",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "image/svg+xml"],
)  # fmt: skip
def test_what_cannot_be_told_to_be_plain_is_kept_back(media_type):
    copy = plain_copy(b"anything", media_type)
    assert (copy.how, copy.is_plain, copy.beside) == (How.KEPT_BACK, False, b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_where_a_picture_was_taken_stays_behind(kind):
    exif = Image.Exif()
    exif[0x010E] = "EVIL by the school gate"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, kind, exif=exif)
    assert b"EVIL" in out.getvalue()
    (drawn,) = plain_copy(out.getvalue(), f"image/{kind.lower()}").pictures
    assert b"EVIL" not in drawn.data
    with Image.open(io.BytesIO(drawn.data)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((300, 200), {})


def test_what_is_only_unusual_is_not_called_active():
    assert not is_active((Held.LINKS, Held.XFA))
    assert is_active((Held.LINKS, Held.SCRIPT))
