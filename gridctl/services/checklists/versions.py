"""Check-lists changed from a day on: points added and dropped, lists of the office's own, lists ended (I1 to I6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.checklists import Checklist, Definition, Point
from gridctl.domain.duties.duties import GRID_HEAD, ProofKind
from gridctl.domain.grids import Scope, holds_on
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.checklists import OPENING
from gridctl.regulation.duties import GROUP_NAMES
from gridctl.regulation.posts import post_from_text
from gridctl.regulation.reading import CODE
from gridctl.regulation.tickets import category_from_text, ticket_kind
from gridctl.regulation.words import fold, listed
from gridctl.services.checklists.finding import Version, code_meant, find_point, versions_of
from gridctl.store.checklists import CHECKLIST
from gridctl.store.duties import DUTY
from gridctl.store.inspection_reads import last_inspected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.services.desk import Desk, WritingDesk

GROUNDS = {Scope.GRID: "网格", Scope.BUILDINGS: "楼栋", Scope.PLACE: "部位", Scope.PROJECT: "全项目"}
NOTHING = ("不开单", "无", "none")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different, as typed; `opens`, `category`, `counted` and `items` are of the points that are added."""

    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    opens: str = ""
    category: str = ""
    counted: bool = False
    items: tuple[str, ...] = ()
    name: str = ""
    ground: str = ""
    posts: tuple[str, ...] = ()
    partner_posts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.add or self.drop or self.name or self.posts or self.partner_posts)


def set_list(desk: WritingDesk, text: str, change: Change, day: date | None) -> Checklist:
    """Change a list from a day on, or begin one of the office's own; without a day from the first that can be changed.

    Days on which it was inspected keep their version: RuleError for a day that is not after the last of them.
    """
    code = code_meant(desk, text)
    if code is None:
        return _begin(desk, text, change, day or desk.today)
    versions = versions_of(desk, code)
    start = _start(desk, versions, day)
    before = _before(versions, start)
    if not change and holds_on(before.row, start):
        raise UsageError("没有说明要改什么", "例如 --add-point 天台门 --opens 隐患、--drop-point 电梯、--name 新名称")
    definition = _changed(desk, before, versions, change)
    name = clean(change.name) or before.name
    if (name, definition.text) == (before.name, before.row.definition) and holds_on(before.row, start):
        raise RuleError(f"“{before.name}”已经是这样", f"查看：gridctl checklist show {code}")
    return _put(desk, versions, replace(before.row, name=name, definition=definition.text, valid_from=start))


def end_list(desk: WritingDesk, text: str, day: date | None) -> Checklist:
    """End a list: the day is the first on which it is no longer inspected."""
    versions = versions_of(desk, text)
    start = _start(desk, versions, day)
    running = [one for one in versions if holds_on(one.row, start)]
    later = [one.row for one in versions if one.row.valid_from >= start]
    if not running and not later:
        raise RuleError(f"“{versions[-1].name}”已经从 {versions[-1].row.valid_to} 起停用", "不用再停")
    ended = [replace(one.row, valid_to=start) for one in running if one.row.valid_from < start]
    desk.tx.update(CHECKLIST, ended)
    desk.tx.delete(CHECKLIST, later)
    _tell_duties(desk, versions[0].row.code, start)
    return ended[0] if ended else replace(later[0], valid_to=start)


def _tell_duties(desk: WritingDesk, code: str, day: date) -> None:
    """Tell of the duties that nothing proves any more from a day on."""
    for duty in desk.reader.alike(DUTY, desk.pid, enabled=1):
        content, asked = duty.content, max(day, duty.valid_from)
        if (content.book, content.book_code) == (ProofKind.INSPECTION, code) and duty.holds_on(asked):
            off = f"gridctl duty off {duty.code} --from {asked}"
            desk.notices.append(f"例行工作“{duty.name}”还凭这份检查表算；一起停用：{off}")


def _start(desk: Desk, versions: list[Version], day: date | None) -> date:
    """From when the list can be changed: the day that is said, else today or after the last day it was inspected."""
    last = last_inspected(desk.reader, desk.pid, versions[0].row.code)
    free = last + _DAY if last else None
    if day is None:
        return max(desk.today, free) if free else desk.today
    if free and day < free:
        raise RuleError(
            f"“{versions[-1].name}”到 {last} 已经有检查，不能从 {day} 起改",
            f"以前的检查照原来的版本；写 --from {free} 或以后",
        )
    return day


def _before(versions: list[Version], day: date) -> Version:
    """The version that is changed: that of the day, else the last one before it, else the first."""
    begun = [one for one in versions if one.row.valid_from <= day]
    return begun[-1] if begun else versions[0]


