"""`python -I -m extractors.apart PLAN`: the warm process (see serving)."""

from __future__ import annotations

import sys

from extractors.apart.serving import main

if __name__ == "__main__":
    main(sys.argv[1])
