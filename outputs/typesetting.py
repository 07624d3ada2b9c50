"""Typst, held in one place: a template and its data go in, a tagged PDF comes out.

Data reaches a template only as JSON through `sys.inputs.data`, so that nothing a school wrote is ever
read as markup or code.
"""

from __future__ import annotations

import json
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


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the process: fonts are loaded and templates parsed once."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[TEMPLATES / "fonts"]
    )
    return typst.Compiler(root=TEMPLATES, font_paths=fonts)
