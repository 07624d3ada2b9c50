"""A form is read alike in every process, whatever order Python gives the members of a set there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORMS = (
    "corpus/other-layouts/numbered_circled_142.pdf",
    "corpus-third/fillable-pdf/willow_above.pdf",
    "corpus-third/word-controls/hazel_nested.docx",
)
READ = """
import sys
from pathlib import Path
from extractors.reader import look
from mailboxes.media import media_type
for name in sys.argv[1:]:
    data = Path("bench/reading", name).read_bytes()
    print(repr(look(data, media_type(data))))
"""


def test_the_order_of_sets_changes_no_reading() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", READ, *FORMS],
            capture_output=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    [alike] = said
    assert alike.count(b"\n") == len(FORMS)
