"""`offsite letters`: the letters listed, one previewed, all of them checked after an edit."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit

if TYPE_CHECKING:
    from flows.settings import Settings
    from outputs.letters import Letter, LetterValues


def list_letters(settings: Settings, *, as_json: bool) -> None:
    """Print every letter: its name, whom it is for, what it is for, and its file."""
    from flows.profile import load_council
    from outputs.letters.catalogue import LETTERS
    from outputs.letters.filling import read_letter
    from outputs.letters.languages import folder_of

    language = load_council(settings.council_folder).letters_language
    rows = [
        {
            "name": letter.NAME,
            "for": read_letter(letter.NAME, language).audience.value,
            "says": (letter.__doc__ or "").splitlines()[0],
            "file": str(folder_of(language) / f"{letter.NAME}.md"),
        }
        for letter in LETTERS
    ]
    if as_json:
        print(json.dumps(rows, indent=2))  # noqa: T201  # for another program, without a console's wrapping
        return
    listed = table("Name", "For", "What it says")
    for row in rows:
        listed.add_row(row["name"], row["for"], row["says"])
    console().print(listed)
    console().print(f"Their files are in {folder_of(language)}; docs/letters.md says how to edit them.")


def preview_letter(settings: Settings, name: str, into: Path, *, emptiest: bool, open_it: bool) -> Exit:
    """Write the letter of this name with invented values into the folder `into`, and say where it is."""
    from flows.profile import load_council
    from outputs.letters import render, samples

    values = _called(name, samples.emptiest() if emptiest else samples.samples())
    if values is None:
        console(stderr=True).print(f"There is no letter {name!r}. `offsite letters list` lists them.")
        return Exit.NOT_FOUND
    council = load_council(settings.council_folder)
    letter = render(values, council, datetime.now().astimezone().date())
    paths = _written(letter, into)
    for path in paths:
        console().print(str(path))
    if open_it:
        import typer

        typer.launch(str(paths[0]))
    return Exit.OK


def check_all(settings: Settings, *, as_json: bool) -> Exit:
    """Print what is wrong with the council's letters; the exit code says whether anything is."""
    from flows.profile import load_council
    from outputs.letters.catalogue import LETTERS
    from outputs.letters.checking import check_letters

    council = load_council(settings.council_folder)
    found = check_letters(council)
    if as_json:
        told = [{"letter": each.letter, "fault": each.fault.value, "says": each.says} for each in found]
        print(json.dumps(told, indent=2))  # noqa: T201  # for another program, without a console's wrapping
    elif found:
        listed = table("Letter", "Fault", "What to do")
        for each in found:
            listed.add_row(each.letter, each.fault.value, each.says)
        console().print(listed)
    else:
        console().print(f"All {len(LETTERS)} letters can be sent as they are.")
    return Exit.ATTENTION if found else Exit.OK


def _called(name: str, letters: tuple[LetterValues, ...]) -> LetterValues | None:
    return next((values for values in letters if name.removesuffix(".md") == values.NAME), None)


def _written(letter: Letter, into: Path) -> tuple[Path, ...]:
    into.mkdir(parents=True, exist_ok=True)
    kinds = {
        "pdf": letter.pdf,
        "docx": letter.docx,
        "html": letter.html.encode("utf-8"),
        "txt": f"Subject: {letter.subject}\n\n{letter.text}".encode(),
    }
    paths = []
    for ending, content in kinds.items():
        path = into / f"{letter.name}.{ending}"
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)
