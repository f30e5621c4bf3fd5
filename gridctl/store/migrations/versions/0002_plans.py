"""Plans, gold stewards, notice cards: their tables, and the policies that they go by, from a project's first day."""

from __future__ import annotations

from alembic import op

from gridctl.store.migrations.frozen import run_statements_of

revision = "0002"
down_revision = "0001"

POLICIES = (  # as the regulation had them then
    ("grid_gold_max", "500", "D7 四.6"),
    ("grid_move_metres", "50", "D8 三"),
    ("office_repair_phone", '""', "D7 四.1"),
    ("office_supervision_phone", '""', "D4 三.4"),
)

_FIRST_DAYS = "SELECT project, min(valid_from) FROM policy GROUP BY project ORDER BY project"
_TAKE_ID = "UPDATE counter SET value = value + 1 WHERE project = ? AND name = 'policy' RETURNING value"
_INSERT = "INSERT INTO policy (project, id, name, valid_from, valid_to, value, clause) VALUES (?, ?, ?, ?, NULL, ?, ?)"


def upgrade() -> None:
    """Create the tables and give every project the policies, with ids from its counter."""
    connection = op.get_bind()
    run_statements_of(__file__, connection)
    for project, first_day in connection.exec_driver_sql(_FIRST_DAYS).all():
        for name, value, clause in POLICIES:
            key = connection.exec_driver_sql(_TAKE_ID, (project,)).scalar_one()
            connection.exec_driver_sql(_INSERT, (project, key, name, first_day, value, clause))
