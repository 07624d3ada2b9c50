"""The reference pages in docs/ are in step with the code."""

from __future__ import annotations

import re

import pytest

from desk.reference import DOCS, pages
from proposals.points import POINTS


@pytest.mark.parametrize("name", list(pages()))
def test_a_page_written_from_the_code_is_as_the_code_is(name):
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], "run: python -m desk.reference"


def test_every_point_is_explained():
    told = (DOCS / "checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", told, re.MULTILINE)) == set(POINTS)


def test_links_between_pages_lead_somewhere():
    for page in [*DOCS.glob("*.md"), DOCS.parent / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points at {target}"
