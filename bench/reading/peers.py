"""How many of the truth's answers other programs' plain text holds at all, and how long they take for it.

They give text, not answers: an answer counts for them when its words stand anywhere in what they give, whichever
question they belong to. That flatters them; what it leaves is the time and what never comes out.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from rich.table import Table

from bench.reading.score import plain
from extractors.reader import read
from mailboxes.media import media_type
from proposals.forms import FORMS
from proposals.question import Kind
from proposals.reading import FormKind

Text = Callable[[Path], str]


def _pypdf(path: Path) -> str:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(path.read_bytes()))
    typed = [str(field.get("/V", "")) for field in (reader.get_fields() or {}).values()]
    return "\n".join([*(page.extract_text() for page in reader.pages), *typed])


def _markitdown(path: Path) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown(enable_plugins=False).convert(str(path)).text_content)


def _ours(path: Path) -> str:
    data = path.read_bytes()
    return "\n".join(answer.raw for answer in read(data, media_type(data)).answers)


PROGRAMS: MappingProxyType[str, tuple[Text, frozenset[str]]] = MappingProxyType(
    {
        "Offsite Desk": (_ours, frozenset({".pdf", ".docx"})),
        "pypdf": (_pypdf, frozenset({".pdf"})),
        "markitdown": (_markitdown, frozenset({".pdf", ".docx"})),
    }
)


def _spoken(path: Path) -> Iterator[str]:
    """The answers of the truth that are words or numbers on the page, not boxes to tick."""
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    form = FORMS[FormKind(truth["form"])]
    for name, said in truth["answers"].items():
        if form.question(name).kind not in {Kind.YES_NO, Kind.CHOICE, Kind.YEAR_GROUP}:
            yield plain(said)


def peers(paths: Sequence[Path]) -> Table:
    """Return the share of answers found and the time a form, by kind and program; scans apart, which none reads."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    times: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    kinds = sorted({path.parent.name for path in paths} - {"scans"})
    for path in paths:
        for name, (text, endings) in PROGRAMS.items():
            if path.suffix not in endings or path.parent.name not in kinds:
                continue
            text(path)
            started = time.perf_counter()
            said = plain(text(path))
            times[path.parent.name, name].append(time.perf_counter() - started)
            wanted = list(_spoken(path))
            tally = found[path.parent.name, name]
            tally[0] += sum(answer in said for answer in wanted)
            tally[1] += len(wanted)
    shown = Table("Kind", *PROGRAMS, title="Answers whose words come out at all, and ms a form (warm)")
    for kind in kinds:
        cells = []
        for name in PROGRAMS:
            (right, total), spent = found[kind, name], times[kind, name]
            cells.append(f"{right / total:.1%}  {sum(spent) / len(spent) * 1000:.0f} ms" if spent else "–")
        shown.add_row(kind, *cells)
    return shown
