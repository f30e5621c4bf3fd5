"""The ledger as a whole: made, told about, verified, backed up, restored."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gridctl import __version__
from gridctl.domain.days import any_day
from gridctl.domain.projects import Project
from gridctl.errors import UsageError
from gridctl.services.desk import OWNER, OWNER_WORD, SYSTEM, local_now
from gridctl.services.projects import add_project, known_zone
from gridctl.store import about, backups, restoring, verifying
from gridctl.store.about import Count
from gridctl.store.backup_notes import last_backup
from gridctl.store.findings import Finding, Head
from gridctl.store.ledgers import creating
from gridctl.store.projects import LEDGER, PROJECT, LedgerRow
from gridctl.store.registry import NOUNS
from gridctl.store.schema import SCHEMA_VERSION, WHOLE_LEDGER
from gridctl.store.snapshots import reading
from gridctl.store.transactions import Act, utc_text, writing

if TYPE_CHECKING:
    from datetime import date

    from gridctl.services.desk import Caller
    from gridctl.services.duties.seeding import Figures
    from gridctl.store.findings import Verification

_OTHER_NOUNS = {
    None: "文件",
    "journal_entry": "操作记录",
    "journal_image": "操作记录的内容",
    "counter": "计数器",
    "alembic_version": "版本",
}


@dataclass(frozen=True, slots=True)
class LedgerInfo:
    """What there is to know of a ledger; `size` in bytes, times are the first project's local ones."""

    path: Path
    size: int
    identity: str
    created: datetime
    schema_version: int
    projects: tuple[Project, ...]
    counts: tuple[Count, ...]
    heads: tuple[Head, ...]
    last_backup: datetime | None
    last_backup_folder: str | None
    sqlite_version: str
    journal_mode: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding of a verification: `noun` is what a clerk calls the table, null where it is the file itself."""

    noun: str
    table: str | None
    project: int | None
    id: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of a verification: what was looked at, where the chains end, and what is wrong."""

    clean: bool
    entries: int
    images: int
    rows: int
    heads: tuple[Head, ...]
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup: its folder, when it was made (UTC), the files in it, and what verifying its ledger found."""

    folder: Path
    created_at: str
    identity: str
    files: int
    heads: tuple[Head, ...]
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class RestoredLedger:
    """A ledger that was restored: from which backup, and where what it replaced is kept."""

    ledger: Path
    folder: Path
    created_at: str
    schema_version: int
    replaced: Path | None
    findings: tuple[FindingLine, ...]

    @property
    def older(self) -> bool:
        """Whether it must be upgraded before it can be used."""
        return self.schema_version < SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class UpgradedLedger:
    """What an upgrade did: the versions before and after, how many rows changed, and the backup made first (or null)."""

    ledger: Path
    before: int
    after: int
    changed: int
    backup: Path | None


def init_ledger(
    path: Path,
    now: datetime,
    *,
    code: str,
    name: str,
    company: str,
    zone: str,
    live_from: date,
    figures: Figures | None = None,
) -> Project:
    """Make a new ledger with its first project; whoever makes it is the owner.

    `figures` are what the regulations leave blank, as far as they were told.
    """
    words = {"code": code, "name": name}
    with creating(path, Act(OWNER, "ledger init", "never", words), now) as tx:
        row = LedgerRow(WHOLE_LEDGER, 1, str(uuid.uuid4()), utc_text(now), f"gridctl {__version__}")
        tx.insert(LEDGER, [row])
        return add_project(tx, code=code, name=name, company=company, zone=zone, live_from=live_from, figures=figures)


def go_live_day(caller: Caller, zone: str, text: str) -> date:
    """Read the day a project goes live, in its own zone; an empty text is today."""
    now = local_now(caller, known_zone(zone))
    return any_day(text, now) if text else now.date()


def ledger_info(path: Path) -> LedgerInfo:
    """Tell about a ledger."""
    with reading(path) as reader:
        (row,) = reader.all_of(LEDGER)
        projects = tuple(reader.all_of(PROJECT))
        zone = ZoneInfo(projects[0].zone if projects else "UTC")
        size, version, sqlite_version, mode = about.file_facts(reader)
        backup = last_backup(path)
        return LedgerInfo(
            path=path.absolute(),
            size=size,
            identity=row.identity,
            created=_local(row.created_at, zone),
            schema_version=version,
            projects=projects,
            counts=tuple(about.row_numbers(reader)),
            heads=tuple(about.heads(reader)),
            last_backup=_local(backup.created_at, zone) if backup else None,
            last_backup_folder=backup.folder if backup else None,
            sqlite_version=sqlite_version,
            journal_mode=mode,
        )


def _local(utc: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(utc).astimezone(zone).replace(tzinfo=None, microsecond=0)


def verify_ledger(path: Path) -> Verified:
    """Verify a ledger, also one of an older version; no finding means that it is whole."""
    report = verifying.verify(path, older=True)
    return Verified(report.clean, report.entries, report.images, report.rows, tuple(report.heads), _lines(report))


def _lines(report: Verification) -> tuple[FindingLine, ...]:
    return tuple(FindingLine(_noun(f), f.table, f.project, f.id, f.problem) for f in report.findings)


def _noun(finding: Finding) -> str:
    table = finding.table
    return NOUNS[table][0] if table in NOUNS else _OTHER_NOUNS.get(table, str(table))


def back_up_ledger(caller: Caller, target: Path | None) -> BackupMade:
    """Back the ledger up into a new folder below `target`, by default `backups` beside the ledger."""
    backup = backups.back_up(caller.ledger, target or caller.ledger.parent / "backups", caller.clock())
    said = backup.manifest
    findings = _lines(backup.verification)
    return BackupMade(backup.folder, said.created_at, said.identity, len(said.files), said.heads, findings)


def backup_time(folder: Path) -> datetime:
    """When a backup was made (local), for the question before it is restored; LedgerError where it is not whole."""
    manifest = backups.read_manifest(folder)
    backups.check_files(folder, manifest)
    return backups.local_time(folder / backups.DATABASE, datetime.fromisoformat(manifest.created_at))


def restore_ledger(caller: Caller, folder: Path) -> RestoredLedger:
    """Put a backup in the place of the caller's ledger and keep what it replaces beside it."""
    done = restoring.restore(folder, caller.ledger, caller.clock())
    said = done.backup.manifest
    findings = _lines(done.backup.verification)
    return RestoredLedger(
        done.ledger.absolute(), done.backup.folder, said.created_at, said.schema_version, done.replaced, findings
    )


