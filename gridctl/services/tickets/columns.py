"""The columns that a kind of ticket has of its own in an office's register: which they are, and what a row lacks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.regulation.tickets import ticket_kind

if TYPE_CHECKING:
    from gridctl.domain.sheets import TicketRow
    from gridctl.regulation.tickets import TicketKind
    from gridctl.services.tickets.opening import Slip
    from gridctl.services.tickets.slips import Life

ARRIVED = "arrived"  # the field of the kinds that keep when somebody came; every register has a column for it


def detail_titles(kind: str) -> tuple[str, ...]:
    """The headers under which a sheet may have what a kind says besides: titles and names of its fields."""
    return tuple(word for field in ticket_kind(kind).fields for word in (field.title, field.name))


def arrival(row: TicketRow, kind: TicketKind) -> list[tuple[str, str]]:
    """When somebody came (到场时间), where the kind keeps it."""
    keeps = any(field.name == ARRIVED for field in kind.fields)
    return [(ARRIVED, str(row.arrived))] if keeps and isinstance(row.arrived, Moment) else []


def lacking(slip: Slip, life: Life) -> str:
    """Say what a new slip lacks for being finished or accepted as it says, or nothing."""
    stage = "verify" if life.verified else "finish" if life.finished else ""
    kind = ticket_kind(slip.kind)
    fields = kind.fields_for(slip.urgency or kind.urgencies[0].code, slip.category) if stage else ()
    titles = [field.title for field in fields if field.needed_by(stage) and field.name not in slip.details]
    return f"已完工或验收，却没有{'、'.join(titles)}" if titles else ""
