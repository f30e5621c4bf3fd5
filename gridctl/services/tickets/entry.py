"""What a clerk types of a ticket, turned into places, people, moments and categories, and entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import (
    category_from_text,
    source_from_text,
    ticket_kind,
    urgency_from_text,
)
from gridctl.regulation.words import listed
from gridctl.services.places.finding import place_as_written
from gridctl.services.tickets.opening import Slip, category_for, find_ticket, kind_code, open_ticket
from gridctl.services.tickets.repeats import tell_same_fault
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gridctl.domain.tickets import Action, Ticket
    from gridctl.regulation.words import Word
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.slips import Life

    Details = Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Words:
    """A slip as typed; "" where nothing was said. Times are what moments.py understands, people 工号 or name.

    `kind` is a kind of ticket by code or name, "" for a repair.
    """

    place: str = ""
    problem: str = ""
    category: str = ""
    urgency: str = ""
    source: str = ""
    reporter: str = ""
    reporter_phone: str = ""
    paper: str = ""
    remark: str = ""
    opened: str = ""
    dispatched: str = ""
    executor: str = ""
    accepted: str = ""
    progress: str = ""
    material: str = ""
    finished: str = ""
    verifier: str = ""
    verified: str = ""
    kind: str = ""


def open_slip(desk: WritingDesk, words: Words, *, by: str = "", details: Details = None) -> Ticket:
    """Open a ticket from what was typed; opened now where no time was said. An earlier one of the same fault is told of.

    `details` are fields of its kind by name or title, as typed.
    """
    ticket = open_ticket(desk, _slip(desk, words, details), doer=_person(desk, by))
    tell_same_fault(desk, ticket)
    return ticket


def record_slip(desk: WritingDesk, words: Words, *, details: Details = None) -> Ticket:
    """Enter a slip that is already done, with all its times, by one of ours or by a contractor.

    A verifier without a time verified on the day the work was finished.
    """
    from gridctl.services.contractors.telling import name_taker  # noqa: PLC0415 - a slip that is opened was not taken yet
    from gridctl.services.tickets.columns import lacking  # noqa: PLC0415 - likewise
    from gridctl.services.tickets.slips import live, slip_problem  # noqa: PLC0415 - likewise

    missing = [f"--{name}" for name in ("opened", "executor", "finished") if not getattr(words, name)]
    if missing:
        raise UsageError(f"补登已完工的单还缺 {'、'.join(missing)}", "还没完工的用 gridctl ticket open 开单")
    if words.verified and not words.verifier:
        raise UsageError("写了验收时间，没有写验收人", "加上 --verifier 工号或姓名")
    slip, life = _slip(desk, words, details), _life(desk, words)
    if problem := slip_problem(life, slip.opened, Moment.of(desk.clock_now)):
        raise RuleError(f"这张单前后不符：{problem}", "核对单上的时间和人名")
    if problem := lacking(slip, life):
        raise RuleError(f"这张单{problem}", "每一项都用 --set 名称=内容 写上")
    ticket = open_ticket(desk, slip)
    if life.contractor:
        name_taker(desk, ticket, life.contractor, slip.opened.day)
    ticket = live(desk, ticket, life)
    tell_same_fault(desk, ticket)
    return ticket


def take_steps(
    desk: WritingDesk,
    numbers: Sequence[str],
    action: Action,
    *,
    at: str = "",
    by: str = "",
    to: str = "",
    note: str = "",
    material: str = "",
    kind: str = "",
    details: Details = None,
) -> list[Ticket]:
    """Take the same step of one or many tickets, all or none; `details` are filled in first, `kind` tells short numbers."""
    from gridctl.services.tickets.details import set_details  # noqa: PLC0415 - opening takes no step
    from gridctl.services.tickets.steps import Doing, take_step  # noqa: PLC0415 - likewise

    moment = _moment(desk, at)
    doing = Doing(moment, _person(desk, by), clean(note), clean(material), _person(desk, to))
    tickets = find_tickets_once(desk, numbers, kind)
    for ticket in tickets if details else ():
        set_details(desk, ticket, details or {}, doer=doing.doer)
    return [take_step(desk, ticket, action, doing) for ticket in tickets]


def find_tickets_once(desk: Desk, numbers: Sequence[str], kind: str = "") -> list[Ticket]:
    """The tickets of these numbers; UsageError for one that is named twice."""
    tickets = [find_ticket(desk, number, kind_code(kind)) for number in numbers]
    twice = next((ticket.code for i, ticket in enumerate(tickets) if ticket in tickets[:i]), None)
    if twice:
        raise UsageError(f"{twice} 写了两次", "每张单只写一次")
    return tickets


_CAN_BE_EMPTY = ("reporter", "reporter_phone", "paper", "remark", "progress", "material")


def edit_slip(desk: WritingDesk, number: str, words: Words, *, reason: str = "", details: Details = None) -> Ticket:
    """Correct what was typed; what is empty is left as it is, <清空> empties a text as it does in a sheet (更正).

    The kind of a ticket stays what it is: `words.kind` only says of which kind a short number is.
    """
    from gridctl.domain.sheets import CLEAR  # noqa: PLC0415 - only what is corrected can be emptied
    from gridctl.services.tickets.details import set_details  # noqa: PLC0415 - opening corrects nothing
    from gridctl.services.tickets.edits import edit_ticket  # noqa: PLC0415 - likewise

    ticket = find_ticket(desk, number, kind_code(words.kind))
    changes = {name: value for name, value in _changes(desk, words, ticket.kind).items() if value}
    if changes.get("problem") == CLEAR.value:
        raise UsageError("问题不能去掉", "写明哪里坏了；整张单录错了用 gridctl ticket void 作废")
    changes |= {name: "" for name in _CAN_BE_EMPTY if changes.get(name) == CLEAR.value}
    if not changes and not details:
        raise UsageError("没有说明要更正什么", "例如 --category 照明、--finished 11-19、--place 3栋2单元大堂")
    if details:
        set_details(desk, ticket, details, reason=clean(reason))
    edit_ticket(desk, ticket, changes, reason=clean(reason))
    return find_ticket(desk, ticket.code)


def _slip(desk: WritingDesk, words: Words, details: Details) -> Slip:
    problem, kind = clean(words.problem), kind_code(words.kind)
    place, written = place_as_written(desk, words.place)
    return Slip(
        place=place,
        written=written,
        problem=problem,
        opened=_moment(desk, words.opened) or Moment.of(desk.now),
        category=category_for(problem, words.category, kind=kind),
        urgency=_urgency(words.urgency, kind),
        source=_source(words.source, kind),
        reporter=clean(words.reporter),
        reporter_phone=clean(words.reporter_phone),
        paper=clean(words.paper),
        remark=clean(words.remark),
        kind=kind,
        details=details or {},
    )


def _life(desk: WritingDesk, words: Words) -> Life:
    from gridctl.services.contractors.telling import taker  # noqa: PLC0415 - a slip that is opened was not taken yet
    from gridctl.services.tickets.slips import Life  # noqa: PLC0415 - likewise

    finished = _moment(desk, words.finished)
    executor, contractor = taker(desk, words.executor) if words.executor else (None, "")
    verified = _moment(desk, words.verified) or (Moment(finished.day) if finished and words.verifier else None)
    return Life(
        dispatched=_moment(desk, words.dispatched),
        executor=executor,
        contractor=contractor,
        accepted=_moment(desk, words.accepted),
        progress=clean(words.progress),
        finished=finished,
        material=clean(words.material),
        verified=verified,
        verifier=_person(desk, words.verifier),
    )


def _changes(desk: WritingDesk, words: Words, kind: str) -> dict[str, Any]:
    times = ("opened", "dispatched", "accepted", "finished", "verified")
    texts = ("problem", "reporter", "reporter_phone", "paper", "remark", "progress", "material")
    place, written = place_as_written(desk, words.place) if words.place else (None, "")
    return {
        "place": place,
        "place_written": written,
        "category": category_from_text(words.category, kind).code if words.category else "",
        "urgency": _urgency(words.urgency, kind),
        "source": _source(words.source, kind),
        "executor": _person(desk, words.executor),
        "verifier": _person(desk, words.verifier),
        **{name: str(_moment(desk, getattr(words, name)) or "") for name in times},
        **{name: clean(getattr(words, name)) for name in texts},
    }


def _moment(desk: WritingDesk, text: str) -> Moment | None:
    return parse_moment(text, desk.now) if text else None


def _person(desk: WritingDesk, text: str) -> int | None:
    return find_staff(desk.reader, desk.pid, text).id if text else None


def _urgency(text: str, kind: str) -> str:
    known = ticket_kind(kind)
    return _word(urgency_from_text, text, kind, known.urgency_title, known.urgencies)


def _source(text: str, kind: str) -> str:
    return _word(source_from_text, text, kind, "来源", ticket_kind(kind).sources)


def _word(read: Callable[[str, str], Word | None], text: str, kind: str, what: str, words: Sequence[Word]) -> str:
    if not text:
        return ""
    found = read(text, kind)
    if found is None:
        raise UsageError(f"{what}“{text}”看不懂", f"可以写：{listed(word.name for word in words)}")
    return found.code
