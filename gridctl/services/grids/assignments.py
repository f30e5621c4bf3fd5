"""Who answers for what from a day to a day: assignments made and ended, one head a grid on any day (D2 三, D7 四.5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import Assignment, Scope, ended, grid_name, holds_on, overlaps, period_words
from gridctl.domain.staff import Staff
from gridctl.errors import RuleError
from gridctl.regulation.posts import posts
from gridctl.store.estates import PLACE
from gridctl.store.grids import ASSIGNMENT, GRID
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.regulation.posts import Post
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.estates.houses import Houses


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment in words; `valid_to` is the first day it no longer holds."""

    staff_number: str
    staff: str
    post: str
    scope: str
    ground: str
    valid_from: date
    valid_to: date | None


def planned(
    person: Staff,
    post: Post,
    start: date,
    end: date | None = None,
    *,
    grid: int | None = None,
    building: int | None = None,
    place: int | None = None,
) -> Assignment:
    """An assignment that is not yet in the ledger; without grid, building and place its ground is the whole project."""
    scope = Scope.GRID if grid else Scope.BUILDINGS if building else Scope.PLACE if place else Scope.PROJECT
    return Assignment(person.project, 0, person.id, post.code, scope, grid, building, place, start, end)


def assign(desk: WritingDesk, wanted: Sequence[Assignment], *, replacing: bool = False) -> list[Assignment]:
    """Put people on their ground.

    RuleError where the person is not there then, has that ground already, the grid does not stand yet, or another
    heads the grid on one of those days; with `replacing`, who heads it on the first of them is ended that day.
    """
    for row in wanted:
        refuse_absent(desk, row)
        _refuse_no_grid(desk, row)
        _refuse_twice(desk, row)
        _make_room(desk, row, replacing=replacing)
    rows = keep_assignments(desk, wanted)
    for row in rows:
        _warn_of_several_grids(desk, row)
    return rows


def keep_assignments(desk: WritingDesk, wanted: Sequence[Assignment]) -> list[Assignment]:
    """Write assignments that were checked, each with an id."""
    first = desk.tx.next_id(desk.pid, ASSIGNMENT, len(wanted)) if wanted else 0
    rows = [replace(row, id=first + i) for i, row in enumerate(wanted)]
    desk.tx.insert(ASSIGNMENT, rows)
    return rows


def end_assignments(desk: WritingDesk, rows: Iterable[Assignment], day: date) -> list[Assignment]:
    """End assignments on a day and give those that ended; what would only begin then or later is taken out."""
    closing, never = ended(rows, day)
    desk.tx.update(ASSIGNMENT, closing)
    desk.tx.delete(ASSIGNMENT, never)
    return closing + never


def assignments_of(desk: Desk, staff: int) -> list[Assignment]:
    """Everything a member of staff was put on, oldest first."""
    return desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["staff"] == staff, order="valid_from")


def assignments_in(desk: Desk, grid: int) -> list[Assignment]:
    """Everyone who was put on a grid, oldest first."""
    return desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["grid"] == grid, order="valid_from")


def heads_on(desk: Desk, day: date) -> dict[int, list[int]]:
    """By grid, the staff who head it on a day; more than one is a fault that `grid check` finds."""
    post = desk.policy("grid_head_post", day)
    rows = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["scope"] == "grid", ASSIGNMENT.c["post"] == post)
    heads: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.grid is not None and holds_on(row, day):
            heads[row.grid].append(row.staff)
    return heads


