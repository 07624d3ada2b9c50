"""Room for what is sealed: keys of cases and messages, addresses and assessments as bytes.

What stands in the tables is sealed after this by `register/sealing_up.py`, owner by owner.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the tables forward."""
    op.create_table(
        "vault",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault")),
    )
    op.add_column("submissions", sa.Column("key", sa.String(length=32), nullable=True))
    op.add_column("cases", sa.Column("key", sa.String(length=32), nullable=True))
    with op.batch_alter_table("versions") as batch_op:
        batch_op.alter_column(
            "assessment",
            existing_type=sa.Text(),
            type_=sa.LargeBinary(),
            existing_nullable=False,
            postgresql_using="convert_to(assessment, 'UTF8')",
        )
    op.add_column("dispatches", sa.Column("addresses", sa.LargeBinary(), nullable=True))
    lines = "recipient || replace(', ' || copies, ', ', {line})"
    if op.get_bind().dialect.name == "postgresql":
        joined = f"convert_to(rtrim({lines.format(line='chr(10)')}, chr(10)), 'UTF8')"
    else:
        joined = f"CAST(rtrim({lines.format(line='char(10)')}, char(10)) AS BLOB)"
    op.execute(f"UPDATE dispatches SET addresses = {joined}")  # noqa: S608  # nothing of it comes from outside
    op.drop_column("dispatches", "copies")
