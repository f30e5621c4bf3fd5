"""The records of a day that a work log is filled from: tickets, the front desk's register, findings, visits…"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.domain.tickets import Action
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.reception.lists import reception_lines
from gridctl.services.supervision.lists import finding_lines
from gridctl.services.worklogs.visits import activities_of_day, renovations_of_day, visits_of_day
from gridctl.store.receptions import RECEPTION
from gridctl.store.staff import STAFF
from gridctl.store.supervisions import SUPERVISION
from gridctl.store.ticket_reads import round_records
from gridctl.store.work_logs import open_rounds, steps_of_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gridctl.domain.staff import Staff
    from gridctl.regulation.office import PartRecords
    from gridctl.services.desk import Desk
    from gridctl.store.ticket_reads import TicketRecord
    from gridctl.store.work_logs import StepRecord

    Round = tuple[int, int]
    Line = tuple[object, dict[str, str]]  # what tells a record from others, and what its line says

_OF_DAY = {"visits": visits_of_day, "activities": activities_of_day, "renovations": renovations_of_day}


@dataclass(frozen=True, slots=True)
class DayRecords:
    """What a person's day has: rounds, what happened to them that day, and which were open at its end.

    A round is told by its ticket and its number; `names` are those of staff by id as text.
    """

    desk: Desk
    person: Staff
    day: date
    rounds: dict[Round, TicketRecord]
    steps: dict[Round, list[StepRecord]]
    open: Collection[Round]
    names: dict[str, str]

    @classmethod
    def of(cls, desk: Desk, person: Staff, day: date) -> DayRecords:
        """Read them."""
        happened = steps_of_day(desk.reader, desk.pid, person.id, day)
        steps: dict[Round, list[StepRecord]] = {}
        for step in happened:
            steps.setdefault((step.ticket, step.round), []).append(step)
        left = open_rounds(desk.reader, desk.pid, person.id, day)
        keys = sorted({*left.values(), *(step.round_id for step in happened)})
        rounds = {(each.id, each.round): each for each in round_records(desk.reader, desk.pid, keys)}
        names = {str(one.id): one.name for one in desk.reader.find(STAFF, desk.pid)}
        return cls(desk, person, day, rounds, steps, left.keys(), names)

    def take(self, wanted: PartRecords) -> Iterator[Line]:
        """The lines of a kind of record, in order."""
        if wanted.origin == "receptions":
            yield from self._receptions()
        elif wanted.origin == "findings":
            yield from self._findings()
        elif wanted.origin == "tickets":
            yield from self._tickets(wanted)
        else:
            yield from _OF_DAY[wanted.origin](self.desk, self.person.id, self.day)

    def _tickets(self, wanted: PartRecords) -> Iterator[Line]:
        for key, record in self.rounds.items():
            of_kind = not wanted.kinds or record.kind in wanted.kinds
            of_source = not wanted.sources or record.source in wanted.sources
            if of_kind and of_source and self._is(key, wanted.when):
                yield key, self._ticket(key, record)

    def _is(self, key: Round, when: str) -> bool:
        if when == "open":
            return key in self.open
        happened = [step.action for step in self.steps.get(key, [])]
        return Action.OPEN in happened if when == "opened" else bool(happened)

    def _ticket(self, key: Round, record: TicketRecord) -> dict[str, str]:
        """A round as it stood at the end of the day."""
        steps = self.steps.get(key, [])
        return {
            "time": steps[0].occurred if steps else record.opened,
            "number": record.number,
            "place": record.place,
            "what": mask_free_text(record.problem),
            "who": record.executor,
            "progress": "；".join(self._step(step, record.kind) for step in steps if step.action != Action.OPEN),
            "finished": record.finished if record.finished[:10] <= self.day.isoformat() else "",
            "due": record.due.isoformat(),
        }

    def _step(self, step: StepRecord, kind: str) -> str:
        words = json.loads(step.words)
        to = self.names.get(str(words.get("to", "")), "")
        said = mask_free_text(step.note)
        return ticket_kind(kind).action_name(step.action) + (f"给{to}" if to else "") + (f"：{said}" if said else "")

    def _receptions(self) -> Iterator[Line]:
        at, who = RECEPTION.c["at"], self.person.id
        after = (self.day + timedelta(days=1)).isoformat()
        his = (RECEPTION.c["received_by"] == who) | (RECEPTION.c["passed_to"] == who)
        rows = self.desk.reader.find(RECEPTION, self.desk.pid, at >= self.day.isoformat(), at < after, his, order="at")
        for line in reception_lines(self.desk, rows):
            caller = f"{line.kind_name} {line.caller}".strip()
            yield (
                ("reception", line.number),
                {
                    "time": line.at,
                    "number": line.ticket,
                    "place": line.place,
                    "what": f"{caller}：{line.what}",
                    "who": line.passed_to or line.received_by,
                    "progress": line.answer,
                },
            )

    def _findings(self) -> Iterator[Line]:
        his, since = SUPERVISION.c["answerable"] == self.person.id, SUPERVISION.c["found_on"] <= self.day
        later = SUPERVISION.c["mended_on"].is_(None) | (SUPERVISION.c["mended_on"] > self.day)
        rows = self.desk.reader.find(SUPERVISION, self.desk.pid, his, since, later, order="found_on")
        for line in finding_lines(self.desk, rows):
            yield (
                ("finding", line.number),
                {
                    "number": f"检查{line.number}",
                    "place": line.place,
                    "what": line.what,
                    "who": line.answerable,
                    "due": line.due.isoformat(),
                },
            )
