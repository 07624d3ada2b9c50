"""What a virus scanner says is believed only when it says it clearly: a real clamd, and things that are none."""

from __future__ import annotations

import pytest

from made_files import zipped
from mailboxes.scanner import EICAR, Scanner, ScannerAway, Verdict
from virus_scanner import STREAM_BYTES, answering, clamd  # noqa: F401  # a fixture


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", Verdict.CLEAN),
        (b"Dear colleague", Verdict.CLEAN),
        (EICAR, Verdict.INFECTED),
        (b"x" * 900_000 + EICAR, Verdict.INFECTED),
        (zipped(("form.pdf", EICAR)), Verdict.INFECTED),
        (b"x" * (STREAM_BYTES + 1), Verdict.TOO_LARGE),
        (b"x" * (20 * STREAM_BYTES), Verdict.TOO_LARGE),
    ],
    ids=["nothing", "text", "the test file", "behind much else", "in an archive", "too large", "much too large"],
)
def test_what_a_real_clamd_says(clamd, data, verdict):  # noqa: F811  # the fixture
    assert Scanner(clamd, timeout_seconds=20).scan(data) is verdict


def test_a_real_clamd_says_who_it_is(clamd):  # noqa: F811  # the fixture
    assert Scanner(clamd).version().startswith("ClamAV ")


@pytest.mark.parametrize(
    "answer",
    [
        None,
        b"",
        b"stream: OK",
        b"stream: OKAY\0",
        b"stream: ERROR\0",
        b"OK\0",
        b"INSTREAM: UNKNOWN COMMAND\0",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"\0",
        b"stream: OK\n\0",
        b"x" * 100_000,
    ],
)
def test_whatever_is_no_clear_answer_lets_nothing_pass(answer):
    with answering(answer) as scanner, pytest.raises(ScannerAway):
        scanner.scan(b"Dear colleague")


def test_a_clear_answer_is_believed():
    with answering(b"stream: OK\0") as scanner:
        assert scanner.scan(b"Dear colleague") is Verdict.CLEAN


@pytest.mark.parametrize("scanner", [Scanner(host="127.0.0.1", port=1, timeout_seconds=1)], ids=["no port"])
def test_nobody_there_is_no_answer(scanner, tmp_path):
    with pytest.raises(ScannerAway, match="doctor"):
        scanner.scan(b"x")
    with pytest.raises(ScannerAway):
        Scanner(tmp_path / "none").version()


def test_what_is_no_clamd_has_no_version():
    with answering(b"HTTP/1.1 400\0") as scanner, pytest.raises(ScannerAway, match="no clamd"):
        scanner.version()
