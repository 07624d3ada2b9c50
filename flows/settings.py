"""Where one desk keeps its data and which council it serves: `offsite.toml` and `OFFSITE_*`.

Settings live with the flows, since a Prefect worker starts a flow without anybody at the desk.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.health_settings import HealthSettings
from flows.mail_settings import MailboxSettings, MaildirSettings
from flows.scanner_settings import ScannerSettings
from flows.settings_error import SettingsError
from flows.vault_settings import VaultSettings

if TYPE_CHECKING:
    from register import Register

__all__ = ["CONFIG_NAME", "COUNCILS", "PROFILE_NAME", "Settings", "SettingsError"]

CONFIG_NAME = "offsite.toml"
PROFILE_NAME = "profile.toml"
_Settings = TypeVar("_Settings", bound="Settings")

COUNCILS = Path(__file__).resolve().parent.parent / "councils"
"""The profiles that come with the desk, beside the packages in a checkout and once installed."""


class Settings(BaseSettings):
    """One desk's settings. `OFFSITE_NAME` in the environment wins over `name` in offsite.toml.

    In a table two underscores stand for the dot: `OFFSITE_MAILBOX__PASSWORD` is `password` under `[mailbox]`.
    """

    model_config = SettingsConfigDict(
        env_prefix="OFFSITE_", env_nested_delimiter="__", frozen=True, extra="forbid", hide_input_in_errors=True
    )

    home: Path = Path("var")
    """Folder for everything a run produces: register, mail, Prefect's own data."""
    council: str = "exampleshire"
    """A profile that comes with the desk, or the path of a folder with a profile.toml."""
    database_url: str = ""
    """SQLAlchemy URL of the register; empty for SQLite in `home`."""
    maildir: Path | None = None
    """Short for a `[mailbox]` of kind maildir with this folder."""
    mailbox: MailboxSettings
    """The mailbox; without one a Maildir in `home`/mail."""
    scanner: ScannerSettings | None = None
    """ClamAV's clamd; with it set, nothing is opened that it has not found clean."""
    poll_limit: int = 200
    """Messages taken from the mailbox in one poll."""
    poll_seconds: float = 30.0
    """Longest wait between polls of `offsite intake --watch`."""
    lease_seconds: int = 900
    """How long a claim on one piece of work holds before a sweep returns it."""
    health: HealthSettings = Field(default_factory=HealthSettings)
    """From when on something has waited too long."""
    workers: int = Field(1, ge=1, le=64)
    """Processes of this machine that read and answer at once when many messages wait: as many as it has cores."""
    vault: VaultSettings = Field(default_factory=VaultSettings)
    """Where the key is that the register is sealed with."""

    @model_validator(mode="before")
    @classmethod
    def _default_mailbox(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Name the mailbox that is meant where `[mailbox]` is left out."""
        if "mailbox" not in given:
            folder = given.get("maildir") or Path(str(given.get("home", "var")), "mail")
            return {**given, "mailbox": {"kind": "maildir", "folder": folder}}
        if given.get("maildir"):
            raise ValueError("give either maildir or [mailbox], not both")
        return given

    @field_validator("home", "maildir")
    @classmethod
    def _without_tilde(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else path

    @classmethod
    def load(cls, config: Path | None = None) -> Self:
        """Read settings from `config` (default: offsite.toml in the working folder, if there) and the environment.

        Relative paths in the file are taken from the file's folder. Raises SettingsError with the remedy, also when
        they share with another council's settings in that folder what no two may share.
        """
        settings = cls.read(config)
        path = config or Path(CONFIG_NAME)
        if path.is_file():
            from flows.neighbours import see_apart

            see_apart(settings, path)
        return settings

    @classmethod
    def read(cls, config: Path | None = None, *, environment: bool = True) -> Self:
        """Read settings as `load` does, and look at no other council's; without `environment` the file alone."""
        if config and config.is_dir():
            raise SettingsError(f"{config} is a folder. Name one council's settings file in it.")
        if config and not config.is_file():
            raise SettingsError(f"There is no settings file at {config}. Write one, or leave --config out.")
        path = config or Path(CONFIG_NAME)
        try:
            settings = _reading(cls, path, environment=environment)()
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"]) or "mailbox"
            raise SettingsError(f"Setting {name!r} in {path} or the environment: {first['msg']}.") from error
        except ValueError as error:
            raise SettingsError(f"{path} cannot be read as TOML: {error}.") from error
        return settings.below(path.parent.resolve())

    def below(self, folder: Path) -> Self:
        """Return these settings with relative paths taken from `folder`."""
        council = folder / self.council
        return self.model_copy(
            update={
                "home": folder / self.home,
                "mailbox": self.mailbox.below(folder),
                "vault": self.vault.below(folder),
                "scanner": self.scanner.below(folder) if self.scanner else None,
                "council": str(council) if (council / PROFILE_NAME).is_file() else self.council,
            }
        )

    @property
    def register_url(self) -> str:
        """The register's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'register.db'}"

    def open_register(self, council: str = "") -> Register:
        """Return the register with its keys, for this council alone; `migrate` makes it ready.

        `council` is its code, where the profile was read already.
        Raises RegisterError, or where the profile cannot be read SettingsError or ProfileError.
        """
        from flows.profile import load_identity

        of = council or load_identity(self.council_folder).code
        return self.vault.register(self.register_url, self.home).of_council(of)

    @property
    def mail_folder(self) -> Path:
        """The Maildir; raises SettingsError when the mailbox is of another kind."""
        if not isinstance(self.mailbox, MaildirSettings):
            raise SettingsError(
                f"This needs a Maildir, and the mailbox is of kind {self.mailbox.kind!r}. "
                "Leave [mailbox] and OFFSITE_MAILBOX__… out, or use other settings with --config."
            )
        return self.mailbox.folder

    @property
    def council_folder(self) -> Path:
        """The folder of the council's profile; raises SettingsError when there is none."""
        for folder in (COUNCILS / self.council, Path(self.council)):
            if (folder / PROFILE_NAME).is_file():
                return folder
        known = ", ".join(sorted(found.parent.name for found in COUNCILS.glob(f"*/{PROFILE_NAME}")))
        raise SettingsError(
            f"There is no council profile {self.council!r}. Choose one of {known}, "
            f"or give a folder with a {PROFILE_NAME}."
        )


def _reading(settings: type[_Settings], path: Path, *, environment: bool) -> type[_Settings]:
    """Return `settings` as a class that also reads the TOML file at `path`, below the environment if that counts."""

    class FromFile(settings):  # type: ignore[valid-type,misc]  # pydantic-settings names its file on the class
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # the signature is the library's
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            file = TomlConfigSettingsSource(settings_cls, toml_file=path)
            return (init_settings, env_settings, file) if environment else (init_settings, file)

    return FromFile
