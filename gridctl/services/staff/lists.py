"""Staff as they are listed and shown: posts and grids over time, and what they have in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.regulation.posts import post_from_text
from gridctl.services.grids.assignments import AssignmentLine, assignment_lines, assignments_in, assignments_of
from gridctl.services.grids.finding import find_grid
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.staff import Staff
    from gridctl.services.certificates.lists import CertificateLine
    from gridctl.services.desk import Desk
    from gridctl.services.equipment.lists import EquipmentLine
    from gridctl.services.leaves.lists import LeaveLine
    from gridctl.services.tickets.lists import TicketLine


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A member of staff in a list; `ground` is what he answers for on the day, in words; phones are work phones."""

    number: str
    name: str
    post: str
    phone: str
    ground: tuple[str, ...]
    joined: date | None
    departed: date | None
    lives_in: str
    remark: str


@dataclass(frozen=True, slots=True)
class StaffCard(StaffLine):
    """A member of staff with everything he was put on, his leave that is not over, what he holds, the tickets he took."""

    assignments: tuple[AssignmentLine, ...]
    leaves: tuple[LeaveLine, ...]
    certificates: tuple[CertificateLine, ...]
    equipment: tuple[EquipmentLine, ...]
    tickets: tuple[TicketLine, ...]


def list_staff(desk: Desk, day: date, *, everyone: bool = False, post: str = "", grid: str = "") -> list[StaffLine]:
    """Those who are with the project on a day (or ever), of a post, on a grid that day; in the order of the register."""
    code = post_from_text(post).code if post else ""
    on_grid = _on_grid(desk, grid, day) if grid else None
    people = [
        person
        for person in desk.reader.find(STAFF, desk.pid, order="number")
        if (everyone or person.works_on(day))
        and (not code or person.post == code)
        and (on_grid is None or person.id in on_grid)
    ]
    return staff_lines(desk, people, day)


def staff_lines(desk: Desk, people: Iterable[Staff], day: date | None = None) -> list[StaffLine]:
    """People with what they answer for on a day (today)."""
    ground = _ground_on(desk, day or desk.today)
    return [_line(person, ground.get(person.number, ())) for person in people]


def staff_card(desk: Desk, text: str) -> StaffCard:
    """Everything about one member of staff."""
    from gridctl.services.certificates import lists as certificates  # noqa: PLC0415 - a list of staff needs none of it
    from gridctl.services.equipment import lists as equipment  # noqa: PLC0415 - likewise
    from gridctl.services.leaves import lists as leaves  # noqa: PLC0415 - likewise
    from gridctl.services.tickets.lists import Asked, find_tickets  # noqa: PLC0415 - likewise

    person = find_staff(desk.reader, desk.pid, text)
    line = staff_lines(desk, [person])[0]
    known = {name: getattr(line, name) for name in StaffLine.__slots__}
    return StaffCard(
        **known,
        assignments=tuple(assignment_lines(desk, assignments_of(desk, person.id))),
        leaves=tuple(leaves.find_leaves(desk, leaves.Wanted(person.number))),
        certificates=tuple(certificates.find_certificates(desk, certificates.Wanted(person.number), desk.today)),
        equipment=tuple(equipment.find_things(desk, equipment.Wanted(person.number))),
        tickets=tuple(find_tickets(desk, Asked(staff=person.number))),
    )


def _on_grid(desk: Desk, grid: str, day: date) -> set[int]:
    return {row.staff for row in assignments_in(desk, find_grid(desk, grid).id) if holds_on(row, day)}


def _ground_on(desk: Desk, day: date) -> dict[str, tuple[str, ...]]:
    """What each answers for on a day, by 工号."""
    rows = [row for row in desk.reader.find(ASSIGNMENT, desk.pid) if holds_on(row, day)]
    ground: dict[str, tuple[str, ...]] = {}
    for line in assignment_lines(desk, rows):
        ground[line.staff_number] = (*ground.get(line.staff_number, ()), line.ground)
    return ground


def _line(person: Staff, ground: tuple[str, ...]) -> StaffLine:
    return StaffLine(
        number=person.number,
        name=person.name,
        post=person.post,
        phone=person.phone,
        ground=ground,
        joined=person.joined,
        departed=person.departed,
        lives_in=person.lives_in,
        remark=person.remark,
    )
