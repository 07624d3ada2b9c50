"""Typst, held in one place: a template and its data go in, a tagged PDF comes out.

Data reaches a template only as a file of JSON, so that nothing a school wrote is ever read as markup or code.

Typst keeps what it set for as long as nothing it depends on has changed, from one document to the next: a pack has
most of its words in common with the pack before. So data is a file and not `sys.inputs`, which is part of everything;
and templates keep it out of what all content depends on too: what `set` rules and the page's header and footer hold.
"""

from __future__ import annotations

import json
import struct
import tempfile
import threading
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from outputs.glyphs import printable

if TYPE_CHECKING:
    import typst

_NONE: Mapping[str, bytes] = MappingProxyType({})
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
"""What a council officer may edit; beside the packages, in a checkout and once installed."""

_LOCK = threading.Lock()


def typeset(
    template: str, data: Mapping[str, object], *, written: datetime, pictures: Mapping[str, bytes] = _NONE
) -> bytes:
    """Return the PDF/UA-1 that `template` (a path below templates/) makes of `data`.

    `written` is the document's date, so that the same input gives the same bytes. The template reads its
    data with `json("/data.json")`, and `pictures` (PNG) by their names with `image("/NAME.svg")`; a character that no
    shipped font has is replaced in the data (outputs.glyphs). Raises typst.TypstError when the template is at fault.
    """
    files = _files(template, data, pictures)
    with _LOCK:
        made = _compiler().compile(
            input=files,  # type: ignore[type-var]  # its types do not know of files in memory
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(written.timestamp()),
        )
    return cast("bytes", made)


def typeset_png(template: str, data: Mapping[str, object], *, dots_per_inch: float = 144) -> bytes:
    """Return the first page that `template` makes of `data` as a PNG picture; else as `typeset`."""
    files = _files(template, data, _NONE)
    with _LOCK:
        made = _compiler().compile(
            input=files,  # type: ignore[type-var]  # as above
            format="png",
            ppi=dots_per_inch,
        )
    return cast("bytes", made[0] if isinstance(made, list) else made)


def _files(template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """What Typst sees beside templates/ itself, none of it on a disk."""
    said = json.dumps(printable(data), ensure_ascii=False).encode()
    framed = {f"{name}.svg": _framed(png) for name, png in pictures.items()}
    return {"main.typ": f'#include "/{template}"'.encode(), "data.json": said, **framed}


def _framed(png: bytes) -> bytes:
    """A picture as the only thing in a drawing of its size: what is on no disk, Typst takes as text alone."""
    wide, high = struct.unpack_from(">II", png, 16)
    size = f'width="{wide}" height="{high}"'
    picture = f'<image {size} href="data:image/png;base64,{b64encode(png).decode()}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{picture}</svg>'.encode()


def typeset_picture(data: bytes, ending: str, alt: str) -> bytes | None:
    """Return an A4 page that shows a picture ("png" or "jpg"), or None when it cannot be drawn.

    `alt` is what is read out in its place.
    """
    import typst

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"picture.{ending}").write_bytes(data)
        page = Path(folder) / "page.typ"
        page.write_text(_PICTURE_PAGE.format(ending=ending), encoding="utf-8")
        try:
            made = typst.compile(
                page, root=Path(folder), format="pdf", sys_inputs={"alt": alt}, ignore_system_fonts=True
            )
        except typst.TypstError:
            return None
    return made


_PICTURE_PAGE = """#set page(paper: "a4", margin: 15mm)
#set document(title: sys.inputs.alt)
#image("picture.{ending}", width: 100%, height: 100%, fit: "contain", alt: sys.inputs.alt)
"""


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the process: fonts are loaded and templates parsed once."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[TEMPLATES / "fonts"])
    return typst.Compiler(root=TEMPLATES, font_paths=fonts)
