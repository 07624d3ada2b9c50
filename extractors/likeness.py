"""Labels nobody has listed: which Question they ask, by the words they share with those that are known."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proposals.question import Question

SURE = 0.7
GUESS = 0.55
"""How sure words in common make us: nearly all of them, or enough to read on and ask."""

_NEARLY, _ENOUGH, _AHEAD = 0.78, 0.6, 0.07
_AT_HOME, _ABROAD = 0.12, 0.25
"""What it adds that a Question belongs to the section a label stands in, and takes away that it does not."""
_LONGEST = 14
_STEM = 6
_IDLE = frozenset(
    {"the", "of", "a", "an", "is", "are", "has", "have", "been", "be", "to", "for", "at", "in", "on", "by", "this",
     "that", "your", "you", "our", "with", "and", "or", "any", "please", "if", "so", "there", "will", "do", "does",
     "did", "how", "what", "which", "who", "it", "they", "them", "their", "we", "would", "details", "information",
     "arrangements", "place", "number", "no", "give", "state", "current", "proposed", "expected", "as", "from", "made",
     "completed", "was", "were", "per", "off", "site"}
)  # fmt: skip
_SAME = MappingProxyType(
    {
        **dict.fromkeys(("student", "students", "child", "childs", "children", "learner", "pupils", "person"), "pupil"),
        **dict.fromkeys(("carer", "carers", "parents", "parental", "guardian", "family"), "parent"),
        **dict.fromkeys(("telephone", "phone", "mobile", "tel"), "phone"),
        **dict.fromkeys(("forename", "forenames", "given"), "first"),
        **dict.fromkeys(("surname", "family name", "legal"), "last"),
        **dict.fromkeys(("provision", "placement", "host", "setting", "provider's"), "provider"),
        **dict.fromkeys(("kind", "sort"), "type"),
        **dict.fromkeys(("begin", "begins", "commencing", "commences", "starting", "starts"), "start"),
        **dict.fromkeys(("finish", "finishes", "ends", "ending", "until"), "end"),
        **dict.fromkeys(("told", "notified", "contacted"), "informed"),
        **dict.fromkeys(("agreement", "agreed", "consent", "consented", "support it"), "agree"),
        **dict.fromkeys(("say", "says", "voice", "opinion", "opinions", "comments", "wishes", "feelings"), "views"),
        **dict.fromkeys(("often", "frequency", "every"), "interval"),
        **dict.fromkeys(("when", "day"), "date"),
        **dict.fromkeys(("peers", "friends", "peer"), "peers"),
        **dict.fromkeys(("contact", "contacts", "touch", "links"), "contact"),
        **dict.fromkeys(("dsl",), "safeguarding lead"),
        **dict.fromkeys(("eec",), "coordinator"),
        **dict.fromkeys(("interventions", "intervention", "strategies", "measures"), "support"),
        **dict.fromkeys(("tried", "already", "far"), "previous"),
        **dict.fromkeys(("learning", "education", "educational", "subjects"), "curriculum"),
        **dict.fromkeys(("outcomes", "goals", "targets", "aims"), "objectives"),
        **dict.fromkeys(("worked", "measured", "succeed", "successful", "works"), "success"),
        **dict.fromkeys(("checked", "monitored", "monitor"), "monitoring"),
        **dict.fromkeys(("spoken", "talked", "discuss", "discussion"), "discussed"),
        **dict.fromkeys(("reintegrate", "return", "returning", "coming"), "reintegration"),
        **dict.fromkeys(("job", "title", "position", "post", "designation"), "role"),
        **dict.fromkeys(("birthday", "birth", "born"), "birth"),
    }
)
"""Words that mean the same on these forms; the rest are compared by their first letters."""


@dataclass(frozen=True, slots=True)
class Likely:
    """The Question that a label probably asks, and how sure that is."""

    question: Question
    confidence: float


class Likeness:
    """The words of all the labels of one form, weighed by how much they tell."""

    def __init__(self, labels: Mapping[str, Iterable[Question]]) -> None:
        self._labels = [(words(label), tuple(asked)) for label, asked in labels.items() if len(words(label))]
        counts = Counter(word for word, names in self._by_word().items() for _ in names)
        total = max(len({question.name for _, asked in self._labels for question in asked}), 1)
        self._weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._strange = math.log(1 + total) * 0.6

    def _by_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for label, asked in self._labels:
            for word in label:
                found.setdefault(word, set()).update(question.name for question in asked)
        return found

    def find(self, text: str, section: str | None) -> Likely | None:
        """Return the Question that `text`, a label under the heading `section`, asks; None when none is likely."""
        said = words(text)
        if not said or len(text.split()) > _LONGEST:
            return None
        scores: dict[str, tuple[float, Question]] = {}
        for label, asked in self._labels:
            shared = self._weight(said & label)
            if not shared:
                continue
            alike = 2 * shared / (self._weight(said) + self._weight(label))
            for question in asked:
                score = alike + self._belongs(question, section)
                if score > scores.get(question.name, (0.0, question))[0]:
                    scores[question.name] = (score, question)
        ranked = sorted(scores.values(), key=lambda each: -each[0])
        if not ranked or ranked[0][0] < _ENOUGH:
            return None
        (best, question), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
        if best - second < _AHEAD:
            return None
        return Likely(question, SURE if best >= _NEARLY and best - second >= 2 * _AHEAD else GUESS)

    def _weight(self, found: frozenset[str]) -> float:
        return sum(self._weights.get(word, self._strange) for word in found)

    @staticmethod
    def _belongs(question: Question, section: str | None) -> float:
        if not section:
            return 0.0
        return _AT_HOME if question.section.name == section else -_ABROAD if section in _PERSONS else -_AT_HOME


_PERSONS = frozenset({"parent", "declaration", "pupil", "school"})


def words(text: str) -> frozenset[str]:
    """Return the words of a label that tell something, each in the form in which it is compared."""
    plain = re.sub(r"[^\w%'/]+", " ", text.casefold().replace("’", "'").replace("e-mail", "email")).replace("/", " ")
    told = [word.removesuffix("'s").strip("'") for word in plain.split()]
    kept = [word for word in told if word and word not in _IDLE and not word.isdecimal()]
    return frozenset(part[:_STEM] for word in kept for part in _SAME.get(word, word).split())


_HEADINGS = (
    ("declaration", frozenset({"declaration", "signed", "signature", "signatures", "sign", "authorisation"})),
    ("parent", frozenset({"parent", "parents", "carer", "carers", "family", "guardian", "guardians"})),
    ("move", frozenset({"receiving", "move"})),
    ("reviews", frozenset({"reintegration", "return", "returning", "review", "reviews"})),
    ("safeguarding", frozenset({"safeguarding", "monitoring", "safe", "touch", "risk"})),
    ("purpose", frozenset({"why", "reason", "reasons", "rationale", "purpose", "objectives"})),
    ("support", frozenset({"why", "reason", "reasons", "rationale", "purpose"})),
    ("decided", frozenset({"decision", "decided", "outcome"})),
    ("progress", frozenset({"progress"})),
    ("placement", frozenset({"placement", "provision", "provider", "host", "where"})),
    ("pupil", frozenset({"pupil", "student", "child", "learner", "young"})),
    ("school", frozenset({"school", "referrer", "academy"})),
)
_HEADING_WORDS = 6


def heading(text: str, sections: Iterable[str]) -> str | None:
    """Return which of a form's sections a heading is of, by its telling words; None when it has none of them."""
    told = set(re.findall(r"[a-z]+", text.casefold()))
    if not told or len(text.split()) > _HEADING_WORDS + 2:
        return None
    there = set(sections)
    return next((name for name, telling in _HEADINGS if name in there and told & telling), None)
