"""What stands on the notice card of a grid (公示牌): the grid, its steward, and whom to ring (D7 四.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.regulation.posts import CONTACTS, post_from_text, posts
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.answering import named, stand_in
from gridctl.services.grids.assignments import heads_on
from gridctl.services.grids.finding import find_grid, grids_on
from gridctl.services.grids.lists import GridLine, grid_lines
from gridctl.store.grids import ASSIGNMENT, EXTENT
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.domain.grids import Assignment, Grid
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk

CONTACT_WORDS = {"engineering": "工程", "order": "秩序", "environment": "环境"}
_PHONES = ("office_repair_phone", "office_supervision_phone")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ring, with a work phone."""

    name: str
    phone: str
    post: str


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """The card of a grid as it would be posted on a day; the steward is empty where the grid has no head.

    While he is on leave it says who stands in, with that one's telephone.
    """

    code: str
    name: str
    ground: str
    households: int
    stewards: tuple[Contact, ...]
    numbers: tuple[str, ...]
    duty: str
    engineering: tuple[Contact, ...]
    order: tuple[Contact, ...]
    environment: tuple[Contact, ...]
    repair_phone: str
    supervision_phone: str
    on: date


def notice_cards(desk: Desk, day: date, text: str = "") -> list[NoticeCard]:
    """The cards of one grid, or of every grid that stands on a day; what is missing on them is told."""
    grids = [find_grid(desk, text)] if text else grids_on(desk, day)
    people = _People(desk, day)
    cards = [
        _card(desk, people, grid, line, day) for grid, line in zip(grids, grid_lines(desk, grids, day), strict=True)
    ]
    _tell_missing(desk, cards, day)
    return cards


class _People:
    """Who is there on a day, and what each answers for."""

    def __init__(self, desk: Desk, day: date) -> None:
        self.staff = {one.id: one for one in desk.reader.find(STAFF, desk.pid, order="number") if one.works_on(day)}
        rows = desk.reader.find(ASSIGNMENT, desk.pid)
        self.duties = [row for row in rows if holds_on(row, day) and row.staff in self.staff]
        self.heads = heads_on(desk, day)
        houses = Houses.of(desk)
        self.buildings: dict[int, set[int]] = {}
        for row in desk.reader.find(EXTENT, desk.pid):
            if row.unit is not None and holds_on(row, day):
                self.buildings.setdefault(row.grid, set()).add(houses.units[row.unit].building)

    def contacts(self, group: str, grid: int) -> tuple[Contact, ...]:
        """Who is to be rung about something in a grid: of the posts for it, the first that anybody there holds."""
        for post in posts():
            found = {row.staff for row in self.duties if row.post == post.code and self._covers(row, grid)}
            if post.contact == group and found:
                return _contacts((one for key, one in self.staff.items() if key in found), post.code)
        return ()

    def _covers(self, row: Assignment, grid: int) -> bool:
        if row.building is not None:
            return row.building in self.buildings.get(grid, ())
        return row.grid == grid if row.grid is not None else row.place is None


def _contacts(people: Iterable[Staff], post: str) -> tuple[Contact, ...]:
    return tuple(Contact(one.name, one.phone, post) for one in people)


def _card(desk: Desk, people: _People, grid: Grid, line: GridLine, day: date) -> NoticeCard:
    post = post_from_text(desk.policy("grid_head_post", day))
    heads = [people.staff[key] for key in people.heads.get(grid.id, ()) if key in people.staff]
    rung = [people.staff.get(stand_in(desk, one.id, day) or one.id, one) for one in heads]
    return NoticeCard(
        code=line.code,
        name=line.name,
        ground=line.ground,
        households=line.households,
        stewards=tuple(
            Contact(named(desk, head.id, head.name, day), one.phone, post.code)
            for head, one in zip(heads, rung, strict=True)
        ),
        numbers=tuple(one.number for one in rung),
        duty=post.duty,
        **{group: people.contacts(group, grid.id) for group in CONTACTS},
        repair_phone=desk.policy("office_repair_phone", day),
        supervision_phone=desk.policy("office_supervision_phone", day),
        on=day,
    )


def _tell_missing(desk: Desk, cards: Sequence[NoticeCard], day: date) -> None:
    """Say once for all cards what they have no words for, and how to mend it."""
    if not cards:
        return
    for policy in _PHONES:
        if not desk.policy(policy, day):
            title = _title(policy)
            desk.notices.append(f"还没有填{title}：gridctl project set --policy {title}=号码")
    for group, word in CONTACT_WORDS.items():
        names = "、".join(card.code for card in cards if not getattr(card, group))
        if names:
            said = "、".join(post.name for post in posts() if post.contact == group)
            desk.notices.append(f"网格 {names} 没有{word}联系人：给{said}安排范围，gridctl grid assign 人员")
    if headless := "、".join(card.code for card in cards if not card.stewards):
        desk.notices.append(f"网格 {headless} 没有负责人：gridctl grid assign --suggest")
    for one in dict.fromkeys(one for card in cards for one in card.stewards):
        if not one.phone:
            desk.notices.append(f"{one.name}没有登记工作电话：在花名册里补上再导入 gridctl staff import")


def _title(policy: str) -> str:
    from gridctl.regulation.policies import policy_default  # noqa: PLC0415 - only where a number is missing

    return policy_default(policy).title