def _put(desk: WritingDesk, versions: list[Version], wanted: Checklist) -> Checklist:
    """Write a version: in place of one that begins the same day, else after the one that runs then."""
    start = wanted.valid_from
    same = next((one.row for one in versions if one.row.valid_from == start), None)
    if same:
        row = replace(wanted, id=same.id, valid_to=same.valid_to if same.valid_to != start else None)
        desk.tx.update(CHECKLIST, [row])
        return row
    running = [one.row for one in versions if holds_on(one.row, start)]
    desk.tx.update(CHECKLIST, [replace(row, valid_to=start) for row in running])
    following = [one.row.valid_from for one in versions if one.row.valid_from > start]
    row = replace(wanted, id=desk.tx.next_id(desk.pid, CHECKLIST), valid_to=min(following, default=None))
    desk.tx.insert(CHECKLIST, [row])
    return row


def _changed(desk: Desk, before: Version, versions: list[Version], change: Change) -> Definition:
    if change.ground:
        raise RuleError(f"“{before.name}”查哪里不能改", "另建一份检查表，换一个代码")
    dropped = {find_point(desk, before, text).code for text in change.drop}
    kept = [point for point in before.definition.points if point.code not in dropped]
    definition = replace(
        before.definition,
        points=(*kept, *_added(before.row.code, kept, versions, change, before.definition.points[0])),
        posts=_posts(change.posts) or before.definition.posts,
        partner_posts=_posts(change.partner_posts) or before.definition.partner_posts,
    )
    if not definition.points:
        raise RuleError(f"“{before.name}”的检查点都去掉了", f"整份不再用的：gridctl checklist end {before.row.code}")
    return definition


def _added(
    code_of_list: str, kept: Iterable[Point], versions: list[Version], change: Change, like: Point | None
) -> list[Point]:
    """The points that are added; one that an earlier version had keeps its code and meaning."""
    taken = {fold(point.name) for point in kept}
    former = {name: point for one in versions for name, point in one.by_name.items()}
    codes = [code for one in versions for code in one.points]
    opens, category = _opening(change, like)
    added = []
    for text in change.add:
        name = clean(text)
        if not name or "=" in name:
            raise UsageError(f"检查点不能叫“{text}”", "写名称，例如 --add-point 天台门")
        if fold(name) in taken:
            raise RuleError(f"已经有检查点“{name}”", "换一个名称，或先用 --drop-point 去掉原来的")
        taken.add(fold(name))
        before = former.get(fold(name))
        code = before.code if before else _own_code(code_of_list, codes)
        codes.append(code)
        items, homes = tuple(map(clean, change.items)), before is not None and before.homes
        added.append(Point(code, name, items, opens, category, (), change.counted, homes))
    return added


def _own_code(of: str, codes: Iterable[str]) -> str:
    """A code that no point of any list has: the list's with a number."""
    own = re.compile(rf"{of}_([0-9]+)")
    numbers = [int(found[1]) for code in codes if (found := own.fullmatch(code))]
    return f"{of}_{max(numbers, default=0) + 1}"


def _opening(change: Change, like: Point | None) -> tuple[str, str]:
    """What the added points open: as said, else what the list's first point does."""
    if not change.opens:
        opens = like.opens if like else ""
    elif change.opens in NOTHING:
        opens = ""
    else:
        opens = ticket_kind(change.opens).code
        if opens not in OPENING:
            names = listed(ticket_kind(kind).name for kind in OPENING)
            raise UsageError(f"异常不能开“{ticket_kind(opens).name}”", f"可以写：{names}、{NOTHING[0]}")
    if change.category and not opens:
        raise UsageError("不开单的检查点没有类别", "去掉 --category，或写 --opens 隐患、维修、保洁")
    return opens, category_from_text(change.category, opens).code if change.category else ""


def _posts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        GRID_HEAD if text in (GRID_HEAD, GROUP_NAMES[GRID_HEAD]) else post_from_text(text).code for text in texts
    )


def _begin(desk: WritingDesk, text: str, change: Change, day: date) -> Checklist:
    """Begin a list that the regulations do not have."""
    code = text.strip().lower().replace("-", "_")
    if not CODE.fullmatch(code):
        raise UsageError(
            f"没有检查表“{text}”", "新建的写英文代码，例如 garage_daily；查看已有的：gridctl checklist list"
        )
    missing = [
        option
        for option, said in (
            ("--name 名称", change.name),
            ("--ground 网格", change.ground),
            ("--post 岗位", change.posts),
            ("--add-point 检查点", change.add),
        )
        if not said
    ]
    if missing:
        raise UsageError(f"没有检查表“{text}”；新建还缺 {'、'.join(missing)}", "查看已有的：gridctl checklist list")
    definition = Definition(
        ground=_ground(change.ground),
        posts=_posts(change.posts),
        points=tuple(_added(code, (), [], change, None)),
        partner_posts=_posts(change.partner_posts),
    )
    key = desk.tx.next_id(desk.pid, CHECKLIST)
    row = Checklist(desk.pid, key, code, clean(change.name), day, None, definition.text, "")
    desk.tx.insert(CHECKLIST, [row])
    return row


def _ground(text: str) -> str:
    found = next((scope.value for scope, word in GROUNDS.items() if text in (scope.value, word)), None)
    if found is None:
        raise UsageError(f"“{text}”不是查的地方", f"可以写：{listed(GROUNDS.values())}")
    return found
