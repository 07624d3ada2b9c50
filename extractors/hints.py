"""What a form prints by its boxes to help: an instruction is no answer, wherever it stands."""

from __future__ import annotations

import re

from extractors.ticks import has_boxes

_ASIDE = re.compile(r"\([^()]{2,160}\)[.:]?", re.DOTALL)
_ASIDE_FIRST = re.compile(r"^\([^()\d]{0,12}[^()]{2,120}\)[.:]?\s+(?=\S)")
_ASKS = re.compile(
    r"^(?:please\b|describe (?:what|how|the|any|why)|think about|list (?:each|all|any|the)|give (?:details|dates|names|the|a brief)"
    r"|state (?:the|how|what|why|whether)|attach\b|include (?:the|any|all|details|dates)|explain (?:how|why|what)|tell us|say (?:how|why|what)"
    r"|outline (?:the|how|what|any)|continue on|do not\b|don't|(?:these|this|it) (?:should|must)|no(?:t)? more than (?:one|two|three|four|five|six|\d+)(?: words| sentences| lines)?\W*$"
    r"|for example|e\.?g\.?[ ,]|if (?:yes|so|no|not|any|applicable|known|the (?:pupil|answer|child))\b|to be (?:completed|filled)"
    r"|complete (?:this|the|all)|tick (?:one|all|the|as)|delete as|circle (?:one|the)|consider (?:the|how|any|age)|refer to the|note:|see (?:the )?guidance"
    r"|in the (?:pupil|child|young person|student)['’]?s? own words|in their own words|as (?:on|in|shown) |use (?:the|a|no|black)"
    r"|who (?:does it|will do)|between one and|\d+ (?:words|characters|digits)\b|(?:maximum|max\.?|up to) \d+ words|dd ?/ ?mm)",
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
    lines = text.strip().split("\n")
    while lines and (not lines[0].strip() or is_hint(lines[0])):
        lines = lines[1:]
    return _ASIDE_FIRST.sub("", "\n".join(lines).strip())
