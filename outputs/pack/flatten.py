"""Pages of a strange PDF made plain: what its form fields show is drawn into the page, and nothing active stays."""

from __future__ import annotations

import logging
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

MAX_PAGES = 60
_HIDDEN = 0b10
"""The annotation flag "hidden" (ISO 32000, 12.5.3)."""
_KEPT = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Type", "/Parent", "/UserUnit")

_log = logging.getLogger(__name__)


class Unshowable(Exception):  # it is the file that cannot be shown
    """A PDF cannot be opened: it is locked or damaged."""


def open_pages(data: bytes) -> list[PageObject]:
    """Return the pages of a PDF; raises Unshowable when it is locked, damaged or has none."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what stands in a file
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else list(reader.pages)
    except Exception as error:  # noqa: BLE001  # a stranger's file fails in any way; here it becomes one outcome
        _log.info("a document could not be opened for a pack: %s", type(error).__name__)
        pages = []
    if not pages:
        raise Unshowable
    return pages


def append(writer: PdfWriter, pages: list[PageObject]) -> int:
    """Add up to MAX_PAGES pages, flattened, to `writer`; return how many were added."""
    added = 0
    for page in pages[:MAX_PAGES]:
        try:
            _flatten(writer.add_page(page))
        except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            _log.info("a page of a document could not be added to a pack: %s", type(error).__name__)
            continue
        added += 1
    return added


def _flatten(page: PageObject) -> None:
    drawn = []
    xobjects = _resources(page)
    annotations = page.get("/Annots")
    listed = annotations.get_object() if annotations is not None else []
    for place, item in enumerate(listed if isinstance(listed, ArrayObject) else []):
        annotation = item.get_object()
        stream = _appearance(annotation) if isinstance(annotation, DictionaryObject) else None
        if stream is None:
            continue
        name = NameObject(f"/OffsiteBox{place}")
        xobjects[name] = stream.indirect_reference or stream
        drawn.append(_draw(name, annotation, stream))
    for key in list(page.keys()):
        if key not in _KEPT:
            del page[key]
    if drawn:
        _add_content(page, "\n".join(drawn))


def _resources(page: PageObject) -> DictionaryObject:
    found = page.get("/Resources")
    resources = found.get_object() if found is not None else None
    if not isinstance(resources, DictionaryObject):
        resources = DictionaryObject()
        page[NameObject("/Resources")] = resources
    inner = resources.get("/XObject")
    xobjects = inner.get_object() if inner is not None else None
    if not isinstance(xobjects, DictionaryObject):
        xobjects = DictionaryObject()
        resources[NameObject("/XObject")] = xobjects
    return xobjects


def _appearance(annotation: DictionaryObject) -> StreamObject | None:
    """The picture that a widget shows as it stands, or None."""
    if annotation.get("/Subtype") != "/Widget" or int(annotation.get("/F", 0)) & _HIDDEN:
        return None
    shown = annotation.get("/AP")
    normal = shown.get_object().get("/N") if shown is not None else None
    stream = normal.get_object() if normal is not None else None
    if isinstance(stream, DictionaryObject) and not isinstance(stream, StreamObject):
        chosen = stream.get(annotation.get("/AS", "/Off"))
        stream = chosen.get_object() if chosen is not None else None
    return stream if isinstance(stream, StreamObject) else None


def _draw(name: str, annotation: DictionaryObject, stream: StreamObject) -> str:
    """The operators that place an appearance in its rectangle (ISO 32000, 12.5.5)."""
    corners = annotation["/Rect"].get_object()
    if not isinstance(corners, ArrayObject):
        raise TypeError("a box without a place")
    left, bottom, right, top = (float(each) for each in corners)
    box = [float(each) for each in stream.get("/BBox", ArrayObject([FloatObject(0)] * 2 + [FloatObject(1)] * 2))]
    wide, high = (box[2] - box[0]) or 1.0, (box[3] - box[1]) or 1.0
    x, y = abs(right - left) / wide, abs(top - bottom) / high
    placed = Transformation().translate(-box[0], -box[1]).scale(x, y).translate(min(left, right), min(bottom, top))
    numbers = " ".join(f"{number:.4f}" for number in placed.ctm)
    return f"q {numbers} cm {name} Do Q"


def _add_content(page: PageObject, operators: str) -> None:
    """Draw on top of the page, whatever state its own content leaves behind."""
    from pypdf.generic import ContentStream

    content = page.get_contents()
    merged = ContentStream(None, None)
    own = content.get_data() if content is not None else b""
    merged.set_data(b"q\n" + own + b"\nQ\n" + operators.encode("ascii"))
    page.replace_contents(merged)
