"""The register: one door to the ledger, the cases and the outbox of one database."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from register.audit import Audited
from register.backlog import Backlogs
from register.caseload import Caseload
from register.cases import Cases
from register.contents import Contents
from register.database import open_engine
from register.erasure import Erasures
from register.errors import RegisterCode, RegisterError
from register.figures import Figures
from register.given_up import GivenUp
from register.histories import Histories
from register.holding import Holding
from register.keys import KeyStore
from register.ledger import Ledger
from register.looking import Looking
from register.orphans import Orphans
from register.outbox import Outbox
from register.replanning import Replanning
from register.restoring import Restored
from register.retaining import Retaining
from register.rulings import Rulings
from register.sealing_up import SealingUp
from register.unfetched import Unfetched
from register.vault import Vault
from register.verify import Verified

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class Register(
    Ledger,
    Cases,
    Caseload,
    Outbox,
    Rulings,
    Replanning,
    GivenUp,
    SealingUp,
    Erasures,
    Orphans,
    Retaining,
    Contents,
    Unfetched,
    Figures,
    Backlogs,
    Audited,
    Histories,
    Looking,
    Holding,
    Verified,
    Restored,
):
    """The database of one desk. Times are passed in, never read from a clock here."""

    @classmethod
    def open(cls, url: str, store: KeyStore) -> Self:
        """Return the register at the SQLAlchemy URL `url`, sealed with the keys in `store`, which it closes too.

        `migrate` makes or updates its tables.
        """
        return cls(open_engine(url), Vault(store))

    @property
    def store(self) -> KeyStore:
        """Where its keys are."""
        return self._vault.store

    def migrate(self) -> None:
        """Bring the tables to this program's version, and see that keys and contents belong together.

        Raises RegisterError when the tables are newer than the program, or the desk key or the key store was lost.
        """
        self._move_forward()
        self._seal_up()

    def lay_out(self, *, keys: bool) -> None:
        """Make the tables and, with `keys`, those of the key store; nothing is put into them."""
        self._move_forward()
        if keys:
            self.store.lay_out()

    def _move_forward(self) -> None:
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
