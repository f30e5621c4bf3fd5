"""The columns that a kind of ticket has of its own in an office's register: which they are, and what a row lacks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.errors import NotFoundError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.contractors.register import find_contractor
from gridctl.services.grids.finding import all_grids
from gridctl.services.tickets.outside import OUTSIDE

if TYPE_CHECKING:
    from gridctl.domain.sheets import TicketRow
    from gridctl.regulation.tickets import TicketKind
    from gridctl.services.desk import Desk
    from gridctl.services.places.finding import PlaceBook
    from gridctl.services.tickets.opening import Slip
    from gridctl.services.tickets.slips import Life

ANSWERABLE = "answerable"  # the field of who answers for a hazard, which a register heads like who does the work
ARRIVED = "arrived"  # the field of the kinds that keep when somebody came; every register has a column for it


def detail_titles(kind: str) -> tuple[str, ...]:
    """The headers under which a sheet may have what a kind says besides: all that its fields may be called."""
    return tuple(word for field in ticket_kind(kind).fields for word in field.words)


def arrival(row: TicketRow, kind: TicketKind) -> list[tuple[str, str]]:
    """When somebody came (到场时间), where the kind keeps it."""
    keeps = any(field.name == ARRIVED for field in kind.fields)
    return [(ARRIVED, str(row.arrived))] if keeps and isinstance(row.arrived, Moment) else []


def place_of(book: PlaceBook, text: str) -> int:
    """The place that a cell names; before it the name of its grid may stand (网格部位)."""
    try:
        return book.find(text)
    except NotFoundError:
        grid, _, place = text.partition(" ")
        if not place or grid not in {word for one in all_grids(book.desk) for word in (one.code, one.name)}:
            raise
    return book.find(place)


def named_in_full(desk: Desk, name: str, text: str) -> str:
    """What a cell of a kind's own column says: a contractor under its registered name, all else as it is written."""
    return find_contractor(desk, text).name if name == OUTSIDE else text


def lacking(slip: Slip, life: Life) -> str:
    """Say what a new slip lacks for being finished or accepted as it says, or nothing."""
    stage = "verify" if life.verified else "finish" if life.finished else ""
    kind = ticket_kind(slip.kind)
    fields = kind.fields_for(slip.urgency or kind.urgencies[0].code, slip.category) if stage else ()
    said = {kind.field(name).name for name in slip.details}
    titles = [field.title for field in fields if field.needed_by(stage) and field.name not in said]
    return f"已完工或验收，却没有{'、'.join(titles)}" if titles else ""
