"""The kept ledgers, taken out for a test: what is known of each, and the rows of any ledger."""

import gzip
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from gridctl.store.files import files_of, path_of
from gridctl.store.schema import SCHEMA_VERSION
from gridctl.store.steps import OWN
from tests.store.kept.office2 import FILES

KEPT = Path(__file__).parent
OLD_VERSIONS = [version for version in OWN.revisions if version < SCHEMA_VERSION]
Rows = dict[str, list[tuple[Any, ...]]]


class Kept(NamedTuple):
    """A ledger that an older version wrote: where it was taken out to, and what it had then.

    `heads` are the last entries of the chains of the ledger and of its projects; `grows` the tables to which an upgrade
    adds rows, the letters of names by an entry of its own; `households` those of the grids; `repair` the next number.
    """

    version: int
    path: Path
    tables: int
    heads: tuple[int, ...]
    grows: frozenset[str]
    households: tuple[tuple[str, int], ...]
    repair: str

    @property
    def upgrades(self) -> list[tuple[int, int]]:
        """The entries (project, number) that an upgrade adds."""
        lettered = "initials" in self.grows
        by_entry = [(1, 2) if project and lettered else (1,) for project in range(len(self.heads))]
        return [(project, head + more) for project, head in enumerate(self.heads) for more in by_entry[project]]


_KNOWN: dict[int, tuple[Any, ...]] = {
    1: (18, (1, 29, 6), frozenset({"policy", "initials"}), (("01", 3), ("02", 2)), "GW-2026-0008"),
    2: (46, (1, 167, 8), frozenset(), (("01", 1), ("02", 4)), "GW-2026-0013"),
}


def take_out(version: int, folder: Path) -> Kept:
    """Put the ledger that a version wrote, with the files of its attachments, into a folder."""
    path = folder / f"version{version}.db"
    path.write_bytes(gzip.decompress((KEPT / f"version{version}.db.gz").read_bytes()))
    for content in FILES.values() if version > 1 else ():
        file = path_of(files_of(path), sha256(content).hexdigest())
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Kept(version, path, *_KNOWN[version])


def tables(path: Path) -> list[str]:
    """The tables of a ledger."""
    with closing(sqlite3.connect(path)) as connection:
        listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT GLOB 'sqlite_*' ORDER BY name"
        return [name for (name,) in connection.execute(listed)]


def rows(path: Path) -> Rows:
    """Every row of a ledger."""
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables(path)}  # noqa: S608


def journalled(path: Path) -> Rows:
    """The rows of its journalled tables."""
    without = {"alembic_version", "counter", "journal_entry", "journal_image"}
    return {name: found for name, found in rows(path).items() if name not in without}
