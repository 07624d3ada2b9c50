"""A school's file is made plain for the coordinator, and looked through for what it holds, in the pool's child."""

from __future__ import annotations

from dataclasses import replace

from extractors.apart.limits import Limits
from extractors.apart.operation import Operation, Plan
from extractors.held import held_in
from outputs.pack.plain import PlainCopy, plain_copy

_LIMITS = Limits(memory_bytes=3 * 1024**3 // 2, cpu_seconds=60, wall_seconds=90)
"""What showing one file may take; a photograph of 60 million pixels takes a third of the memory and two seconds."""


def made_plain(data: bytes, media_type: str) -> PlainCopy:
    """Return what may be shown and passed on of a file, and what it holds that may not; nothing is raised."""
    return replace(plain_copy(data, media_type), held=held_in(data, media_type))


def _load() -> None:
    import lxml.etree
    import pillow_heif
    from PIL import Image

    Image.init()
    pillow_heif.register_heif_opener()
    assert lxml.etree  # noqa: S101  # it is loaded here so that no child has to


PLAN = Plan(operations=(Operation(made_plain, _LIMITS), Operation(held_in, _LIMITS)), warming=(_load,))
