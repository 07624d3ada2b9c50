"""Photographed or scanned pages, each drawn anew on a page of its own: nothing of the file but what is seen."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MAX_FRAMES = 60
"""Pages of a scan that is one picture file (TIFF)."""
_MOST_PIXELS = 60_000_000
"""Above what any telephone takes; a picture that only claims to be larger would fill the memory."""
_LONGEST = 3_500
"""Pixels of the longer side in a pack: A4 at 300 dots an inch."""
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "HEIF")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was made here, of the pixels of another."""

    data: bytes = field(repr=False)
    ending: str
    """ "png" or "jpg"."""


def drawn_anew(data: bytes) -> tuple[Drawn, ...]:
    """Return every page of a picture as a new one; none when it is damaged or too large to draw.

    The picture is unpacked and packed anew, so where and with what it was taken (EXIF) stays behind, and so does
    whatever else a file may carry beside it.
    """
    try:
        return tuple(_frames(data))
    except Exception as error:  # noqa: BLE001  # a stranger's picture fails in any way; here it becomes a named outcome
        # The class alone: a message could quote the file.
        _log.info("a picture could not be put into a pack: %s", type(error).__name__)
        return ()


def _frames(data: bytes) -> Iterator[Drawn]:
    import pillow_heif
    from PIL import Image, ImageOps

    # One thread: a child process that draws a stranger's picture may start none.
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener()
    with warnings.catch_warnings():
        # What Pillow warns of is refused below.
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            photograph = picture.format in {"JPEG", "HEIF"}
            # Never `n_frames`: a file that says it has thousands takes minutes to count.
            for frame in range(1 if picture.format == "GIF" else MAX_FRAMES):
                try:
                    picture.seek(frame)
                except EOFError:
                    return
                if not 0 < picture.width * picture.height <= _MOST_PIXELS:
                    raise ValueError("too many pixels")
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((_LONGEST, _LONGEST))
                yield _packed(upright, photograph=photograph)


def _packed(picture: Image.Image, *, photograph: bool) -> Drawn:
    from PIL import Image

    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, "white")
        picture.paste(seen, mask=seen)
    # Pixels alone go into a new picture: whatever the old one knew of itself has no way across.
    plain = picture.convert("RGB" if picture.mode not in {"1", "L"} or photograph else picture.mode)
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = BytesIO()
    if photograph:
        bare.save(out, "JPEG", quality=_QUALITY)
        return Drawn(out.getvalue(), "jpg")
    bare.save(out, "PNG")
    return Drawn(out.getvalue(), "png")
