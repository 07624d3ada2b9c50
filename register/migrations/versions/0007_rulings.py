"""What the coordinator decided about a placement, each time, and how a case stands decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the tables forward."""
    op.add_column("cases", sa.Column("ruling", sa.String(length=20), nullable=True))
    # What had begun when this was written was never asked for.
    cases = sa.table("cases", sa.column("ruling"), sa.column("start"))
    op.execute(sa.update(cases).where(cases.c.start <= sa.func.current_date()).values(ruling="unasked"))
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ruling", sa.String(length=20), nullable=False),
        sa.Column("decided", sa.Date(), nullable=False),
        sa.Column("recorded", sa.DateTime(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_rulings_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
        sa.UniqueConstraint("reference", "number", name=op.f("uq_rulings_reference")),
    )
