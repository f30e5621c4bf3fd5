"""What a ticket of a kind says besides: fields read as they are typed, kept, corrected, and missed where they are needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, not_before, parse_day, parse_moment
from gridctl.domain.money import fen_from_text, yuan
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.sheets import CLEAR
from gridctl.domain.text import clean
from gridctl.domain.ticket_details import DETAIL_PREFIX, Detail
from gridctl.domain.tickets import Action
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.ticket_parts import FieldType
from gridctl.regulation.tickets import ticket_kind
from gridctl.regulation.words import Lexicon
from gridctl.services.tickets.opening import add_step, current_round, refuse_future
from gridctl.services.tickets.terms import RESPOND, meet_term
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.ticket_details import DETAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from gridctl.domain.tickets import Round, Ticket
    from gridctl.regulation.ticket_parts import Field
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class DetailLine:
    """A field of a ticket as it is read; `value` is "" where nothing was said, `missing` where it is needed by now."""

    name: str
    title: str
    value: str
    missing: bool


def read_details(desk: Desk, kind: str, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed under names or titles of fields, as the ledger keeps it; "" empties a field (<清空>)."""
    known = ticket_kind(kind)
    return {field.name: _read(desk, field, text) for name, text in typed.items() for field in [known.field(name)]}


def set_details(
    desk: WritingDesk, ticket: Ticket, typed: Mapping[str, str], *, doer: int | None = None, reason: str = ""
) -> list[Field]:
    """Fill in fields of a ticket's kind, as typed; gives those that changed.

    What was there before stays in a step; a moment must not lie ahead or before the round was opened (RuleError). What
    meets the limit to respond, meets it as of now.
    """
    before, values = details_of(desk, ticket), read_details(desk, ticket.kind, typed)
    changed = {name: value for name, value in values.items() if before.get(name, "") != value}
    row = current_round(desk, ticket)
    for name, value in changed.items():
        _refuse_moment(desk, ticket, row, name, value)
    _keep(desk, ticket, changed)
    if changed:
        changes = [[DETAIL_PREFIX + name, before.get(name, ""), value] for name, value in changed.items()]
        add_step(desk, ticket, Action.DETAIL, str(Moment.of(desk.now)), doer=doer, note=reason, changes=changes)
    _respond(desk, ticket, before, changed)
    return [ticket_kind(ticket.kind).field(name) for name in changed]


def begin_details(desk: WritingDesk, ticket: Ticket, typed: Mapping[str, str]) -> None:
    """Keep what a new ticket says besides; the step of its opening speaks for it."""
    values = {name: value for name, value in read_details(desk, ticket.kind, typed).items() if value}
    row = current_round(desk, ticket)
    for name, value in values.items():
        _refuse_moment(desk, ticket, row, name, value)
    _keep(desk, ticket, values)
    _respond(desk, ticket, {}, values)


def renew_details(desk: WritingDesk, ticket: Ticket) -> dict[str, str]:
    """Take away what a new round has to say anew, and give it for the step that begins the round to keep."""
    kind = ticket_kind(ticket.kind)
    anew = {field.name for field in kind.fields if field.step != "open" or field.name == kind.responded_by}
    gone = [row for row in _rows(desk, ticket) if row.name in anew]
    desk.tx.delete(DETAIL, gone)
    return {row.name: row.value for row in gone}


def details_of(desk: Desk, ticket: Ticket) -> dict[str, str]:
    """What a ticket says besides, by field, as the ledger keeps it."""
    return {row.name: row.value for row in _rows(desk, ticket)}


def detail_lines(desk: Desk, ticket: Ticket, step: str = "open") -> list[DetailLine]:
    """The fields of a ticket in order, in words; `missing` are those needed by a step (open, finish, verify)."""
    known = details_of(desk, ticket)
    fields = ticket_kind(ticket.kind).fields_for(ticket.urgency, ticket.category)
    said = {name for name in known if name not in {field.name for field in fields}}
    further = [field for field in ticket_kind(ticket.kind).fields if field.name in said]
    return [
        DetailLine(
            field.name,
            field.title,
            detail_words(desk, field, known.get(field.name, "")),
            field in fields and field.needed_by(step) and field.name not in known,
        )
        for field in (*fields, *further)
    ]


def missing_details(desk: Desk, ticket: Ticket, step: str = "open") -> list[Field]:
    """The fields that are needed by a step (open, finish, verify) and not filled in."""
    known = details_of(desk, ticket)
    fields = ticket_kind(ticket.kind).fields_for(ticket.urgency, ticket.category)
    return [field for field in fields if field.needed_by(step) and field.name not in known]


def refuse_missing(desk: Desk, ticket: Ticket, step: str, filled: Collection[str] = ()) -> None:
    """Refuse a step for which something is not filled in yet, in the ledger or among the fields `filled`."""
    if missing := [field for field in missing_details(desk, ticket, step) if field.name not in filled]:
        titles = "、".join(field.title for field in missing)
        raise RuleError(
            f"{ticket.code} 还没有填{titles}",
            f"补上：gridctl ticket detail {ticket.code} {missing[0].title}=…",
        )


