"""Reading apart: every file of a message is opened in a child process, and none in the desk's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractors.apart.pool import Pool
from extractors.apart.work import PATH, gather, look_alone, scan
from extractors.reader import File, Found, Hands, Need, look
from extractors.reader import read_all as _read_all
from extractors.stretch import Stretch


def read_all(pool: Pool, files: Sequence[File]) -> tuple[Found, ...]:
    """Return every Reading of the files of one message (extractors.reader.read_all), none of them opened here.

    Raises Unavailable; nothing else, whatever the bytes.
    """

    def looked(data: bytes, media_type: str) -> tuple[Stretch, ...] | Need:
        return pool.run(look_alone if len(files) == 1 else look, data, media_type)

    def scanned(data: bytes, media_type: str) -> tuple[Stretch, ...]:
        return pool.run(scan, data, media_type)

    def gathered(read: Sequence[tuple[Stretch, ...]], kinds: Sequence[str]) -> list[Found]:
        return pool.run(gather, read, kinds)

    hands = Hands(looked, scanned, word_apart)
    return _read_all(files, hands if len(files) == 1 else Hands(looked, scanned, word_apart, gathered))


def scan_apart(data: bytes, media_type: str) -> tuple[Stretch, ...]:
    """Return what a scan says, for who reads in this process: the OCR engine has one of its own. Raises Unreadable."""
    return _own_pool().run(scan, data, media_type)


def word_apart(data: bytes, ending: str) -> bytes:
    """Return an office file as a Word file; LibreOffice is a process of its own. Raises Unreadable."""
    from extractors.office import as_word

    return as_word(data, ending)


@cache
def _own_pool() -> Pool:
    return Pool(PATH)
