"""Work that a contractor took instead of our own people: named on the ticket, by the name it is registered under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.ticket_details import Detail
from gridctl.errors import RuleError
from gridctl.regulation.posts import post_from_text
from gridctl.store.staff import STAFF
from gridctl.store.ticket_details import DETAIL

if TYPE_CHECKING:
    from gridctl.domain.tickets import Round
    from gridctl.services.desk import Desk, WritingDesk

OUTSIDE = "contractor"  # the field of a ticket


def outside(desk: Desk, ticket: int) -> str:
    """The contractor that a ticket (by id) is named for, "" for none."""
    rows = _rows(desk, ticket)
    return rows[0].value if rows else ""


def name_outside(desk: WritingDesk, ticket: int, contractor: str) -> None:
    """Name a ticket for a contractor, "" for nobody outside."""
    known = _rows(desk, ticket)
    if known and contractor:
        desk.tx.update(DETAIL, [Detail(desk.pid, known[0].id, ticket, OUTSIDE, contractor)])
    elif contractor:
        desk.tx.insert(DETAIL, [Detail(desk.pid, desk.tx.next_id(desk.pid, DETAIL), ticket, OUTSIDE, contractor)])
    else:
        desk.tx.delete(DETAIL, known)


def refuse_own_people(desk: Desk, row: Round, verifier: int) -> None:
    """Refuse that contractors' people accept what a contractor did: it would be its own work, or as good as that."""
    person = desk.reader.get(STAFF, desk.pid, verifier)
    if row.executor is None and person and outside(desk, row.ticket) and post_from_text(person.post).external:
        raise RuleError(f"{person.name}是外委人员，不能验收外委单位的活", "由自己的人验收：--by 工号或姓名")


def _rows(desk: Desk, ticket: int) -> list[Detail]:
    return desk.reader.find(DETAIL, desk.pid, DETAIL.c["ticket"] == ticket, DETAIL.c["name"] == OUTSIDE)