def detail_words(desk: Desk, field: Field, value: str) -> str:
    """A kept value as a clerk reads it; telephone and identity numbers in a text are masked."""
    return _SHOWN[field.type](desk, field, value) if value else ""


def _rows(desk: Desk, ticket: Ticket) -> list[Detail]:
    return desk.reader.find(DETAIL, desk.pid, DETAIL.c["ticket"] == ticket.id)


def _keep(desk: WritingDesk, ticket: Ticket, values: Mapping[str, str]) -> None:
    known = {row.name: row for row in _rows(desk, ticket)}
    desk.tx.delete(DETAIL, [known[name] for name, value in values.items() if not value and name in known])
    filled = {name: value for name, value in values.items() if value}
    rows = {name: Detail(desk.pid, known[name].id, ticket.id, name, filled[name]) for name in filled if name in known}
    desk.tx.update(DETAIL, rows.values())
    new = [name for name in filled if name not in known]
    first = desk.tx.next_id(desk.pid, DETAIL, len(new)) if new else 0
    desk.tx.insert(DETAIL, [Detail(desk.pid, first + i, ticket.id, name, filled[name]) for i, name in enumerate(new)])


def _respond(desk: WritingDesk, ticket: Ticket, before: Mapping[str, str], changed: Mapping[str, str]) -> None:
    name = ticket_kind(ticket.kind).responded_by
    if name and name in changed and before.get(name, "") != changed[name]:
        meet_term(desk, ticket, RESPOND, Moment.parse_stored(changed[name]) if changed[name] else None)


def _refuse_moment(desk: WritingDesk, ticket: Ticket, row: Round, name: str, value: str) -> None:
    field = ticket_kind(ticket.kind).field(name)
    if field.type not in (FieldType.MOMENT, FieldType.DAY) or not value:
        return
    moment = Moment.parse_stored(value)
    if field.type is FieldType.MOMENT:
        refuse_future(desk, moment)
    if not not_before(moment, Moment.parse_stored(row.opened)):
        opened = ticket_kind(ticket.kind).opened_title
        raise RuleError(f"{ticket.code} 的{field.title}（{moment}）早于{opened}（{row.opened}）", "核对两个时间")


def _read(desk: Desk, field: Field, text: str) -> str:
    typed = clean(text)
    if not typed or typed == CLEAR.value:
        return ""
    return _READERS[field.type](desk, field, typed)


def _choice(desk: Desk, field: Field, text: str) -> str:
    _ = desk
    lexicon = Lexicon(field.title, field.choices)
    found = lexicon.find(text)
    if found is None:
        raise UsageError(f"{field.title}没有“{text}”这一种", f"可以写：{lexicon.names()}")
    return found.code


def _post(desk: Desk, field: Field, text: str) -> str:
    from gridctl.regulation.posts import post_from_text  # noqa: PLC0415 - few fields are posts

    _ = desk, field
    return post_from_text(text).code


def _staff_name(desk: Desk, field: Field, value: str) -> str:
    _ = field
    person = desk.reader.get(STAFF, desk.pid, int(value))
    return person.name if person else value


def _post_name(desk: Desk, field: Field, value: str) -> str:
    from gridctl.regulation.posts import post_from_text  # noqa: PLC0415 - few fields are posts

    _ = desk, field
    return post_from_text(value).name


def _choice_name(desk: Desk, field: Field, value: str) -> str:
    _ = desk
    return next((word.name for word in field.choices if word.code == value), value)


_READERS: dict[FieldType, Callable[[Desk, Field, str], str]] = {
    FieldType.TEXT: lambda _desk, _field, text: text,
    FieldType.MOMENT: lambda desk, _field, text: str(parse_moment(text, desk.now)),
    FieldType.DAY: lambda desk, _field, text: parse_day(text, desk.now, ahead=True).isoformat(),
    FieldType.MONEY: lambda _desk, _field, text: str(fen_from_text(text)),
    FieldType.POST: _post,
    FieldType.STAFF: lambda desk, _field, text: str(find_staff(desk.reader, desk.pid, text).id),
    FieldType.CHOICE: _choice,
}
_SHOWN: dict[FieldType, Callable[[Desk, Field, str], str]] = {
    FieldType.TEXT: lambda _desk, _field, value: mask_free_text(value),
    FieldType.MOMENT: lambda _desk, _field, value: value,
    FieldType.DAY: lambda _desk, _field, value: value,
    FieldType.MONEY: lambda _desk, _field, value: f"{yuan(int(value))}元",
    FieldType.POST: _post_name,
    FieldType.STAFF: _staff_name,
    FieldType.CHOICE: _choice_name,
}
