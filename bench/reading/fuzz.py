"""`make fuzz`: ten thousand damaged copies of the sample forms; each must end as a Reading, within its time."""

from __future__ import annotations

import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

from extractors.reader import read
from mailboxes.media import DOCX, PDF

FORMS = Path(__file__).resolve().parents[2] / "desk" / "samples" / "forms"
MUTATIONS = 10_000
SECONDS = 10.0
"""Of wall clock, for one file."""
MEMORY_BYTES = 3 * 1024**3


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, cut out, doubled or swapped."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        place, size = chance.randrange(len(changed)), chance.randint(1, 600)
        match chance.randrange(5):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + size]
            case 2:
                changed[place:place] = changed[place : place + size]
            case 3:
                changed[place : place + 8] = chance.randbytes(8)
            case _:
                other = chance.randrange(len(changed))
                changed[place : place + size] = changed[other : other + size]
    return bytes(changed)


def within(data: bytes, chance: random.Random) -> bytes:
    """Return a Word file whose parts are damaged inside their zip."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, damaged(part, chance) if chance.random() < 0.3 else part)
    return out.getvalue()


def one(seed: int) -> tuple[str, float]:
    """Read one damaged copy; return what became of it and the seconds it took."""
    chance = random.Random(seed)  # noqa: S311  (a repeatable choice, no secret)
    source = chance.choice(sorted(path for path in FORMS.iterdir() if path.suffix in {".pdf", ".docx"}))
    data = source.read_bytes()
    is_word = source.suffix == ".docx"
    data = within(data, chance) if is_word and chance.random() < 0.5 else damaged(data, chance)
    started = time.perf_counter()
    try:
        reading = read(data, DOCX if is_word else PDF)
        ended = f"{source.suffix[1:]}: {reading.reason or reading.outcome}"
    except BaseException as error:  # noqa: BLE001  (what the reader must never do is what is looked for)
        ended = f"RAISED {type(error).__name__} (seed {seed})"
    return ended, time.perf_counter() - started


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _results(count: int) -> Iterator[tuple[int, str, float]]:
    with ProcessPoolExecutor(initializer=_limit) as pool:
        for seed, (ended, seconds) in enumerate(pool.map(one, range(count), chunksize=50)):
            yield seed, ended, seconds


def main(count: int) -> int:
    """Print what became of every copy; return 1 when one raised or took too long, else 0."""
    counts: Counter[str] = Counter()
    slowest, slow = (0.0, 0), 0
    for seed, ended, seconds in _results(count):
        counts[ended] += 1
        slowest = max(slowest, (seconds, seed))
        slow += seconds > SECONDS
    for ended, number in counts.most_common():
        print(f"{number:7}  {ended}")
    print(f"{count} copies; the slowest took {slowest[0]:.2f} s (seed {slowest[1]}); {slow} took more than {SECONDS} s")
    return int(slow > 0 or any(ended.startswith("RAISED") for ended in counts))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else MUTATIONS))
