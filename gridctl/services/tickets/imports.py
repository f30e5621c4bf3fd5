"""The office's own register of repairs, read in: new slips opened with all their times, known ones brought up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from gridctl.domain.moments import Moment
from gridctl.domain.privacy import mask_phone
from gridctl.domain.sheets import CLEAR
from gridctl.domain.text import clean
from gridctl.domain.tickets import FIELD_WORDS
from gridctl.errors import GridctlError, RuleError
from gridctl.regulation.tickets import (
    REPAIR,
    category_from_text,
    source_from_text,
    state_from_text,
    ticket_kind,
    urgency_from_text,
)
from gridctl.services.imports import Draft, import_sheet, settled
from gridctl.services.places.finding import PlaceBook
from gridctl.services.tickets.columns import ANSWERABLE, arrival, lacking, named_in_full, place_of
from gridctl.services.tickets.details import details_of, read_details, set_details
from gridctl.services.tickets.edits import ON_TICKET
from gridctl.services.tickets.opening import Slip, category_for, current_round, open_ticket
from gridctl.services.tickets.outside import OUTSIDE, outside
from gridctl.services.tickets.slips import (
    Life,
    Outlook,
    contradiction,
    follow,
    live,
    outlook,
    rehearse,
    slip_problem,
    step_words,
    with_what_is_known,
)
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridctl.domain.imports import ImportResult, Numbered, Parsed
    from gridctl.domain.sheets import TicketRow
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Caller, WritingDesk
    from gridctl.services.imports import Write


def import_tickets(
    caller: Caller, parsed: Parsed[TicketRow], *, apply: bool, skip_wrong: bool = False, kind: str = REPAIR
) -> ImportResult:
    """Import slips of a kind: by 单号 or, where there is none, by 纸质单号; one of the two stands in every row."""
    plan = partial(plan_tickets, kind=ticket_kind(kind).code)
    return import_sheet(caller, "ticket", parsed, plan, apply=apply, skip_wrong=skip_wrong)


UNKEPT = {  # states of an office's register that are no state here; the other columns say how far the slip is
    "held": "挂起要写到哪天，这里不登记，这张单按其余各列计；挂起的用 gridctl ticket hold",
    "merged": "并单要写并入哪张，这里不登记，这张单按其余各列计；确属一件事的，用 gridctl ticket merge",
    "reopened": "这里只读一轮，这张单按其余各列计；又坏了的，用 gridctl ticket reopen 重开",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that can be taken: a new slip and its life, or the ticket it is known as and what is ahead of that."""

    known: Ticket | None
    slip: Slip | None
    life: Life
    ahead: Outlook
    details: dict[str, str]


def plan_tickets(desk: WritingDesk, draft: Draft[TicketRow], kind: str = REPAIR) -> Write:
    """Look at every row: who and where it speaks of, whether its times are in order, and what it would change."""
    reading = _Reading(desk, draft, PlaceBook(desk), {}, kind)
    keyed = ((item.row.number or item.row.paper, item) for item in draft.rows)
    planned = [plan for item in settled(draft, keyed, same="同一张单").values() if (plan := reading.plan(item))]

    def write(desk: WritingDesk) -> None:
        for plan in planned:
            if plan.slip:
                live(desk, open_ticket(desk, plan.slip), plan.life)
            elif plan.known:
                if plan.details:
                    set_details(desk, plan.known, plan.details, reason="按登记表")
                follow(desk, plan.known, plan.ahead)

    return write


