"""Messages that Outlook saved as files, attached to a message: their files are the school's files."""

from __future__ import annotations

import struct
import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.samples.files import samples
from extractors.reader import read
from made_files import jpeg, winmail, zipped
from made_messages import Attached, compound, saved_message
from mailboxes import media
from mailboxes.archives import MAX_MEMBERS
from mailboxes.message import read_submission
from mailboxes.outlook import MAX_ENTRIES, saved_files
from mailboxes.tnef import MAX_FILES, MAX_NESTING

PDF = b"%PDF-1.7\nform"
LARGE = PDF.ljust(9000, b".")
LOGO = jpeg(120, 60)
ROOM = 1_000_000
FORM = Attached("Zoë form.pdf", PDF)
WHOLE = saved_message(FORM, Attached("notes.txt", b"notes" * 1000))
_FAT_COUNT, _DIFAT_START, _DIFAT_COUNT = 0x2C, 0x44, 0x48


def nested(levels: int) -> bytes:
    inner = [FORM]
    for _ in range(levels - 1):
        inner = [Attached("the first email", inside=inner)]
    return saved_message(*inner)


def with_number(at: int, value: int, data: bytes = WHOLE) -> bytes:
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


def with_a_loop() -> bytes:
    """A list of tables that comes round to itself, as long as its head says: four thousand million sectors."""
    looped = WHOLE.ljust(len(WHOLE) + 1024, b"\0")
    return with_number(
        _FAT_COUNT, 0xFFFFFFF0, with_number(_DIFAT_START, 1, with_number(_DIFAT_COUNT, 33_818_640, looped))
    )


def sent(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"] = "office@oakfield.example.org"
    message["Message-ID"] = "<1@oakfield.example.org>"
    message.set_content("Form attached.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="vnd.ms-outlook", filename=name)
    return message.as_bytes()


def documents(*files: tuple[str, bytes]) -> list[tuple[str, str]]:
    return [(each.name, each.media_type) for each in read_submission(sent(*files)).documents]


@pytest.mark.parametrize(
    ("data", "files"),
    [
        (saved_message(FORM), (("Zoë form.pdf", PDF),)),
        (saved_message(FORM, Attached("b.pdf", LARGE)), (("Zoë form.pdf", PDF), ("b.pdf", LARGE))),
        (saved_message(Attached("Zoë.pdf", PDF, narrow=True)), (("Zoë.pdf", PDF),)),
        (saved_message(Attached(data=PDF)), (("", PDF),)),
        (saved_message(Attached("mail", inside=[FORM]), Attached("b.pdf", LARGE)),
         (("Zoë form.pdf", PDF), ("b.pdf", LARGE))),
        (nested(MAX_NESTING), (("Zoë form.pdf", PDF),)),
        (saved_message(Attached("logo.jpg", LOGO, shown_by="logo@1"), FORM), (("Zoë form.pdf", PDF),)),
        (saved_message(Attached("photo.jpg", LOGO)), (("photo.jpg", LOGO),)),
        (saved_message(Attached("form.pdf", PDF, shown_by="form@1")), (("form.pdf", PDF),)),
        (saved_message(Attached("drawing", b"metafile", drawn=True), FORM), (("Zoë form.pdf", PDF),)),
        (saved_message(Attached("cloud.pdf", None)), (("cloud.pdf", b""),)),
        (saved_message(), ()),
    ],
    ids=["a form", "two files, one large", "a name of an old machine", "no name", "a message attached",
         "as deep as may be", "a logo", "a photograph", "a form shown in the text", "a drawn object",
         "a file left in a cloud", "no files"],
)  # fmt: skip
def test_the_files_of_a_saved_message(data, files):
    found = saved_files(data, ROOM)
    assert found.whole
    assert set(found.files) == set(files)
    assert len(found.files) == len(files)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        WHOLE[:40],
        WHOLE[:600],
        WHOLE[: len(WHOLE) // 2],
        nested(MAX_NESTING + 1),
        saved_message(Attached("form.pdf", bytes(ROOM + 1))),
        saved_message(*(Attached(f"{n}.pdf", PDF) for n in range(MAX_FILES + 1))),
        compound({"WordDocument": b"text"}),
        with_a_loop(),
        with_number(_FAT_COUNT, 0xFFFFFFF0),
        compound({"__properties_version1.0": bytes(32), **{f"{n}": b"" for n in range(MAX_ENTRIES + 1)}}),
    ],
    ids=["nothing", "its head cut", "cut early", "cut in half", "too deep", "too large", "too many", "a Word file",
         "a table that loops", "a table without end", "streams without end"],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_what_is_broken_or_out_of_bounds_is_not_whole_and_takes_no_time(data):
    began = time.process_time()
    assert not saved_files(data, ROOM).whole
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([("saved.msg", WHOLE)], [("Zoë form.pdf", media.PDF), ("notes.txt", media.TEXT)]),
        ([("saved.msg", saved_message(Attached("all.zip", zipped(("a.pdf", PDF)))))], [("a.pdf", media.PDF)]),
        ([("saved.msg", saved_message(Attached("w.dat", winmail(("a.pdf", PDF)))))], [("a.pdf", media.PDF)]),
        ([("all.zip", zipped(("saved.msg", saved_message(Attached("a.pdf", PDF)))))], [("a.pdf", media.PDF)]),
        ([("saved.msg", saved_message(Attached("C:\\a.pdf", PDF)))], [("a.pdf", media.PDF)]),
        ([("saved.msg", saved_message()), ("a.pdf", PDF)], [("saved.msg", media.OUTLOOK), ("a.pdf", media.PDF)]),
        ([("saved.msg", nested(MAX_NESTING + 1))], [("saved.msg", media.OUTLOOK)]),
    ],
    ids=["alone", "a zip in it", "a winmail in it", "in a zip", "a path for a name", "without files", "too deep"],
)  # fmt: skip
def test_its_files_are_documents_and_what_stays_closed_is_one_itself(files, found):
    assert documents(*files) == found


