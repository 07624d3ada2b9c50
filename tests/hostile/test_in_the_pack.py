"""Down the whole way: what a form held is told in its pack, nothing of it leaves, unless the profile says so."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from email import message_from_bytes, policy

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String
from pypdf import PdfReader

from conftest import MORNING
from desk.samples.files import samples
from flows.process import process
from hostile_pdfs import action
from mailboxes.media import DOCX, PDF, RTF, XLSX
from proposals.passing_on import Kind, PassingOn
from register import Claimed, Outcome
from straight_way import attachments, brought
from test_passed_on import acts


def form_with_a_script() -> bytes:
    with pikepdf.open(io.BytesIO(samples()["complete.pdf"].data)) as pdf:
        pdf.Root.OpenAction = action("JavaScript")
        pdf.Root.AA = Dictionary(WC=action("Launch"))
        pdf.attachments["EVIL.exe"] = b"MZ EVIL"
        pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://evil.example.org")))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def form_with_macros() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples()["complete.docx"].data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name))
        made.writestr("word/vbaProject.bin", b"EVIL")
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("xl/workbook.xml", "<x/>")
    return out.getvalue()


def pack(stations, *files: tuple[bytes, str]) -> tuple[str, dict[str, bytes]]:
    """What the coordinator's pack says, and everything that its letter encloses."""
    settlement = process(Claimed("1" * 32, brought(*files), 1, MORNING), stations, MORNING)
    assert settlement.outcome is Outcome.FILED
    (letter,) = (each for each in settlement.dispatches if each.kind == "pack_cover")
    enclosed = attachments(message_from_bytes(letter.raw, policy=policy.default))
    pdf = next(data for name, data in enclosed.items() if name.endswith("pack.pdf"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("\u200b", "").split()), enclosed


def test_a_form_with_scripts_is_shown_and_nothing_of_them_leaves(stations):
    said, enclosed = pack(stations, (form_with_a_script(), PDF))
    assert "The file held a script, an order to start a program, other files inside it" in said
    assert "nothing of that is passed on" in said
    pdf = next(data for name, data in enclosed.items() if name.endswith("pack.pdf"))
    # Our own pages have bookmarks and links within the pack; strangers' pages bring no key of these.
    assert acts(pdf) <= {"/Annots", "/A", "/Next", "/Names", "/Metadata"}
    assert not any(b"EVIL" in data for data in enclosed.values())


def test_a_word_form_with_macros_is_read_shown_and_kept_back(stations):
    said, enclosed = pack(stations, (form_with_macros(), DOCX))
    assert "The file held macros" in said
    assert "kept with the school’s message" in said
    assert not [name for name in enclosed if " document " in name]


@pytest.mark.parametrize("asked", [(), (Kind.XLSX,)])
def test_only_the_profile_lets_a_file_go_as_it_came(stations, asked):
    council = stations.council.model_copy(update={"passing_on": PassingOn(as_they_came=asked)})
    files = ((samples()["complete.pdf"].data, PDF), (workbook(), XLSX), (b"{\\rtf1 x}", RTF))
    said, enclosed = pack(replace(stations, council=council), *files)
    assert [name.rpartition(".")[2] for name in enclosed if " document " in name] == [each.value for each in asked]
    assert ("as the council’s profile asks" in said) is bool(asked)
