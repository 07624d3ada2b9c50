"""What an archive says of itself is looked at before anything in it is unpacked, and each fault has its name."""

from __future__ import annotations

import zipfile

import pytest
from lxml import etree

from bounds.xml import Unsafe, parsed
from bounds.zips import FAULTS, Fault, Limits, Refused, checked
from hostile_xml import DECLARED, laughs
from hostile_zips import MB, deflated_nothing, locked, long_list, overlapping, raw_zip, with_link
from made_files import zipped

LIMITS = Limits(members=100, unpacked=50 * MB)
PDF = b"%PDF-1.7"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.BROKEN),
        (b"PK\x03\x04 rubbish", Fault.BROKEN),
        (zipped(("a.pdf", PDF))[:-30], Fault.BROKEN),
        (zipped(("a.pdf", PDF), packing=zipfile.ZIP_BZIP2), Fault.BROKEN),
        (long_list(30_000), Fault.BROKEN),
        (locked(), Fault.LOCKED),
        (zipped(*((f"{place}.pdf", PDF) for place in range(101))), Fault.TOO_MANY),
        (raw_zip((b"a", b"x", 51 * MB, 0)), Fault.TOO_LARGE),
        (raw_zip((b"a", deflated_nothing(49 * MB), 49 * MB, 8)), Fault.SWOLLEN),
        (overlapping(5, MB // 2), Fault.OVERLAPPING),
        (raw_zip((b"a", PDF, 8, 0), (b"a", PDF, 8, 0)), Fault.OVERLAPPING),
        (zipped(("../a.pdf", PDF)), Fault.ESCAPING),
        (zipped(("a/../../a.pdf", PDF)), Fault.ESCAPING),
        (zipped(("..\\a.pdf", PDF)), Fault.ESCAPING),
        (zipped(("/etc/a.pdf", PDF)), Fault.ESCAPING),
        (zipped(("C:\\a.pdf", PDF)), Fault.ESCAPING),
        (with_link(), Fault.LINK),
    ],
)
def test_each_fault_has_its_name(data, fault):
    with pytest.raises(Refused) as refused:
        checked(data, LIMITS)
    assert refused.value.fault is fault
    assert str(refused.value) == FAULTS[fault]


@pytest.mark.parametrize(
    "data",
    [
        zipped(("a.pdf", PDF)),
        zipped(("forms/a..b.pdf", PDF), ("forms/c.pdf", PDF)),
        zipped(("forms\\a.pdf", PDF)),
        zipped(*((f"{place}.txt", b"x" * 900_000) for place in range(20))),
        zipped(("a.pdf", PDF), packing=zipfile.ZIP_STORED),
    ],
    ids=["one", "folders", "backslashes", "files of one letter", "not packed"],
)
def test_an_ordinary_archive_passes(data):
    checked(data, LIMITS)


@pytest.mark.parametrize("head", [head for head, _ in DECLARED.values()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_is_refused(head, encoding):
    with pytest.raises((Unsafe, etree.XMLSyntaxError)):
        parsed(f"{head}<d>x</d>".encode(encoding))


def test_plain_xml_is_parsed_and_nothing_is_included():
    told = b'<d xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/>x</d>'
    assert b"root:" not in etree.tostring(parsed(told))


def test_elements_without_end_are_refused():
    with pytest.raises(etree.XMLSyntaxError):
        parsed(b"<a>" * 100_000 + b"</a>" * 100_000)


def test_entities_in_attributes_are_refused_before_they_unfold():
    with pytest.raises(Unsafe):
        parsed(f'{laughs()}<d x="&l9;"/>'.encode())
