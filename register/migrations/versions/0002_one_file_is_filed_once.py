"""One file is filed once, also when two workers hold it at the same moment."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the tables forward."""
    op.drop_index("ix_versions_document_sha256", table_name="versions")
    op.create_index("ix_versions_document_sha256", "versions", ["document_sha256"], unique=True)
