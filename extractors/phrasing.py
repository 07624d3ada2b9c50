"""How labels are phrased: their words as they stand and in their order, where likeness takes words for one another.

"Contact at the provider" and "Who will stay in contact with the pupil" share a word that both Questions are known by;
what stands beside it tells them apart.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType

from proposals.question import Question

_IDLE = frozenset(
    {"the", "of", "a", "an", "is", "are", "has", "have", "been", "be", "to", "for", "at", "in", "on", "by", "this",
     "that", "your", "you", "our", "with", "and", "or", "any", "please", "if", "so", "there", "will", "do", "does",
     "did", "it", "they", "them", "their", "we", "would", "as", "from", "was", "were", "per", "can"}
)  # fmt: skip
_PERSONS = re.compile(r"\b(?:young person|student|child(?:ren)?|learner)s?\b")
_CARERS = re.compile(r"\b(?:parents?(?: ?(?:/|or|and|&) ?(?:carers?|guardians?))+|carers?|guardians?|famil(?:y|ies))\b")
_OTHERWISE = MappingProxyType(
    {"telephone": "phone", "tel": "phone", "mobile": "phone", "head teacher": "headteacher", "ht": "headteacher",
     "head": "headteacher", "principal": "headteacher", "sw": "social worker", "vs": "virtual school",
     "cla": "looked after", "lac": "looked after", "cic": "looked after", "fsm": "free school meals",
     "ra": "risk assessment", "fte": "suspensions", "ftes": "suspensions", "exclusion": "suspensions",
     "exclusions": "suspensions", "suspension": "suspensions", "ap": "provider", "provision": "provider",
     "setting": "provider", "pw": "week", "wk": "week", "ref": "reference", "dob": "birth", "mtg": "meeting"}
)  # fmt: skip
"""Short forms that schools use, and what they are short for."""
_STEM = 6


class Phrasing:
    """The ways in which the Questions of one form are asked."""

    def __init__(self, labels: Mapping[str, Iterable[Question]]) -> None:
        told: dict[frozenset[str], set[str]] = {}
        for label, asked in labels.items():
            if features := _features(label):
                told.setdefault(features, set()).update(question.name for question in asked)
        self._told = [tuple(sorted(names)) for names in told.values()]
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for place, features in enumerate(told):
            for each in features:
                self._with[each].append(place)
        self._weights = {each: math.log(1 + len(told) / (1 + len(at))) ** 2 for each, at in self._with.items()}
        self._strange = math.log(1 + len(told)) ** 2
        self._whole = [math.sqrt(self._weight(features)) for features in told]

    def alike(self, text: str) -> dict[str, float]:
        """Return how nearly each Question is asked as `text` asks, 0.0 to 1.0, by its name; none that is not at all."""
        features = _features(text)
        shared: defaultdict[int, float] = defaultdict(float)
        for each in sorted(features):
            for place in self._with.get(each, ()):
                shared[place] += self._weights[each]
        whole = math.sqrt(self._weight(features))
        best: dict[str, float] = {}
        for place, weight in shared.items():
            near = weight / (whole * self._whole[place])
            for name in self._told[place]:
                if near > best.get(name, 0.0):
                    best[name] = near
        return best

    def _weight(self, features: Iterable[str]) -> float:
        # Exactly rounded: a set has its words in another order in each process, and a Reading must not.
        return math.fsum(self._weights.get(each, self._strange) for each in features)


def _features(text: str) -> frozenset[str]:
    """The telling words of a label, and each pair of words that follow one another, its ends among them."""
    said = text.casefold().replace("’", "'").replace("'s", "").replace("s'", "s").replace("e-mail", "email")
    said = _CARERS.sub("parent", _PERSONS.sub("pupil", said))
    told = [stem for word in re.findall(r"[a-z]+", said) for stem in _stems(word)]
    alone = (word for word in told if word not in _IDLE)
    return frozenset((*alone, *(f"{one} {other}" for one, other in pairwise(("^", *told, "$")))))


def _stems(word: str) -> list[str]:
    return [_stem(each) for each in _OTHERWISE.get(word, word).split()]


def _stem(word: str) -> str:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return (word[:-1] if plural else word)[:_STEM]
