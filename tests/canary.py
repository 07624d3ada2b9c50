"""Looks for a word in a file however the file holds it: plainly, in base64, or packed in a zip, a mail or a PDF."""

from __future__ import annotations

import base64
import email
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_MAIL = re.compile(rb"^(Message-ID|MIME-Version|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)


def told_by(files: Iterable[Path], words: Iterable[str]) -> set[Path]:
    """Return those of `files` that hold one of `words`."""
    shapes = [shape for word in words for shape in _shapes(word)]
    return {file for file in files if any(shape in layer for layer in _layers(file.read_bytes()) for shape in shapes)}


def _shapes(word: str) -> tuple[bytes, ...]:
    """A word as files may hold it: in one byte a letter or two, and in base64 at each of its three places."""
    shifted = [base64.b64encode(b"x" * shift + word.encode())[4 if shift else 0 : -4] for shift in range(3)]
    return (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), *filter(lambda x: len(x) > 5, shifted))


def _layers(data: bytes) -> Iterator[bytes]:
    """The bytes, and all that is packed in them."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from _layers(packed.read(name))
    elif data.startswith(b"%PDF"):
        for stream in _STREAM.findall(data):
            try:
                yield zlib.decompressobj().decompress(stream)
            except zlib.error:
                continue  # packed in another way, or not at all
    elif _MAIL.search(data[:4000]):
        for part in email.message_from_bytes(data).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield from _layers(content)
