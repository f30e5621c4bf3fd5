"""Who answers for a place on a day: its grid, and the grid's head (D2 3.1, D7 四)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gridctl.store import answering

if TYPE_CHECKING:
    from gridctl.services.desk import Desk


def head_of(desk: Desk, grid: int, day: date) -> int | None:
    """The member of staff who heads a grid on a day, by the post that heads grids in this project."""
    return answering.head_of(desk.reader, desk.pid, grid, desk.policy("grid_head_post", day), day)


def answerable(desk: Desk, place: int, day: date) -> tuple[int | None, int | None]:
    """The grid of a place on a day and its head; None where there is none."""
    grid = answering.grid_of(desk.reader, desk.pid, place, day)
    return grid, None if grid is None else head_of(desk, grid, day)


def heads_on(desk: Desk, day: date) -> list[tuple[str, str, str]]:
    """The code and name of each grid that stands on a day, with the name of its head, "" where it has none."""
    return answering.heads_on(desk.reader, desk.pid, desk.policy("grid_head_post", day), day)
