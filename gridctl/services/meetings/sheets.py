"""The minutes of a meeting (会议纪要) as text to be read and printed, and as the words of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.attendances import PRESENCE_WORDS, Presence
from gridctl.domain.clock import written
from gridctl.domain.meeting_sheets import ItemRow, MeetingSheet, SignIn
from gridctl.domain.meetings import MeetingState
from gridctl.domain.moments import Moment
from gridctl.domain.numerals import chinese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.services.desk import Desk
    from gridctl.services.meetings.cards import AttendeeLine, MeetingCard
    from gridctl.services.meetings.item_lists import ItemLine
    from gridctl.services.needs.lists import NeedLine

_SHOWN = (Presence.PRESENT, Presence.LATE, Presence.ABSENT, Presence.LEAVE, Presence.EXPECTED)
_UNKNOWN = "未登记"
_PAPERS = {MeetingState.PLANNED: "会议安排", MeetingState.HELD: "会议纪要", MeetingState.CANCELLED: "会议取消"}


def minutes_text(card: MeetingCard) -> str:
    """The whole minutes: the head, who came, what was said, what was carried over and resolved, and who signs."""
    signed = ["", "主持人签字：________　　记录人签字：________"] if card.state == MeetingState.HELD else []
    return "\n".join([title(card), "", *_head(card), *_body(card), *signed])


def meeting_sheet(desk: Desk, card: MeetingCard) -> MeetingSheet:
    """The words of the minutes and of the sign-in sheet."""
    held = card.state == MeetingState.HELD
    return MeetingSheet(
        company=desk.project.company,
        project=card.project,
        number=card.number,
        title=card.title,
        held=held,
        when=when(card),
        venue=card.venue,
        convener=convener(card),
        topic=card.topic,
        counts=counts(card),
        present=tuple(by_state(card)),
        people=tuple(_signing(one) for one in card.attendees),
        agenda=card.agenda,
        carried=tuple(map(_item_row, card.carried)),
        minutes=card.minutes,
        resolved=tuple(map(_item_row, card.resolved)),
        needs=tuple(map(need_words, card.needs)),
    )


def title(card: MeetingCard) -> str:
    """The heading: 云杉里小区 工作例会、民情分析会 会议纪要."""
    return f"{card.project}　{card.title}　{_PAPERS[MeetingState(card.state)]}"


def when(card: MeetingCard) -> str:
    """Day and time as minutes write them: 2026年3月16日 14:00 至 15:30."""
    start, end = Moment.parse_stored(card.at), Moment.parse_stored(card.ended) if card.ended else None
    day = f"{start.day.year}年{start.day.month}月{start.day.day}日"
    first = "" if start.minute is None else f" {written(start.minute)}"
    if end is None:
        return day + first
    last = "" if end.minute is None else written(end.minute)
    return f"{day}{first} 至 {last}" if end.day == start.day and last else f"{day}{first} 至 {end}"


def convener(card: MeetingCard) -> str:
    """Who convened, as what, and whether for somebody else."""
    notes = [card.convener_capacity, "受委托召集" if card.deputised else ""]
    told = "，".join(filter(None, notes))
    return f"{card.convener}（{told}）" if told and told != card.convener else card.convener


def counts(card: MeetingCard) -> str:
    """How many came of how many: 应到 12 人，实到 10 人（迟到 1 人）."""
    late = f"（迟到 {card.late} 人）" if card.late else ""
    rest = ((card.absent, "缺席"), (card.leave, "请假"), (card.unknown, _UNKNOWN))
    told = "".join(f"，{word} {number} 人" for number, word in rest if number)
    return f"应到 {card.expected} 人，实到 {card.came} 人{late}{told}"


def by_state(card: MeetingCard) -> Iterator[tuple[str, str]]:
    """Those on the list by whether they came: (出席, 李梅、王强)."""
    for state in _SHOWN:
        names = "、".join(_attendee(one) for one in card.attendees if one.state == state)
        if names:
            yield _UNKNOWN if state == Presence.EXPECTED else PRESENCE_WORDS[state], names


def item_words(line: ItemLine) -> str:
    """An item in one line: what, by whom, until when, and what became of it."""
    due = f"期限 {line.due}" if line.due else ""
    late = f"超期 {line.overdue_days} 天" if line.overdue_days else ""
    done = f"{line.done_on} 办完" + (f"：{line.result}" if line.result else "") if line.done_on else ""
    told = "，".join(filter(None, [line.owner, due, late, done]))
    return f"{line.number} {line.what}" + (f"（{told}）" if told else "")


def need_words(line: NeedLine) -> str:
    """A need in one line: what, whose, and what became of it."""
    told = "，".join(filter(None, [line.place or line.grid, line.settlement or line.state_name]))
    return f"{line.number}. {line.kind_name}：{line.what}（{told}）"


def _head(card: MeetingCard) -> Iterator[str]:
    yield f"时间：{when(card)}"
    for label, value in (("地点", card.venue), ("议题", card.topic)):
        if value:
            yield f"{label}：{value}"
    yield f"召集主持：{convener(card) or '____'}"
    yield from _people(card)
    if card.lacking:
        yield f"应到而没有列入的：{'、'.join(card.lacking)}"
    if card.cancelled_for:
        yield f"已取消：{card.cancelled_for}"


def _people(card: MeetingCard) -> Iterator[str]:
    """Who is to come; of a meeting that was held, who came."""
    if card.state != MeetingState.HELD and card.came == card.absent == 0:
        others = [one for one in card.attendees if one.state == Presence.LEAVE]
        yield f"参加（{card.expected} 人）：{'、'.join(_attendee(one, told='请假') for one in card.attendees)}"
        if others:
            yield f"其中请假 {len(others)} 人"
        return
    yield counts(card)
    for word, names in by_state(card):
        yield f"{word}：{names}"


def _body(card: MeetingCard) -> Iterator[str]:
    yield from _section("议程", (f"{chinese(number)}、{name}" for number, name in enumerate(card.agenda, 1)))
    yield from _section("以前议定的事项", map(item_words, card.carried))
    if card.state == MeetingState.HELD:
        yield from _section("会议内容", card.minutes or ("（没有写纪要）",))
    yield from _section("议定事项", map(item_words, card.resolved))
    yield from _section("提交会议的需求", map(need_words, card.needs))


def _section(name: str, lines: Iterable[str]) -> list[str]:
    told = list(lines)
    return ["", f"【{name}】", *told] if told else []


def _signing(one: AttendeeLine) -> SignIn:
    role = "、".join(filter(None, [one.post_name, one.capacity]))
    known = "" if one.state == Presence.EXPECTED else PRESENCE_WORDS[Presence(one.state)]
    why = f"：{one.reason}" if one.state == Presence.LEAVE and one.reason else ""
    return SignIn(one.name, role, known + why)


def _item_row(line: ItemLine) -> ItemRow:
    done = f"{line.done_on} 办完" if line.done_on else ""
    late = f"超期 {line.overdue_days} 天" if line.overdue_days else ""
    result = "，".join(filter(None, [done, line.result, late]))
    return ItemRow(line.number, line.what, line.owner, str(line.due or ""), result)


def _attendee(one: AttendeeLine, *, told: str = "") -> str:
    """Somebody by name and capacity; of leave, `told` before why and by whom."""
    granted = f"{one.granted_by}准" if one.granted_by else ""
    late = f"{one.asked_at} 才请假" if one.asked_late else ""
    leave = [told, one.reason, granted, late] if one.state == Presence.LEAVE else []
    notes = "，".join(filter(None, [one.capacity, *leave]))
    return f"{one.name}（{notes}）" if notes else one.name
