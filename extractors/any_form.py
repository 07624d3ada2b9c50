"""What is a label or a heading of any form, where it is not known yet which form a document is."""

from __future__ import annotations

from functools import lru_cache

from extractors.labels import index_of
from extractors.spelling import normal
from extractors.whose import UNDER_HEADING
from proposals.reading import OF_SCHOOLS


@lru_cache(maxsize=8192)
def is_label(text: str) -> bool:
    """Tell whether any form asks a Question, or a pupil's whole name, under this label in one of its sections."""
    said = text.strip().rstrip(":?").strip()
    if not 1 < len(said) < 200 or any(normal(said) in index_of(form).titles for form in OF_SCHOOLS):
        return False
    return any(index_of(form).find(said, section) for form in OF_SCHOOLS for section in (None, *UNDER_HEADING, "pupil"))


@lru_cache(maxsize=8192)
def is_whole_label(text: str) -> bool:
    """Tell whether this is a label of some form from its first word to its last."""
    return is_label(text) and any(index_of(form).is_whole(text) for form in OF_SCHOOLS)


@lru_cache(maxsize=8192)
def is_like_a_label(text: str) -> bool:
    """Tell whether this may be a label, by its words."""
    said = text.strip().rstrip(":?").strip()
    if is_label(text):
        return True
    return 1 < len(said) < 200 and any(index_of(form).is_like(said) for form in OF_SCHOOLS)


@lru_cache(maxsize=4096)
def is_heading(text: str) -> bool:
    """Tell whether this is the heading of a section of some form."""
    return any(index_of(form).section(text) is not None for form in OF_SCHOOLS)