def _keep_letters(ledger: Path, act: Act, now: datetime) -> None:
    """Keep the letters of names that an older version wrote without: an entry of its own, after the upgrade's."""
    from gridctl.services.initials import keep_letters  # noqa: PLC0415 - only an upgrade needs them here

    with writing(ledger, act, now) as tx:
        for project in tx.all_of(PROJECT):
            keep_letters(tx, project.id)


def upgrade_ledger(caller: Caller, target: Path | None) -> UpgradedLedger:
    """Bring the ledger up to this program's version, with a backup below `target`; the owner or the system does it."""
    from gridctl.store import upgrading  # noqa: PLC0415 - the only command that needs migrations

    ledger = caller.ledger
    before = upgrading.version_of(ledger)
    if before < SCHEMA_VERSION and caller.actor not in (OWNER, SYSTEM):
        raise UsageError(f"升级台账库由{OWNER_WORD}做", "加上 --as owner")
    act = Act(caller.actor or OWNER, "ledger upgrade", "never")
    done = upgrading.upgrade(ledger, target or ledger.parent / "backups", act, caller.clock())
    if done.before < done.after:
        _keep_letters(ledger, act, caller.clock())
    return UpgradedLedger(
        ledger.absolute(), done.before, done.after, done.images, done.backup.folder if done.backup else None
    )
