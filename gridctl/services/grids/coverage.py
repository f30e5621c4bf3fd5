"""Whether every post is covered in its own scope on a day, and which ground no post answers for (D2 三, D7 四, D10 3.1).

A post that answers for buildings or grids is looked at once anybody is put on any: an office need not have all of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import Scope, grid_name
from gridctl.regulation.posts import posts
from gridctl.regulation.regulations import clause_words
from gridctl.services.grids.finding import buildings_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridctl.domain.estates import Place
    from gridctl.domain.grids import Assignment
    from gridctl.regulation.posts import Post
    from gridctl.services.grids.division import DivisionDay

_SHOWN = 6  # names told in a line; all of them are in `names`


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong on a day, as `Finding` tells it."""

    kind: str
    subject: str
    detail: str
    households: int | None = None
    names: tuple[str, ...] = ()


def coverage(then: DivisionDay) -> Iterator[Fault]:
    """Posts that nobody holds, ground that a post leaves out, and public places that nobody answers for."""
    duties = list(then.duties)
    for post in posts():
        rows = [row for row in duties if row.post == post.code]
        if post.vacant and not rows and then.present:
            yield Fault("post_vacant", post.name, f"没有人任职，{post.vacant}（{clause_words(post.clause)}）")
        if rows and post.scope == Scope.BUILDINGS and post.code != then.head_post:
            yield from _buildings_left_out(then, post, rows)
        if rows and post.scope == Scope.GRID and post.code != then.head_post:
            yield from _grids_left_out(then, post, rows)
    yield from _places_of_nobody(then, duties)


def without_ground(then: DivisionDay) -> str:
    """Those who are there in a post that answers for ground of its own and were given none: 安全员 7 人, for a notice."""
    assigned = {row.staff for row in then.assignments}
    idle = Counter(person.post for key, person in then.present.items() if key not in assigned)
    named = (post for post in posts() if post.scope != Scope.PROJECT and post.code != then.head_post)
    return "、".join(f"{post.name} {idle[post.code]} 人" for post in named if idle[post.code])


def _buildings_left_out(then: DivisionDay, post: Post, rows: Sequence[Assignment]) -> Iterator[Fault]:
    houses = then.division.houses
    grids = {row.grid for row in rows if row.grid is not None}
    covered = {row.unit for row in then.extents if row.grid in grids}
    buildings = {row.building for row in rows}
    rest = {key for key, unit in houses.units.items() if unit.building not in buildings and key not in covered}
    rest &= {unit for unit, (rooms, _) in then.counted.items() if rooms}
    if rest:
        names = tuple(buildings_words(houses, rest))
        households = sum(then.counted[unit][1] for unit in rest)
        yield Fault("building_without_post", post.name, f"没有人管 {_some(names, '栋')}", households, names)


def _grids_left_out(then: DivisionDay, post: Post, rows: Sequence[Assignment]) -> Iterator[Fault]:
    covered = {row.grid for row in rows}
    names = tuple(grid_name(grid) for key, grid in then.grids.items() if key not in covered)
    if names:
        yield Fault("grid_without_post", post.name, f"没有人管 {_some(names, '个网格')}", names=names)


def _places_of_nobody(then: DivisionDay, duties: Sequence[Assignment]) -> Iterator[Fault]:
    """Public places out of doors in no grid, kept up by nobody, with nobody put on them: what D10 leaves to nobody."""
    _, of_place = then.holders()
    given = {row.place for row in duties if row.place is not None} | of_place.keys()
    names = tuple(
        then.division.houses.place_name(place)
        for place in then.division.outside
        if place.id not in given and not _kept_up(then, place)
    )
    if names:
        detail = "不在任何网格，也没有维护人；物业助理只管楼外 5 米以内，环境管理员不管楼外 50 米以内的卫生"
        yield Fault("place_of_nobody", _some(names, "处"), f"{detail}（{clause_words('D10 3.1')}）", names=names)


def _kept_up(then: DivisionDay, place: Place) -> bool:
    return place.keeper_staff in then.present if place.keeper_staff is not None else bool(place.keeper)


def _some(names: Sequence[str], measure: str) -> str:
    more = f" 等 {len(names)} {measure}" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more