def test_a_forwarded_message_with_a_saved_one_is_opened():
    outer = EmailMessage()
    outer["From"] = "office@oakfield.example.org"
    outer["Message-ID"] = "<2@oakfield.example.org>"
    outer.set_content("See below.")
    inner = EmailMessage()
    inner.set_content("As discussed.")
    inner.add_attachment(WHOLE, maintype="application", subtype="octet-stream", filename="saved.msg")
    outer.add_attachment(inner)
    found = read_submission(outer.as_bytes()).documents
    assert [each.name for each in found] == ["Zoë form.pdf", "notes.txt"]


def test_it_shares_the_bounds_of_archives():
    half = MAX_MEMBERS // 2 + 1
    first = zipped(*((f"{n}.pdf", PDF + bytes([n])) for n in range(half)))
    second = saved_message(*(Attached(f"{n}.pdf", PDF) for n in range(half)))
    found = documents(("first.zip", first), ("second.msg", second))
    assert len(found) == half + 1
    assert found[-1] == ("second.msg", media.OUTLOOK)


@pytest.mark.parametrize("name", ["complete.pdf", "complete.docx"])
def test_a_form_in_it_is_read_as_if_it_had_come_alone(name):
    form = samples()[name].data
    saved = saved_message(Attached(name, form), Attached("logo.jpg", LOGO, shown_by="logo@1"))
    (found,) = read_submission(sent(("saved.msg", saved))).documents
    assert found.data == form
    assert read(found.data, found.media_type) == read(form, media.media_type(form))


def test_what_stays_closed_has_a_remedy():
    (found,) = read_submission(sent(("saved.msg", nested(MAX_NESTING + 1)))).documents
    assert read(found.data, found.media_type).reason == "outlook_message"


@given(st.binary(max_size=200), st.integers(0, len(WHOLE)))
def test_no_bytes_raise(data, cut):
    for spoilt in (data, WHOLE[:cut] + data, WHOLE[:cut] + data + WHOLE[cut + len(data) :]):
        assert all(isinstance(content, bytes) for _, content in saved_files(spoilt, ROOM).files)


@given(st.lists(st.tuples(st.integers(0, 511), st.integers(0, 255)), max_size=6))
def test_no_head_raises(spoilt):
    data = bytearray(WHOLE)
    for at, value in spoilt:
        data[at] = value
    assert all(isinstance(content, bytes) for _, content in saved_files(bytes(data), ROOM).files)