def assignment_lines(desk: Desk, rows: Iterable[Assignment]) -> list[AssignmentLine]:
    """Assignments in words."""
    rows = list(rows)
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    grids = {grid.id: grid_name(grid) for grid in desk.reader.find(GRID, desk.pid)}
    houses = _houses(desk) if any(row.building or row.place for row in rows) else None
    return [
        AssignmentLine(
            staff_number=staff[row.staff].number,
            staff=staff[row.staff].name,
            post=row.post,
            scope=row.scope,
            ground=grids[row.grid] if row.grid is not None else _ground(desk, row, houses),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    ]


def _houses(desk: Desk) -> Houses:
    from gridctl.services.estates.houses import Houses  # noqa: PLC0415 - most assignments are of grids or of the project

    return Houses.of(desk)


def _ground(desk: Desk, row: Assignment, houses: Houses | None) -> str:
    if houses is not None and row.building is not None:
        return houses.building_name(row.building)
    if row.place is None:
        return "全项目"
    from gridctl.services.places.finding import place_name  # noqa: PLC0415

    place = desk.reader.get(PLACE, desk.pid, row.place)
    return place_name(desk, place, houses) if place else ""


def refuse_absent(desk: Desk, row: Assignment) -> None:
    """Refuse someone who has not come by then, or has left before the end."""
    person = _person(desk, row.staff)
    who = f"{person.number} {person.name}"
    if person.joined and person.joined > row.valid_from:
        raise RuleError(
            f"{who} {person.joined} 才到岗，不能从 {row.valid_from} 起安排", f"用 --from {person.joined} 或以后"
        )
    if person.departed and person.departed <= row.valid_from:
        raise RuleError(f"{who} 已于 {person.departed} 离岗", "换一个在岗的人；查看：gridctl staff list")
    if person.departed and (row.valid_to is None or row.valid_to > person.departed):
        raise RuleError(f"{who} 从 {person.departed} 起离岗", "用 --to 写明到他在岗的最后一天")


def _refuse_no_grid(desk: Desk, row: Assignment) -> None:
    grid = desk.reader.get(GRID, desk.pid, row.grid) if row.grid is not None else None
    if grid and grid.valid_from > row.valid_from:
        raise RuleError(
            f"网格 {grid_name(grid)} 从 {grid.valid_from} 起才有，不能从 {row.valid_from} 起安排",
            f"用 --from {grid.valid_from} 或以后",
        )


def _make_room(desk: WritingDesk, row: Assignment, *, replacing: bool) -> None:
    """Let no second person of a heading post into a grid, on no day."""
    heading = {post.code for post in posts() if post.heads_grid}
    if row.grid is None or row.post not in heading:
        return
    rivals = [other for other in assignments_in(desk, row.grid) if other.post == row.post and _meets(other, row)]
    later = [other for other in rivals if not holds_on(other, row.valid_from)]
    if rivals and (later or not replacing):
        raise taken(desk, row, later[0] if replacing else rivals[0])
    end_assignments(desk, rivals, row.valid_from)


def taken(desk: Desk, row: Assignment, rival: Assignment) -> RuleError:
    """Say who has the grid already, since when and until when."""
    line = assignment_lines(desk, [rival])[0]
    since = period_words(rival.valid_from, rival.valid_to)
    post = next(post.name for post in posts() if post.code == row.post)
    if rival.valid_from > row.valid_from:
        hint = f"只安排到那以前：--to {rival.valid_from - timedelta(days=1)}"
    else:
        hint = f"要从 {row.valid_from} 起换人，加上 --replace"
    return RuleError(f"网格 {line.ground} 已有{post} {line.staff_number} {line.staff}（{since}）", hint)


def _refuse_twice(desk: Desk, row: Assignment) -> None:
    for other in assignments_of(desk, row.staff):
        if same_duty(other, row) and _meets(other, row):
            line = assignment_lines(desk, [other])[0]
            since = period_words(other.valid_from, other.valid_to)
            raise RuleError(f"{line.staff_number} {line.staff} 已经负责 {line.ground}（{since}）", "不用再安排")


def _warn_of_several_grids(desk: WritingDesk, row: Assignment) -> None:
    same = [other for other in assignments_of(desk, row.staff) if other.post == row.post]
    grids = [other for other in same if other.grid is not None and _meets(other, row)]
    if row.grid is not None and len(grids) > 1:
        lines = assignment_lines(desk, grids)
        names = "、".join(dict.fromkeys(line.ground for line in lines))
        desk.notices.append(f"{lines[0].staff} 同时负责 {len(grids)} 个网格：{names}")


def same_duty(one: Assignment, other: Assignment) -> bool:
    """Whether two assignments are of one post on one ground, whenever they hold."""
    return (one.post, one.grid, one.building, one.place) == (other.post, other.grid, other.building, other.place)


def _meets(other: Assignment, row: Assignment) -> bool:
    return overlaps(other, row.valid_from, row.valid_to)


def _person(desk: Desk, key: int) -> Staff:
    person = desk.reader.get(STAFF, desk.pid, key)
    assert person is not None  # noqa: S101 - a foreign key says so
    return person
