"""Programs that turn a page into a file: Chromium, LibreOffice, poppler and ImageMagick."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pikepdf


def run(*words: str | Path, cwd: Path | None = None) -> None:
    """Run a program and raise CalledProcessError with what it said when it fails."""
    done = subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, timeout=180, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, words[0], done.stdout, done.stderr)


def chromium(html: str, to: Path) -> None:
    """Print a page with Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "form.html"
        source.write_text(html, encoding="utf-8")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/p",
            f"--print-to-pdf={to}", source.as_uri())  # fmt: skip
    settle(to)


def settle(path: Path) -> None:
    """Take the time of making out of a PDF, so that it comes out alike each time."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                pdf.docinfo[key] = "D:20261125090000Z"
        pdf.save(path, deterministic_id=True)


def settle_zip(path: Path) -> None:
    """Take the times of making out of a Word or OpenDocument file."""
    held = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(held, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename in {"docProps/core.xml", "meta.xml"}:
                data = re.sub(rb"20\d\d-\d\d-\d\dT[\d:.]+", b"2026-11-25T09:00:00", data)
            fixed = zipfile.ZipInfo(entry.filename, (2026, 11, 25, 9, 0, 0))
            new.writestr(fixed, data, zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED)
    path.write_bytes(held.getvalue())


def convert(source: Path, kind: str, to: Path, *, infilter: str = "", outfilter: str = "") -> None:
    """Have LibreOffice write `source` as `to`, of `kind`: pdf, odt, doc, rtf or docx."""
    with tempfile.TemporaryDirectory() as folder:
        extra = [f"--infilter={infilter}"] if infilter else []
        run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *extra, "--convert-to",
            f"{kind}:{outfilter}" if outfilter else kind, "--outdir", Path(folder) / "out", source)  # fmt: skip
        made = next((Path(folder) / "out").iterdir())
        to.write_bytes(made.read_bytes())
    if kind == "pdf":
        settle(to)
    elif kind in {"odt", "docx"}:
        settle_zip(to)


def writer(html: str, kind: str, to: Path) -> None:
    """Have LibreOffice Writer import a page and write it as `kind`."""
    filters = {
        "odt": "writer8",
        "doc": "MS Word 97",
        "rtf": "Rich Text Format",
        "docx": "MS Word 2007 XML",
        "pdf": "writer_pdf_Export",
    }
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "form.html"
        source.write_text(html, encoding="utf-8")
        convert(source, kind, to, infilter="HTML (StarWriter)", outfilter=filters[kind])


def pictures(pdf: Path, folder: Path, dpi: int) -> list[Path]:
    """Draw every page of a PDF as PNG."""
    run("pdftoppm", "-r", str(dpi), "-png", pdf, folder / "page")
    return sorted(folder.glob("page*.png"))
