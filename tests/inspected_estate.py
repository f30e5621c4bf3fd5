"""The small estate with those who go round it: an assistant, an environment officer, a guard, a reception foreman.

Grid 01 (1栋) is headed by 李梅, grid 02 (2栋) by 周静; 周敏 has both buildings, 刘洋 1栋, 董丽娜 the club, 曹玉兰 the
whole project. 何远 has left, 新来 has nothing yet.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from gridctl.domain.estates import Place
from gridctl.domain.grids import Assignment
from gridctl.domain.place_keys import public_key
from gridctl.domain.staff import Staff
from gridctl.services.initials import keep_letters
from gridctl.store.estates import PLACE
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import STAFF
from gridctl.store.transactions import Act, Transaction, writing
from tests.small_estate import FROM, HALL_1, LIFT, write_estate

MORE = (
    ("A09", "周敏", "property_assistant", None, None),
    ("H01", "曹玉兰", "environment_officer", None, None),
    ("P01", "刘洋", "guard", None, None),
    ("D01", "董丽娜", "reception_foreman", None, None),
    ("X01", "何远", "steward", None, date(2026, 2, 1)),
    ("N01", "新来", "steward", date(2026, 3, 10), None),
)
CLUB, CORRIDOR = 6, 7


def _place(key: int, written: str, use: str, at: tuple[int | None, int | None]) -> Place:
    return Place(1, key, "area", *at, None, public_key(written), written, use, "", None, "", "", None, "")


def _write(tx: Transaction) -> None:
    write_estate(tx)
    for key, use in ((LIFT, "电梯"), (HALL_1, "大堂")):
        tx.update(PLACE, [replace(place, use=use) for place in tx.find(PLACE, 1) if place.id == key])
    tx.next_id(1, PLACE, 2)
    tx.insert(PLACE, [_place(CLUB, "会所", "会所", (None, None)), _place(CORRIDOR, "楼道", "楼道", (1, 1))])
    first = tx.next_id(1, STAFF, len(MORE))
    people = [Staff(1, first + i, *one[:3], "", *one[3:], "", "") for i, one in enumerate(MORE)]
    tx.insert(STAFF, people)
    assistant, officer, guard, foreman, *_ = people
    wanted: tuple[tuple[Staff, str, int | None, int | None], ...] = (
        (assistant, "buildings", 1, None),
        (assistant, "buildings", 2, None),
        (officer, "project", None, None),
        (guard, "buildings", 1, None),
        (foreman, "place", None, CLUB),
    )
    key = tx.next_id(1, ASSIGNMENT, len(wanted))
    rows = [
        Assignment(1, key + i, who.id, who.post, scope, None, building, place, FROM, None)
        for i, (who, scope, building, place) in enumerate(wanted)
    ]
    tx.insert(ASSIGNMENT, rows)


def furnish(ledger: Path, now: datetime) -> None:
    """Put the estate into a new ledger of one project, with the letters of its names."""
    with writing(ledger, Act("owner", "estate import"), now) as tx:
        _write(tx)
        keep_letters(tx, 1)
