"""Which of the options in a piece of text are chosen: boxes ticked by hand or by program, or words highlighted."""

from __future__ import annotations

import re

from proposals.question import Kind, Question

TICKED = "☒☑✓✔✗✘⊠🗹🗸⬤●◉■\uf0fe\uf0fd\uf052\uf054\uf053\uf0fc\uf0fb\uf078\uf06e"
"""Marks of a chosen box; the last few are Wingdings in Word's private use."""
OPEN = "☐□○◯⬜\uf0a8\uf06f\uf071\uf0a3\uf02a\uf072"
MARKED, UNMARKED = "\ue000", "\ue001"
"""Stand around words that are highlighted; Unicode leaves these two to private use."""

# Repeats never give back what they took: a line of brackets and blanks must not be tried in every way.
_BOX = re.compile(
    rf"[{TICKED}{OPEN}]|\[\s*+[xX✓✔]?\s*+\]|\(\s*+[xX✓✔]?\s*+\)|(?<![_\w])_++[xX✓✔]_++(?!\w)|(?<!_)_{{2,}}+(?![xX✓✔]_)"
)
_TICKED = re.compile(rf"[{TICKED}]|[\[(]\s*+[xX✓✔]\s*+[\])]|_++[xX✓✔]_++")
_LIT = re.compile(f"{MARKED}([^{MARKED}{UNMARKED}]*){UNMARKED}")
_ADJOINING = re.compile(f"{UNMARKED}\\s*{MARKED}")
_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false"})


def chosen(question: Question, text: str) -> tuple[str, ...]:
    """Return what `text` answers to `question`: the options that are ticked or highlighted, or the text itself.

    Boxes count for questions with options alone. () when no box of several is ticked.
    """
    text = _ADJOINING.sub(" ", text)
    said = unmarked(text)
    if question.kind is Kind.TEXT and has_boxes(said):
        # An area may be ticked as well as written.
        return _boxes(question, said)
    if question.kind not in {Kind.YES_NO, Kind.CHOICE}:
        return (said,) if said.strip() else ()
    if has_boxes(said):
        return _boxes(question, said)
    # A ruled line is a box beside one that is ticked; alone it is there to be written on.
    said = _BOX.sub(" ", said)
    lit = tuple(filter(None, (_option(found) for found in _LIT.findall(text))))
    # Highlighting says something when some of the options are without it.
    if lit and _option(_LIT.sub("", text)):
        return lit
    # Of "Yes / No" with one struck out the other is left, and the stroke between them.
    said = said.strip(" /|\n")
    return (said,) if said else ()


def has_boxes(text: str) -> bool:
    """Tell whether a text has boxes to tick in it, ticked or not; a ruled line alone is none."""
    return any(box.group().strip("_") for box in _BOX.finditer(text))


def ticks_after(text: str) -> tuple[str, str] | None:
    """Return a label and the boxes to tick in one cell behind it; None where a cell is something else.

    A label may go on below its boxes: "Receiving school has   ☐ Yes ☒ No", "agreed".
    """
    first, *more = text.split("\n")
    box = next((each for each in _BOX.finditer(first) if each.group().strip("_")), None)
    if box is None or not _GAP_BEFORE.search(first[: box.start()]):
        return None
    label, boxes = first[: box.start()].strip(), [first[box.start() :]]
    if len(label.split()) > _LABEL_WORDS or _plain(label) in _YES_NO or not label[:1].isalpha():
        return None
    for line in more:
        if line[:1].islower() and not has_boxes(line):
            label += f" {line}"
        else:
            boxes.append(line)
    return label, "\n".join(boxes)


_GAP_BEFORE = re.compile(r"(?:\s{2,}|[:?]\s*)$")
_LABEL_WORDS = 12


def _plain(text: str) -> str:
    return text.casefold().strip(" :?")


def unmarked(text: str) -> str:
    """Return `text` without the signs of highlighting."""
    return text.replace(MARKED, "").replace(UNMARKED, "")


def _boxes(question: Question, text: str) -> tuple[str, ...]:
    boxes = list(_BOX.finditer(text))
    known = _options(question)
    after = [_nearest(_after(text, boxes, place), known) for place in range(len(boxes))]
    before = [_nearest(_before(text, boxes, place), known, last=True) for place in range(len(boxes))]
    right, left = (sum(each.casefold() in known for each in options) for options in (after, before))
    leads = not text[: boxes[0].start()].strip()
    nearer = _nearer_before(text, boxes)
    if nearer is not None and left and right:
        leads, right, left = not nearer, 0, 0
    options = after if right > left or (right == left and leads) else before
    ticked = [option for option, box in zip(options, boxes, strict=True) if _TICKED.fullmatch(box.group())]
    return tuple(option or "yes" for option in ticked)


def _nearer_before(text: str, boxes: list[re.Match[str]]) -> bool | None:
    """Whether every box stands nearer to the words before it than to those after it; None where it is the same."""
    gaps = [(_blanks(text[: box.start()][::-1]), _blanks(text[box.end() :])) for box in boxes]
    if all(before < after or not text[box.end() :].strip() for box, (before, after) in zip(boxes, gaps, strict=True)):
        return True
    if all(after < before or not text[: box.start()].strip() for box, (before, after) in zip(boxes, gaps, strict=True)):
        return False
    return None


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _options(question: Question) -> frozenset[str]:
    """What a box of this Question may be labelled with."""
    if question.kind is Kind.YES_NO:
        return _YES_NO
    labels = (label for choice in question.choices for label in (choice.label, choice.code, *choice.also))
    return frozenset(label.casefold() for label in labels)


def _nearest(option: str, known: frozenset[str], *, last: bool = False) -> str:
    """The option beside a box where the next one stands there too: "✓ Yes   No" ticks yes."""
    words = option.split()
    for size in range(min(len(words) - 1, _LONGEST), 0, -1):
        near = " ".join(words[-size:] if last else words[:size]).strip(" /|,;:")
        rest = " ".join(words[:-size] if last else words[size:]).strip(" /|,;:")
        if near.casefold() in known and _all_known(rest, known):
            return near
    return option


def _all_known(text: str, known: frozenset[str]) -> bool:
    """Tell whether a text is made of options alone: "None Early help Child in need"."""
    words = re.sub(r"[/|,;:]", " ", text).casefold().split()
    reached = {0}
    for start in range(len(words)):
        if start in reached:
            ends = range(start + 1, min(start + _LONGEST, len(words)) + 1)
            reached.update(end for end in ends if " ".join(words[start:end]) in known)
    return bool(words) and len(words) in reached


_LONGEST = 8
"""Words of an option."""


def _after(text: str, boxes: list[re.Match[str]], place: int) -> str:
    end = boxes[place + 1].start() if place + 1 < len(boxes) else len(text)
    return _option(text[boxes[place].end() : end])


def _before(text: str, boxes: list[re.Match[str]], place: int) -> str:
    start = boxes[place - 1].end() if place else 0
    return _option(text[start : boxes[place].start()])


def _option(text: str) -> str:
    return " ".join(text.split()).strip(" /|,;:")
