"""`python -m bench.reading.wild --seed N --count M OUT`: writes forms drawn at random, and the truth beside each."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.reading.wild.make import PROGRAMS, make, missing


def main() -> None:
    """Make the forms asked for, and name the programs that are missing."""
    words = argparse.ArgumentParser(prog="python -m bench.reading.wild", description=__doc__)
    words.add_argument("--seed", type=int, default=1, help="below 1000: the open half; from 1000: the held half")
    words.add_argument("--count", type=int, default=60)
    words.add_argument("out", type=Path)
    said = words.parse_args()
    for path in make(said.seed, said.count, said.out):
        print(path.relative_to(said.out))
    for program in PROGRAMS:
        if lacking := missing(program):
            print(f"left out: {program.name} needs {', '.join(lacking)}")


if __name__ == "__main__":
    main()
