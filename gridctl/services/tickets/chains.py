"""Who is to be told of a hazard or an incident, in order and by when, and who was (D2 三.5, D10 3.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from gridctl.domain.limits import due_moment, policy_limit
from gridctl.domain.moments import Moment, not_before
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.ticket_details import Notification
from gridctl.errors import RuleError
from gridctl.regulation.tickets import means, ticket_kind
from gridctl.store.staff import STAFF
from gridctl.store.ticket_details import DETAIL, NOTIFICATION
from gridctl.store.tickets import ROUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.regulation.ticket_parts import Told
    from gridctl.services.desk import Desk

DEPARTMENT = "department"  # the link of a chain that is told as a department, whoever there
Key = TypeVar("Key")
CHUNK = 10_000  # below SQLite's limit of variables in one statement
_REPORTED = ("reported_to", "reported_at")  # fields that say that a department was told, where a kind has them


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link of the chain as it stands: `at` is "" until it was told; `late` past `due`, told or not.

    `early` says that the one before it in the chain was told later, `needed` that the regulation demands it.
    """

    link: str
    name: str
    who: str
    at: str
    means: str
    means_name: str
    due: str
    late: bool
    early: bool
    needed: bool
    missing: bool
    note: str
    clause: str


def chain(desk: Desk, ticket: Ticket) -> list[LinkLine]:
    """Who is to be told of a ticket, in order, and those told besides; with what is missing and late as of now."""
    return chains(desk, [ticket])[ticket.id]


def chains(desk: Desk, tickets: Sequence[Ticket]) -> dict[int, list[LinkLine]]:
    """The chains of tickets, by their ids; telling is counted from when the first round began, whatever came later."""
    keys = [ticket.id for ticket in tickets]
    told: dict[int, list[Notification]] = {}
    for row in sorted([*_told(desk, keys), *_reports(desk, keys)], key=lambda row: (row.at, -row.id)):
        told.setdefault(row.ticket, []).append(row)
    people = {row.staff for rows in told.values() for row in rows if row.staff}
    names = {one.id: one.name for one in desk.reader.find(STAFF, desk.pid, STAFF.c["id"].in_(people))} if people else {}
    opened = {
        row.ticket: Moment.parse_stored(row.opened)
        for part in parts(keys)
        for row in desk.reader.find(ROUND, desk.pid, ROUND.c["ticket"].in_(part), ROUND.c["round"] == 1)
    }
    return {
        ticket.id: list(_Chain(desk, ticket, opened[ticket.id], told.get(ticket.id, []), names).lines())
        for ticket in tickets
    }


def untold(desk: Desk, ticket: Ticket) -> list[str]:
    """The names of those who are to be told of a ticket and were not."""
    return [line.name for line in chain(desk, ticket) if line.missing]


def refuse_untold(desk: Desk, ticket: Ticket, reason: str) -> None:
    """Refuse to close what somebody had to be told of by a time and was not, unless it is said why (RuleError)."""
    if reason or not any(link.within for link in ticket_kind(ticket.kind).told):
        return
    if names := [line.name for line in chain(desk, ticket) if line.missing and line.due]:
        raise RuleError(
            f"{ticket.code} 还没有登记通知{'、'.join(names)}",
            "补上实际通知的人和时间；确实没有通知的，用 --reason 写明原因后了结，这一项仍算缺",
        )


def means_name(code: str) -> str:
    """By which means somebody was told, in words."""
    return next((word.name for word in means() if word.code == code), code)


def parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Keys in lists that one statement takes."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


@dataclass(frozen=True, slots=True)
class _Chain:
    """A ticket with the rows of who was told, the first time first."""

    desk: Desk
    ticket: Ticket
    opened: Moment
    told: list[Notification]
    names: dict[int, str]

    def lines(self) -> Iterator[LinkLine]:
        """Each link that is needed or was told."""
        kind, above = ticket_kind(self.ticket.kind), ""
        needed = {link.code for link in kind.told_for(self.ticket.urgency)}
        for link in kind.told:
            row = next((one for one in self.told if one.post == link.code), None)
            if row or link.code in needed:
                yield self._line(link, row, needed=link.code in needed, above=above)
            above = max(above, row.at) if row else above

    def _line(self, link: Told, row: Notification | None, *, needed: bool, above: str) -> LinkLine:
        due = self._due(link)
        at = Moment.parse_stored(row.at) if row else None
        return LinkLine(
            link=link.code,
            name=link.name,
            who=mask_free_text(self.names.get(row.staff or 0, row.told)) if row else "",
            at=row.at if row else "",
            means=row.means if row else "",
            means_name=means_name(row.means) if row else "",
            due=str(due or ""),
            late=due is not None and not not_before(due, at or Moment.of(self.desk.now)),
            early=bool(at and above) and not not_before(at or self.opened, Moment.parse_stored(above)),
            needed=needed,
            missing=row is None,
            note=mask_free_text(row.note) if row else "",
            clause=link.clause,
        )

    def _due(self, link: Told) -> Moment | None:
        if link.within is None:
            return None
        return due_moment(self.opened, policy_limit(self.desk.policies.row(link.within, self.opened.day)))


def _told(desk: Desk, keys: Sequence[int]) -> Iterator[Notification]:
    for part in parts(keys):
        yield from desk.reader.find(NOTIFICATION, desk.pid, NOTIFICATION.c["ticket"].in_(part))


def _reports(desk: Desk, keys: Sequence[int]) -> Iterable[Notification]:
    """The report that fields of a ticket speak of, as if the department's notification had been entered."""
    said: dict[int, dict[str, str]] = {}
    for part in parts(keys):
        here = DETAIL.c["ticket"].in_(part), DETAIL.c["name"].in_(_REPORTED)
        for row in desk.reader.find(DETAIL, desk.pid, *here):
            said.setdefault(row.ticket, {})[row.name] = row.value
    return [
        Notification(desk.pid, 0, key, DEPARTMENT, None, values["reported_to"], values["reported_at"], "", "")
        for key, values in said.items()
        if len(values) == len(_REPORTED)
    ]
