"""Labels nobody has listed: which Question they ask, by the words they share with those that are known."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from extractors.owner import of_another
from proposals.question import Kind, Question, Section

NONE_OF_OURS = Question("None of ours", Section("", ""), Kind.LONG_TEXT)
"""What a label asks that schools put on their forms and no form of ours asks."""
_ENOUGH, _AHEAD = 0.6, 0.05
"""How alike a label's words must be to ours, and how much more than to the next Question's."""
_AT_HOME, _ABROAD = 0.12, 0.25
"""What it adds that a Question belongs to the section a label stands in, and takes away that it does not."""
_ANOTHERS = 0.3
"""How much it takes away that a label names somebody else than the Question is about."""
_ONE_WORD = 0.8
"""How much a label of a single word counts where it is one of several."""
_LONGEST = 14
_STEM = 6
_IDLE = frozenset(
    {"the", "of", "a", "an", "is", "are", "has", "have", "been", "be", "to", "for", "at", "in", "on", "by", "this",
     "that", "your", "you", "our", "with", "and", "or", "any", "please", "if", "so", "there", "will", "do", "does",
     "did", "how", "what", "which", "who", "it", "they", "them", "their", "we", "would", "details", "information",
     "arrangements", "number", "give", "state", "current", "proposed", "expected", "as", "from", "made",
     "was", "were", "per", "off", "site", "yes", "no", "form", "young"}
)  # fmt: skip
_SAME = MappingProxyType(
    {
        **dict.fromkeys(("student", "students", "child", "childs", "children", "learner", "pupils", "person"), "pupil"),
        **dict.fromkeys(
            ("carer", "carers", "parents", "parental", "guardian", "family", "mum", "dad", "mother", "father"), "parent"
        ),
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
    """A Question that a label may ask, and how alike their words are: 1.0 when they say the same."""

    question: Question
    alike: float


class Likeness:
    """The words under which each Question of one form is known, weighed by how much they tell."""

    def __init__(self, labels: Mapping[str, Iterable[Question]]) -> None:
        told: dict[frozenset[str], dict[Question, None]] = {}
        for text, asked in labels.items():
            if said := words(text):
                told.setdefault(said, {}).update(dict.fromkeys(asked))
        self._labels = [(said, tuple(asked)) for said, asked in told.items()]
        self._with: dict[str, list[int]] = {}
        """The places of the labels that a word stands in: a label that shares none is never looked at."""
        for place, (label, _) in enumerate(self._labels):
            for word in label:
                self._with.setdefault(word, []).append(place)
        total = max(len(self._asked_at(range(len(self._labels)))), 1)
        self._weights = {word: math.log(1 + total / len(self._asked_at(at))) for word, at in self._with.items()}
        self._strange = math.log(1 + total) * 0.6
        self._whole = [self._weight(label) for label, _ in self._labels]
        self._anywhere = lru_cache(maxsize=4096)(self._alike)

    def _asked_at(self, places: Iterable[int]) -> set[str]:
        """The names of the Questions that the labels at these places ask."""
        return {question.name for place in places for question in self._labels[place][1]}

    def find(self, text: str, section: str | None) -> Likely | None:
        """Return the Question that `text`, under the heading `section`, likely asks; None when none stands out."""
        if len(text.split()) > _LONGEST:
            return None
        ranked = sorted(self.all(text, section), key=lambda each: -each.alike)
        if not ranked or ranked[0].alike < _ENOUGH:
            return None
        second = ranked[1].alike if len(ranked) > 1 else 0.0
        return ranked[0] if ranked[0].alike - second >= _AHEAD else None

    def all(self, text: str, section: str | None) -> list[Likely]:
        """Return every Question that shares words with `text`, each once, in no order."""
        found = self._anywhere(text)
        if not section:
            return found
        return [Likely(each.question, each.alike + _belongs(each.question, section)) for each in found]

    def _alike(self, text: str) -> list[Likely]:
        """Every Question that shares words with `text`, whatever the heading that stands above it."""
        said = words(text)
        shared: defaultdict[int, float] = defaultdict(float)
        for word in sorted(said):
            weight = self._weights.get(word, 0.0)
            for place in self._with.get(word, ()):
                shared[place] += weight
        whole, several = self._weight(said), len(said) > 1
        best: dict[Question, float] = {}
        for place, weight in shared.items():
            label, asked = self._labels[place]
            alike = 2 * weight / (whole + self._whole[place])
            # "Academy" is a label; what a school is called has the word in it.
            alike *= _ONE_WORD if several and len(label) == 1 else 1.0
            for question in asked:
                if alike > best.get(question, 0.0):
                    best[question] = alike
        kinds = _asked_for(text)
        return [
            Likely(question, alike + _asks(kinds, question) - _ANOTHERS * of_another(question, text))
            for question, alike in best.items()
        ]

    def _weight(self, found: frozenset[str]) -> float:
        # Exactly rounded: a set has its words in another order in each process, and a Reading must not.
        return math.fsum(self._weights.get(word, self._strange) for word in found)


def _belongs(question: Question, section: str | None) -> float:
    if not section or question is NONE_OF_OURS:
        return 0.0
    return _AT_HOME if question.section.name == section else -_ABROAD if section in _PERSONS else -_AT_HOME


_PERSONS = frozenset({"parent", "declaration", "pupil", "school"})

_NUMBERS = frozenset({Kind.WHOLE_NUMBER, Kind.DECIMAL})
_PROSE = frozenset({Kind.LONG_TEXT, Kind.TEXT})
_ASKING = (
    (re.compile(r"\b(when|date|dated|what day|which day)\b"), frozenset({Kind.DATE})),
    (
        re.compile(r"^(is|are|has|have|had|do|does|did|was|were|will)\b|\b(yes|y)\s*/?\s*(no|n)\b"),
        frozenset({Kind.YES_NO}),
    ),
    (re.compile(r"\bhow (many|often)\b|\b(number|no) of\b"), _NUMBERS | _PROSE),
    (re.compile(r"^(who|whom|whose)\b|\bname\b"), frozenset({Kind.TEXT, Kind.LONG_TEXT})),
    (re.compile(r"^(why|describe|explain|how (do|does|did|will|would|is|are|has|have|can))\b"), _PROSE),
    (re.compile(r"\be ?mail\b"), frozenset({Kind.EMAIL, Kind.TEXT})),
    (re.compile(r"\b(phone|telephone|mobile|tel)\b"), frozenset({Kind.PHONE, Kind.TEXT})),
)
"""What a label's way of asking tells of the answer's kind."""
_ASKED, _NOT_ASKED = 0.06, 0.2


def _asked_for(text: str) -> frozenset[Kind] | None:
    """Return the kinds of answer that a label's way of asking is for: "When …" is for a date; None for any."""
    told = " ".join(re.sub(r"[^\w/]+", " ", text.casefold()).split())
    return next((kinds for asking, kinds in _ASKING if asking.search(told)), None)


