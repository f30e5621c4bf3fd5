"""Where every command begins: the ledger opened, the project named, the day known, and who enters.

The caller's settings say which ledger, project, actor and day; `reading` and `writing` turn them into a desk to work at.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from gridctl.domain.policies import Policies
from gridctl.errors import AmbiguousError, NotFoundError, UsageError
from gridctl.store import snapshots
from gridctl.store.projects import POLICY, PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from gridctl.domain.calendar import Calendar
    from gridctl.domain.projects import Project
    from gridctl.store.snapshots import Reader
    from gridctl.store.transactions import Act, Transaction

_NAMED = ("staff", "place", "alias")  # tables with names that have a short way by their letters
OWNER = "owner"
SYSTEM = "system"
OWNER_WORD, SYSTEM_WORD = "台账负责人", "系统"


class Caller(Protocol):
    """What the settings say; the clock gives an aware instant."""

    @property
    def ledger(self) -> Path: ...  # noqa: D102
    @property
    def project(self) -> str | None: ...  # noqa: D102
    @property
    def actor(self) -> str | None: ...  # noqa: D102
    @property
    def today(self) -> date | None: ...  # noqa: D102
    @property
    def clock(self) -> Callable[[], datetime]: ...  # noqa: D102
    @property
    def batch(self) -> Batch | None: ...  # noqa: D102


class Batch(Protocol):
    """Where a command works that is one of many (services.batches)."""

    def reading(self) -> AbstractContextManager[Desk]: ...  # noqa: D102
    def writing(self, act: Act, *, dry_run: bool) -> AbstractContextManager[WritingDesk]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Desk:
    """A place to read: one snapshot, one project, its policies, and its local time (`now`, naive, to the minute).

    `notices` gathers what the user should be told besides the result, such as which of two years a number was taken of.
    """

    reader: Reader
    project: Project
    policies: Policies
    now: datetime
    notices: list[str]
    _read_once: dict[str, Any] = field(default_factory=dict, kw_only=True, repr=False, compare=False)

    @property
    def pid(self) -> int:
        """The project's key, with which every key begins."""
        return self.project.id

    @property
    def today(self) -> date:
        """The project's day."""
        return self.now.date()

    def policy(self, name: str, day: date | None = None) -> Any:
        """The value of a policy on a day (today)."""
        return self.policies.value(name, day or self.today)

    def once(self, name: str, tables: Iterable[str], read: Callable[[], Any]) -> Any:
        """What `read` gives, read once; `tables` are those it is made of."""
        _ = tables
        if name not in self._read_once:
            self._read_once[name] = read()
        return self._read_once[name]

    def calendar(self) -> Calendar:
        """The project's working days, read once; Monday to Friday where it has no arrangement."""
        if "calendar" not in self._read_once:
            from gridctl.domain.calendar import calendar  # noqa: PLC0415 - few commands count working days
            from gridctl.store.calendar import CALENDAR_DAY  # noqa: PLC0415 - tables load with their noun

            self._read_once["calendar"] = calendar(row.special for row in self.reader.find(CALENDAR_DAY, self.pid))
        known: Calendar = self._read_once["calendar"]
        return known

    def calendar_of(self, first: date, last: date) -> Calendar:
        """The working days between two days; that the holidays of a year are not known is told of, once."""
        known = self.calendar()
        from gridctl.domain.calendar import unknown_words  # noqa: PLC0415 - few commands count working days

        words = unknown_words(known.unknown_years(first, last))
        told = f"{words}；补上：gridctl policy calendar adopt"
        if words and told not in self.notices:
            self.notices.append(told)
        return known

    def local(self, recorded_at: str) -> datetime:
        """The project's local minute of an instant as the ledger stores it."""
        local = datetime.fromisoformat(recorded_at).astimezone(ZoneInfo(self.project.zone))
        return local.replace(tzinfo=None, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class WritingDesk(Desk):
    """A place to write: the transaction, and who enters (a staff id as text, `owner` or `system`)."""

    tx: Transaction
    actor: str

    def once(self, name: str, tables: Iterable[str], read: Callable[[], Any]) -> Any:
        """What `read` gives, read once until one of its tables is written."""
        # not super(): a dataclass with slots is another class than the one that was written
        return read() if self.tx.wrote(self.pid, tables) else Desk.once(self, name, (), read)

    @property
    def clock_now(self) -> datetime:
        """The project's local time by the clock, whatever day is shown."""
        return self.tx.now.astimezone(ZoneInfo(self.project.zone)).replace(tzinfo=None)


@contextmanager
def reading(caller: Caller) -> Iterator[Desk]:
    """Read the ledger of the caller's project."""
    if caller.batch is not None:
        with caller.batch.reading() as desk:
            yield desk
        return
    with snapshots.reading(caller.ledger) as reader:
        project = the_project(reader, caller.project)
        yield Desk(reader, project, policies_of(reader, project), local_now(caller, project.zone), [])


@contextmanager
def writing(
    caller: Caller, command: str, *, words: dict[str, Any] | None = None, undo: str = "always", dry_run: bool = False
) -> Iterator[WritingDesk]:
    """Write to the ledger of the caller's project as one journalled transaction.

    `command` and `words` are what the journal keeps of it; `undo` is "always", "day" or "never".
    UsageError where nobody is said to enter.
    """
    from gridctl.store import transactions  # noqa: PLC0415 - a reader needs neither journal nor queue

    act = transactions.Act(OWNER, command, undo, words or {})
    if caller.batch is not None:
        with caller.batch.writing(act, dry_run=dry_run) as desk:
            yield desk
        return
    if not dry_run:
        refuse_nobody(caller)
    with transactions.writing(caller.ledger, act, caller.clock(), dry_run=dry_run) as tx:
        project = the_project(tx, caller.project)
        actor = the_actor(tx, project, caller.actor or OWNER)
        tx.act = replace(act, actor=actor)
        desk = WritingDesk(tx, project, policies_of(tx, project), local_now(caller, project.zone), [], tx, actor)
        yield desk
        if not dry_run:
            keep_what_follows(desk)


def keep_what_follows(desk: WritingDesk) -> None:
    """Keep, at the end of a transaction, what follows from what it wrote: the letters of names."""
    if desk.tx.wrote(desk.pid, _NAMED):
        from gridctl.services.initials import keep_letters  # noqa: PLC0415 - few commands write names

        keep_letters(desk.tx, desk.pid)


def refuse_nobody(caller: Caller) -> None:
    """UsageError where nobody is said to enter: work that takes long asks before it begins."""
    if not caller.actor:
        raise UsageError(
            "没有说明谁在录入", "加上 --as 工号（或姓名、owner、system），或先上班：gridctl shift start 人员"
        )


def the_project(reader: Reader, code: str | None) -> Project:
    """Find the project that was named, or the only one."""
    projects = reader.all_of(PROJECT)
    if code is None:
        if len(projects) == 1:
            return projects[0]
        choices = tuple(f"{p.code} {p.name}" for p in projects)
        raise AmbiguousError(
            "台账库里有多个项目，没有说明是哪一个", "加上 --project 代码，或设置 GRIDCTL_PROJECT", choices
        )
    found = [p for p in projects if code in (p.code, p.name)] or [p for p in projects if p.code.lower() == code.lower()]
    if not found:
        raise NotFoundError(f"没有项目“{code}”", f"已有项目：{'、'.join(f'{p.code} {p.name}' for p in projects)}")
    return found[0]


def the_actor(reader: Reader, project: Project, text: str) -> str:
    """Find who enters: `owner`, `system`, or a member of staff by 工号 or name."""
    if text in (OWNER, SYSTEM):
        return text
    from gridctl.store.staff import find_staff  # noqa: PLC0415 - tables load with their noun

    return str(find_staff(reader, project.id, text).id)


def local_now(caller: Caller, zone: str) -> datetime:
    """Give the project's local time to the minute; a day given by the caller replaces only the day."""
    now = caller.clock().astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    return now if caller.today is None else datetime.combine(caller.today, now.time())


def policies_of(reader: Reader, project: Project) -> Policies:
    """A project's policies as they stand in the ledger."""
    return Policies(tuple(reader.find(POLICY, project.id, order="valid_from")))
