"""The first schema: what a new ledger is made of, kept as it was on that day."""

from __future__ import annotations

from alembic import op

from gridctl.store.migrations.frozen import run_statements_of

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and index."""
    run_statements_of(__file__, op.get_bind())