def _asks(kinds: frozenset[Kind] | None, question: Question) -> float:
    """What it adds or takes away that a label asks for answers of these kinds."""
    if kinds is None:
        return 0.0
    if kinds <= {Kind.YES_NO} and question.kind is Kind.CHOICE:
        return 0.0
    return _ASKED if question.kind in kinds else -_NOT_ASKED


def words(text: str) -> frozenset[str]:
    """Return the words of a label that tell something, each in the form in which it is compared."""
    plain = re.sub(r"[^\w%'/]+", " ", text.casefold().replace("’", "'").replace("e-mail", "email")).replace("/", " ")
    told = [word.removesuffix("'s").strip("'") for word in plain.split()]
    kept = [word for word in told if word and word not in _IDLE and not word.isdecimal()]
    return frozenset(_stem(part) for word in kept for part in _SAME.get(word, word).split())


def _stem(word: str) -> str:
    """The first letters of a word, one and many alike: "lead", "leads"."""
    plural = len(word) > _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return (word[:-1] if plural else word)[:_STEM]


_SHORTEST_PLURAL = 3


_HEADINGS = (
    (
        "declaration",
        frozenset(
            {
                "declaration",
                "signed",
                "signature",
                "signatures",
                "sign",
                "authorisation",
                "filled",
                "completed",
                "certification",
            }
        ),
    ),
    ("parent", frozenset({"parent", "parents", "carer", "carers", "family", "guardian", "guardians"})),
    ("move", frozenset({"receiving", "move"})),
    ("reviews", frozenset({"reintegration", "return", "returning", "review", "reviews"})),
    ("safeguarding", frozenset({"safeguarding", "monitoring", "safe", "touch", "risk"})),
    ("purpose", frozenset({"why", "reason", "reasons", "rationale", "purpose", "objectives"})),
    ("support", frozenset({"why", "reason", "reasons", "rationale", "purpose"})),
    ("decided", frozenset({"decision", "decided", "outcome"})),
    ("progress", frozenset({"progress"})),
    ("placement", frozenset({"placement", "provision", "provider", "host", "where", "setting", "direction"})),
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
