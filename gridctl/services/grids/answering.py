"""Who answers for a place on a day: its grid, and the grid's head or who stands in for him (D2 3.1, D7 四)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.leaves import stands_in
from gridctl.store import answering

if TYPE_CHECKING:
    from gridctl.domain.leaves import Leave
    from gridctl.services.desk import Desk


def head_of(desk: Desk, grid: int, day: date) -> int | None:
    """Who answers for a grid on a day: its head by the post that heads grids, while he is on leave his deputy.

    A head on leave without anybody who stands in still answers (D7 四.5); `grid check` finds him.
    """
    head = headed_by(desk, grid, day)
    return None if head is None else stand_in(desk, head, day) or head


def headed_by(desk: Desk, grid: int, day: date) -> int | None:
    """Who heads a grid on a day, on leave or not."""
    return answering.head_of(desk.reader, desk.pid, grid, desk.policy("grid_head_post", day), day)


def answerable(desk: Desk, place: int, day: date) -> tuple[int | None, int | None]:
    """The grid of a place on a day and who answers for it; None where there is none."""
    grid = answering.grid_of(desk.reader, desk.pid, place, day)
    return grid, None if grid is None else head_of(desk, grid, day)


def head_words(desk: Desk, grid: int, day: date) -> str:
    """The name of who heads a grid on a day as `named` says it, "" where nobody does."""
    head = headed_by(desk, grid, day)
    return "" if head is None else named(desk, head, answering.name_of(desk.reader, desk.pid, head), day)


def heads_on(desk: Desk, day: date) -> list[tuple[str, str, str]]:
    """The code and name of each grid that stands on a day, with the name of its head as `named` says it."""
    heads = answering.heads_on(desk.reader, desk.pid, desk.policy("grid_head_post", day), day)
    return [
        (grid.code, grid.name, "" if grid.head is None else named(desk, grid.head, grid.head_name, day))
        for grid in heads
    ]


def stand_in(desk: Desk, staff: int, day: date) -> int | None:
    """Who does the work of a member of staff on a day: himself, his deputy while he is on leave, or nobody."""
    return stands_in(leaves_on(desk, day), staff, day)


def named(desk: Desk, staff: int, name: str, day: date) -> str:
    """The name of who does somebody's work on a day: 周静, 李梅（代 周静）, 周静（请假）where nobody stands in."""
    by = stand_in(desk, staff, day)
    if by == staff:
        return name
    return f"{name}（请假）" if by is None else f"{answering.name_of(desk.reader, desk.pid, by)}（代 {name}）"


def leaves_on(desk: Desk, day: date) -> list[Leave]:
    """The leave that anybody is on on a day."""
    found: list[Leave] = desk.once(f"leave {day}", ("leave",), lambda: answering.leaves_on(desk.reader, desk.pid, day))
    return found
