"""Does free text say anything, and does it hold a telling word? Never more than that: meaning is for people."""

from __future__ import annotations

import re
from collections.abc import Iterable

_EMPTY_PHRASES = frozenset(
    {
        "n/a", "na", "n a", "none", "nil", "tbc", "tba", "to be confirmed", "to be agreed", "to be arranged",
        "to follow", "see above", "as above", "see below", "as below", "see attached", "see attachment", "attached",
        "ditto", "not applicable", "not known", "not yet known", "unknown", "yes", "no", "ok", "as discussed",
        "as per plan", "not available", "in progress", "ongoing",
    }
)  # fmt: skip

# Words that say where to look or when to ask again; a text of nothing else says nothing.
_FILLER = frozenset(
    {
        "n", "a", "na", "none", "nil", "tbc", "tba", "to", "be", "confirmed", "agreed", "arranged", "follow", "see",
        "please", "refer", "above", "below", "attached", "attachment", "sheet", "document", "form", "page", "plan",
        "report", "letter", "as", "per", "the", "in", "at", "and", "for", "of", "is", "it", "this", "an", "school",
        "provider", "later", "soon", "by", "ditto", "unknown", "not", "known", "yet", "available", "applicable",
        "discussed",
    }
)  # fmt: skip

# Words that suggest a sanction or a stand-in for exclusion (guide, should not, 1).
SANCTION = (
    r"punish\w*", r"sanction\w*", r"instead of (?:being )?(?:permanently )?(?:exclu\w+|suspen\w+)",
    r"alternative to (?:permanent )?exclusion", r"in lieu of (?:permanent )?(?:exclusion|suspension)",
    r"final warning", r"last chance", r"avoid(?:ing)? (?:a )?(?:permanent )?exclusion", r"pex(?:ed)?",
    r"respite for (?:the )?(?:staff|teachers|class|other pupils)", r"remov\w+ (?:him|her|them) from (?:the )?school",
    r"consequence of (?:his|her|their) behaviour", r"teach (?:him|her|them) a lesson", r"zero tolerance",
    r"serv\w+ (?:a|his|her|their|the) (?:\w+ )?(?:suspension|exclusion|sentence)",
)  # fmt: skip
# Teaching apart from other pupils (guide, should not, 4).
ALONE = (
    r"one[- ]to[- ]one", r"1[ :-]?(?:to|:|-)[ -]?1", r"home[- ]based", r"home tuition", r"online only",
    r"(?:tutor\w*|taught|teaching|lessons?|learn\w*|educat\w*|work\w*|stud\w+) (?:\w+ ){0,2}(?:at|from) home",
    r"in isolation", r"on (?:his|her|their) own", r"remote learning",
)  # fmt: skip
# Contact less often than weekly (guide, should not, 6).
SELDOM = (
    r"month\w*", r"fortnight\w*", r"half[- ]term\w*", r"termly", r"every (?:two|three|four|six|2|3|4|6) weeks",
    r"once a term", r"as and when", r"when (?:needed|required|necessary)", r"ad hoc",
)  # fmt: skip
OFTEN = (
    r"daily", r"each day", r"every day", r"weekly", r"each week", r"every week", r"twice a week", r"a week",
    r"(?:mon|tues|wednes|thurs|fri)days?",
)  # fmt: skip
# A "send" in small letters is a verb.
SEN = (
    r"sen(?:co|dco)?", r"(?-i:SEND)", r"ehc\w*", r"special educational", r"autis\w*", r"asd", r"adhd",
    r"dyslexi\w*", r"speech", r"semh", r"sensory", r"learning (?:difficult\w*|needs?)", r"literacy",
    r"support plan", r"moderate", r"cognit\w*",
)  # fmt: skip
WELFARE = (
    r"social (?:care|work\w*)", r"early help", r"child (?:in need|protection)", r"cin", r"cp", r"looked after",
    r"young carers?", r"virtual school", r"pep", r"medica\w*", r"health", r"asthma", r"epilep\w*", r"allerg\w*",
    r"camhs", r"mental", r"emotional", r"welfare", r"anxi\w*", r"counsel\w*", r"family support", r"foster\w*",
    r"diabet\w*",
)  # fmt: skip
MEASURES = (
    r"\d+\w*", r"per ?cent\w*", r"%", r"attendance", r"reading age", r"boxall", r"sdq", r"grades?", r"levels?",
    r"scores?", r"points", r"report card", r"no (?:further )?(?:suspensions?|exclusions?|incidents?)", r"zero", r"half",
    r"all lessons", r"every lesson", r"log", r"assessment",
)  # fmt: skip

_NEGATED = re.compile(r"\b(?:not|never|no|rather than|nor|isn['’]t|neither)\s+(?:\w+\s+){0,5}$", re.IGNORECASE)
_MEASURE_BREAK = re.compile(r"[\n;,.•·]|\band\b|\bthen\b|\balso\b|&|\+|\bplus\b", re.IGNORECASE)


def has_substance(text: str | None, asked: Iterable[str] = ()) -> bool:
    """Tell whether `text` says anything: more than one word, no stock phrase, and not what was `asked` again."""
    if not text:
        return False
    said = _plain(text)
    words = said.replace("/", " ").split()
    if len(words) < 2 or said in _EMPTY_PHRASES or set(words) <= _FILLER:
        return False
    return all(said != _plain(each) for each in asked)


def telling(text: str | None, words: tuple[str, ...]) -> bool:
    """Tell whether one of `words` (patterns of whole words) stands in `text`."""
    return bool(text) and bool(re.search(_whole(words), text or "", re.IGNORECASE))


def asserted(text: str | None, words: tuple[str, ...]) -> bool:
    """Like `telling`, but a word that is plainly denied ("this is not a punishment") does not count."""
    return any(
        not _NEGATED.search((text or "")[: found.start()])
        for found in re.finditer(_whole(words), text or "", re.IGNORECASE)
    )


def measures_named(text: str) -> int:
    """Count the separate things that `text` names, by its punctuation."""
    return sum(1 for piece in _MEASURE_BREAK.split(text) if len(re.findall(r"\w{3,}", piece)) > 0)


def _whole(words: tuple[str, ...]) -> str:
    return rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w/%]+", " ", text).casefold().split())
