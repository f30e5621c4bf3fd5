"""Who was held to account (责任追究) and who was commended (表彰): records that the appraisal reads (D2 四.2, D1 四.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.money import fen_from_text
from gridctl.domain.supervisions import Merit, MeritKind
from gridctl.domain.text import clean, fold
from gridctl.errors import RuleError, UsageError
from gridctl.services.supervision.findings import find_finding
from gridctl.store.staff import find_staff
from gridctl.store.supervisions import MERIT

if TYPE_CHECKING:
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of somebody, as typed; `amount` in yuan, `finding` and `ticket` what it is about."""

    person: str
    reason: str
    by: str
    amount: str = ""
    finding: int | None = None
    ticket: str = ""


def decide(desk: WritingDesk, kind: MeritKind, said: Decision, day: date) -> Merit:
    """Keep that somebody was held to account or commended, by somebody else, for a reason."""
    reason = clean(said.reason)
    if not reason:
        raise UsageError("没有写事由", "加上 --reason 文字")
    person, decider = find_staff(desk.reader, desk.pid, said.person), find_staff(desk.reader, desk.pid, said.by)
    if person.id == decider.id:
        raise RuleError("不能由本人决定", "换一个决定人：--by 工号或姓名")
    if day > desk.today:
        raise RuleError(f"决定日期 {day} 还没有到", "核对 --on 的日期")
    row = Merit(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, MERIT),
        kind=kind.value,
        staff=person.id,
        decided_on=day,
        decided_by=decider.id,
        reason=reason,
        amount_fen=fen_from_text(said.amount) if said.amount else 0,
        supervision=find_finding(desk, said.finding).id if said.finding is not None else None,
        ticket=_ticket(desk, said.ticket) if said.ticket else None,
    )
    desk.tx.insert(MERIT, [row])
    return row


_KINDS = {"责任追究": MeritKind.ACCOUNTABILITY, "追责": MeritKind.ACCOUNTABILITY, "表彰": MeritKind.COMMENDATION}


def merit_kind(text: str) -> MeritKind:
    """The kind that a word or a code means."""
    found = _KINDS.get(fold(text)) or next((kind for kind in MeritKind if kind.value == fold(text)), None)
    if found is None:
        raise UsageError(f"没有“{text}”这一种", "种类有：责任追究、表彰")
    return found


def _ticket(desk: Desk, text: str) -> int:
    from gridctl.services.tickets.opening import find_ticket  # noqa: PLC0415 - tables load with their noun

    return find_ticket(desk, text).id
