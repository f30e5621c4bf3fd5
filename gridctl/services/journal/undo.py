"""Taking back one's own last command: shown first, refused where somebody has built upon it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gridctl.errors import RuleError, UsageError
from gridctl.services import desk
from gridctl.services.journal.entries import Done, actor_name, done_in_words
from gridctl.store import entries, undoing
from gridctl.store.engine import BrokenLinkError
from gridctl.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from gridctl.services.desk import Caller, Desk
    from gridctl.store.journal import Entry

COMMAND = "undo"
ALWAYS, DAY = "always", "day"


@dataclass(frozen=True, slots=True)
class LastCommand:
    """What `undo` would take back: the entry's number, the command, when it was entered (local), and its rows."""

    number: int
    command: str
    recorded: datetime
    rows: tuple[Done, ...]


def last_command(caller: Caller) -> LastCommand:
    """Show the caller's own last command that stands; RuleError where there is none or it cannot be taken back."""
    if not caller.actor:
        raise UsageError("没有说明是谁", "加上 --as 工号（或姓名、owner、system），或设置环境变量 GRIDCTL_ACTOR")
    with desk.reading(caller) as opened:
        actor = desk.the_actor(opened.reader, opened.project, caller.actor)
        return _shown(opened, _takeable(opened, actor, caller.clock()))


def undo_last(caller: Caller, number: int) -> LastCommand:
    """Take back the command that was shown as `number`; nothing happens where it is no longer the last one."""
    try:
        with desk.writing(caller, COMMAND, undo="never") as opened:
            entry = _takeable(opened, opened.actor, caller.clock())
            if entry.number != number:
                raise RuleError("刚才又有了新的操作，没有撤销", "重新运行 gridctl undo 查看")
            shown = _shown(opened, entry)
            opened.tx.act = replace(opened.tx.act, words={"number": number}, undoes=number)
            undoing.put_back(opened.tx, entry)
            return shown
    except BrokenLinkError as error:
        raise RuleError("后来登记的内容用到了它，不能撤销", "先撤销或改掉后来的内容") from error


def _takeable(opened: Desk, actor: str, now: datetime) -> Entry:
    entry = undoing.last_standing(opened.reader, opened.pid, actor)
    if entry is None:
        raise RuleError(f"{actor_name(opened, actor)} 没有可以撤销的操作", "查看操作记录：gridctl ledger log")
    _refuse_by_kind(opened, entry, now)
    _refuse_by_later(opened, entry)
    if undoing.has_erased(opened.reader, entry):
        raise RuleError(f"{_named(opened, entry)}涉及已按要求删除的个人信息，不能撤销", "请直接更正")
    return entry


def _refuse_by_kind(opened: Desk, entry: Entry, now: datetime) -> None:
    recorded = opened.local(entry.recorded_at).date()
    today = now.astimezone(ZoneInfo(opened.project.zone)).date()
    if entry.undo == DAY and recorded != today:
        raise RuleError(f"{_named(opened, entry)}只能在当天撤销", "请用更正")
    if entry.undo not in (ALWAYS, DAY):
        raise RuleError(f"{_named(opened, entry)}不能撤销", "它之前的操作也就不能用撤销收回，请直接更正")


def _refuse_by_later(opened: Desk, entry: Entry) -> None:
    barrier = undoing.barrier_after(opened.reader, entry)
    if barrier or entry.schema_version != SCHEMA_VERSION:
        what = _named(opened, barrier) if barrier else "台账库升级"
        raise RuleError(f"{_named(opened, entry)}在{what}之前，不能撤销", "请直接更正")
    later = entries.later_on_same_rows(opened.reader, entry)
    if later:
        who = actor_name(opened, later.actor)
        raise RuleError(
            f"{_named(opened, entry)}写的内容后来又被改过：{who} {_named(opened, later)}，不能撤销",
            f"查看：gridctl ledger log --entry {later.number}",
        )


def _named(opened: Desk, entry: Entry) -> str:
    return f"第 {entry.number} 号操作（{opened.local(entry.recorded_at):%Y-%m-%d %H:%M} {entry.command}）"


def _shown(opened: Desk, entry: Entry) -> LastCommand:
    rows = done_in_words(entries.row_counts(opened.reader, entry.project, entry.number))
    return LastCommand(entry.number, entry.command, opened.local(entry.recorded_at), rows)
