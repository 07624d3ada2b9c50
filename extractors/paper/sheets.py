"""The pages of a scan or a photograph as grey pictures of one resolution."""

from __future__ import annotations

import io
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.outcome import Unreadable
from proposals.reading import ReadingCode

DPI = 200
"""Dots an inch: finer costs time and reads no better."""
MAX_SHEETS = 12
_MAX_PIXELS = 80_000_000
_A4_LONG = 11.69
"""Inches: a photograph is taken for one page of this length."""

Sheet = NDArray[np.uint8]


def sheets(data: bytes, media_type: str) -> Iterator[Sheet]:
    """Yield up to MAX_SHEETS pages. Raises Unreadable when the file is damaged or its pictures are too large."""
    yield from _of_pdf(data) if media_type == "application/pdf" else _of_picture(data)


def _of_pdf(data: bytes) -> Iterator[Sheet]:
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise Unreadable(ReadingCode.DAMAGED) from None
    for page in list(document)[:MAX_SHEETS]:
        drawn = page.render(scale=_scale(max(page.get_size())), grayscale=True).to_numpy()
        yield np.ascontiguousarray(drawn.reshape(drawn.shape[0], drawn.shape[1]))


def _scale(longer: float) -> float:
    """How far a page is enlarged, by its longer side in points: one that says it is a poster is a page of A4."""
    plausible = 0.75 < longer / (_A4_LONG * 72) < 1.35
    return DPI / 72 if plausible else DPI * _A4_LONG / max(longer, 1.0)


def _of_picture(data: bytes) -> Iterator[Sheet]:
    from PIL import Image, ImageOps, ImageSequence
    from pillow_heif import register_heif_opener

    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= MAX_SHEETS:
                    return
                yield _scaled(np.asarray(ImageOps.exif_transpose(frame).convert("L")))
    except Image.DecompressionBombError:
        raise Unreadable(ReadingCode.TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError):
        raise Unreadable(ReadingCode.DAMAGED) from None


def _scaled(sheet: Sheet) -> Sheet:
    """A picture as if it were a page of A4, which a form nearly always is."""
    factor = DPI * _A4_LONG / max(sheet.shape)
    if 0.95 < factor < 1.05:
        return sheet
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(sheet, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)
