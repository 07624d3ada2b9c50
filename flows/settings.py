"""Where one desk keeps its data and which council it serves: `offsite.toml` and `OFFSITE_*`.

Settings live with the flows, since a Prefect worker starts a flow without anybody at the desk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self, TypeVar

from pydantic import ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

CONFIG_NAME = "offsite.toml"
PROFILE_NAME = "profile.toml"
_Settings = TypeVar("_Settings", bound="Settings")

COUNCILS = Path(__file__).resolve().parent.parent / "councils"
"""The profiles that come with the desk, beside the packages in a checkout and once installed."""


class SettingsError(Exception):
    """The settings cannot be used; the message names the setting and the remedy."""


class Settings(BaseSettings):
    """One desk's settings. `OFFSITE_NAME` in the environment wins over `name` in offsite.toml."""

    model_config = SettingsConfigDict(env_prefix="OFFSITE_", frozen=True, extra="forbid")

    home: Path = Path("var")
    """Folder for everything a run produces: register, mail, Prefect's own data."""
    council: str = "exampleshire"
    """A profile that comes with the desk, or the path of a folder with a profile.toml."""
    database_url: str = ""
    """SQLAlchemy URL of the register; empty for SQLite in `home`."""
    maildir: Path | None = None
    """The mailbox; empty for `home`/mail."""
    poll_limit: int = 200
    """Messages taken from the mailbox in one poll."""
    poll_seconds: float = 30.0
    """Longest wait between polls of `offsite intake --watch`."""
    lease_seconds: int = 900
    """How long a claim on one piece of work holds before a sweep returns it."""

    @field_validator("home", "maildir")
    @classmethod
    def _without_tilde(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else path

    @classmethod
    def load(cls, config: Path | None = None) -> Self:
        """Read settings from `config` (default: offsite.toml in the working folder, if there) and the environment.

        Relative paths in the file are taken from the file's folder. Raises SettingsError with the remedy.
        """
        if config and not config.is_file():
            raise SettingsError(f"There is no settings file at {config}. Write one, or leave --config out.")
        path = config or Path(CONFIG_NAME)
        try:
            settings = _reading(cls, path)()
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
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
                "maildir": self.maildir and folder / self.maildir,
                "council": str(council) if (council / PROFILE_NAME).is_file() else self.council,
            }
        )

    @property
    def register_url(self) -> str:
        """The register's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'register.db'}"

    @property
    def mail_folder(self) -> Path:
        """The Maildir."""
        return self.maildir or self.home / "mail"

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


def _reading(settings: type[_Settings], path: Path) -> type[_Settings]:
    """Return `settings` as a class that also reads the TOML file at `path`, below the environment."""

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
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=path)

    return FromFile
