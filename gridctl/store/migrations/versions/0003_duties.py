"""Duties, check-lists, inspections, visits, meetings, training, leave and the other books of what recurs: their tables.

What the regulations demand is not copied here: a project adopts it (`gridctl duty adopt`), from a day on.
"""

from __future__ import annotations

from alembic import op

from gridctl.store.migrations.frozen import run_statements_of

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    run_statements_of(__file__, op.get_bind())
