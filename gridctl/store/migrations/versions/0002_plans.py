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
    ("pin_lock_minutes", "15", "D10 3.2(3.3.1)"),
    ("shift_hours", "12", "D7 一"),
    ("number_prefix_hazard", '"YH"', "D2 三.4(1)"),
    ("number_prefix_cleaning", '"BJ"', "D10 3.3.2"),
    ("number_prefix_request", '"SQ"', "D7 四.5"),
    ("number_prefix_incident", '"SJ"', "D10 3.3.3"),
    ("repair_hold_stops", "false", "D10 3.2(3.3.1)"),
    ("hazard_hold_stops", "false", "D2 三.4(2)"),
    ("cleaning_hold_stops", "false", "D10 3.3.2"),
    ("request_hold_stops", "false", "D7 四.5"),
    ("incident_hold_stops", "false", "D10 3.3.3"),
    ("hazard_measures_limit", '"120 minutes"', "D2 三.3(2)"),
    ("hazard_major_measures_limit", '"30 minutes"', "D2 三.4(3)"),
    ("hazard_report_limit", '"120 minutes"', "D2 三.3(2)"),
    ("hazard_general_limit", '"15 calendar_days"', "D2 三.4(2)"),
    ("hazard_greater_limit", '"7 calendar_days"', "D2 三.4(2)"),
    ("hazard_major_limit", '"3 calendar_days"', "D2 三.4(3)"),
    ("hazard_general_warning_days", "[10, 13]", "D2 三.4(2)"),
    ("hazard_greater_warning_days", "[3, 5]", "D2 三.4(2)"),
    ("cleaning_limit", '"1 calendar_days"', "D10 3.3.2"),
    ("cleaning_urgent_limit", '"120 minutes"', "D10 3.3.2"),
    ("request_complaint_answer", '"1440 minutes"', "D7 一"),
    ("request_complaint_limit", '"3 working_days"', "D7 一"),
    ("request_complaint_warning_days", "[2]", "D7 一"),
    ("request_help_answer", '"30 minutes"', "D7 一"),
    ("request_help_limit", '"1 calendar_days"', "D7 一"),
    ("request_inquiry_answer", '"1440 minutes"', "D7 四.4"),
    ("request_inquiry_limit", '"1 working_days"', "D7 四.4"),
    ("request_other_answer", '"1 working_days"', "D7 一"),
    ("request_other_limit", '"10 working_days"', "D7 一"),
    ("request_other_warning_days", "[5, 8]", "D7 一"),
    ("request_urgent_answer", '"30 minutes"', "D7 一"),
    ("request_urgent_limit", '"1440 minutes"', "D7 一"),
    ("incident_arrival_limit", '"10 minutes"', "D10 3.3.3"),
    ("incident_report_limit", '"30 minutes"', "D10 3.3.3"),
    ("incident_general_limit", '"1 calendar_days"', "D10 3.3.3"),
    ("incident_major_limit", '"7 calendar_days"', "D10 3.3.3"),
    ("incident_major_warning_days", "[3, 5]", "D10 3.3.3"),
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
