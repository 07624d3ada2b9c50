"""`offsite cases` and `offsite case`: what the register knows, and a case's files on request."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings
    from proposals.council import Coordinator
    from register import Case, CaseRow, DispatchRow, Register


def list_cases(settings: Settings, *, as_json: bool) -> None:
    """Print every case, the newest first: nothing personal. Its coordinator is who the profile names for its area."""
    from flows.profile import load_council
    from proposals.in_charge import responsible

    council = load_council(settings.council_folder)
    with open_register(settings) as register:
        rows = [_now_with(responsible(council, row.area, row.coordinator), row) for row in register.cases()]
    if as_json:
        console().out(json.dumps([asdict(row) for row in rows], default=_plain, indent=2), highlight=False)
        return
    listed = table("Reference", "Form", "Area", "Coordinator", "Complete", "From", "To", "Next review", "")
    for row in rows:
        listed.add_row(
            row.reference,
            row.kind.replace("_", " "),
            row.area or "–",
            row.coordinator or "–",
            "yes" if row.complete else "no",
            _day(row.start),
            _day(row.end),
            _day(row.next_review),
            "erased" if row.erased else "on hold" if row.held else "",
        )
    console().print(listed if rows else "There are no cases yet.")


def _now_with(person: Coordinator | None, row: CaseRow) -> CaseRow:
    return replace(row, coordinator=person.code if person else None)


def show_case(settings: Settings, reference: str, files: Path | None, *, as_json: bool) -> Exit:
    """Print one case, and write its files to the folder `files` if one is given."""
    from proposals.reference import parse

    with open_register(settings) as register:
        case = register.find_case(parse(reference) or "")
        if case is None:
            console(stderr=True).print(f"There is no case {reference}. `offsite cases` lists them all.")
            return Exit.NOT_FOUND
        if case.erased and files:
            console(stderr=True).print(f"The files of {case.reference} were erased.")
            return Exit.NOT_FOUND
        # Noted first: whatever fails after it, somebody may have seen it.
        if not case.erased and (files or as_json):
            register.note("files_written" if files else "shown", datetime.now(UTC), reference=case.reference)
        written = write_files(register, case, files) if files else []
    if as_json:
        told = asdict(case)
        # Null in both once the case was erased.
        contents = told.pop("contents") or {"document_sha256": None, "assessment": "null"}
        told |= contents | {"assessment": json.loads(contents["assessment"])}
        console().out(json.dumps(told, default=_plain, indent=2), highlight=False)
        return Exit.OK
    _print(case)
    for path in written:
        console().print(f"wrote {path}")
    return Exit.OK


def tell_history(settings: Settings, reference: str, *, as_json: bool) -> Exit:
    """Print what happened to one case as a story, or each event with its sentence; nothing personal of the pupil."""
    from desk.telling import story, told
    from proposals.reference import parse

    with open_register(settings) as register:
        events = register.history(parse(reference) or "")
    if not events:
        console(stderr=True).print(f"There is no case {reference}. `offsite cases` lists them all.")
        return Exit.NOT_FOUND
    if as_json:
        console().out(json.dumps([asdict(each) for each in told(events)], default=_plain, indent=2), highlight=False)
    else:
        console().print(story(events))
    return Exit.OK


def write_files(register: Register, case: Case, into: Path) -> list[Path]:
    """Write a case's letters with what was enclosed, and the form as it came, to `into`; return the paths."""
    from mailboxes.media import ENDINGS
    from mailboxes.message import read_submission

    into.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    documents = read_submission(register.raw(case.submission)).documents
    files = [document for document in documents if document.sha256 in _files(case)]
    for place, document in enumerate(files, start=1):
        numbered = f" {place}" if len(files) > 1 else ""
        written.append(into / f"form as sent{numbered}{ENDINGS.get(document.media_type, '.bin')}")
        written[-1].write_bytes(document.data)
    for place, letter in enumerate(case.dispatches, start=1):
        stem = f"{place} {letter.kind.replace('_', ' ')}"
        if raw := whole_letter(register, letter):
            written += _write_letter(raw, into, stem)
    return written


def whole_letter(register: Register, letter: DispatchRow) -> bytes | None:
    """Return a letter with all that it was to enclose; None once its text was erased after its time."""
    from register import RegisterCode, RegisterError

    try:
        return register.whole_letter(letter.id)
    except RegisterError as error:
        if error.code is not RegisterCode.ERASED:
            raise
        return None


def _files(case: Case) -> set[str]:
    """The digests of the files that the form was read from."""
    return {case.document_sha256, *json.loads(case.assessment)["reading"].get("files", ())}


def _write_letter(raw: bytes, into: Path, stem: str) -> list[Path]:
    """The letter as email, and beside it each file that went with it."""
    path = into / f"{stem}.eml"
    path.write_bytes(raw)
    written = [path]
    for part in message_from_bytes(raw, policy=policy.SMTP).walk():
        name, content = part.get_filename(), part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            written.append(into / f"{stem} - {name}")
            written[-1].write_bytes(content)
    return written


def _print(case: Case) -> None:
    out = console()
    row = case.row
    out.print(
        f"{row.reference}  {row.kind.replace('_', ' ')}, {row.status}, area {row.area or 'not known'}", style="bold"
    )
    out.print(f"Received {row.received:%d %B %Y %H:%M} UTC; {_day(row.start)} to {_day(row.end)}")
    for what, note in (("held", "On hold since"), ("erased", "Erased on")):
        if since := getattr(row, what):
            why = next((event.detail for event in reversed(case.events) if event.what == what), "")
            out.print(f"{note} {since:%d %B %Y}: {why}", style="bold")
    reviews = table("Review due", "Held", "Decision", title="Reviews")
    for review in case.reviews:
        reviews.add_row(_day(review.due), _day(review.held), (review.decision or "–").replace("_", " "))
    letters = table("Letter", "To", "State", title="Letters")
    for letter in case.dispatches:
        to = "\n".join((letter.recipient, *(f"copy: {address}" for address in letter.copies)))
        letters.add_row(letter.kind.replace("_", " "), to, letter.fate)
    history = table("When (UTC)", "What", "", title="History")
    for event in case.events:
        history.add_row(f"{event.at:%d %b %Y %H:%M}", event.what.replace("_", " "), event.detail.replace("_", " "))
    for part in (reviews, letters, history):
        out.print(part)


def _day(value: date | None) -> str:
    return value.strftime("%d %b %Y") if value else "–"


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
