"""Letters that came back, who gets a copy of one, and what was too large to be sent with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the tables forward."""
    op.add_column("dispatches", sa.Column("copies", sa.Text(), nullable=False, server_default=""))
    op.add_column("dispatches", sa.Column("undelivered", sa.DateTime(), nullable=True))
    op.add_column("dispatches", sa.Column("undelivered_code", sa.String(length=20), nullable=False, server_default=""))
    op.create_index("ix_dispatches_queued", "dispatches", ["queued"], unique=False)
    op.add_column("outgoing", sa.Column("whole", sa.LargeBinary(), nullable=True))
