"""What a form prints by its boxes to help: an instruction is no answer, wherever it stands."""

from __future__ import annotations

import re
from itertools import dropwhile

from extractors.spelling import normal
from extractors.ticks import has_boxes

_ASIDE = re.compile(r"\([^()]{2,160}\)[.:]?", re.DOTALL)
_ASIDE_FIRST = re.compile(r"^\([^()\d]{0,12}[^()]{2,120}\)[.:]?\s+(?=\S)")
# Only what a form says and hardly anybody answers: "Complete all homework" is an objective.
_ASKS = re.compile(
    r"^(?:please\b|think about|tell us|continue on|do not (?:attach|write|use|include)|for example|e\.?g\.?[ ,]"
    r"|refer to the|note:|describe (?:what|how|why)|list (?:each|any)|attach (?:the|a|any|copies|details)"
    r"|state (?:how|what|why|whether)|give (?:details|dates|names|a brief)|include (?:any|details|dates)"
    r"|explain (?:how|why|what)|say (?:how|why|what)|outline (?:how|what|any)|consider (?:the pupil|age)"
    r"|see (?:the )?guidance|these should|this should be|if (?:yes|so|applicable)\b|delete as|tick (?:one|all|the|as)"
    r"|no(?:t)? more than (?:one|two|three|four|five|six|\d+)(?: words| sentences| lines)?\W*$|circle (?:one|the)"
    r"|to be (?:completed|filled)|complete (?:this|all|the) (?:section|part|form|box)|use (?:black|block)"
    r"|in (?:the (?:pupil|child|young person|student)['’]?s?|their) own words|as (?:on|shown) (?:the|on)"
    r"|who (?:does it|will do)|between one and|\d+ (?:words|characters|digits)\b"
    r"|(?:maximum|max\.?|up to) \d+ words|dd ?/ ?mm)",
    re.IGNORECASE,
)
_LONGEST = 160


def is_hint(line: str) -> bool:
    """Tell whether a line is an instruction that was printed: in brackets as a whole, or telling what to do."""
    said = line.strip()
    if has_boxes(said):
        return False
    return bool(_ASIDE.fullmatch(said)) or (len(said) <= _LONGEST and bool(_ASKS.match(said)))


def without_hints(text: str) -> str:
    """Return an answer without the instructions printed before it; "" when there is nothing else."""
    lines = dropwhile(lambda line: not line.strip() or is_hint(line), text.strip().split("\n"))
    return _ASIDE_FIRST.sub("", "\n".join(lines).strip())


def without_own_hint(text: str, hint: str) -> str:
    """Return an answer on a form of ours without our own `hint` before it: what asks or pleads beside it is meant."""
    own = normal(hint)
    lines = dropwhile(lambda line: not line.strip() or (own and normal(line) == own), text.strip().split("\n"))
    return "\n".join(lines).strip()
