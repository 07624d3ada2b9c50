"""`offsite doctor`: is everything there that the desk needs, and if not, what mends it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console
from desk.doctor_mail import Checked, examine_mailbox
from desk.doctor_people import examine_people
from desk.exits import Exit

if TYPE_CHECKING:
    from flows.settings import Settings
    from proposals.council import Council


def run_doctor(config: Path | None, *, send_test: bool = False) -> Exit:
    """Look at everything, print a line each as it is found, and return 0 or 7; with `send_test` send a letter too.

    Where `config` is a folder, it is done for each council's settings file in it.
    """
    if config and config.is_dir():
        from desk.councils import files_in, worst

        return worst([_of_one(file, send_test=send_test) for file in files_in(config)])
    return _looked_over(config, send_test=send_test)


def _of_one(config: Path, *, send_test: bool) -> Exit:
    console().print(f"\n{config.name}", style="bold")
    return _looked_over(config, send_test=send_test)


def _looked_over(config: Path | None, *, send_test: bool) -> Exit:
    out = console()
    well = True
    for item in examine(config, _today(), send_test=send_test):
        well = well and item.well
        out.print(f"{'ok  ' if item.well else 'MEND'}  {item.what}: {item.state}", style=None if item.well else "bold")
        if item.remedy:
            out.print(f"      {item.remedy}")
    return Exit.OK if well else Exit.ATTENTION


def examine(config: Path | None, today: date, *, send_test: bool = False) -> Iterator[Checked]:
    """Yield what was found, from Python to the profile's calendar. A fault ends its own line, not the round."""
    from flows.settings import Settings, SettingsError

    yield Checked("Python", sys.version.split()[0], well=sys.version_info >= (3, 11))
    try:
        settings = Settings.load(config)
    except SettingsError as error:
        yield Checked("Settings", "cannot be used", well=False, remedy=str(error))
        return
    yield Checked("Settings", f"data in {settings.home}", well=True)
    yield _looked("Register", _register, settings)
    yield _looked("Keys", _keys, settings)
    yield _looked("Key store", _key_store, settings)
    yield from examine_mailbox(settings, send_test=send_test)
    yield _scanner(settings)
    yield _looked("Letters", _letters, settings)
    yield _apart()
    yield _office()
    yield from _council(settings, today)


def _looked(what: str, look: Callable[[Settings], str], settings: Settings) -> Checked:
    try:
        return Checked(what, look(settings), well=True)
    except Exception as error:  # noqa: BLE001  # the doctor's door: whatever is wrong is what it is asked for
        return Checked(what, type(error).__name__, well=False, remedy=str(error))


def _register(settings: Settings) -> str:
    from desk.status import read_status, sentence

    return sentence(read_status(settings))


def _apart() -> Checked:
    """What a hostile file could do here, tried from inside a process that opens Documents."""
    from extractors.apart.examine import measures
    from extractors.outcome import Unavailable, Unreadable
    from flows.apart import run

    try:
        with tempfile.NamedTemporaryFile(prefix="offsite-") as hidden:
            held = run(measures, hidden.name, os.getpid())
    except (Unavailable, Unreadable) as error:
        return Checked("Opening files", "no process can be had for it", well=False, remedy=str(error))
    open_ = [measure.value for measure, holds in held.items() if not holds]
    if not open_:
        return Checked("Opening files", f"apart, and {len(held)} measures against hostile files hold", well=True)
    state = f"apart, but a hostile file could {', '.join(open_)}"
    remedy = "Linux from 5.13 with Landlock and seccomp prevents that; other systems do not (docs/sandbox.md)."
    return Checked("Opening files", state, well=sys.platform != "linux", remedy=remedy)


def _office() -> Checked:
    from extractors.office import as_word, converter
    from extractors.outcome import Unreadable

    program = converter()
    if program is None:
        return Checked("LibreOffice", "not installed: schools are asked for Word or PDF in place of .doc", well=True)
    try:
        as_word(b"{\\rtf1 Offsite}", ".rtf")
    except Unreadable as error:
        remedy = "Run it once by hand; the folders it needs are in extractors/apart/program.py (docs/sandbox.md)."
        return Checked("LibreOffice", f"{program} makes no Word file ({error.code})", well=False, remedy=remedy)
    return Checked("LibreOffice", "makes Word files of .doc, .odt and .rtf", well=True)


def _scanner(settings: Settings) -> Checked:
    from mailboxes.scanner import EICAR, ScannerAway, Verdict

    what = "Virus scanner"
    if settings.scanner is None:
        return Checked(what, "none is set; the mail server’s own is relied on", well=True)
    scanner = settings.scanner.open()
    try:
        version, found = scanner.version(), scanner.scan(EICAR)
    except ScannerAway as error:
        return Checked(what, "does not answer", well=False, remedy=str(error))
    if found is not Verdict.INFECTED:
        remedy = "It lets the test file of every scanner (EICAR) pass: run freshclam, and start clamd again."
        return Checked(what, f"{version}, finds nothing", well=False, remedy=remedy)
    return Checked(what, f"{version}, finds the test file", well=True)


def _keys(settings: Settings) -> str:
    from desk.status import open_register
    from register import RegisterCode, RegisterError

    with open_register(settings) as register:
        figures, missing = register.store.figures(), register.missing_keys()
    if missing:
        raise RegisterError(RegisterCode.KEYS_MISSING)
    return f"desk key {figures.desk_key} in {figures.where}, {figures.living} keys"


def _key_store(settings: Settings) -> str:
    from register import RegisterCode, RegisterError

    if settings.vault.keys_in_register(settings.register_url):
        raise RegisterError(RegisterCode.KEYS_TOGETHER)
    return "in a database of its own"


def _letters(settings: Settings) -> str:
    from flows.profile import load_council
    from outputs.letters import render
    from outputs.letters.samples import samples

    council = load_council(settings.council_folder)
    written = [render(values, council, _today()).pdf for values in samples()]
    return f"{len(written)} letters can be written"


def _council(settings: Settings, today: date) -> Iterator[Checked]:
    from flows.profile import load_council

    try:
        council = load_council(settings.council_folder)
    except Exception as error:  # noqa: BLE001  # as above
        yield Checked("Council", type(error).__name__, well=False, remedy=str(error))
        return
    yield Checked("Council", f"{council.name}, {len(council.areas)} areas, {len(council.schools)} schools", well=True)
    yield from examine_people(council, today)
    yield _senders(council)
    yield _calendar(council, today)


def _senders(council: Council) -> Checked:
    from proposals.correspondence import Answer

    if council.correspondence.answer is Answer.ANYBODY:
        return Checked("Senders", "whoever writes is answered in full", well=True)
    if council.knows_nobody:
        remedy = "List the schools with their addresses or domains in schools.csv; until then each has only a receipt."
        return Checked("Senders", "no school is known by its address", well=False, remedy=remedy)
    known = sum(bool(school.email or school.email_domain) for school in council.schools)
    return Checked("Senders", f"{known} schools are known by their addresses", well=True)


def _calendar(council: Council, today: date) -> Checked:
    from proposals.term_dates import running_out, term_dates_end

    wrong = running_out(council, today)
    if wrong:
        remedy = "Add the next [[school_years]] and [[closures]] to the council's profile.toml (docs/operate.md)."
        return Checked("Calendar", wrong, well=False, remedy=remedy)
    return Checked("Calendar", f"school years known to {term_dates_end(council):%d %B %Y}", well=True)


def _today() -> date:
    return datetime.now().astimezone().date()
