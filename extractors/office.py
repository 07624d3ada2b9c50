"""Office files that are not Word's own: LibreOffice makes Word files of them, in a process and a profile of its own."""

from __future__ import annotations

import contextlib
import shutil
import socket
import tempfile
from pathlib import Path
from types import MappingProxyType

from extractors.apart.limits import OFFICE as OFFICE_LIMITS
from extractors.apart.program import TookTooLong, run_apart
from extractors.outcome import Unreadable
from proposals.reading import ReadingCode

OFFICE = MappingProxyType(
    {"application/x-ole-storage": ".doc", "application/vnd.oasis.opendocument.text": ".odt", "application/rtf": ".rtf"}
)
"""What LibreOffice turns into Word files, by the ending it knows them by."""
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""
"""No macro is run and no link is followed, whatever the file asks for."""


def converter() -> str | None:
    """Return the path of LibreOffice's program, or None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def as_word(data: bytes, ending: str) -> bytes:
    """Return an office file, known by its ending (".odt"), as a Word file (.docx).

    Raises Unreadable: NO_CONVERTER without LibreOffice, TOO_LONG beyond its limits, DAMAGED when it gives nothing.
    """
    program = converter()
    if program is None:
        raise Unreadable(ReadingCode.NO_CONVERTER)
    with tempfile.TemporaryDirectory(prefix="offsite-") as name:
        folder = Path(name)
        source, made = folder / f"form{ending}", folder / "made"
        source.write_bytes(data)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = (program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
                   "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made), str(source))  # fmt: skip
        # With a new profile it starts a second time by itself, and then falls over its own socket, which it may not
        # remove here: the second start is ours.
        for _ in range(2):
            if not made.exists():
                _run(command, folder)
        try:
            return (made / "form.docx").read_bytes()
        except OSError:
            raise Unreadable(ReadingCode.DAMAGED) from None


def _run(command: tuple[str, ...], home: Path) -> None:
    try:
        run_apart(command, home, OFFICE_LIMITS)
    except TookTooLong:
        raise Unreadable(ReadingCode.TOO_LONG) from None
    finally:
        _clear_sockets()


def _clear_sockets() -> None:
    """Remove the sockets by which LibreOffice looks for another of its kind: it may make them, not remove them."""
    for path in Path("/tmp").glob("OSL_PIPE_*_SingleOfficeIPC_*"):  # noqa: S108  # where it looks, and nowhere else
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as end:
            try:
                end.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()
