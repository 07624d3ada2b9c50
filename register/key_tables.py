"""The key store's tables. They stand in a database, or on PostgreSQL a schema, of their own: see `register/keys.py`."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, MetaData, String, Table

from register.tables import NAMING, Utc

SCHEMA = "offsite_keys"
"""On PostgreSQL, so that pg_dump can leave it out."""

metadata = MetaData(naming_convention=NAMING)

# The desk key in use, by its id; a second row stands here within a rotation's transaction only.
desk_keys = Table(
    "desk_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("made", Utc, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(10), nullable=False),
    # Without both it was destroyed.
    Column("wrapped", LargeBinary),
    Column("desk_key", ForeignKey("desk_keys.id")),
    Column("made", Utc, nullable=False),
    Column("destroyed", Utc),
)

# Keyed digests by which a case of the same pupil is found: here, so that they go with the key, out of backups too.
traces = Table(
    "traces",
    metadata,
    Column("key", ForeignKey("keys.id"), primary_key=True),
    Column("digest", String(64), primary_key=True, index=True),
)
