"""The school's own files in a pack: shown as they are, made harmless, or said to be missing."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime

import pikepdf
import pytest
from docx import Document
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from pypdf import PdfReader

from outputs.pack import Pack, PackContents, PackDocument, render_pack
from outputs.pack.pdf_pages import Unshowable, plain_pages
from outputs.pack.plain import DOCX, MAX_PAGES, PDF
from outputs.pack.word_text import WordUnreadable, word_text
from proposals.assessment import assess
from proposals.council import Area, Coordinator, Council
from proposals.reading import FormKind, Reading, ReadingOutcome

COUNCIL = Council(
    code="exampleshire",
    name="Exampleshire County Council",
    team="Education Entitlement Team",
    desk_email="forms@example.org",
    team_email="team@example.org",
    coordinators=(Coordinator(code="jm", name="Jo Marsh", email="jo.marsh@example.org"),),
    areas=(Area(code="east", name="East", coordinator="jm"),),
)
WHOLE = 1_000


def pack(*documents: PackDocument) -> Pack:
    reading = Reading(ReadingOutcome.FORM, FormKind.OFF_SITE_DIRECTION)
    return render_pack(
        PackContents(
            reference="OSD-7K4M-2",
            council=COUNCIL,
            assessment=assess(reading, COUNCIL, date(2026, 11, 30)),
            received=datetime(2026, 11, 30, 8, 5, tzinfo=UTC),
            sender="head@example.org",
            version=1,
            documents=documents,
        )
    )


def as_document(data: bytes, media_type: str = PDF, title: str = "The form") -> PackDocument:
    return PackDocument(title, media_type, data, is_form=False)


def read(made: Pack) -> PdfReader:
    return PdfReader(io.BytesIO(made.pdf))


def text_of(made: Pack) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).replace("\u200b", "").split())


def saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]  # whatever pikepdf takes
    return out.getvalue()


def letter(text: str, *, font: str = "F1") -> bytes:
    return f"BT /{font} 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")


def plain_pdf(*texts: str, box: tuple[int, int] = (595, 842)) -> Pdf:
    pdf = Pdf.new()
    helvetica = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for text in texts:
        page = pdf.add_blank_page(page_size=box)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=helvetica))
        page.obj.Contents = Stream(pdf, letter(text))
    return pdf


def with_field(value: str | None, *, drawn: str | None = None, again: bool = False, flags: int = 4) -> bytes:
    """One page with one text field: what it stores, and what it draws of it."""
    pdf = plain_pdf("The page itself")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("pupil"), Rect=Array([72, 600, 300, 620]), F=flags
    )
    if value is not None:
        field.V = String(value)
    if drawn is not None:
        look = Stream(pdf, f"/Tx BMC q BT /Helv 10 Tf 2 5 Td ({drawn}) Tj ET Q EMC".encode("latin-1"))
        look.BBox = Array([0, 0, 228, 20])
        field.AP = Dictionary(N=look)
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), DR=Dictionary(Font=Dictionary(Helv=font)), NeedAppearances=again
    )
    return saved(pdf)


def test_pages_follow_in_order_with_a_line_at_their_foot_and_a_bookmark() -> None:
    made = pack(
        as_document(saved(plain_pdf("alpha one", "alpha two"))),
        as_document(word(lambda it: it.add_paragraph("beta")), DOCX, "A Word file"),
        as_document(saved(plain_pdf("gamma")), title="Risk assessment"),
    )
    pages = [page.extract_text() for page in read(made).pages]
    places = [
        next(place for place, text in enumerate(pages) if said in text)
        for said in ("alpha one", "alpha two", "beta", "gamma")
    ]
    assert places == list(range(places[0], places[0] + 4))
    assert "Document 1, page 2 of 2" in pages[places[1]]
    assert f"Page {places[3] + 1} of {len(pages)}" in pages[places[3]]
    assert f"Page {places[2] + 1} of {len(pages)}" in pages[places[2]]
    pdf = read(made)
    marks = {
        str(item.title): pdf.get_destination_page_number(item) for item in pdf.outline if not isinstance(item, list)
    }
    assert list(marks)[-4:] == [
        "Documents",
        "Document 1: The form",
        "Document 2: A Word file",
        "Document 3: Risk assessment",
    ]
    assert [marks[name] for name in list(marks)[-3:]] == [places[0], places[2], places[3]]


def test_the_same_files_give_the_same_bytes() -> None:
    files = (as_document(with_field("Kian", drawn="Kian")), as_document(png(40, 30), "image/png", "A photograph"))
    assert pack(*files).pdf == pack(*files).pdf


def test_the_list_of_documents_says_on_which_pages_they_are() -> None:
    made = pack(as_document(saved(plain_pdf("a", "b", "c"))), as_document(b"x", "application/zip", "An archive"))
    pages = [page.extract_text() for page in read(made).pages]
    first = next(place for place, text in enumerate(pages, start=1) if "Document 1, page 1 of 3" in text)
    listing = next(text for text in pages if "How it is shown" in text)
    assert f"{first}–{first + 2}" in listing


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_line_at_the_foot_lengthens_the_page_on_the_side_that_is_below(turned: int) -> None:
    pdf = plain_pdf("sideways")
    pdf.pages[0].obj.Rotate = turned
    page = read(pack(as_document(saved(pdf)))).pages[-1]
    assert page.rotation == turned
    before, after = (0, 0, 595, 842), tuple(float(each) for each in page.mediabox)
    grown = [place for place in range(4) if abs(before[place] - after[place]) > 1]
    assert grown == [{0: 1, 90: 2, 180: 3, 270: 0}[turned]]


def test_what_a_field_draws_is_part_of_the_page() -> None:
    made = pack(as_document(with_field("Kian", drawn="Kian")))
    assert "Kian" in read(made).pages[-1].extract_text()
    assert "in plain type" not in text_of(made)


@pytest.mark.parametrize(
    "form",
    [
        with_field("Kian"),
        with_field("Kian", drawn="", again=True),
        with_field("Kian", drawn="Somebody else", again=True),
    ],
    ids=["never drawn", "drawn empty", "drawn before it was changed"],
)
def test_an_answer_that_the_file_does_not_draw_is_drawn(form: bytes) -> None:
    made = pack(as_document(form))
    shown = read(made).pages[-1].extract_text()
    assert "Kian" in shown
    assert "Somebody" not in shown
    assert "in plain type" in text_of(made)


def test_a_hidden_field_stays_hidden() -> None:
    assert "secret" not in text_of(pack(as_document(with_field("secret", drawn="secret", flags=2))))


def test_a_long_answer_is_drawn_within_its_box() -> None:
    made = pack(as_document(with_field("word " * 500)))
    assert "…" in read(made).pages[-1].extract_text()


def test_a_note_on_a_page_is_told() -> None:
    pdf = plain_pdf("page")
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 20, 20]), Contents=String("Ask his mother first")
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
    assert "Page 1: Ask his mother first" in text_of(pack(as_document(saved(pdf))))


def test_names_of_two_files_do_not_clash() -> None:
    made = pack(as_document(with_field("Kian", drawn="Kian")), as_document(with_field("Amara", drawn="Amara")))
    first, second = (page.extract_text() for page in read(made).pages[-2:])
    assert "Kian" in first
    assert "Amara" in second
    assert "Kian" not in second


def test_nothing_active_comes_along() -> None:
    pdf = plain_pdf("page")
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('EVIL')"))
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    page.Annots = Array(
        [
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([0, 0, 9, 9]),
                A=Dictionary(S=Name.URI, URI=String("https://EVIL.example.org")),
            )
        ]
    )
    page.Resources.Font.F1.AA = Dictionary(O=script)
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    pdf.attachments["EVIL.exe"] = b"MZ EVIL"
    with pikepdf.open(io.BytesIO(pack(as_document(saved(pdf))).pdf)) as made:
        assert "/OpenAction" not in made.Root
        assert "/AcroForm" not in made.Root
        assert not made.attachments
        last = made.pages[-1].obj
        assert not {"/AA", "/A", "/Annots"} & set(last.keys())
        for each in made.objects:
            data = each.read_bytes() if isinstance(each, Stream) and "/Subtype" not in each else b""
            assert b"EVIL" not in data
            assert b"EVIL" not in each.unparse(resolved=True)[:20_000]


def test_the_whole_claims_to_be_accessible_only_when_every_page_is() -> None:
    with_pages = read(pack(as_document(saved(plain_pdf("page")))))
    without = read(pack(as_document(b"x", "application/zip")))
    assert b"pdfuaid:part" in without.root_object["/Metadata"].get_data()
    assert b"pdfuaid:part" not in with_pages.root_object["/Metadata"].get_data()
    assert "/StructTreeRoot" in with_pages.root_object
    assert "/StructParents" not in with_pages.pages[-1]


def test_a_long_file_is_cut_and_travels_beside_the_pack() -> None:
    long = as_document(saved(plain_pdf(*(f"page {number}" for number in range(MAX_PAGES + 5)))))
    made = pack(long)
    assert f"The first {MAX_PAGES} of {MAX_PAGES + 5} pages" in text_of(made)
    assert f"Document 1, page {MAX_PAGES} of {MAX_PAGES}" in read(made).pages[-1].extract_text()
    (copy,) = made.beside
    assert copy.data != long.data, "a plain copy travels, never the file itself"
    assert len(PdfReader(io.BytesIO(copy.data)).pages) == MAX_PAGES + 5


def test_a_locked_file_is_told_and_one_that_opens_without_a_password_is_shown() -> None:
    locked = as_document(saved(plain_pdf("inside"), encryption=pikepdf.Encryption(owner="o", user="u")))
    protected = as_document(saved(plain_pdf("readable"), encryption=pikepdf.Encryption(owner="o", user="")))
    made = pack(locked, protected)
    assert "Locked with a password" in text_of(made)
    assert "readable" in read(made).pages[-1].extract_text()
    assert made.beside == (), "what could not be made plain is not passed on"


@pytest.mark.parametrize("media_type", [PDF, DOCX, "image/jpeg", "image/png", "application/octet-stream"])
@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 rubbish", b"PK\x03\x04rubbish", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 40],
)
def test_a_damaged_file_is_listed_and_the_pack_comes_out(data: bytes, media_type: str) -> None:
    damaged = as_document(data, media_type)
    made = pack(damaged)
    assert "kept with the school’s message" in text_of(made)
    assert made.beside == ()


def test_every_cut_of_a_form_is_shown_or_told() -> None:
    whole = with_field("Kian", drawn="Kian")
    for end in range(0, len(whole), max(1, len(whole) // 25)):
        try:
            assert plain_pages(whole[:end]).pages
        except Unshowable:
            continue


def png(wide: int, high: int, *, claim: tuple[int, int] | None = None) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    said = claim or (wide, high)
    head = said[0].to_bytes(4, "big") + said[1].to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    rows = (b"\x00" + b"\x20\x80\x80" * wide) * high
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_a_picture_has_a_page_of_its_own() -> None:
    made = pack(as_document(png(40, 30), "image/png", "A photograph"))
    page = read(made).pages[-1]
    assert len(page.images) == 1
    assert "Document 1, page 1 of 1" in page.extract_text()
    assert made.beside == ()


def test_a_picture_that_claims_to_be_enormous_is_not_unpacked() -> None:
    made = pack(as_document(png(4, 3, claim=(60_000, 60_000)), "image/png"))
    assert "too large" in text_of(made)


def word(fill: Callable[..., object]) -> bytes:
    document = Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def body(xml: str) -> bytes:
    """A Word file whose body is `xml`."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", f'<r><Relationship Type="{relation}" Target="/word/document2.xml"/></r>')
        archive.writestr("word/document2.xml", f"<w:document {space}><w:body>{xml}</w:body></w:document>")
    return out.getvalue()


