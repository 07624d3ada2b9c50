"""Secrets of the settings: given as they are, or in a file that only the desk's user may read."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from flows.settings_error import SettingsError


def read_secret(given: SecretStr | None, file: Path | None) -> str:
    """Return the secret that is given, or the first line of `file`; empty without either. Raises SettingsError."""
    if given is not None:
        return given.get_secret_value()
    return read_text(file).partition("\n")[0].strip()


def read_text(file: Path | None) -> str:
    """Return what `file` holds; empty without one. Raises SettingsError, naming the file and not what is in it."""
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not text"
        raise SettingsError(
            f"The secret in {file} cannot be read ({why}). Let the user who runs the desk read it, and nobody else."
        ) from None
