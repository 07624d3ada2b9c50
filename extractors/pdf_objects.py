"""The plain values within a PDF's objects: text in whatever way it is stored, lists, what a reference points to."""

from __future__ import annotations

from pypdf.generic import ArrayObject, IndirectObject, NameObject, StreamObject


def string(value: object) -> str:
    """Return a text string of a PDF, whatever way it is stored; "" for anything else."""
    held = resolved(value)
    if isinstance(held, StreamObject):
        held = held.get_data()
    if isinstance(held, NameObject):
        return str(held)[1:]
    if isinstance(held, bytes):
        return _decoded(held)
    if not isinstance(held, str):
        return ""
    # PDF 2.0 marks UTF-8 strings with a byte order mark, which arrives here undecoded.
    return _decoded(held.encode("latin-1")) if held.startswith("\xef\xbb\xbf") else held.lstrip("\ufeff")


def _decoded(data: bytes) -> str:
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):
        if data.startswith(mark):
            return data[len(mark) :].decode(coding, "replace")
    return data.decode("latin-1")


def array(value: object) -> list[object]:
    """Return the items of an array of a PDF; none of anything else."""
    held = resolved(value)
    return list(held) if isinstance(held, ArrayObject) else []


def resolved(value: object) -> object:
    """Return the object that a reference points to; any other value as it is."""
    return value.get_object() if isinstance(value, IndirectObject) else value
