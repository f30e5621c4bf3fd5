"""Who stands in for whom on which days, and what nobody answers for while somebody is on leave (P1, E3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import days_words, holds_on, overlaps
from gridctl.domain.leaves import stands_in
from gridctl.services.grids.assignments import assignment_lines, assignments_of, same_duty
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.leaves import LEAVE
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.domain.grids import Assignment
    from gridctl.domain.leaves import Leave
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who heads a grid and is on leave without anybody who stands in, from a day to a day, both included."""

    grid: int
    staff: int
    first: date
    last: date


def all_leaves(desk: Desk) -> list[Leave]:
    """All leave that was ever entered, oldest first; read once."""
    found: list[Leave] = desk.once("leaves", ("leave",), lambda: desk.reader.find(LEAVE, desk.pid, order="valid_from"))
    return found


def leave_days(row: Leave) -> str:
    """The days of a leave in words: 2026-03-16, 2026-03-16 至 03-18."""
    return days_words(row.valid_from, row.valid_to - DAY)


def tell_of(desk: Desk, row: Leave) -> None:
    """Tell of the days of a leave what nobody answers for, and who stands in for several."""
    people = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    leaves = all_leaves(desk)
    _tell_of_nobody(desk, row, people[row.staff], leaves)
    _tell_of_trusting(desk, row, people, leaves)
    if row.deputy is not None:
        _tell_of_several(desk, row, people, leaves)


def unanswered(desk: Desk, staff: int, first: date, end: date, leaves: list[Leave]) -> list[Assignment]:
    """What somebody was put on that nobody does on some day in [first, end): neither a deputy nor another in the post."""
    others = [row for row in desk.reader.find(ASSIGNMENT, desk.pid) if row.staff != staff]
    people = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    return [
        row
        for row in assignments_of(desk, staff)
        if overlaps(row, first, end)
        and any(
            stands_in(leaves, staff, day) is None and not _done_by(row, others, people, leaves, day)
            for day in _days(max(first, row.valid_from), min(end, row.valid_to or end))
        )
    ]


def heads_away(desk: Desk, first: date, last: date) -> list[Away]:
    """The grids whose head is on leave on some of these days without anybody who stands in, days in a row as one."""
    leaves = [row for row in all_leaves(desk) if overlaps(row, first, last + DAY)]
    if not leaves:
        return []
    heads = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["scope"] == "grid", order="valid_from")
    found: list[Away] = []
    for leave in leaves:
        rows = [row for row in heads if row.staff == leave.staff]
        for day in _days(max(leave.valid_from, first), min(leave.valid_to, last + DAY)):
            if stands_in(leaves, leave.staff, day) is None:
                post = desk.policy("grid_head_post", day)
                found += [
                    Away(row.grid, row.staff, day, day)
                    for row in rows
                    if row.grid and row.post == post and holds_on(row, day)
                ]
    return list(_joined(sorted(found, key=lambda away: (away.grid, away.staff, away.first))))


def duty_words(desk: Desk, rows: Iterable[Assignment]) -> str:
    """What somebody was put on, in words: 一号网格（客服管家）、全项目（工程技工）."""
    from gridctl.regulation.posts import posts  # noqa: PLC0415 - only where something is told of

    names = {post.code: post.name for post in posts()}
    lines = assignment_lines(desk, rows)
    return "、".join(dict.fromkeys(f"{line.ground}（{names.get(line.post, line.post)}）" for line in lines))


def _joined(found: Iterable[Away]) -> Iterator[Away]:
    last: Away | None = None
    for away in found:
        if last and (last.grid, last.staff) == (away.grid, away.staff) and away.first == last.last + DAY:
            last = Away(last.grid, last.staff, last.first, away.last)
            continue
        if last:
            yield last
        last = away
    if last:
        yield last


def _days(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += DAY


def _done_by(
    row: Assignment, others: Iterable[Assignment], people: dict[int, Staff], leaves: list[Leave], day: date
) -> bool:
    """Whether another in the same post on the same ground is there on a day, or somebody for him."""
    return any(
        same_duty(other, row)
        and holds_on(other, day)
        and people[other.staff].works_on(day)
        and stands_in(leaves, other.staff, day) is not None
        for other in others
    )


def _tell_of_nobody(desk: Desk, row: Leave, person: Staff, leaves: list[Leave]) -> None:
    if rows := unanswered(desk, row.staff, row.valid_from, row.valid_to, leaves):
        desk.notices.append(
            f"{person.name} 请假期间没有人代理：{duty_words(desk, rows)}；"
            f"写明代理人：gridctl staff leave-edit {row.id} --deputy 人员"
        )


def _tell_of_trusting(desk: Desk, row: Leave, people: dict[int, Staff], leaves: list[Leave]) -> None:
    """Tell of those whose deputy goes on leave himself."""
    for other in leaves:
        if other.deputy == row.staff and overlaps(other, row.valid_from, row.valid_to):
            day = max(other.valid_from, row.valid_from)
            by = stands_in(leaves, other.staff, day)
            named = f"由 {people[by].name} 一并代理" if by is not None else "没有人代理"
            desk.notices.append(
                f"{people[row.staff].name} 这几天代理 {people[other.staff].name}（第 {other.id} 条请假），现在{named}；"
                f"换代理人：gridctl staff leave-edit {other.id} --deputy 人员"
            )


def _tell_of_several(desk: Desk, row: Leave, people: dict[int, Staff], leaves: list[Leave]) -> None:
    """Tell of a deputy who stands in for others on some of the same days."""
    same = [other for other in leaves if other.deputy == row.deputy and overlaps(other, row.valid_from, row.valid_to)]
    names = list(dict.fromkeys(people[other.staff].name for other in same))
    if len(names) > 1:
        desk.notices.append(f"{people[row.deputy or 0].name} 这几天同时代理 {len(names)} 个人：{'、'.join(names)}")
