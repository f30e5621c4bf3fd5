"""The ground of the year office: 2,000 households in sixteen buildings, in five grids and from April in six."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from gridctl.domain.estates import Building, Place, Unit
from gridctl.domain.grids import Assignment, Extent, Grid, holds_on
from gridctl.domain.leaves import Leave
from gridctl.domain.place_keys import building_key, public_key, room_key, unit_key
from gridctl.store.estates import BUILDING, PLACE, UNIT
from gridctl.store.grids import EXTENT, GRID
from gridctl.store.residents import OCCUPANCY, PERSON
from gridctl.store.schema import Ledgered
from gridctl.store.transactions import Transaction

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
NOW = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in the project's zone
BUILDINGS, UNITS, ROOMS = 16, 2, 125  # rooms of a building, in two units
NEW_GRID = date(2025, 4, 1)
PUBLIC = ("会所", "样板间", "营销通道", "中心花园", "东门岗", "地库A区", "垃圾房", "消防控制室")
CLUB, SHOW_FLAT, SALES_ROUTE = "会所", "样板间", "营销通道"
SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林",
    [
        "建国",
        "秀英",
        "明",
        "丽华",
        "伟",
        "芳",
        "志强",
        "桂兰",
        "军",
        "敏",
        "海燕",
        "浩",
        "梓涵",
        "欣怡",
        "子轩",
        "玉珍",
    ],
)


@dataclass(slots=True)
class Office:
    """What is known of the estate while its year is written; places by name, rooms and halls by building."""

    tx: Transaction
    seed: int
    rooms: dict[int, list[int]] = field(default_factory=dict)
    halls: dict[int, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)
    leaves: list[Leave] = field(default_factory=list)
    away: dict[tuple[int, date], int | None] = field(default_factory=dict)

    def dice(self, what: str) -> Random:
        """Dice of their own for each part, so that one part more leaves the others as they are."""
        return Random(f"{self.seed} {what}")  # noqa: S311 - dice, not secrets

    def write(self, table: Ledgered[Any], rows: Iterable[Sequence[object]]) -> int:
        """Write rows given without project and id, in column order as the driver stores them; gives the first id."""
        told = list(rows)
        first = self.tx.next_id(1, table, len(told)) if told else 0
        self.tx.insert_values(table, ((1, first + nth, *row) for nth, row in enumerate(told)))
        return first

    def holder(self, post: str, day: date, **ground: int) -> int | None:
        """Who does the work of a post on a ground that day: its holder or, on leave, the deputy."""
        for row in self.assignments:
            if (
                row.post == post
                and all(getattr(row, name) == key for name, key in ground.items())
                and holds_on(row, day)
            ):
                return self.at_work(row.staff, day)
        return None

    def at_work(self, staff: int, day: date) -> int | None:
        """Somebody, or who stands in for him."""
        return self.away.get((staff, day), staff)


def days(first: date = FIRST, last: date = LAST) -> Iterator[date]:
    """The days of the year."""
    return (first + timedelta(days=nth) for nth in range((last - first).days + 1))


def moment(day: date, minute: int) -> str:
    """A minute of a day as the ledger stores it."""
    return f"{day} {minute // 60:02d}:{minute % 60:02d}"


def recorded(day: date, minute: int, late: int = 0) -> str:
    """The instant of a minute of a day in the project's zone, `late` days later."""
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=UTC)
    return (local + timedelta(days=late, hours=-8)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def grid_of(building: int, day: date) -> int:
    """The grid of a building on a day: three buildings a grid, and grid 06 from April with the last two."""
    return min((building - 1) // 3 + 1, 5) if building <= 14 or day < NEW_GRID else 6


def settle(tx: Transaction, seed: int) -> Office:
    """Write the estate and its grids."""
    office = Office(tx, seed)
    _build(office)
    _move_in(office)
    _divide(office)
    return office


def _build(office: Office) -> None:
    tx = office.tx
    tx.next_id(1, BUILDING, BUILDINGS)
    tx.insert(BUILDING, [Building(1, n, "", building_key(f"{n}栋"), f"{n}栋", None, None) for n in _buildings()])
    tx.next_id(1, UNIT, BUILDINGS * UNITS)
    tx.insert(UNIT, [Unit(1, key, b, unit_key(f"{n}单元"), f"{n}单元") for key, b, n in _units()])
    rooms = [
        (b, key, f"{nth // 2 + 1}{nth % 2 + 1:02d}") for key, b, n in _units() for nth in range(63 if n == 1 else 62)
    ]
    first = tx.next_id(1, PLACE, len(rooms))
    tx.insert(PLACE, [_place(first + i, "room", (b, u), room_key(no), no) for i, (b, u, no) in enumerate(rooms)])
    for nth, (building, _, _) in enumerate(rooms):
        office.rooms.setdefault(building, []).append(first + nth)
    halls = tx.next_id(1, PLACE, len(list(_units())))
    tx.insert(
        PLACE, [_place(halls + i, "area", (b, u), public_key("大堂"), "大堂") for i, (u, b, _) in enumerate(_units())]
    )
    office.halls = {b: halls + i for i, (_, b, n) in enumerate(_units()) if n == 1}
    key = tx.next_id(1, PLACE, len(PUBLIC))
    tx.insert(PLACE, [_place(key + i, "area", (None, None), public_key(name), name) for i, name in enumerate(PUBLIC)])
    office.places = {name: key + i for i, name in enumerate(PUBLIC)}


def _buildings() -> range:
    return range(1, BUILDINGS + 1)


def _units() -> Iterator[tuple[int, int, int]]:
    """Id, building and number of each unit."""
    return ((UNITS * (b - 1) + n, b, n) for b in _buildings() for n in range(1, UNITS + 1))


def _place(key: int, kind: str, at: tuple[int | None, int | None], place_key: str, written: str) -> Place:
    building, unit = at
    room = kind == "room"
    floor = int(written[:-2]) if room else None
    use, state = ("residence", "occupied") if room else ("大堂" if written == "大堂" else "", "")
    return Place(1, key, kind, building, unit, floor, place_key, written, use, state, None, "", "", None, "")


def _move_in(office: Office) -> None:
    """One to four residents a household."""
    dice = office.dice("residents")
    homes = [room for rooms in office.rooms.values() for room in rooms for _ in range(dice.choice((1, 2, 2, 3, 4)))]
    people = (_person(dice, nth) for nth in range(len(homes)))
    first = office.write(PERSON, people)
    owners = [nth == 0 or homes[nth - 1] != home for nth, home in enumerate(homes)]
    roles = ("owner" if owner else "family" for owner in owners)
    told = zip(homes, roles, strict=True)
    office.write(OCCUPANCY, ((home, first + nth, role, "2023-06-01", None) for nth, (home, role) in enumerate(told)))


def _person(dice: Random, nth: int) -> tuple[str, ...]:
    return dice.choice(SURNAMES) + dice.choice(GIVEN), f"138{nth:08d}", "", "", ""


def _divide(office: Office) -> None:
    grids = [
        Grid(1, n, f"{n:02d}", f"{'一二三四五六'[n - 1]}号网格", NEW_GRID if n == 6 else FIRST, None)
        for n in range(1, 7)
    ]
    office.tx.next_id(1, GRID, len(grids))
    office.tx.insert(GRID, grids)
    rows = [
        (grid_of(b, start), unit, start, end)
        for unit, b, _ in _units()
        for start, end in ([(FIRST, NEW_GRID), (NEW_GRID, None)] if b > 14 else [(FIRST, None)])
    ]
    first = office.tx.next_id(1, EXTENT, len(rows))
    office.tx.insert(
        EXTENT, [Extent(1, first + i, g, unit, None, start, end) for i, (g, unit, start, end) in enumerate(rows)]
    )
