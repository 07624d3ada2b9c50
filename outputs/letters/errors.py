"""What can go wrong with a letter: always the letter's file or its values, never the reader's fault."""

from __future__ import annotations


class LetterError(ValueError):
    """A letter cannot be written; the message names the letter, what is wrong and what to do.

    It never repeats a value, because values may be about a pupil.
    """

    def __init__(self, letter: str, wrong: str, remedy: str, *, ending: str = "md") -> None:
        self.letter = letter
        self.wrong = wrong
        self.remedy = remedy
        super().__init__(f"templates/letters/{letter}.{ending}: {wrong}. {remedy}")
