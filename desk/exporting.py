"""`offsite export`: everything held on one case in a folder, for whoever answers a subject access request."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

from desk import readable, telling
from desk.cases import whole_letter
from desk.console import console
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings
    from register import Case, Register
    from register.contents import Held

_ENTRY = "- {name}: {what}"


def export_case(settings: Settings, reference: str, into: Path) -> Exit:
    """Write everything held on a case to the folder `into`, which must be new or empty; say where."""
    from proposals.reference import parse

    with open_register(settings) as register:
        case = register.find_case(parse(reference) or "")
        if case is None:
            console(stderr=True).print(f"There is no case {reference}. `offsite cases` lists them all.")
            return Exit.NOT_FOUND
        if into.exists() and (not into.is_dir() or any(into.iterdir())):
            console(stderr=True).print(f"{into} is not empty. Name a folder that is new: nothing else is mixed in.")
            return Exit.USAGE
        # Noted first: whatever fails after it, somebody may have seen it.
        register.note("exported", datetime.now(UTC), reference=case.reference)
        written = write_export(register, case, into)
    console().print(f"{len(written)} files in {into}. Begin with README.txt.")
    return Exit.OK


def write_export(register: Register, case: Case, into: Path) -> tuple[Path, ...]:
    """Write the files of a case and the README that says what each is; return their paths."""
    held = register.held(case.reference)
    folder = _Folder(into)
    _forms(folder, held)
    _messages(folder, held)
    _letters(folder, register, held)
    _decisions(folder, held)
    _history(folder, register, case)
    folder.write("README.txt", readable.readme(case, held, folder.index).encode(), "this file")
    return tuple(folder.written)


def _forms(folder: _Folder, held: Held) -> None:
    from proposals.assessment import Assessment

    for number, form in enumerate(held.forms, start=1):
        kind = form.kind.replace("_", " ")
        understood = json.dumps(json.loads(form.assessment), indent=2, ensure_ascii=False)
        folder.write(f"form-{number}.json", understood.encode(), f"what was understood of the {kind}, for programs")
        page = readable.page(Assessment.model_validate_json(form.assessment))
        folder.write(f"form-{number}.html", page.encode(), f"what was understood of the {kind}, for people")


def _messages(folder: _Folder, held: Held) -> None:
    from mailboxes.media import ENDINGS
    from mailboxes.message import read_submission

    for number, message in enumerate(held.messages, start=1):
        others = f"; {', '.join(message.shared)} came by it too: NOT ABOUT THIS PUPIL ALONE" if message.shared else ""
        came = f"{message.received:%d %B %Y}"
        folder.write(f"message-{number}.eml", message.raw, f"the e-mail of {came} as it was received{others}")
        for place, document in enumerate(read_submission(message.raw).documents, start=1):
            name = f"message-{number}-document-{place}{ENDINGS.get(document.media_type, '.bin')}"
            folder.write(name, document.data, f"document {place} of that e-mail{others}")


def _letters(folder: _Folder, register: Register, held: Held) -> None:
    from mailboxes.media import ENDINGS, media_type
    from outputs.letters.wording import letter_words

    for number, letter in enumerate(held.letters, start=1):
        what = f"{letter_words(letter.kind)} ({letter.fate})"
        raw = whole_letter(register, letter)
        if raw is None:
            folder.index.append(f"- (letter {number}): {what}; its text was erased after its time")
            continue
        folder.write(f"letter-{number}.eml", raw, what)
        files = (part.get_payload(decode=True) for part in message_from_bytes(raw, policy=policy.SMTP).walk()
                 if part.get_filename())  # fmt: skip
        for place, data in enumerate((each for each in files if isinstance(each, bytes)), start=1):
            ending = ENDINGS.get(media_type(data), ".bin")
            folder.write(f"letter-{number}-enclosure-{place}{ending}", data, f"enclosure {place} of that letter")


def _decisions(folder: _Folder, held: Held) -> None:
    if held.decisions:
        page = readable.decisions(held.decisions)
        folder.write("decisions.html", page.encode(), "what the coordinator decided, who, when and why, for people")
        told = json.dumps([asdict(each) for each in held.decisions], default=_plain, indent=2, ensure_ascii=False)
        folder.write("decisions.json", told.encode(), "the same, for programs")


def _history(folder: _Folder, register: Register, case: Case) -> None:
    events = register.history(case.reference)
    folder.write("history.txt", telling.story(events).encode(), "what happened, and who looked, in sentences")
    told = json.dumps([asdict(each) for each in telling.told(events)], default=_plain, indent=2, ensure_ascii=False)
    folder.write("history.json", told.encode(), "the same, for programs")


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


@dataclass
class _Folder:
    """A folder that its owner alone may open, files likewise, and what each of them is."""

    path: Path
    index: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)

    def write(self, name: str, data: bytes, what: str) -> None:
        path = self.path / name
        # Made with its rights, so that there is no moment at which others may read it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        self.written.append(path)
        self.index.append(_ENTRY.format(name=name, what=what))
