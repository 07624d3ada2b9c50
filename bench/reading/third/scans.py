"""Printed forms put through a scanner, a copier or a telephone's camera."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from bench.reading.third.paper import pictures, run


@dataclass(frozen=True, slots=True)
class Scanner:
    """What a scan does to a page: ImageMagick's own words for it."""

    dpi: int = 200
    turn: float = 0.0
    work: tuple[str, ...] = ()
    quality: int = 60
    grey: bool = True


def scan(printed: Path, scanner: Scanner, to: Path) -> None:
    """Write `printed` as if it had been scanned: a PDF of JPEG pages, or one JPEG."""
    with tempfile.TemporaryDirectory() as folder:
        pages = []
        for number, picture in enumerate(pictures(printed, Path(folder), scanner.dpi)):
            made = Path(folder) / f"scan{number}.jpg"
            turn = scanner.turn if number % 2 == 0 else -scanner.turn * 0.6
            run("convert-im6.q16", picture, "-background", "white", "-rotate", str(turn), "-seed", str(11 + number), *scanner.work,
                *(("-colorspace", "Gray") if scanner.grey else ()), "-strip", "-quality", str(scanner.quality), made)  # fmt: skip
            pages.append(made)
        if to.suffix == ".jpg":
            to.write_bytes(pages[0].read_bytes())
        else:
            _bind(pages, scanner.dpi, to)


def _bind(pages: list[Path], dpi: int, to: Path) -> None:
    with pikepdf.new() as pdf:
        for page in pages:
            with Image.open(page) as picture:
                (wide, high), grey = picture.size, picture.mode == "L"
            image = pdf.make_stream(page.read_bytes(), Type=Name.XObject, Subtype=Name.Image, Width=wide, Height=high, BitsPerComponent=8,
                                    ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB, Filter=Name.DCTDecode)  # fmt: skip
            w, h = wide * 72 / dpi, high * 72 / dpi
            pdf.add_blank_page(page_size=(w, h))
            pdf.pages[-1].obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
            pdf.pages[-1].obj.Contents = pdf.make_stream(f"q {w:.2f} 0 0 {h:.2f} 0 0 cm /Im0 Do Q".encode())
            pdf.pages[-1].obj.MediaBox = Array([0, 0, w, h])
        pdf.save(to, deterministic_id=True)
