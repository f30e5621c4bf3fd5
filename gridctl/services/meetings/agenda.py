"""The agenda of a meeting, filled from the ledger, part by part as the regulation has them (D1 一, D9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.meetings import MeetingState
from gridctl.domain.numerals import chinese
from gridctl.regulation.meetings import fact_name, meeting_kind
from gridctl.regulation.regulations import clause_words
from gridctl.services.meetings.cards import meeting_card
from gridctl.services.meetings.facts import facts_of
from gridctl.services.meetings.finding import meeting_numbered
from gridctl.services.meetings.spans import span_of
from gridctl.store.meetings import MEETING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.meetings import Meeting
    from gridctl.regulation.meetings import Part
    from gridctl.services.desk import Desk
    from gridctl.services.meetings.facts import Fact
    from gridctl.services.meetings.spans import Span

_MARKS = {
    "needs": "需求 {}",
    "solved_needs": "需求 {}",
    "commended": "{1}",
    "night_duty": "{1}　{0}",
}  # how a line begins; else with its number
_NAMES = 6  # names in one line of a page
_LONGEST = 20  # lines of one list on a page; JSON and CSV have them all


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line of an agenda; `part` counts from 1, `fact` is a code of meetings.toml. Times are moments as stored."""

    part: int
    part_name: str
    fact: str
    fact_name: str
    what: str
    number: str
    at: str
    place: str
    who: str
    due: date | None
    note: str


@dataclass(frozen=True, slots=True)
class AgendaFact:
    """What the ledger says under one heading of a part; `see` is the part before it that says it already, else null."""

    code: str
    name: str
    see: int | None
    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """A part of the agenda; one that no record fills has no facts."""

    number: int
    name: str
    clause: str
    facts: tuple[AgendaFact, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda; `meeting` is null where none was planned. It tells of what happened from `since` to `until`."""

    meeting: int | None
    state: str
    project: str
    kinds: tuple[str, ...]
    kind_names: tuple[str, ...]
    at: str
    convener: str
    venue: str
    topic: str
    since: str
    until: str
    parts: tuple[AgendaPart, ...]


def agenda_of(desk: Desk, which: str) -> Agenda:
    """The agenda of the meeting of a number, or of a kind: its next one that is planned, else as if it were now."""
    row = _meant(desk, which)
    kinds = row.kinds if row else (meeting_kind(which).code,)
    span = span_of(desk, kinds, row)
    card = meeting_card(desk, row) if row else None
    return Agenda(
        meeting=row.id if row else None,
        state=row.state if row else "",
        project=desk.project.name,
        kinds=kinds,
        kind_names=tuple(meeting_kind(kind).name for kind in kinds),
        at=row.at if row else "",
        convener=card.convener if card else "",
        venue=card.venue if card else "",
        topic=card.topic if card else "",
        since=span.since,
        until=span.until,
        parts=_parts(desk, span),
    )


def agenda_lines(agenda: Agenda) -> list[AgendaLine]:
    """Every line of an agenda, in order."""
    return [line for part in agenda.parts for fact in part.facts for line in fact.lines]


def agenda_text(agenda: Agenda) -> str:
    """The agenda as a page to read and print; of a long list the first lines, with how many more there are."""
    head = [f"{agenda.project}　{'、'.join(agenda.kind_names)}　议程", "", *_head(agenda)]
    return "\n".join([*head, *(line for part in agenda.parts for line in _part_text(part))])


def _head(agenda: Agenda) -> Iterator[str]:
    told = (("时间", agenda.at), ("地点", agenda.venue), ("召集主持", agenda.convener), ("议题", agenda.topic))
    yield from (f"{label}：{value}" for label, value in told if value)
    over = "（未完、超期按现在）" if agenda.state == MeetingState.HELD else ""
    yield f"统计：{agenda.since} 至 {agenda.until}{over}"


def _part_text(part: AgendaPart) -> Iterator[str]:
    yield from ("", f"{chinese(part.number)}、{part.name}")
    if not part.facts:
        yield "　　____"
    for fact in part.facts:
        seen = "" if fact.see is None else f"：见第 {fact.see} 项"
        yield f"　{fact.name}" + (seen or ("" if fact.lines else "：没有"))
        yield from (f"　　{line_words(line)}" for line in fact.lines[:_LONGEST])
        if len(fact.lines) > _LONGEST:
            yield f"　　……共 {len(fact.lines)} 条"


def line_words(line: AgendaLine) -> str:
    """A line of an agenda as a sentence: number, place, what; who, until when, and what is to be noted."""
    due = f"期限 {line.due}" if line.due else ""
    told = "，".join(filter(None, [_short(line.who), due, line.note]))
    mark = _MARKS.get(line.fact, "{0}").format(line.number, line.at).strip("　") if line.number or line.at else ""
    what = "　".join(filter(None, [mark, line.place if line.number else "", line.what]))
    where = f"：{_short(line.place)}" if line.place and not line.number else ""
    return what + where + (f"（{told}）" if told else "")


def _short(names: str) -> str:
    """The first of many names, and how many there are."""
    each = names.split("、")
    return names if len(each) <= _NAMES else f"{'、'.join(each[:_NAMES])}等 {len(each)} 个"


def _meant(desk: Desk, which: str) -> Meeting | None:
    if (numbered := meeting_numbered(desk, which)) is not None:
        return numbered
    code, today = meeting_kind(which).code, desk.today.isoformat()
    rows = desk.reader.find(MEETING, desk.pid, MEETING.c["state"] == MeetingState.PLANNED.value, order="at")
    return next((row for row in rows if row.serves((code,)) and row.at >= today), None)


def _parts(desk: Desk, span: Span) -> tuple[AgendaPart, ...]:
    """The parts of every kind that the meeting serves; what two of them ask for stands in the first."""
    parts: list[AgendaPart] = []
    told: dict[str, int] = {}
    for kind in span.kinds:
        for part in meeting_kind(kind).parts:
            parts.append(_part(desk, span, len(parts) + 1, part, told))
    return tuple(parts)


def _part(desk: Desk, span: Span, number: int, part: Part, told: dict[str, int]) -> AgendaPart:
    facts = []
    for code in part.facts:
        see = told.get(code)
        found = [] if see else facts_of(desk, code, span)
        lines = tuple(_line(number, part, code, one) for one in found)
        facts.append(AgendaFact(code, fact_name(code), see, lines))
        told.setdefault(code, number)
    return AgendaPart(number, part.name, clause_words(part.clause), tuple(facts))


def _line(number: int, part: Part, code: str, one: Fact) -> AgendaLine:
    return AgendaLine(
        part=number,
        part_name=part.name,
        fact=code,
        fact_name=fact_name(code),
        what=one.what,
        number=one.number,
        at=one.at,
        place=one.place,
        who=one.who,
        due=one.due,
        note=one.note,
    )
