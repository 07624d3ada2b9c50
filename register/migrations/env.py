"""Runs migrations on the connection that `Register.migrate` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from register.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter a column in place; a batch copies the table.
    render_as_batch=True,
)
context.run_migrations()
