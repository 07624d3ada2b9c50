"""One form out of a file that holds several: its pages or its blocks as a file of their own, as far as can be."""

from __future__ import annotations

import logging
from io import BytesIO

from extractors.stretch import Span

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_log = logging.getLogger(__name__)


def excerpt(data: bytes, media_type: str, span: Span) -> tuple[bytes, str]:
    """Return the file that holds a stretch of `data` alone, and its media type; the whole file where it cannot be cut.

    Other office files become Word files, pictures of several pages a PDF.
    """
    try:
        if media_type == _PDF:
            return _pages(data, span), _PDF
        if media_type.startswith("image/"):
            return _frames(data, span), _PDF
        return _blocks(data, media_type, span), _DOCX
    except Exception as error:  # noqa: BLE001  # it was read a moment ago: whatever is amiss, the whole file is there
        _log.info("a form could not be cut out of its file: %s", type(error).__name__)
        return data, media_type


def _pages(data: bytes, span: Span) -> bytes:
    from pypdf import PdfReader, PdfWriter

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    writer, made = PdfWriter(), BytesIO()
    writer.append(reader, pages=(span.first - 1, span.last), import_outline=False)
    writer.write(made)
    return made.getvalue()


def _frames(data: bytes, span: Span) -> bytes:
    from PIL import Image, ImageSequence

    with Image.open(BytesIO(data)) as picture:
        frames = [frame.convert("L") for frame in ImageSequence.Iterator(picture)]
    first, *more = frames[span.first - 1 : span.last]
    made = BytesIO()
    first.save(made, "PDF", save_all=True, append_images=more, resolution=200)
    return made.getvalue()


def _blocks(data: bytes, media_type: str, span: Span) -> bytes:
    from extractors.office import OFFICE, as_word
    from extractors.word_parts import with_blocks

    return with_blocks(as_word(data, OFFICE[media_type]) if media_type in OFFICE else data, span.first, span.last)
