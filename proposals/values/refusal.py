"""How a parser says that an answer cannot be used."""

from __future__ import annotations

from proposals.problems import ProblemCode


class Refusal(Exception):  # it is an answer that is refused, not a program that failed
    """An answer that cannot be used; `details` fill the code's sentence and never hold the answer itself,
    unless the code is about showing two ways to read it."""

    def __init__(self, code: ProblemCode, **details: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.details = details
