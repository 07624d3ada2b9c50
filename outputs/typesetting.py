"""Typst, held in one place: a template and its data go in, a tagged PDF comes out.

Data reaches a template only as JSON through `sys.inputs.data`, so that nothing a school wrote is ever
read as markup or code.
"""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from outputs.glyphs import printable

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
"""What a council officer may edit; beside the packages, in a checkout and once installed."""

_LOCK = threading.Lock()


def typeset(template: str, data: Mapping[str, object], *, written: datetime) -> bytes:
    """Return the PDF/UA-1 that `template` (a path below templates/) makes of `data`.

    `written` is the document's date, so that the same input gives the same bytes. The template reads its
    data with `json(bytes(sys.inputs.data))`; a character that no shipped font has is replaced in it
    (outputs.glyphs). Raises typst.TypstError when the template is at fault.
    """
    with _LOCK:
        made = _compiler().compile(
            input=TEMPLATES / template,
            format="pdf",
            sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(written.timestamp()),
        )
    return cast("bytes", made)


def typeset_png(template: str, data: Mapping[str, object], *, dots_per_inch: float = 144) -> bytes:
    """Return the first page that `template` makes of `data` as a PNG picture; else as `typeset`."""
    with _LOCK:
        made = _compiler().compile(
            input=TEMPLATES / template,
            format="png",
            ppi=dots_per_inch,
            sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
        )
    return cast("bytes", made[0] if isinstance(made, list) else made)


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
