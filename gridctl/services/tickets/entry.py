"""What a clerk types of a ticket, turned into places, people, moments and categories, and entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.sheets import CLEAR
from gridctl.domain.text import clean
from gridctl.domain.tickets import Action
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import category_from_text, source_from_text, urgency_from_text
from gridctl.services.places.finding import find_place_id
from gridctl.services.tickets.edits import edit_ticket
from gridctl.services.tickets.opening import Slip, category_for, find_ticket, open_ticket
from gridctl.services.tickets.slips import Life, live, slip_problem
from gridctl.services.tickets.steps import Doing, take_step
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.regulation.words import Word
    from gridctl.services.desk import WritingDesk


@dataclass(frozen=True, slots=True)
class Words:
    """A slip as typed; "" where nothing was said. Times are what moments.py understands, people 工号 or name."""

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


def open_slip(desk: WritingDesk, words: Words, *, by: str = "") -> Ticket:
    """Open a ticket from what was typed; opened now where no time was said."""
    return open_ticket(desk, _slip(desk, words), doer=_person(desk, by))


def record_slip(desk: WritingDesk, words: Words) -> Ticket:
    """Enter a slip that is already done, with all its times.

    A verifier without a time verified on the day the work was finished.
    """
    missing = [f"--{name}" for name in ("opened", "executor", "finished") if not getattr(words, name)]
    if missing:
        raise UsageError(f"补登已完工的单还缺 {'、'.join(missing)}", "还没完工的用 gridctl ticket open 开单")
    if words.verified and not words.verifier:
        raise UsageError("写了验收时间，没有写验收人", "加上 --verifier 工号或姓名")
    slip, life = _slip(desk, words), _life(desk, words)
    if problem := slip_problem(life, slip.opened, Moment.of(desk.clock_now)):
        raise RuleError(f"这张单前后不符：{problem}", "核对单上的时间和人名")
    return live(desk, open_ticket(desk, slip), life)


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
) -> list[Ticket]:
    """Take the same step of one or many tickets, all or none."""
    moment = _moment(desk, at)
    doing = Doing(moment, _person(desk, by), clean(note), clean(material), _person(desk, to))
    tickets = [find_ticket(desk, number) for number in numbers]
    twice = next((ticket.code for i, ticket in enumerate(tickets) if ticket in tickets[:i]), None)
    if twice:
        raise UsageError(f"{twice} 写了两次", "每张单只写一次")
    return [take_step(desk, ticket, action, doing) for ticket in tickets]


_CAN_BE_EMPTY = ("reporter", "reporter_phone", "paper", "remark", "progress", "material")


def edit_slip(desk: WritingDesk, number: str, words: Words, *, reason: str = "") -> Ticket:
    """Correct what was typed; what is empty is left as it is, <清空> empties a text as it does in a sheet (更正)."""
    ticket = find_ticket(desk, number)
    changes = {name: value for name, value in _changes(desk, words).items() if value}
    if changes.get("problem") == CLEAR.value:
        raise UsageError("问题不能去掉", "写明哪里坏了；整张单录错了用 gridctl ticket void 作废")
    changes |= {name: "" for name in _CAN_BE_EMPTY if changes.get(name) == CLEAR.value}
    if not changes:
        raise UsageError("没有说明要更正什么", "例如 --category 照明、--finished 11-19、--place 3栋2单元大堂")
    edit_ticket(desk, ticket, changes, reason=clean(reason))
    return find_ticket(desk, ticket.code)


def _slip(desk: WritingDesk, words: Words) -> Slip:
    problem = clean(words.problem)
    return Slip(
        place=find_place_id(desk, words.place),
        written=clean(words.place),
        problem=problem,
        opened=_moment(desk, words.opened) or Moment.of(desk.now),
        category=category_for(problem, words.category),
        urgency=_word(urgency_from_text, words.urgency, "紧急程度") or "normal",
        source=_word(source_from_text, words.source, "报修方式"),
        reporter=clean(words.reporter),
        reporter_phone=clean(words.reporter_phone),
        paper=clean(words.paper),
        remark=clean(words.remark),
    )


def _life(desk: WritingDesk, words: Words) -> Life:
    finished = _moment(desk, words.finished)
    verified = _moment(desk, words.verified) or (Moment(finished.day) if finished and words.verifier else None)
    return Life(
        dispatched=_moment(desk, words.dispatched),
        executor=_person(desk, words.executor),
        accepted=_moment(desk, words.accepted),
        progress=clean(words.progress),
        finished=finished,
        material=clean(words.material),
        verified=verified,
        verifier=_person(desk, words.verifier),
    )


def _changes(desk: WritingDesk, words: Words) -> dict[str, Any]:
    times = ("opened", "dispatched", "accepted", "finished", "verified")
    texts = ("problem", "reporter", "reporter_phone", "paper", "remark", "progress", "material")
    return {
        "place": find_place_id(desk, words.place) if words.place else None,
        "place_written": clean(words.place),
        "category": category_from_text(words.category).code if words.category else "",
        "urgency": _word(urgency_from_text, words.urgency, "紧急程度"),
        "source": _word(source_from_text, words.source, "报修方式"),
        "executor": _person(desk, words.executor),
        "verifier": _person(desk, words.verifier),
        **{name: str(_moment(desk, getattr(words, name)) or "") for name in times},
        **{name: clean(getattr(words, name)) for name in texts},
    }


def _moment(desk: WritingDesk, text: str) -> Moment | None:
    return parse_moment(text, desk.now) if text else None


def _person(desk: WritingDesk, text: str) -> int | None:
    return find_staff(desk.reader, desk.pid, text).id if text else None


def _word(read: Callable[[str], Word | None], text: str, what: str) -> str:
    if not text:
        return ""
    found = read(text)
    if found is None:
        raise UsageError(f"{what}“{text}”看不懂", "查看可用的词：gridctl ticket open --help")
    return found.code
