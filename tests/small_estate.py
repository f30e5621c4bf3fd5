"""An estate of two grids, as small as tickets need: two buildings, two heads, two technicians."""

from datetime import date, datetime
from pathlib import Path

from gridctl.domain.estates import Building, Place, Unit
from gridctl.domain.grids import Assignment, Extent, Grid
from gridctl.domain.place_keys import building_key, public_key, room_key, unit_key
from gridctl.domain.staff import Staff
from gridctl.services.initials import keep_letters
from gridctl.store.estates import BUILDING, PLACE, UNIT
from gridctl.store.grids import ASSIGNMENT, EXTENT, GRID
from gridctl.store.schema import Ledgered
from gridctl.store.staff import STAFF
from gridctl.store.transactions import Act, Transaction, writing
from tests.remembered import remembered

FROM = date(2025, 1, 1)
WANG, ZHAO, LI, ZHOU, CHEN = 1, 2, 3, 4, 5
PEOPLE = (
    (WANG, "W01", "王强", "technician"),
    (ZHAO, "W02", "赵磊", "technician"),
    (LI, "G01", "李梅", "steward"),
    (ZHOU, "G02", "周静", "steward"),
    (CHEN, "Q01", "陈芳", "front_desk"),
)
ROOM, HALL_1, LIFT, HALL_2, GARDEN = 1, 2, 3, 4, 5  # places: grid 1, 1, 1, grid 2, no grid
GRID_1, GRID_2 = 1, 2


def _place(key: int, kind: str, at: tuple[int | None, int | None], written: str, place_key: str) -> Place:
    building, unit = at
    return Place(
        project=1,
        id=key,
        kind=kind,
        building=building,
        unit=unit,
        floor=None,
        key=place_key,
        written=written,
        use="",
        state="",
        area_cm2=None,
        location="",
        keeper="",
        keeper_staff=None,
        remark="",
    )


def _rows() -> list[tuple[Ledgered[object], list[object]]]:
    staff = [Staff(1, key, number, name, post, "", None, None, "", "") for key, number, name, post in PEOPLE]
    buildings = [Building(1, n, "", building_key(f"{n}栋"), f"{n}栋", None, None) for n in (1, 2)]
    units = [Unit(1, n, n, unit_key("1单元"), "1单元") for n in (1, 2)]
    places = [
        _place(ROOM, "room", (1, 1), "101", room_key("101")),
        _place(HALL_1, "area", (1, 1), "大堂", public_key("大堂")),
        _place(LIFT, "equipment", (1, 1), "1#电梯", public_key("1#电梯")),
        _place(HALL_2, "area", (2, 2), "大堂", public_key("大堂")),
        _place(GARDEN, "area", (None, None), "中心花园", public_key("中心花园")),
    ]
    grids = [Grid(1, GRID_1, "01", "一号网格", FROM, None), Grid(1, GRID_2, "02", "二号网格", FROM, None)]
    extents = [Extent(1, n, n, n, None, FROM, None) for n in (1, 2)]
    heads = [
        Assignment(1, n, head, "steward", "grid", n, None, None, FROM, None)
        for n, head in ((GRID_1, LI), (GRID_2, ZHOU))
    ]
    tables = (
        (STAFF, staff),
        (BUILDING, buildings),
        (UNIT, units),
        (PLACE, places),
        (GRID, grids),
        (EXTENT, extents),
        (ASSIGNMENT, heads),
    )
    return list(tables)  # type: ignore[arg-type]


def write_estate(tx: Transaction) -> None:
    """Write the rows of the estate within a transaction."""
    for table, rows in _rows():
        tx.next_id(1, table, len(rows))
        tx.insert(table, rows)


@remembered
def furnish(ledger: Path, now: datetime) -> None:
    """Put the estate into a new ledger of one project, with the letters of its names."""
    with writing(ledger, Act("owner", "estate import"), now) as tx:
        write_estate(tx)
        keep_letters(tx, 1)
