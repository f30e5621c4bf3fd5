"""The register of staff from a sheet: a person is known by 工号, else by a name that only one has (P1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridctl.domain.grids import Scope
from gridctl.domain.sheets import CLEAR, StaffRow
from gridctl.domain.staff import Staff
from gridctl.errors import GridctlError, UsageError
from gridctl.regulation.posts import Post, post_from_text, posts
from gridctl.services.equipment.register import in_hand
from gridctl.services.grids.assignments import assignments_of, end_assignments, keep_assignments
from gridctl.services.imports import Draft, Write, import_sheet, kept, kept_text, settled
from gridctl.services.staff.register import first_day, let_go, staff_name, staff_number, standing_ground
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.imports import ImportResult, Numbered, Parsed
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.imports import Difference

_LABELS = {
    "name": "姓名",
    "post": "岗位",
    "phone": "电话",
    "joined": "入职日期",
    "departed": "离岗日期",
    "lives_in": "居住",
    "remark": "备注",
}


@dataclass(slots=True)
class _Plan:
    """The register as it is, by 工号 and by name, and what the sheet would write."""

    by_number: dict[str, Staff]
    by_name: dict[str, list[Staff]]
    fresh: list[tuple[int, Staff]] = field(default_factory=list)
    altered: list[tuple[Staff, Staff]] = field(default_factory=list)


def import_staff(caller: Caller, parsed: Parsed[StaffRow], *, apply: bool, skip_wrong: bool = False) -> ImportResult:
    """Import the register of staff; a date of leaving ends what the person was put on."""
    return import_sheet(caller, "staff", parsed, plan_staff, apply=apply, skip_wrong=skip_wrong)


def plan_staff(desk: Desk, draft: Draft[StaffRow]) -> Write:
    """Say what becomes of each person of a sheet."""
    people = desk.reader.find(STAFF, desk.pid)
    plan = _Plan({person.number.casefold(): person for person in people}, defaultdict(list))
    for person in people:
        plan.by_name[person.name].append(person)
    for number, item in settled(draft, _numbered(plan, draft), same="同一个人").items():
        _plan_person(desk, plan, draft, number, item)
    _warn_of_namesakes(plan, draft)
    if any(item.row.grid for item in draft.rows):
        draft.warn(0, "grid", "", "“负责网格”一列不在这里导入，请用 gridctl grid import 或 gridctl grid assign")
    return lambda desk: _write(desk, plan)


def _numbered(plan: _Plan, draft: Draft[StaffRow]) -> Iterator[tuple[str, Numbered[StaffRow]]]:
    """Give each row with its 工号: as written, or that of the only one of that name."""
    for item in draft.rows:
        row = item.row
        namesakes = plan.by_name.get(row.name, [])
        try:
            if row.number:
                yield staff_number(row.number).casefold(), item
            elif len(namesakes) == 1:
                yield namesakes[0].number.casefold(), item
            elif namesakes:
                draft.wrong(item.line, "name", row.name, f"花名册里有 {len(namesakes)} 个同名的人，要写工号")
            else:
                draft.wrong(item.line, "number", "", f"没有写工号；{row.name} 还不在花名册里")
        except UsageError as error:
            draft.wrong(item.line, "number", row.number or "", error.message)


def _plan_person(desk: Desk, plan: _Plan, draft: Draft[StaffRow], key: str, item: Numbered[StaffRow]) -> None:
    known = plan.by_number.get(key)
    person = _filled(desk, draft, item, known)
    if person is None:
        return
    if known is None:
        draft.new += 1
        plan.fresh.append((item.line, person))
        return
    if known.name != person.name:
        draft.warn(item.line, "name", person.name, f"工号 {known.number} 原来是 {known.name}；若是换了人，请用新的工号")
    if draft.changes(item.line, f"{known.number} {known.name}", _differences(known, person)):
        plan.altered.append((known, person))
    if person.departed and person.departed != known.departed:
        draft.warn(
            item.line,
            "departed",
            str(person.departed),
            f"{person.name} 的任职到这天结束；导入后运行 gridctl grid check",
        )
        if held := in_hand(desk, known.id):
            draft.warn(item.line, "departed", str(person.departed), f"{person.name} 还没有交回：{'、'.join(held)}")


def _filled(desk: Desk, draft: Draft[StaffRow], item: Numbered[StaffRow], known: Staff | None) -> Staff | None:
    """Give the person as the row says; None where something in it cannot be."""
    line, row = item
    there = known or Staff(desk.pid, 0, row.number or "", row.name, "", "", None, None, "", "")
    post = _post(draft, line, row, there)
    joined, departed = kept(row.joined, there.joined), kept(row.departed, there.departed)
    if joined and departed and departed < joined:
        draft.wrong(line, "departed", str(departed), f"离岗日期早于入职日期 {joined}")
        return None
    try:
        name = staff_name(row.name)
    except UsageError as error:
        draft.wrong(line, "name", row.name, error.message)
        return None
    if post is None:
        return None
    return replace(
        there,
        number=there.number if known else staff_number(there.number),
        name=name,
        post=post.code,
        phone=kept_text(row.phone, there.phone),
        joined=joined,
        departed=departed,
        lives_in=kept_text(row.lives_in, there.lives_in),
        remark=kept_text(row.remark, there.remark),
    )


def _post(draft: Draft[StaffRow], line: int, row: StaffRow, there: Staff) -> Post | None:
    if row.post is CLEAR or not (row.post or there.post):
        draft.wrong(line, "post", "", "没有写岗位")
        return None
    try:
        return post_from_text(str(row.post or there.post))
    except GridctlError as error:
        draft.wrong(line, "post", str(row.post), f"不认识这个岗位；{error.hint}")
        return None


def _differences(before: Staff, after: Staff) -> Iterator[Difference]:
    for name, label in _LABELS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield label, _words(name, old), _words(name, new)


def _words(field_name: str, value: object) -> str:
    if field_name == "post":
        return next((post.name for post in posts() if post.code == value), str(value))
    return "" if value is None else str(value)


def _warn_of_namesakes(plan: _Plan, draft: Draft[StaffRow]) -> None:
    people = [person for namesakes in plan.by_name.values() for person in namesakes]
    names = Counter(person.name for person in (*people, *(person for _, person in plan.fresh)))
    for line, person in plan.fresh:
        if names[person.name] > 1:
            draft.warn(line, "name", person.name, "有同名的人，以后录入请用工号")


def _write(desk: WritingDesk, plan: _Plan) -> None:
    first = desk.tx.next_id(desk.pid, STAFF, len(plan.fresh)) if plan.fresh else 0
    fresh = [replace(person, id=first + i) for i, (_, person) in enumerate(plan.fresh)]
    desk.tx.insert(STAFF, fresh)
    by_code = {post.code: post for post in posts()}
    starts = ((person, by_code[person.post], first_day(desk, person)) for person in fresh)
    keep_assignments(desk, [row for start in starts for row in standing_ground(*start)])
    for before, after in plan.altered:
        _alter(desk, before, after, by_code)


def _alter(desk: WritingDesk, before: Staff, after: Staff, by_code: dict[str, Post]) -> None:
    """Write what changed of a person, and let what he was put on follow his post and his leaving."""
    if after.post != before.post:
        standing = [
            row for row in assignments_of(desk, before.id) if row.scope == Scope.PROJECT and row.post == before.post
        ]
        end_assignments(desk, standing, desk.today)
        keep_assignments(desk, standing_ground(after, by_code[after.post], max(desk.today, first_day(desk, after))))
    if after.departed and after.departed != before.departed:
        let_go(desk, after, after.departed)
    else:
        desk.tx.update(STAFF, [after])
