"""Check-lists in words: one line a list or a version, and a version with its points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.regulation.duties import duty_post_name
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.checklists.finding import ADOPT, Version, all_versions, versions_of
from gridctl.services.checklists.seeding import lacking
from gridctl.services.checklists.versions import GROUNDS
from gridctl.services.tickets.lists import category_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.checklists import Checklist, Point
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A version of a check-list; `valid_to` is the first day it no longer holds, `points` how many it has.

    `clause` is "" where it is the office's own.
    """

    code: str
    name: str
    ground: str
    ground_name: str
    posts: tuple[str, ...]
    post_names: str
    points: int
    valid_from: date
    valid_to: date | None
    clause: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point: what is looked at, and the ticket that an abnormal answer opens ("" for none)."""

    number: int
    code: str
    name: str
    items: tuple[str, ...]
    opens: str
    opens_name: str
    category: str
    category_name: str
    counted: bool
    clause: str


@dataclass(frozen=True, slots=True)
class ChecklistCard(ChecklistLine):
    """A version with its points, and the list's other versions."""

    settles: tuple[str, ...]
    homes: bool
    items: tuple[PointLine, ...]
    versions: tuple[ChecklistLine, ...]


def find_lists(desk: Desk, day: date, *, everything: bool = False) -> list[ChecklistLine]:
    """The lists that are true on a day, or every version of each; what the project lacks is told of."""
    if missing := lacking(desk):
        desk.notices.append(f"规程的检查表有 {len(missing)} 份本项目没有；{ADOPT}")
    found = [one for one in all_versions(desk) if everything or holds_on(one.row, day)]
    order = list(dict.fromkeys(one.row.code for one in sorted(found, key=lambda one: one.row.id)))
    return [_line(one) for one in sorted(found, key=lambda one: (order.index(one.row.code), one.row.valid_from))]


def list_card(desk: Desk, text: str, day: date) -> ChecklistCard:
    """A list as it is on a day, else as it was last, with its points and versions."""
    versions = versions_of(desk, text)
    begun = [one for one in versions if one.row.valid_from <= day]
    return _card(begun[-1] if begun else versions[0], versions)


def card_of(desk: Desk, row: Checklist) -> ChecklistCard:
    """A version that was just written."""
    versions = versions_of(desk, row.code)
    return _card(next((one for one in versions if one.row.id == row.id), Version(row)), versions)


def checklist_lines(rows: Iterable[Checklist]) -> list[ChecklistLine]:
    """These versions in words."""
    return [_line(Version(row)) for row in rows]


def post_names(posts: Sequence[str]) -> str:
    """Posts in words, 网格负责人 for whichever post heads grids."""
    return "、".join(map(duty_post_name, posts))


def _line(one: Version) -> ChecklistLine:
    definition, row = one.definition, one.row
    both = [post_names(definition.posts), *([post_names(definition.partner_posts)] if definition.partner_posts else [])]
    return ChecklistLine(
        code=row.code,
        name=row.name,
        ground=definition.ground,
        ground_name=next(word for scope, word in GROUNDS.items() if scope == definition.ground),
        posts=definition.posts + definition.partner_posts,
        post_names=" + ".join(both),
        points=len(definition.points),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        clause=row.clause,
    )


def _card(one: Version, versions: Sequence[Version]) -> ChecklistCard:
    line = _line(one)
    return ChecklistCard(
        **{name: getattr(line, name) for name in ChecklistLine.__slots__},
        settles=one.definition.settles,
        homes=one.definition.homes,
        items=tuple(_point(number, point) for number, point in enumerate(one.definition.points, 1)),
        versions=tuple(map(_line, versions)) if len(versions) > 1 else (),
    )


def _point(number: int, point: Point) -> PointLine:
    return PointLine(
        number=number,
        code=point.code,
        name=point.name,
        items=point.items,
        opens=point.opens,
        opens_name=ticket_kind(point.opens).name if point.opens else "",
        category=point.category,
        category_name=category_name(point.category, point.opens) if point.category else "",
        counted=point.counted,
        clause=point.clause,
    )