@dataclass(slots=True)
class _Reading:
    """Turns rows into plans; what is wrong goes to the draft."""

    desk: WritingDesk
    draft: Draft[TicketRow]
    book: PlaceBook
    people: dict[str, int]
    kind: str

    def plan(self, item: Numbered[TicketRow]) -> Planned | None:
        """Plan one row; None where something of it is wrong."""
        wrong_before = len(self.draft.problems)
        known, entries, details = self._known(item), self._entries(item), self._details(item)
        life = replace(self._life(item), contractor=details.get(OUTSIDE, ""))
        if life.state in UNKEPT:
            self.draft.warn(item.line, "state", _text(item.row.state), UNKEPT[life.state])
        if len(self.draft.problems) > wrong_before:
            return None
        try:
            if known:
                return self._update(item, known, entries, life, details)
            return self._new(item, entries, life, details)
        except GridctlError as error:
            self.draft.wrong(item.line, "", "", error.message)
            return None

    def _new(
        self, item: Numbered[TicketRow], entries: dict[str, Any], life: Life, details: dict[str, str]
    ) -> Planned | None:
        """Plan a new slip."""
        slip = self._slip(item, entries, details)
        if slip is None:
            return None
        self._refuse(slip_problem(life, slip.opened, self._now()) or contradiction(life))
        self._refuse(lacking(slip, life))
        self.draft.new += 1
        return Planned(None, slip, life, Outlook({}, []), {})

    def _update(
        self, item: Numbered[TicketRow], known: Ticket, entries: dict[str, Any], life: Life, details: dict[str, str]
    ) -> Planned | None:
        """Plan what a row says of a known ticket; a row that says nothing new needs no plan."""
        row = current_round(self.desk, known)
        if entries.get("place") == known.place:  # the same place in other words is no correction
            entries = {name: value for name, value in entries.items() if not name.startswith("place")}
        life = replace(life, contractor=life.contractor or outside(self.desk, known.id))
        if row.executor and details.get(ANSWERABLE) == _text(item.row.executor):  # 责任人 need not have done the work
            life = replace(life, executor=None)
        self._refuse(slip_problem(with_what_is_known(life, row), None, self._now()))
        ahead = outlook(self.desk, known, life)
        ahead = replace(ahead, corrections=entries | ahead.corrections)
        rehearse(self.desk, known, ahead, tuple(details))
        before = details_of(self.desk, known)
        values = read_details(self.desk, self.kind, details)
        fresh = {name: text for name, text in details.items() if before.get(name, "") != values[name]}
        return Planned(known, None, life, ahead, fresh) if self._differs(item, known, ahead, fresh) else None

    def _now(self) -> Moment:
        return Moment.of(self.desk.clock_now)

    def _refuse(self, problem: str) -> None:
        if problem:
            raise RuleError(problem)

    def _differs(self, item: Numbered[TicketRow], known: Ticket, ahead: Outlook, details: dict[str, str]) -> bool:
        row = current_round(self.desk, known)
        now = {name: getattr(known if name in ON_TICKET else row, name) for name in FIELD_WORDS}
        said = {name: value for name, value in ahead.corrections.items() if name in now}
        differences = [
            (FIELD_WORDS[name], self._word(name, now[name]), self._word(name, value))
            for name, value in said.items()
            if now[name] != value
        ]
        differences += [(ticket_kind(self.kind).field(name).title, "", text) for name, text in details.items()]
        differences += [("经过", "", step_words(action, doing)) for action, doing in ahead.steps]
        return self.draft.changes(item.line, known.code, differences)

    def _word(self, name: str, value: Any) -> str:
        if name in ("executor", "verifier"):
            person = self.desk.reader.get(STAFF, self.desk.pid, int(value)) if value else None
            return person.name if person else ""
        return mask_phone(str(value)) if name == "reporter_phone" else str(value)

    def _known(self, item: Numbered[TicketRow]) -> Ticket | None:
        row = item.row
        if row.number:
            found = self.desk.reader.find(TICKET, self.desk.pid, TICKET.c["code"] == row.number.upper())
            if not found:
                self.draft.wrong(item.line, "number", row.number, "没有这个单号；新单请把单号留空，由台账库编号")
            elif found[0].kind != self.kind:
                said = f"{found[0].code} 是{ticket_kind(found[0].kind).name}，不是{ticket_kind(self.kind).name}"
                self.draft.wrong(item.line, "number", row.number, said)
            return found[0] if found else None
        paper = row.paper and self.desk.reader.find(TICKET, self.desk.pid, TICKET.c["paper"] == row.paper)
        return paper[0] if paper else None

    def _life(self, item: Numbered[TicketRow]) -> Life:
        row = item.row
        return Life(
            dispatched=_moment(row.dispatched),
            dispatcher=self._person(item, "dispatcher"),
            executor=self._person(item, "executor"),
            accepted=_moment(row.accepted_at),
            progress=_text(row.progress),
            finished=_moment(row.finished),
            material=_text(row.material),
            verified=_moment(row.verified),
            verifier=self._person(item, "verifier"),
            state=self._code(item, "state", state_from_text),
            reason=_text(row.remark),
        )

    def _entries(self, item: Numbered[TicketRow]) -> dict[str, Any]:
        """What the row says that stands on the ticket itself."""
        row = item.row
        entries: dict[str, Any] = {
            "category": self._code(item, "category", category_from_text),
            "urgency": self._code(item, "urgency", urgency_from_text),
            "source": self._code(item, "source", source_from_text),
            **{name: _text(getattr(row, name)) for name in ("problem", "reporter", "reporter_phone", "remark")},
            "opened": str(_moment(row.opened) or ""),
        }
        if text := _text(row.place):
            place = self._resolved(item, "place", text, partial(place_of, self.book))
            entries |= {"place": place, "place_written": text}
        return {name: value for name, value in entries.items() if value}

    def _details(self, item: Numbered[TicketRow]) -> dict[str, str]:
        """What the row says in the kind's own columns, as typed, by field; what a field cannot hold is a problem."""
        kind, details = ticket_kind(self.kind), {}
        said = [*(item.row.details or ()), *arrival(item.row, kind)]
        for title, text in said:
            name = kind.field(title).name
            if (meant := self._resolved(item, title, text, partial(self._read_detail, name))) is not None:
                details[name] = meant
        return details

    def _read_detail(self, name: str, text: str) -> str:
        meant = named_in_full(self.desk, name, text)
        read_details(self.desk, self.kind, {name: meant})
        return meant

    def _slip(self, item: Numbered[TicketRow], entries: dict[str, Any], details: dict[str, str]) -> Slip | None:
        """A new slip; the place, the problem and the day are needed."""
        needed = {"place": "地点", "problem": "问题描述", "opened": "报修时间"}
        for name, word in needed.items():
            if name not in entries:
                self.draft.wrong(item.line, name, "", f"没有写{word}")
        opened = _moment(item.row.opened)
        if opened is None or not all(name in entries for name in needed):
            return None
        return Slip(
            place=entries["place"],
            written=entries["place_written"],
            problem=entries["problem"],
            opened=opened,
            category=entries.get("category") or category_for(entries["problem"], kind=self.kind),
            urgency=entries.get("urgency", ""),
            source=entries.get("source", ""),
            reporter=entries.get("reporter", ""),
            reporter_phone=entries.get("reporter_phone", ""),
            paper=item.row.paper or "",
            remark=entries.get("remark", ""),
            kind=self.kind,
            details=details,
        )

    def _person(self, item: Numbered[TicketRow], name: str) -> int | None:
        text = _text(getattr(item.row, name))
        return self._resolved(item, name, text, self._staff_id) if text else None

    def _staff_id(self, text: str) -> int:
        if text not in self.people:
            self.people[text] = find_staff(self.desk.reader, self.desk.pid, text).id
        return self.people[text]

    def _code(self, item: Numbered[TicketRow], name: str, read: Callable[[str, str], Any]) -> str:
        text = _text(getattr(item.row, name))
        word = self._resolved(item, name, text, lambda said: read(said, self.kind)) if text else None
        if text and word is None and item.line not in self.draft.lines_wrong:
            self.draft.wrong(item.line, name, text, "看不懂这个词")
        return word.code if word else ""

    def _resolved(self, item: Numbered[TicketRow], name: str, text: str, read: Callable[[str], Any]) -> Any:
        """Read one text; what cannot be read is a problem of its cell."""
        try:
            return read(text)
        except GridctlError as error:
            self.draft.wrong(item.line, name, text, f"{error.message}（{error.hint}）" if error.hint else error.message)
            return None


def _moment(cell: Moment | object | None) -> Any:
    return None if cell is CLEAR else cell


def _text(cell: object) -> str:
    return "" if cell is None or cell is CLEAR else clean(str(cell))