def told(data: bytes) -> list[object]:
    blocks, _ = word_text(data)
    return [block.get("text", block.get("rows")) for block in blocks]


def test_a_word_file_is_text_in_reading_order() -> None:
    def fill(document: object) -> None:
        document.add_heading("Referral", 1)  # type: ignore[attr-defined]  # python-docx has no types
        document.add_paragraph("Before")  # type: ignore[attr-defined]  # as above
        table = document.add_table(1, 2)  # type: ignore[attr-defined]  # as above
        table.cell(0, 0).text, table.cell(0, 1).text = "Name", "Kian"
        document.add_paragraph("After")  # type: ignore[attr-defined]  # as above

    data = word(fill)
    assert told(data) == ["Referral", "Before", [["Name", "Kian"]], "After"]
    made = pack(as_document(data, DOCX, "A referral"))
    assert "Word file as sent, shown as text; the original is attached to the e-mail." in text_of(made)
    assert "Referral Before Name Kian After" in text_of(made)
    assert len(made.beside) == 1


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


PROMPT = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:sdt><w:sdtContent><w:p>{run('controlled')}</w:p></w:sdtContent></w:sdt>", ["controlled"]),
        (f"<w:p>{PROMPT}</w:p>", []),
        (f"<w:p><w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>", ["new"]),
        (f"<w:p>{run('☒ Yes ☐ No')}</w:p>", ["[x] Yes [ ] No"]),
        ('<w:p><w:r><w:sym w:char="F0FE"/></w:r></w:p>', ["[x]"]),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>", ["a\nb"]),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('one column')}</w:p></w:tc></w:tr></w:tbl>", ["one column"]),
        (f"<w:p><w:r><w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent></w:r></w:p>", ["boxed"]),
    ],
    ids=["control", "prompt", "changes", "ticks", "symbol", "line break", "one column", "text box"],
)
def test_what_a_page_of_word_shows(xml: str, text: list[str]) -> None:
    assert told(body(xml)) == text


def test_a_word_file_that_unpacks_to_far_too_much_is_refused() -> None:
    with pytest.raises(WordUnreadable):
        word_text(body("<w:p>" + " " * 21_000_000 + "</w:p>"))


def test_entities_of_a_word_file_are_not_expanded() -> None:
    data = body("<w:p><w:r><w:t>x</w:t></w:r></w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", given.read("_rels/.rels"))
        archive.writestr(
            "word/document2.xml",
            b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
            + given.read("word/document2.xml").replace(b">x<", b">kept &e;<"),
        )
    with pytest.raises(WordUnreadable):
        told(out.getvalue())


def test_a_long_word_file_is_cut_and_says_so() -> None:
    paragraph = "<w:p><w:r><w:t>" + "words " * 100 + "</w:t></w:r></w:p>"
    made = pack(as_document(body(paragraph * WHOLE), DOCX))
    assert "The first part of a long Word file" in text_of(made)
