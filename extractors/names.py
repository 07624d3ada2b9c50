"""A pupil's name that was asked for in one box, as first name and last name."""

from __future__ import annotations

_PLAIN, _GUESS = 0.8, 0.5
"""How sure the cut is: between two words or at a comma; among more words, any of which may begin the last name."""


def forename_and_surname(name: str) -> tuple[str, str, float]:
    """Return the first name, the last name ("" when one word is all) and how sure the cut between them is.

    "THORNBURY, Mia" and "Mia Thornbury" are plain; of three words and more the last in capitals make the
    last name, else the last word.
    """
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma and first and last:
        return first, last, _PLAIN
    words = name.replace(",", " ").split()
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    if shouted and len(shouted) < len(words) and words[-len(shouted) :] == shouted:
        return " ".join(words[: -len(shouted)]), " ".join(shouted), _PLAIN
    return " ".join(words[:-1] or words), words[-1] if len(words) > 1 else "", _PLAIN if len(words) <= 2 else _GUESS
