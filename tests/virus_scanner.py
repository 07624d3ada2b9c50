"""A real clamd for the tests, with one signature of our own (EICAR's test file): nothing is fetched for it."""

from __future__ import annotations

import os
import shutil
import socketserver
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailboxes.scanner import EICAR, Scanner, ScannerAway

CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"
STREAM_BYTES = 2 * 1024 * 1024
_CONFIG = """
LocalSocket {folder}/socket
DatabaseDirectory {folder}/signatures
Foreground yes
StreamMaxLength {most}
MaxThreads 2
{user}
"""


@pytest.fixture(scope="session")
def clamd() -> Iterator[Path]:
    """The socket of a clamd that knows the test file."""
    if not Path(CLAMD).exists():
        missing = "clamd is not installed: apt install --no-install-recommends clamav-daemon, or `make test` as root"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with tempfile.TemporaryDirectory(prefix="clamd") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "signatures").mkdir()
        (folder / "signatures" / "test.ndb").write_text(f"Test-File:0:*:{EICAR.hex()}\n", encoding="ascii")
        user = "User root" if os.geteuid() == 0 else ""
        (folder / "conf").write_text(_CONFIG.format(folder=folder, most=STREAM_BYTES, user=user), encoding="ascii")
        process = subprocess.Popen([CLAMD, "-c", str(folder / "conf")], stdout=subprocess.DEVNULL)
        try:
            _await(Scanner(folder / "socket", timeout_seconds=5), process)
            yield folder / "socket"
        finally:
            process.kill()
            process.wait()


def _await(scanner: Scanner, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends and process.poll() is None:
        try:
            scanner.version()
        except ScannerAway:
            time.sleep(0.1)
        else:
            return
    pytest.fail("clamd did not start")


@contextmanager
def answering(answer: bytes | None) -> Iterator[Scanner]:
    """Something at a port that says this to whatever it is asked, and hangs up; None never answers."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(5)
            self.request.recv(65_536)
            if answer is None:
                over.wait(10)
            else:
                self.request.sendall(answer)

    over = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield Scanner(host="127.0.0.1", port=server.server_address[1], timeout_seconds=1)
        finally:
            over.set()
            server.shutdown()
