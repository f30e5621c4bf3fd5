"""The people of the year office: thirty in the posts of the regulations, on their ground, with leaves and deputies.

In the year a steward and a guard leave and are followed, and two assistants change their buildings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from gridctl.domain.grids import Assignment
from gridctl.domain.leaves import Leave, stands_in
from gridctl.domain.staff import Staff
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.leaves import LEAVE
from gridctl.store.staff import STAFF
from tests.year_office_estate import BUILDINGS, CLUB, FIRST, NEW_GRID, SALES_ROUTE, SHOW_FLAT, Office, days

JOINED = date(2022, 3, 1)
FOLLOWED, SWAPPED, GUARD_FOLLOWED = date(2025, 7, 16), date(2025, 9, 1), date(2025, 10, 1)
NAMES = "何立 吴建工 沈佳宁 谢婉婷 陈芳 许晴 林晓彤 周雅琴 李梅 周静 黄丽 韩雪 孙志强 刘洋 周敏 马骏 曹玉兰 赵刚 钱勇 孙武 李铁 郑军 冯超 卫东 王强 赵磊 张伟 程亮 杨帆 钱进 宋佳 石磊"
POSTS = (
    ("project_leader", 1),
    ("engineering_head", 1),
    ("service_supervisor", 1),
    ("service_team_leader", 1),
    ("receptionist", 2),
    ("steward", 6),
    ("property_assistant", 4),
    ("environment_officer", 1),
    ("guard", 7),
    ("technician", 4),
    ("reception_foreman", 1),
    ("supervision_department", 1),
)
STEWARDS, ASSISTANTS, GUARDS, TECHNICIANS = range(7, 13), range(13, 17), range(18, 25), range(25, 29)
SUPERVISOR, ENVIRONMENT, FOREMAN, NEW_STEWARD, NEW_GUARD = 3, 17, 29, 31, 32
DEPARTED = {STEWARDS[2]: FOLLOWED, GUARDS[1]: GUARD_FOLLOWED}
NO_DEPUTY = 0.1


def employ(office: Office) -> None:
    """Write everybody, where they stand, and when they are on leave."""
    _employ(office)
    _assign(office)
    _grant_leave(office)


def _employ(office: Office) -> None:
    posts = [post for post, count in POSTS for _ in range(count)] + ["steward", "guard"]
    joined = {NEW_STEWARD: FOLLOWED - timedelta(days=6), NEW_GUARD: GUARD_FOLLOWED - timedelta(days=6)}
    people = [
        Staff(1, key, f"Y{key:02d}", name, post, f"139{key:08d}", joined.get(key, JOINED), DEPARTED.get(key), "", "")
        for key, (name, post) in enumerate(zip(NAMES.split(), posts, strict=True), 1)
    ]
    office.tx.next_id(1, STAFF, len(people))
    office.tx.insert(STAFF, people)


def _assign(office: Office) -> None:
    """Everybody on his ground."""
    rows = [*_on_the_project(), *_on_grids(), *_on_buildings()]
    places = [office.places[name] for name in (CLUB, SHOW_FLAT, SALES_ROUTE)]
    rows += [(FOREMAN, "reception_foreman", "place", None, None, place, FIRST, None) for place in places]
    first = office.tx.next_id(1, ASSIGNMENT, len(rows))
    office.assignments = [Assignment(1, first + i, *row) for i, row in enumerate(rows)]
    office.tx.insert(ASSIGNMENT, office.assignments)


Ground = tuple[int, str, str, int | None, int | None, int | None, date, date | None]


def _on_the_project() -> Iterator[Ground]:
    key = 0
    for post, count in POSTS:
        for _ in range(count):
            key += 1
            if post not in ("steward", "property_assistant", "guard", "reception_foreman"):
                yield key, post, "project", None, None, None, FIRST, None


def _on_grids() -> Iterator[Ground]:
    for grid, steward in enumerate(STEWARDS, 1):
        start = NEW_GRID if grid == 6 else FIRST
        yield steward, "steward", "grid", grid, None, None, start, FOLLOWED if grid == 3 else None
    yield NEW_STEWARD, "steward", "grid", 3, None, None, FOLLOWED, None


def _on_buildings() -> Iterator[Ground]:
    """Four buildings an assistant, 14 and 15 changing theirs; guards 18 to 21 by day, the others by night."""
    for building in range(1, BUILDINGS + 1):
        of_four = (building - 1) // 4
        assistant, guard = ASSISTANTS[of_four], GUARDS[of_four]
        swaps = {ASSISTANTS[1]: ASSISTANTS[2], ASSISTANTS[2]: ASSISTANTS[1]}
        yield (
            assistant,
            "property_assistant",
            "buildings",
            None,
            building,
            None,
            FIRST,
            SWAPPED if assistant in swaps else None,
        )
        if assistant in swaps:
            yield swaps[assistant], "property_assistant", "buildings", None, building, None, SWAPPED, None
        yield guard, "guard", "buildings", None, building, None, FIRST, GUARD_FOLLOWED if guard == GUARDS[1] else None
        if guard == GUARDS[1]:
            yield NEW_GUARD, "guard", "buildings", None, building, None, GUARD_FOLLOWED, None
        yield GUARDS[4 + building % 3], "guard", "buildings", None, building, None, FIRST, None


def _grant_leave(office: Office) -> None:
    """Three leaves a year and person, one in ten without a deputy; nobody is on leave twice at once."""
    dice = office.dice("leaves")
    groups = (STEWARDS, ASSISTANTS, GUARDS, TECHNICIANS, (5, 6), (ENVIRONMENT, FOREMAN), (1, 2, 3, 4))
    rows = [
        _leave(dice, staff, FIRST + timedelta(days=120 * part + dice.randrange(100)), group)
        for group in groups
        for staff in group
        for part in range(3)
    ]
    rows = [row for row in rows if row.valid_to < DEPARTED.get(row.staff, date.max)]
    first = office.tx.next_id(1, LEAVE, len(rows))
    office.leaves = [replace(row, id=first + i) for i, row in enumerate(rows)]
    office.tx.insert(LEAVE, office.leaves)
    for row in office.leaves:
        for day in days(row.valid_from, row.valid_to - timedelta(days=1)):
            office.away[row.staff, day] = stands_in(office.leaves, row.staff, day)


def _leave(dice: Random, staff: int, start: date, group: Sequence[int]) -> Leave:
    end = start + timedelta(days=dice.randint(1, 7))
    there = [other for other in group if other != staff and end < DEPARTED.get(other, date.max)]
    deputy = dice.choice(there) if dice.random() > NO_DEPUTY else None
    kind = dice.choice(("personal", "sick", "annual"))
    return Leave(1, 0, staff, kind, start, end, deputy, None if staff == SUPERVISOR else SUPERVISOR, "家中有事")
