"""Writes the first migration step anew from the tables: only as long as no ledger of version 1 is in use anywhere."""

from pathlib import Path

import gridctl.store
from gridctl.store.engine import memory_engine
from gridctl.store.ledgers import create_schema

STEP = Path(gridctl.store.__file__).parent / "migrations" / "versions" / "0001_first.sql"


def main() -> None:
    with memory_engine().connect() as connection:
        create_schema(connection)
        found = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version' ORDER BY rowid"
        )
        statements = [sql.strip().replace("\t", "    ").replace(" \n", "\n") for (sql,) in found]
    STEP.write_text(";\n\n".join(statements) + ";\n", encoding="utf-8")


if __name__ == "__main__":
    main()
