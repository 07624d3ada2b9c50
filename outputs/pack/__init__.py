"""The coordinator's pre-checked pack: one PDF with everything that is known of one form."""

from __future__ import annotations

from outputs.pack.contents import Pack, PackContents, PackDocument
from outputs.pack.plain import PlainCopy, failed_copy, plain_copy
from outputs.pack.render import render_pack

__all__ = ["Pack", "PackContents", "PackDocument", "PlainCopy", "failed_copy", "plain_copy", "render_pack"]
