"""Letters: Markdown that an officer edits goes in with values; e-mail text, HTML, PDF and Word come out."""

from __future__ import annotations

from outputs.letters.catalogue import LETTERS
from outputs.letters.errors import LetterError
from outputs.letters.filling import Audience
from outputs.letters.letter import Letter, render
from outputs.letters.values import LetterValues

__all__ = ["LETTERS", "Audience", "Letter", "LetterError", "LetterValues", "render"]
