"""A printed form put on the glass of an office copier."""

from __future__ import annotations

import io
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageFilter


@dataclass(frozen=True, slots=True)
class Copier:
    """What scanning does to a page; `turn` in degrees, `grain` in grey levels of 256."""

    dpi: int = 200
    turn: float = 0.6
    grain: float = 10
    grey: bool = True
    blur: float = 0.0
    paper: int = 250
    quality: int = 45


def scan(printed: Path, copier: Copier, to: Path) -> None:
    """Write the scan of a printed PDF: a PDF of pictures, or the first page alone as a picture."""
    draw = Random(to.stem)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["pdftoppm", "-r", str(copier.dpi), "-png", str(printed), f"{folder}/p"], check=True, capture_output=True
        )
        pages = [_page(Image.open(path), copier, draw) for path in sorted(Path(folder).glob("p*.png"))]
    if to.suffix != ".pdf":
        pages[0].save(to, quality=copier.quality, dpi=(copier.dpi, copier.dpi))
        return
    with pikepdf.new() as pdf:
        for picture in pages:
            held = io.BytesIO()
            picture.save(held, "JPEG", quality=copier.quality)
            image = pdf.make_stream(held.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height, BitsPerComponent=8,
                                    ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB, Filter=Name.DCTDecode)  # fmt: skip
            wide, high = (side * 72 / copier.dpi for side in picture.size)
            pdf.add_blank_page(page_size=(wide, high))
            pdf.pages[-1].obj.Resources = Dictionary(XObject=Dictionary(Scan=image))
            pdf.pages[-1].obj.Contents = pdf.make_stream(f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Scan Do Q".encode())
        pdf.save(to, deterministic_id=True)


def _page(picture: Image.Image, copier: Copier, draw: Random) -> Image.Image:
    made = picture.convert("L" if copier.grey else "RGB")
    turn = copier.turn * draw.choice((1, -1)) * draw.uniform(0.6, 1)
    made = made.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255 if copier.grey else (255, 255, 255))
    if copier.blur:
        made = made.filter(ImageFilter.GaussianBlur(copier.blur))
    dust = Image.frombytes(
        "L", made.size, Random(draw.random()).randbytes(made.width * made.height)
    )  # noise of the glass
    dust = dust.filter(ImageFilter.GaussianBlur(0.6)).point(lambda level: int((level - 128) * copier.grain / 128 + 128))
    toned = made.point(lambda level: int(level * (copier.paper - 30) / 255 + 30))
    if not copier.grey:
        dust = dust.convert("RGB")
    from PIL import ImageChops

    return ImageChops.add(toned, dust, scale=1, offset=-128)
