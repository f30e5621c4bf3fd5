"""The migration steps: run on a ledger that lacks them, or on an empty database to see what a version is made of.

Only this module imports Alembic, and only where a ledger is of an older version.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.store.engine import memory_engine
from gridctl.store.ledgers import REVISIONS, create_version_table
from gridctl.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Steps:
    """A line of migration steps: where the scripts are, the Alembic revision of each version, and the last version."""

    scripts: Path
    revisions: dict[int, str]
    target: int


OWN = Steps(Path(__file__).with_name("migrations"), REVISIONS, SCHEMA_VERSION)


def run_steps(connection: Connection, steps: Steps) -> None:
    """Run the steps that a database still lacks, and say which version it is of."""
    from alembic import command  # noqa: PLC0415 - 200 ms that no other command should pay
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(steps.scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, steps.revisions[steps.target])
    connection.exec_driver_sql(f"PRAGMA user_version = {steps.target:d}")


@contextmanager
def empty_after(steps: Steps) -> Iterator[Connection]:
    """Give an empty database in memory that all the steps were run on."""
    with memory_engine().connect() as connection:
        create_version_table(connection)
        run_steps(connection, steps)
        yield connection
