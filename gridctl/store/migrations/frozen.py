"""Statements that a step keeps beside it in a file of its name, as the tables were on that day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def run_statements_of(step: str, connection: Connection) -> None:
    """Run the statements beside a step, whose file is `step`; each ends in a semicolon at the end of its line."""
    for statement in Path(step).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
