"""Several councils on one installation: a settings file each in one folder, and nothing that two of them share.

A council's settings file names its `council`; other TOML files in the folder are none of ours.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from flows.profile import ProfileError, load_identity
from flows.settings import Settings
from flows.settings_error import SettingsError


class Shared(StrEnum):
    """What two councils must not share."""

    CODE = "shared_code"
    HOME = "shared_home"
    MAILBOX = "shared_mailbox"
    ADDRESS = "shared_address"
    REGISTER = "shared_register"
    KEY_STORE = "shared_key_store"
    DESK_KEY = "shared_desk_key"


REMEDIES: MappingProxyType[Shared, str] = MappingProxyType(
    {
        Shared.CODE: "Two councils have one profile, or profiles of one code. Give each settings file a profile of its "
        "own (`council`), and each profile.toml a `code` of its own.",
        Shared.HOME: "Two councils have one home. Give each settings file a `home` of its own, and set no OFFSITE_HOME "
        "for both.",
        Shared.MAILBOX: "Two councils read one mailbox. Give each settings file a `[mailbox]` of its own.",
        Shared.ADDRESS: "Two councils write from one address. Give each profile.toml a `desk_email` of its own.",
        Shared.REGISTER: "Two councils have one register. Give each settings file a `database_url` with a database of "
        "its own, and set no OFFSITE_DATABASE_URL for both.",
        Shared.KEY_STORE: "Two councils keep their keys in one place. Give each `[vault]` a `keys_url` of its own.",
        Shared.DESK_KEY: "Two councils have one desk key. Give each `[vault]` a `key_file` or `keyring` of its own, "
        "and set no OFFSITE_VAULT__KEY for both.",
    }
)
"""What is wrong, and what mends it."""


class SharedError(SettingsError):
    """These settings share with another council what no two may share; the message names both files and the remedy."""

    def __init__(self, code: Shared, one: Path, other: Path) -> None:
        super().__init__(f"{code}: {one} and {other}. {REMEDIES[code]}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One council's settings file, as far as it can be read."""

    config: Path
    settings: Settings
    profile: Path
    code: str
    desk_email: str


def settings_files(folder: Path) -> tuple[Path, ...]:
    """Return the councils' settings files in `folder`, by name; also those that cannot be read as TOML."""
    return tuple(file for file in sorted(folder.glob("*.toml")) if file.is_file() and _names_a_council(file))


def read_neighbour(config: Path, *, environment: bool = True) -> Neighbour:
    """Return what the settings file `config` says. Raises SettingsError or ProfileError.

    Without `environment` only the file counts: another council's process has another environment.
    """
    return _neighbour(config, Settings.read(config, environment=environment))


def see_apart(settings: Settings, config: Path) -> None:
    """Raise SharedError when `settings`, read from `config`, share something with another council of the folder.

    What cannot be read of another council does not stop this one: `offsite councils list` tells of it.
    """
    others = [file for file in settings_files(config.parent) if not file.samefile(config)]
    if not others or not _names_a_council(config):
        return
    try:
        mine = _neighbour(config, settings)
    except (SettingsError, ProfileError):
        return  # nothing is opened with such a profile, and what opens it says why
    for file in others:
        try:
            other = read_neighbour(file, environment=False)
        except (SettingsError, ProfileError):
            continue
        # A second file for the same council's own use crosses nothing.
        if other.profile != mine.profile:
            for shared in shared_by(mine, other):
                raise SharedError(shared, config, file)


def shared_by(one: Neighbour, other: Neighbour) -> Iterator[Shared]:
    """Yield all that two councils share; nothing where they stand apart."""
    for code, told in _TOLD.items():
        if told(one) & told(other):
            yield code


def _neighbour(config: Path, settings: Settings) -> Neighbour:
    folder = settings.council_folder
    identity = load_identity(folder)
    return Neighbour(config, settings, folder.resolve(), identity.code, identity.desk_email)


def _names_a_council(file: Path) -> bool:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    if "council" not in text:
        return False
    try:
        return isinstance(tomllib.loads(text).get("council"), str)
    except tomllib.TOMLDecodeError:
        return True


def _code(each: Neighbour) -> set[str]:
    return {each.code.casefold(), str(each.profile)}


def _home(each: Neighbour) -> set[str]:
    return {_place(each.settings.home)}


def _mailbox(each: Neighbour) -> set[str]:
    if each.settings.mailbox.kind == "maildir":
        return {_place(each.settings.mail_folder)}
    return {each.settings.mailbox.name.casefold()}


def _address(each: Neighbour) -> set[str]:
    return {each.desk_email.casefold()}


def _register(each: Neighbour) -> set[str]:
    return {_database(each.settings.register_url)}


def _key_store(each: Neighbour) -> set[str]:
    from register import beside

    return {_database(each.settings.vault.keys_url or beside(each.settings.register_url))}


def _desk_key(each: Neighbour) -> set[str]:
    vault = each.settings.vault
    if vault.key:
        return {key.get_secret_value().strip() for key in (vault.key, vault.previous_key) if key}
    if vault.keyring:
        return {f"keyring {vault.keyring}"}
    return {_place(vault.source(each.settings.home).where)}


_TOLD: MappingProxyType[Shared, Callable[[Neighbour], set[str]]] = MappingProxyType(
    {
        Shared.CODE: _code,
        Shared.HOME: _home,
        Shared.MAILBOX: _mailbox,
        Shared.ADDRESS: _address,
        Shared.REGISTER: _register,
        Shared.KEY_STORE: _key_store,
        Shared.DESK_KEY: _desk_key,
    }
)


def _database(url: str) -> str:
    """Which database, whoever logs in and however: a schema of its own is not enough, the keys' is always the same."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        where = make_url(url)
    except ArgumentError:
        raise SettingsError("database_url or keys_url cannot be read. Run `offsite doctor`.") from None
    if where.get_backend_name() == "sqlite":
        return _place(where.database or "")
    return f"{where.get_backend_name()}://{(where.host or '').casefold()}:{where.port or 5432}/{where.database}"


def _place(path: Path | str) -> str:
    return os.path.realpath(path)
