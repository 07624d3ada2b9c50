"""Sets a form's labels and answers as runs, marks and boxes, in the style that one school has."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from bench.reading.wild.blocks import Field, Inline, Para, Run, Tick
from bench.reading.wild.form import Item, Style


class Pen:
    """Writes for one form; fields are numbered in the order in which they are set."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._names = count(1)

    def label(self, item: Item, *, end: bool = True, bold: bool | None = None) -> tuple[Inline, ...]:
        """Return an item's label with its number and hint."""
        text = item.label.upper() if self.style.capitals and item.kind != "long" else item.label
        text = f"{item.number} {text}" if item.number else text
        if end and self.style.end and not text.endswith(("?", ":", ".", ")")):
            text += self.style.end
        made = (Run(text, bold=self.style.bold if bold is None else bold),)
        return (*made, Run(f" ({item.hint})", italic=True, size=0.85)) if item.hint else made

    def answer(self, item: Item) -> tuple[Para, ...]:
        """Return what was answered, as paragraphs."""
        if item.kind == "pick":
            return (Para(self.pick(item)),)
        if self.style.fields:
            return (Para((self.field(item, "long" if item.long else item.kind),)),)
        return tuple(Para((self.run(line),)) for line in item.written.split("\n"))

    def inline(self, item: Item) -> tuple[Inline, ...]:
        """Return what was answered, on one line."""
        if item.kind == "pick":
            return self.pick(item)
        if self.style.fields:
            return (self.field(item, "long" if item.long else item.kind),)
        return (self.run(item.written.replace("\n", " ")),)

    def run(self, text: str) -> Run:
        """Return words in the hand of the answers."""
        return replace(Run(text), **self.style.look)

    def field(self, item: Item, kind: str, value: str | None = None) -> Field:
        """Return a box of a fillable form."""
        number = next(self._names)
        return Field(
            kind,
            item.written if value is None else value,
            name=self.style.boxes.format(n=number),
            tip=item.label if self.style.tips else "",
        )

    def pick(self, item: Item) -> tuple[Inline, ...]:
        """Return several answers of which one is chosen."""
        if self.style.fields:
            return self._pick_field(item)
        picks = self.style.picks
        if picks == "typed" or (picks.startswith("letters") and len(item.options) > 2):
            return (self.run("" if item.chosen is None else item.written or item.options[item.chosen]),)
        if picks.startswith("ticks"):
            return self._ticks(item, after=picks == "ticks_after")
        words = tuple(word[0] for word in item.options) if picks.startswith("letters") else item.options
        made: list[Inline] = []
        for index, word in enumerate(words):
            on = index == item.chosen
            made += [Run(" / ")] if index else []
            made.append(self._marked(word, on=on, none=item.chosen is None))
        return tuple(made)

    def _marked(self, word: str, *, on: bool, none: bool) -> Run:
        match self.style.picks:
            case "strike" | "letters_strike":
                return Run(word, strike=not on and not none)
            case "highlight":
                return Run(word, mark="yellow" if on else "")
            case "bold":
                return Run(word, bold=on, underline=on)
            case _:
                return Run(f" {word} " if on else word, ring=on)

    def _ticks(self, item: Item, *, after: bool) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for index, word in enumerate(item.options):
            tick, gap = Tick(index == item.chosen, self.style.ticks), "      " if index + 1 < len(item.options) else ""
            made += [Run(f"{word} "), tick, Run(gap)] if after else [tick, Run(f" {word}{gap}")]
        return tuple(made)

    def _pick_field(self, item: Item) -> tuple[Inline, ...]:
        value = "" if item.chosen is None else item.options[item.chosen]
        if self.style.fields == "text":
            return (self.field(item, "short", value),)
        number = next(self._names)
        tip = item.label if self.style.tips else ""
        if self.style.fields == "list":
            return (Field("list", value, item.options, f"Dropdown{number}", tip),)
        made: list[Inline] = []
        for index, word in enumerate(item.options):
            on = "on" if index == item.chosen else ""
            if self.style.fields == "radio":
                box = Field("radio", on, name=str(index + 1), group=f"Group{number}", tip=tip)
            else:
                box = Field("check", on, name=f"Check Box{number}.{index}", tip=f"{tip}: {word}" if tip else "")
            made += [box, Run(f" {word}   ")]
        return tuple(made)
