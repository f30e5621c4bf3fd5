"""Who is put where, as a clerk says it: a person, a post, and the ground that the post answers for (D2 三, D7 四)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.grids import Assignment, Scope, holds_on
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.posts import post_from_text
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.assignments import (
    AssignmentLine,
    assign,
    assignment_lines,
    assignments_of,
    planned,
    same_duty,
)
from gridctl.services.grids.finding import find_grid
from gridctl.services.grids.ground import building_meant, opening_day, written_out
from gridctl.services.places.finding import find_place_id
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.grids import Grid
    from gridctl.domain.staff import Staff
    from gridctl.regulation.posts import Post
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Posting:
    """What was said: `end` is the first day no longer; without grid, buildings and place it is the whole project."""

    person: str
    grid: str = ""
    post: str = ""
    buildings: str = ""
    place: str = ""
    start: date | None = None
    end: date | None = None
    replacing: bool = False


def put_on(desk: WritingDesk, said: Posting) -> list[AssignmentLine]:
    """Put a person on ground from a day on; where he has it already and an end is said, let it end then.

    UsageError where post and ground do not go together, RuleError as `assign` says.
    """
    person = find_staff(desk.reader, desk.pid, said.person)
    grid = find_grid(desk, said.grid) if said.grid else None
    post = _post(desk, said, person, grid)
    rows = _rows(desk, said, person, post, grid)
    if said.end and (held := _held(desk, rows, said.start, said.end)):
        return assignment_lines(desk, _end(desk, held, said.end))
    _refuse_backwards(rows)
    if grid and person.post != post.code:
        own = post_from_text(person.post).name
        desk.notices.append(f"{person.number} {person.name} 登记的岗位是{own}，这里按{post.name}安排")
    return assignment_lines(desk, assign(desk, rows, replacing=said.replacing))


def _post(desk: Desk, said: Posting, person: Staff, grid: Grid | None) -> Post:
    """The post that was said, else the one that heads grids, else the person's own; with ground that it answers for."""
    if said.post:
        post = post_from_text(said.post)
    elif grid:
        post = post_from_text(desk.policy("grid_head_post", said.start or desk.today))
    else:
        post = post_from_text(person.post)
    ground = Scope.GRID if grid else Scope.BUILDINGS if said.buildings else Scope.PLACE if said.place else Scope.PROJECT
    if bool(grid) + bool(said.buildings) + bool(said.place) > 1:
        raise UsageError("网格、--buildings、--place 只能写一样", "分几次安排")
    if ground != post.scope and not (ground is Scope.GRID and post.heads_grid):
        raise UsageError(f"{post.name}不按{GROUND_WORDS[ground]}安排", f"{post.name}{_WAYS[Scope(post.scope)]}")
    return post


GROUND_WORDS = {Scope.GRID: "网格", Scope.BUILDINGS: "楼栋", Scope.PLACE: "部位", Scope.PROJECT: "全项目"}
_WAYS = {
    Scope.GRID: "管一个网格：gridctl grid assign 网格 人员",
    Scope.BUILDINGS: "管若干楼栋：gridctl grid assign 人员 --buildings 1栋,2栋",
    Scope.PLACE: "管一个部位：gridctl grid assign 人员 --place 会所",
    Scope.PROJECT: "管全项目：gridctl grid assign 人员",
}


def _rows(desk: Desk, said: Posting, person: Staff, post: Post, grid: Grid | None) -> list[Assignment]:
    there = [opening_day(desk), *([grid.valid_from] if grid else []), *([person.joined] if person.joined else [])]
    start = said.start or max(there)
    if said.buildings:
        houses = Houses.of(desk)
        found = dict.fromkeys(building_meant(desk, houses, one) for one in written_out(said.buildings))
        return [planned(person, post, start, said.end, building=building) for building in found]
    place = find_place_id(desk, said.place, rooms=False) if said.place else None
    return [planned(person, post, start, said.end, grid=grid.id if grid else None, place=place)]


def _held(desk: Desk, rows: list[Assignment], start: date | None, end: date) -> list[Assignment]:
    """What the person has of this ground already beyond the end: on the day said, else on any before the end."""
    known = assignments_of(desk, rows[0].staff)
    return [
        held
        for row in rows
        for held in known
        if same_duty(held, row)
        and (holds_on(held, start) if start else held.valid_from < end)
        and (held.valid_to is None or end < held.valid_to)
    ]


def _end(desk: WritingDesk, held: list[Assignment], end: date) -> list[Assignment]:
    rows = [replace(row, valid_to=end) for row in held]
    _refuse_backwards(rows)
    desk.tx.update(ASSIGNMENT, rows)
    return rows


def _refuse_backwards(rows: list[Assignment]) -> None:
    for row in rows:
        if row.valid_to is not None and row.valid_to <= row.valid_from:
            raise RuleError(f"到 {row.valid_to} 就已结束，早于开始的 {row.valid_from}", "核对 --from 和 --to")
