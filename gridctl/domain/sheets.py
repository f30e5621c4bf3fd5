"""The rows that offices hand in: one value a column, None where the cell was blank (what is there is kept)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from gridctl.domain.moments import Moment
from gridctl.domain.text import clean


class Clear(Enum):
    """The word by which a cell says that what is there is to be emptied; a blank cell keeps it."""

    CLEAR = "<清空>"


CLEAR: Final = Clear.CLEAR


def retyped(said: str, there: str) -> str:
    """What a text becomes where it is typed anew, clean: nothing typed keeps what is there, <清空> empties it."""
    text = clean(said)
    return there if not text else "" if text == CLEAR.value else text


Words = str | Clear | None
Day = date | Clear | None
When = Moment | Clear | None


class RoomRow(NamedTuple):
    """A room of the estate register. Either `room` (with `building`) or `address` is there, never both.

    `area_cm2` in square centimetres. `longitude`, `latitude` (degrees), `x` and `y` (metres) are of the building: plain
    decimal text such as "113.0521".
    """

    phase: str | None
    building: str | None
    unit: str | None
    floor: str | None
    room: str | None
    address: str | None
    area_cm2: int | Clear | None
    kind: Words
    state: Words
    longitude: Words
    latitude: Words
    x: Words
    y: Words
    grid: Words
    remark: Words


class PlaceRow(NamedTuple):
    """A public place or a piece of equipment; `kind` is the office's own word (电梯, 水泵房, 大堂…)."""

    name: str
    kind: Words
    phase: str | None
    building: str | None
    unit: str | None
    floor: Words
    location: Words
    keeper: Words
    grid: Words
    remark: Words


class StaffRow(NamedTuple):
    """A member of staff; `number` is the 工号, `lives_in` the address or grid lived in, `grid` the one looked after."""

    number: str | None
    name: str
    post: Words
    phone: Words
    joined: Day
    departed: Day
    lives_in: Words
    grid: Words
    remark: Words


class GridRow(NamedTuple):
    """A grid, or further ground of the grid of the same code; `head` names who answers for it.

    `places` are public places outside the buildings, one or several in one cell.
    """

    code: str
    name: Words
    phase: str | None
    building: str | None
    unit: str | None
    places: str | None
    head: Words
    from_day: Day


class ResidentRow(NamedTuple):
    """A person of a household. Either `room` (with `building`) or `address` is there, never both."""

    phase: str | None
    building: str | None
    unit: str | None
    room: str | None
    address: str | None
    name: str
    role: Words
    phone: Words
    id_number: Words
    sex: Words
    moved_in: Day
    remark: Words


class TicketRow(NamedTuple):
    """A repair slip as the office's own sheet has it: `number` the 单号, `paper` the number of the paper slip.

    `place` is 地点 and 部位 in one text with a space between; `progress` is 维修情况 or 处理进度. `details` are the filled
    cells of columns that are named like fields of a kind of ticket: (header, text).
    """

    number: str | None
    paper: str | None
    opened: When
    source: Words
    reporter: Words
    reporter_phone: Words
    place: Words
    category: Words
    problem: Words
    urgency: Words
    dispatcher: Words
    dispatched: When
    executor: Words
    accepted_at: When
    arrived: When
    progress: Words
    material: Words
    finished: When
    verifier: Words
    verified: When
    state: Words
    remark: Words
    details: tuple[tuple[str, str], ...] | None = None


class RuleRow(NamedTuple):
    """A rule for dividing the estate: `kind` is 同组, 分开, 相邻, 隔断 or 关爱权重.

    `building` and `other` name one building or several. A barrier is drawn by `line` ("40,120; 200,120") or by the
    figures of its two ends, plain decimal text, in metres or degrees. `amount` is the care weight.
    """

    kind: str
    phase: str | None
    building: str | None
    other: str | None
    unit: str | None
    amount: str | None
    x1: str | None
    y1: str | None
    x2: str | None
    y2: str | None
    line: str | None
    remark: Words


class ContractorRow(NamedTuple):
    """A clause of a contractor's contract (`code`, `words`, `deduction` in yuan), ground it answers for, or both.

    `buildings`, `places` and `grids` name one or several.
    """

    contractor: str
    code: str | None
    words: Words
    deduction: Words
    buildings: str | None
    places: str | None
    grids: str | None


class CalendarRow(NamedTuple):
    """A day, or the days from `day` up to and with `last`, that are `state` 休 (nobody works) or 班 (a make-up day)."""

    day: date
    last: Day
    state: str
    name: Words


class VisitRow(NamedTuple):
    """A visit of a household and one need it found. Either `room` (with `building`) or `address` is there, never both.

    `solved` is 是 or 否; further needs of a visit stand in rows of their own.
    """

    phase: str | None
    building: str | None
    unit: str | None
    room: str | None
    address: str | None
    at: Moment
    staff: str
    mode: Words
    outcome: Words
    people: Words
    need: str | None
    need_kind: str | None
    solved: str | None
    note: Words


class InspectionRow(NamedTuple):
    """A check-list gone through: `list` and the ground by what the office calls them, minutes of the day where known.

    `answers` are the cells of the points as they were written, in the order of the sheet's columns; `words` says what
    is abnormal where a cell has only its mark.
    """

    list: str | None
    grid: str | None
    building: str | None
    place: str | None
    day: Moment | None
    started: int | None
    finished: int | None
    inspector: str | None
    partner: str | None
    words: str | None
    remark: str | None
    answers: tuple[str, ...] = ()
