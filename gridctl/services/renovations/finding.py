"""The file that is meant: by its number, or by the home it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.renovations import EventKind
from gridctl.domain.text import fold
from gridctl.errors import NotFoundError
from gridctl.services.places.finding import find_place_id
from gridctl.store.renovations import RENOVATION, RENOVATION_EVENT

if TYPE_CHECKING:
    from gridctl.domain.renovations import Renovation, RenovationEvent
    from gridctl.services.desk import Desk

LARGEST_NUMBER = 9  # digits of a file's number


def find_renovation(desk: Desk, text: str) -> Renovation:
    """The file of a number or, named by its home, that home's open one, else its last; NotFoundError where none is."""
    typed = fold(text)
    if typed.isdecimal() and len(typed) <= LARGEST_NUMBER:
        row = desk.reader.get(RENOVATION, desk.pid, int(typed))
        if row is not None:
            return row
        raise NotFoundError(f"没有第 {int(typed)} 份装修档案", "查看编号：gridctl renovation list --all；也可以写房号")
    files = renovations_of(desk, find_place_id(desk, text, public=False))
    if not files:
        raise NotFoundError(f"{typed} 没有装修档案", f"先登记申请：gridctl renovation apply {typed} --works 内容")
    return next((row for row in files if is_open(row)), files[-1])


def renovations_of(desk: Desk, place: int) -> list[Renovation]:
    """The files of a home, oldest first."""
    return desk.reader.alike(RENOVATION, desk.pid, place=place)


def is_open(row: Renovation) -> bool:
    """Whether a file is not closed: neither accepted nor called off."""
    return row.cancelled_on is None and row.passed != 1


def find_violation(desk: Desk, number: int) -> RenovationEvent:
    """The violation of a number."""
    row = desk.reader.get(RENOVATION_EVENT, desk.pid, number)
    if row is None or row.kind != EventKind.VIOLATION:
        raise NotFoundError(f"没有第 {number} 号违规", "查看编号：gridctl renovation show 编号或房号")
    return row


def events_of(desk: Desk, file: int) -> list[RenovationEvent]:
    """What happened at a home under renovation, in the order of its days."""
    return desk.reader.find(RENOVATION_EVENT, desk.pid, RENOVATION_EVENT.c["renovation"] == file, order="day")


def unmended(desk: Desk, file: int) -> list[RenovationEvent]:
    """The violations of a file that are not put right."""
    return [row for row in events_of(desk, file) if row.kind == EventKind.VIOLATION and row.mended_on is None]
