"""The register's tables.

Personal content stands in `messages`, `versions.assessment`, `rulings.contents`, `dispatches.addresses` and `outgoing`
alone, and is sealed there (`register/vault.py`). What must be found again without being held in clear is a keyed
digest.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import MappingProxyType

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    true,
)


class Utc(TypeDecorator[datetime]):
    """A moment: timezone-aware in Python, UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the moment in UTC; raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the register takes times with a zone only")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back with its zone."""
        return value.replace(tzinfo=UTC) if value else None


# Names for constraints, so that a later migration can speak of them on every database.
NAMING = MappingProxyType(
    {
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
metadata = MetaData(naming_convention=NAMING)

AT_ONCE = date(1970, 1, 1)
"""The day of `cases.look_on` for a case of which nobody knows when something is due in it."""

# Two rows once the register is sealed: that these keys are its own, and which council it belongs to.
vault = Table(
    "vault",
    metadata,
    Column("id", Integer, primary_key=True),
    # Opens only with the keys that belong to this register (register/vault.py).
    Column("proof", LargeBinary, nullable=False),
    # False while what stood here in clear may still lie in the file's unused pages.
    Column("clean", Boolean, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(500), primary_key=True),
    Column("holder", String(200), nullable=False),
    Column("until", Utc, nullable=False),
)

unfetched = Table(
    "unfetched",
    metadata,
    Column("mailbox", String(500), primary_key=True),
    Column("key", String(500), primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("since", Utc, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", String(32), primary_key=True),
    # Keyed digests, both.
    Column("message_id", String(998), nullable=False),
    Column("digest", String(64), nullable=False),
    # The key of the message and of letters about it; NULL only in a register of before keys, until it is sealed.
    Column("key", String(32)),
    Column("received", Utc, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("worker", String(200)),
    Column("lease_until", Utc),
    Column("not_before", Utc, nullable=False),
    Column("outcome", String(20)),
    Column("reason", String(40), nullable=False, default=""),
    Column("settled", Utc),
    Column("erased", Utc),
    UniqueConstraint("message_id", "digest"),
    Index("ix_submissions_queue", "state", "not_before"),
    Index("ix_submissions_outcome", "outcome", "settled"),
)

messages = Table(
    "messages",
    metadata,
    Column("submission", ForeignKey("submissions.id"), primary_key=True),
    Column("raw", LargeBinary, nullable=False),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("mailbox", String(500), nullable=False),
    Column("key", String(500), nullable=False),
    Column("submission", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("received", Utc, nullable=False),
    Column("repeat", Boolean, nullable=False),
    Column("moved", Utc),
    UniqueConstraint("mailbox", "key"),
    Index("ix_arrivals_unmoved", "mailbox", "moved"),
)

cases = Table(
    "cases",
    metadata,
    Column("reference", String(20), primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("area", String(50)),
    Column("coordinator", String(50)),
    Column("status", String(20), nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("received", Utc, nullable=False),
    Column("start", Date),
    Column("end", Date),
    # The coordinator's decision in force.
    Column("ruling", String(20)),
    # The key of its versions and letters; NULL as above.
    Column("key", String(32), index=True),
    # Since when it may not be erased.
    Column("held", Utc),
    Column("erased", Utc),
    # Nothing is due in it before this day, as it was when `touched` stood at what it is now (register/looking.py).
    Column("look_on", Date, nullable=False, default=AT_ONCE, server_default=AT_ONCE.isoformat()),
    Column("touched", Integer, nullable=False, default=0, server_default="0"),
    Index("ix_cases_calendar", "status", "look_on", "reference"),
    Index("ix_cases_received", "received", "reference"),
)

# One row: by which rules, and up to which day, the days of `cases.look_on` were worked out.
looks = Table(
    "looks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rules", String(64), nullable=False),
    Column("day", Date, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("cases.reference"), nullable=False, index=True),
    Column("kind", String(30), nullable=False),
    Column("submission", ForeignKey("submissions.id"), nullable=False),
    # A keyed digest. One file is one version of one case, whoever files it first.
    Column("document_sha256", String(64), nullable=False, index=True, unique=True),
    # Sealed: the file's digest, a line break, the assessment.
    Column("assessment", LargeBinary, nullable=False),
    UniqueConstraint("submission", "document_sha256"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("cases.reference"), nullable=False),
    Column("due", Date, nullable=False),
    Column("held", Date),
    Column("decision", String(30)),
    # False once its case is closed; a trigger sees to it (migrations/versions/0008).
    Column("live", Boolean, nullable=False, default=True, server_default=true()),
    UniqueConstraint("reference", "due"),
    Index("ix_reviews_waiting", "live", "held", "due"),
)

# What the coordinator decided, each time; the last is in force.
rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("cases.reference"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("ruling", String(20), nullable=False),
    Column("decided", Date, nullable=False),
    Column("recorded", Utc, nullable=False),
    # Sealed: who decided, and the comments.
    Column("contents", LargeBinary, nullable=False),
    UniqueConstraint("reference", "number"),
)

events = Table(
    "events",
    metadata,
    # Counted from 1 without a gap.
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("what", String(40), nullable=False),
    Column("detail", String(200), nullable=False, default=""),
    Column("reference", String(20), index=True),
    Column("submission", String(32), index=True),
    # Who did it: a worker, a person by the name this machine knows them by, or "desk".
    Column("by", String(100), nullable=False, server_default="desk"),
    # SHA-256 over the event and the link before it (register/events.py).
    Column("link", String(64), nullable=False, server_default=""),
)

# One row: the last event's number and link, so that a history cut short is noticed. Whoever adds events locks it.
events_head = Table(
    "events_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("link", String(64), nullable=False),
)

dispatches = Table(
    "dispatches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("about", String(32), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("occasion", String(60), nullable=False),
    # A keyed digest.
    Column("recipient", String(320), nullable=False),
    Column("message_id", String(998), nullable=False, unique=True),
    Column("reference", String(20), index=True),
    Column("submission", String(32), index=True),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("worker", String(200)),
    Column("lease_until", Utc),
    Column("not_before", Utc, nullable=False),
    Column("queued", Utc, nullable=False),
    Column("sent", Utc),
    # When a mail server said that it could not be delivered, and its status code (RFC 3463).
    Column("undelivered", Utc),
    Column("undelivered_code", String(20), nullable=False, server_default=""),
    # Sealed, a line each: who gets it, then who gets a copy.
    Column("addresses", LargeBinary),
    UniqueConstraint("about", "kind", "occasion", "recipient"),
    Index("ix_dispatches_queue", "state", "not_before"),
    Index("ix_dispatches_recipient", "recipient", "queued"),
)

# What there is of each name is the sum of its amounts. Triggers add a row for each change (migrations/versions/0008),
# so that nobody counts a million rows, and no two workers wait for one; `register/tallies.py` folds them together.
tallies = Table(
    "tallies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(30), nullable=False),
    Column("amount", Integer, nullable=False),
)

outgoing = Table(
    "outgoing",
    metadata,
    Column("dispatch", ForeignKey("dispatches.id"), primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    # The letter with all that it was to enclose, where that was too large to send.
    Column("whole", LargeBinary),
)
