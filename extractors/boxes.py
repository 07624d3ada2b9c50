"""The boxes of a fillable PDF, as they were found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spotted:
    """One widget of a field: its page, its corners as the file gives them, and whether a box is ticked there."""

    page: int
    corners: tuple[float, float, float, float]
    ticked: bool


@dataclass(slots=True)
class PdfField:
    """One field: its full name, what it holds, and where it stands.

    `options` maps the export values of a list to what is shown; `states` are the states that are switched on,
    `boxes` how many states there are to choose from. `unshown` is a state that the field holds and no box shows.
    """

    name: str
    kind: str
    """"/Tx", "/Ch" or "/Btn"."""
    tooltip: str
    page: int | None
    values: tuple[str, ...] = ()
    states: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    boxes: int = 0
    unshown: str = ""
    spots: list[Spotted] = field(default_factory=list)

    @property
    def where(self) -> str:
        """For people: "page 2, field date_of_birth"."""
        place = f"page {self.page}, " if self.page else ""
        return f"{place}field {self.name}"
