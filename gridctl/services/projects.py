"""Projects: made by `ledger init` and `project add`, listed, shown and renamed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gridctl.domain.policies import Policy
from gridctl.domain.projects import Project
from gridctl.domain.text import clean, fold
from gridctl.errors import RuleError, UsageError
from gridctl.regulation import policies as regulation
from gridctl.services.desk import OWNER, OWNER_WORD
from gridctl.store import snapshots
from gridctl.store.projects import POLICY, PROJECT
from gridctl.store.schema import WHOLE_LEDGER

if TYPE_CHECKING:
    from datetime import date

    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.duties.seeding import Figures
    from gridctl.store.snapshots import Reader
    from gridctl.store.transactions import Transaction

CODE = re.compile(r"[A-Z0-9\u4e00-\u9fff]{1,12}")


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy as it is in force: `value` (in `unit`) as it is kept, `words` as a clerk reads it."""

    name: str
    title: str
    value: Any
    words: str
    valid_from: date
    valid_to: date | None
    clause: str
    meaning: str
    unit: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a list."""

    code: str
    name: str
    company: str
    zone: str
    live_from: date


@dataclass(frozen=True, slots=True)
class ProjectWhole:
    """A project with the policies in force on a day."""

    code: str
    name: str
    company: str
    zone: str
    live_from: date
    on: date
    policies: tuple[PolicyLine, ...]


def add_project(
    tx: Transaction,
    *,
    code: str,
    name: str,
    company: str,
    zone: str,
    live_from: date,
    figures: Figures | None = None,
) -> Project:
    """Add a project, with the regulations' defaults as its first policies, in force from the go-live day, and the holidays.

    So are its check-lists and duties, these with the `figures` that the regulations leave blank, as far as they were told.
    UsageError for a code, name or zone that is none; RuleError where another project has the code or the name.
    """
    code, name = _code(code), _name(name)
    _refuse_known(tx, code, name)
    key = tx.next_id(WHOLE_LEDGER, PROJECT)
    project = Project(key, key, code, name, clean(company), known_zone(zone), live_from)
    from gridctl.services.calendar.days import copy_seed, first_year  # noqa: PLC0415 - only a new project needs holidays
    from gridctl.services.checklists.seeding import copy_checklists  # noqa: PLC0415 - nor check-lists
    from gridctl.services.duties.seeding import copy_duties  # noqa: PLC0415 - nor duties

    tx.insert(PROJECT, [project])
    defaults = regulation.policy_defaults()
    first = tx.next_id(key, POLICY, len(defaults))
    tx.insert(
        POLICY,
        (
            Policy(
                key, first + i, item.name, live_from, None, json.dumps(item.default, ensure_ascii=False), item.clause
            )
            for i, item in enumerate(defaults)
        ),
    )
    copy_seed(tx, key, first_year(live_from))
    copy_checklists(tx, key, live_from)
    copy_duties(tx, key, live_from, figures)
    return project


def add_another(desk: WritingDesk, *, code: str, name: str, company: str, zone: str, live_from: date) -> ProjectLine:
    """Add a further project to a ledger: the owner's, for staff belong to one project and its journal."""
    if desk.actor != OWNER:
        raise RuleError(f"新项目由{OWNER_WORD}建立", "加上 --as owner")
    return _line(add_project(desk.tx, code=code, name=name, company=company, zone=zone, live_from=live_from))


def first_code(caller: Caller) -> str:
    """The code of the ledger's first project."""
    return list_projects(caller)[0].code


def list_projects(caller: Caller) -> list[ProjectLine]:
    """Every project of the ledger."""
    with snapshots.reading(caller.ledger) as reader:
        return [_line(project) for project in reader.all_of(PROJECT)]


def show_project(desk: Desk, day: date) -> ProjectWhole:
    """The project and what is in force on a day."""
    names = [item.name for item in regulation.policy_defaults()]
    known = {row.name for row in desk.policies.rows}
    lines = tuple(policy_line(desk.policies.row(name, day)) for name in names if name in known)
    p = desk.project
    return ProjectWhole(p.code, p.name, p.company, p.zone, p.live_from, day, lines)


def policy_line(row: Policy) -> PolicyLine:
    """A policy row in words."""
    item = regulation.policy_default(row.name)
    return PolicyLine(
        name=row.name,
        title=item.title,
        value=row.content,
        words=item.words(row.content),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        clause=row.clause,
        meaning=item.meaning,
        unit=item.unit,
    )


def rename_project(desk: WritingDesk, *, name: str, company: str) -> ProjectLine:
    """Change the name or the company of a project; an empty text leaves it."""
    before = desk.project
    after = replace(before, name=_name(name) if name else before.name, company=clean(company) or before.company)
    if after.name != before.name:
        _refuse_known(desk.tx, "", after.name)
    if after != before:
        desk.tx.update(PROJECT, [after])
    return _line(after)


def _line(project: Project) -> ProjectLine:
    return ProjectLine(project.code, project.name, project.company, project.zone, project.live_from)


def _refuse_known(reader: Reader, code: str, name: str) -> None:
    for other in reader.all_of(PROJECT):
        if code == other.code:
            raise RuleError(f"已有代码为 {code} 的项目：{other.name}", "换一个代码；查看：gridctl project list")
        if name == other.name:
            raise RuleError(f"已有名为“{name}”的项目：{other.code}", "换一个名称；查看：gridctl project list")


def _code(text: str) -> str:
    code = fold(text).upper()
    if not CODE.fullmatch(code):
        raise UsageError(f"项目代码不能是“{text}”", "用 1 至 12 个字母、数字或汉字，如 YH；它会印在单号前面")
    return code


def _name(text: str) -> str:
    if not (name := clean(text)):
        raise UsageError("没有写项目名称", "加上 --name 名称")
    return name


def known_zone(text: str) -> str:
    """Give the key of a time zone; UsageError where there is none of that name."""
    try:
        return ZoneInfo(text.strip()).key
    except (KeyError, ValueError, OSError):
        raise UsageError(f"没有“{text}”这个时区", "中国大陆写 Asia/Shanghai") from None
