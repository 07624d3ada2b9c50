"""Which form a document is, by the Questions it asks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from types import MappingProxyType

from extractors.labels import questions_of
from proposals.reading import OF_SCHOOLS, FormKind

_SHARE = 0.3
_LEAST = 7
"""A document is a form when it asks this share of what the form must be told, and this many Questions.

The share holds twice: of all that must be told, and of what no other form asks. A letter, a risk assessment or a
referral to another service asks for pupil, school and parents too, and by that alone is none of ours.
"""


def fit(form: FormKind, asked: Collection[str], likely: Collection[str] = (), *, titled: bool = False) -> float:
    """Return how well a document that asks these Questions fits `form`: 0.0 when it is none, else a share up to 1.0.

    `likely` are those it asks in words of its own; they count where it is `titled` like the form.
    """
    known = questions_of(form).keys() & ({*asked, *likely} if titled else {*asked})
    share, own = (len(known & names) / len(names) for names in must_be_told(form))
    few = titled and own >= _SHARE_TITLED and len(known & must_be_told(form)[1]) >= _LEAST_TITLED
    enough = share >= _SHARE and (few or own >= _SHARE) and len(known) >= _LEAST
    return min(share, own) + titled * _TITLE if enough else 0.0


_SHARE_TITLED, _LEAST_TITLED = 0.14, 3
"""Of what no other form asks, where the title tells: some directions are notified on half a page."""
_TITLE = 0.1
"""What a title is worth between two forms that a document fits."""
_TITLES = MappingProxyType(
    {
        FormKind.OFF_SITE_DIRECTION: re.compile(
            r"off[ -]?site|alternative (?:provision|education)|\bap (?:referral|placement)|\bdirected\b"
            r"|\bplacement\b.*\b(?:request|referral|plan|proposal|notice|notification|form|slip|agreement)\b"
            r"|\b(?:request|referral|proposal|notice|notification)\b.*\bplacement\b"
        ),
        FormKind.MANAGED_MOVE: re.compile(r"managed (?:move|transfer)"),
        FormKind.REVIEW_OUTCOME: re.compile(
            r"\breview outcome|outcome of (?:the )?review|\b(?:placement|direction|provision|off[ -]?site)\b.*\breview"
            r"|\breview\b.*\b(?:placement|direction|provision|off[ -]?site)"
        ),
    }
)


_OTHERS = re.compile(
    r"annual review|education,? health and care|\behcp?\b.*\b(?:review|request)|risk assessment|admission|\bcamhs\b"
    r"|early help (?:assessment|plan)|minutes of|privacy notice|behaviour contract|incident (?:form|report)"
)


def names_another(said: Iterable[str]) -> bool:
    """Tell whether the first lines of a document name a paper of another kind: "Risk assessment for a placement"."""
    return any(_OTHERS.search(text.casefold()) for text in said)


def is_titled(form: FormKind, said: Iterable[str]) -> bool:
    """Tell whether one of the first lines of a document names what `form` is for."""
    return any(_TITLES[form].search(text.casefold()) for text in said)


@cache
def must_be_told(form: FormKind) -> tuple[frozenset[str], frozenset[str]]:
    """Return the Questions that `form` must have answered: all of them, and those of no other form."""
    required = frozenset(name for name, question in questions_of(form).items() if question.required)
    others = frozenset(name for other in OF_SCHOOLS if other is not form for name in questions_of(other))
    return required, required - others
