"""Progress in public (T9): what a notice board may show of a ticket, with nobody's name, home, telephone or number in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text, mask_name
from gridctl.domain.tickets import OPEN_STATES, Action, State
from gridctl.regulation.tickets import REPAIR, hold_reason_name, ticket_kind
from gridctl.services.tickets.holding import hold_on
from gridctl.services.tickets.merges import merge_of
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.services.tickets.signed import signed_limits
from gridctl.store.estates import BUILDING, PLACE
from gridctl.store.resident_reads import people_named
from gridctl.store.staff import STAFF
from gridctl.store.tickets import STEP, TICKET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.tickets import Round, Step, Ticket
    from gridctl.services.desk import Desk

SHOWN = (  # what happened to the matter itself; who was told, asked or corrected is nobody's business
    Action.OPEN,
    Action.DISPATCH,
    Action.ACCEPT,
    Action.RETURN,
    Action.PROGRESS,
    Action.HOLD,
    Action.RESUME,
    Action.FINISH,
    Action.VERIFY,
    Action.REJECT,
    Action.REOPEN,
    Action.VOID,
    Action.MERGE,
    Action.UNMERGE,
)
_TOLD = (Action.PROGRESS, Action.FINISH)  # whose words tell how far the matter is
_NARROW: dict[int, str | int] = {
    ord("－"): "-",
    ord("＃"): "#",
    **{0xFEE0 + code: code for code in map(ord, digits + ascii_letters)},
}
_NUMBER, _DASH = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})", r"\s*[-—–]\s*"
_BUILDING = rf"(?:{_NUMBER}|[A-Za-z])\s*(?:栋|幢|座|号楼|楼|#)"
_HOME = re.compile(
    rf"(?<![0-9A-Za-z.-])(?:(?P<building>{_BUILDING})\s*(?:{_NUMBER}\s*(?:单元|[-—–])\s*)?(?:[0-9]{{1,2}}\s*[楼层]\s*)?"
    rf"|(?P<number>[0-9]{{1,3}}){_DASH}[0-9]{{1,2}}{_DASH}|(?P<short>[0-9]{{1,2}}){_DASH})[0-9]{{3,4}}(?![0-9A-Za-z])(?:室|房|号)?"
)
_ROOM = re.compile(r"[0-9]{3,4}\s*(?=室|房|住户|业主|户)")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·• ]?[A-Za-z0-9]{5,6}(?![0-9A-Za-z])"
)
_WRITE_TO = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<=微信)号?[:： ]?[A-Za-z][\w-]{4,}|(?<=QQ)号?[:： ]?[0-9]{5,}", re.ASCII
)
SOMEBODY, SOME_HOME, SOME_CAR, SOME_ADDRESS = "某住户", "某户", "某车", "***"


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """What happened on a day."""

    day: date
    action: str
    note: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a ticket is, for everybody to read; `due` is null once it is closed."""

    number: str
    kind_name: str
    category_name: str
    place: str
    problem: str
    state_name: str
    opened: date
    due: date | None
    closed: date | None
    steps: tuple[ProgressStep, ...]


def track(desk: Desk, number: str, kind: str = REPAIR) -> Progress:
    """Give the progress of a ticket without personal data."""
    ticket = find_ticket(desk, number, kind)
    known, row = ticket_kind(ticket.kind), current_round(desk, ticket)
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, order="sequence")
    hide = _Hiding.of(desk, ticket, [step.note for step in steps])
    return Progress(
        number=ticket.code,
        kind_name=known.name,
        category_name=next((one.name for one in known.categories if one.code == ticket.category), ticket.category),
        place=_public_place(desk, ticket, hide),
        problem=hide.text(ticket.problem),
        state_name=_state_name(desk, ticket),
        opened=date.fromisoformat(row.opened[:10]),
        due=_due(desk, ticket, row) if ticket.state in OPEN_STATES else None,
        closed=date.fromisoformat(row.verified[:10]) if row.verified else None,
        steps=tuple(_step(step, ticket.kind, hide) for step in steps if step.action in SHOWN),
    )


def _due(desk: Desk, ticket: Ticket, row: Round) -> date:
    """The limit with what was signed for."""
    signed = signed_limits(desk, [(ticket.id, row)]).get((ticket.id, row.round))
    return signed.due if signed else row.due


@dataclass(frozen=True, slots=True)
class _Hiding:
    """The names that stand in what is said of a ticket, longest first."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, desk: Desk, ticket: Ticket, said: Iterable[str]) -> _Hiding:
        """Everybody of the staff, all residents, and who reported it, as far as texts name them."""
        text = "\n".join((ticket.problem, *said))
        names = {ticket.reporter, *people_named(desk.reader, desk.pid, text)}
        names |= {person.name for person in desk.reader.find(STAFF, desk.pid)}
        return cls(tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))))

    def text(self, written: str) -> str:
        """A free text with names, homes, cars, addresses, telephone and identity numbers taken out of it."""
        for name in self.names:
            written = written.replace(name, mask_name(name))
        masked = _WRITE_TO.sub(SOME_ADDRESS, _PLATE.sub(SOME_CAR, mask_free_text(written).translate(_NARROW)))
        return _ROOM.sub(SOME_HOME, _HOME.sub(_some_home, masked))


def _some_home(found: re.Match[str]) -> str:
    building = found["building"] or f"{found['number'] or found['short']}栋"
    return f"{building}{SOME_HOME}"


def _public_place(desk: Desk, ticket: Ticket, hide: _Hiding) -> str:
    """A public place by its name; of a home only the building."""
    place = desk.reader.get(PLACE, desk.pid, ticket.place)
    if place is None:
        return ""
    building = desk.reader.get(BUILDING, desk.pid, place.building) if place.building else None
    where = building.written if building else ""
    if place.kind == "room":
        return where or SOMEBODY
    return hide.text(place.written if where in place.written else f"{where}{place.written}")


def _state_name(desk: Desk, ticket: Ticket) -> str:
    kind = ticket_kind(ticket.kind)
    if hold := (hold_on(desk, ticket, desk.today) if ticket.state in OPEN_STATES else None):
        return f"{kind.state_name('held')}（{hold_reason_name(hold.reason)}，到 {hold.until}）"
    merge = merge_of(desk, ticket) if ticket.state == State.VOID else None
    if merge is None:
        return kind.state_name(ticket.state)
    into = desk.reader.find(TICKET, desk.pid, TICKET.c["id"] == merge.target)[0]
    return f"{kind.state_name('merged')}，请看 {into.code}"


def _step(step: Step, kind: str, hide: _Hiding) -> ProgressStep:
    note = hide.text(step.note) if step.action in _TOLD else ""
    return ProgressStep(date.fromisoformat(step.occurred[:10]), ticket_kind(kind).action_name(step.action), note)
