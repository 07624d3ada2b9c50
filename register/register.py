"""The register: one door to the ledger, the cases and the outbox of one database."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from register.cases import Cases
from register.database import open_engine
from register.deciding import Decisions
from register.errors import RegisterCode, RegisterError
from register.figures import Figures
from register.ledger import Ledger
from register.outbox import Outbox
from register.unfetched import Unfetched

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class Register(Ledger, Unfetched, Cases, Outbox, Decisions, Figures):
    """The database of one desk. Times are passed in, never read from a clock here."""

    @classmethod
    def open(cls, url: str) -> Self:
        """Return the register at the SQLAlchemy URL `url`; `migrate` makes or updates its tables."""
        return cls(open_engine(url))

    def migrate(self) -> None:
        """Bring the tables to this program's version. Raises RegisterError when they are newer than the program."""
        from alembic import command
        from alembic.config import Config
        from alembic.runtime.migration import MigrationContext
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        scripts = ScriptDirectory.from_config(config)
        with self._reading() as connection:
            stands_at = MigrationContext.configure(connection).get_current_revision()
        if stands_at == scripts.get_current_head():
            return
        if stands_at is not None and stands_at not in {script.revision for script in scripts.walk_revisions()}:
            raise RegisterError(RegisterCode.NEWER)
        with self._migrating() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
