"""A contractor's month: what it had to mend, what was deducted, what is to be paid, and its score (D10 3.1.2, 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from gridctl.domain.contractors import DeductionState, payment
from gridctl.domain.moments import Moment
from gridctl.domain.money import yuan
from gridctl.domain.months import last_day, month_after, month_of, month_text
from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.contractors import service_name
from gridctl.services.contractors.entries import ClauseTotal, totals_by_clause
from gridctl.services.contractors.register import clauses_of, find_contractor, refuse_no_contract
from gridctl.services.contractors.scores import score_of
from gridctl.services.journal.entries import ACTOR_WORDS
from gridctl.services.tickets.lists import category_name
from gridctl.store.contractor_reads import faults_of
from gridctl.store.contractors import DEDUCTION
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from gridctl.domain.contractors import Contractor, Deduction
    from gridctl.services.desk import Desk
    from gridctl.store.contractor_reads import FaultRecord


class Stage(StrEnum):
    """How far a fault had come by the end of the month."""

    UNTOLD = "untold"
    TOLD = "told"
    MENDED = "mended"
    ACCEPTED = "accepted"


STAGE_WORDS = {Stage.UNTOLD: "未通知", Stage.TOLD: "未整改", Stage.MENDED: "待验收", Stage.ACCEPTED: "已验收"}


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault of the month in words; what happened after its end is left blank.

    `carried`: found before the month; `late`: not mended by `due` within the month.
    """

    number: str
    category_name: str
    place: str
    problem: str
    opened: str
    due: date
    told: str
    teller: str
    mended: str
    accepted: str
    rejections: int
    stage: str
    carried: bool
    late: bool


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month of a contractor; amounts in yuan.

    `fee` is for the `days` under contract of the month's `days_of_month`; `payable` is it less what is `deducted`
    (confirmed) and not below zero, `uncovered` what then remains. `waiting` is proposed and not yet confirmed, and in
    none of these. `found` and `carried` make up the faults, of which some were `accepted`, some are `mended` and wait for
    acceptance, and the others `open`; `late` counts those not mended in time.
    """

    contractor: str
    service_name: str
    month: str
    found: int
    carried: int
    accepted: int
    mended: int
    open: int
    late: int
    monthly_fee: str
    days: int
    days_of_month: int
    fee: str
    deducted: str
    waiting_count: int
    waiting: str
    payable: str
    uncovered: str
    score: int | None
    scored_by: str
    faults: tuple[FaultLine, ...]
    clauses: tuple[ClauseTotal, ...]


def month_sheet(desk: Desk, name: str, month: date) -> MonthSheet:
    """Put a contractor's month together; RuleError for a month to come or without a contract."""
    one = find_contractor(desk, name)
    refuse_no_contract(desk, one, month)
    rows = _deductions(desk, one, month)
    due, score, faults = payment(one, month, rows), score_of(desk, one, month), _faults(desk, one, month)
    scorer = desk.reader.get(STAFF, desk.pid, score.scored_by) if score and score.scored_by else None
    waiting = [row.amount_fen for row in rows if row.state == DeductionState.PROPOSED]
    stages = [line.stage for line in faults]
    return MonthSheet(
        contractor=one.name,
        service_name=service_name(one.service),
        month=month_text(month),
        found=sum(not line.carried for line in faults),
        carried=sum(line.carried for line in faults),
        accepted=stages.count(Stage.ACCEPTED),
        mended=stages.count(Stage.MENDED),
        open=stages.count(Stage.TOLD) + stages.count(Stage.UNTOLD),
        late=sum(line.late for line in faults),
        monthly_fee=yuan(one.fee_fen),
        days=due.days,
        days_of_month=due.days_of_month,
        fee=yuan(due.fee),
        deducted=yuan(due.deducted),
        waiting_count=len(waiting),
        waiting=yuan(sum(waiting)),
        payable=yuan(due.payable),
        uncovered=yuan(due.uncovered),
        score=score.score if score else None,
        scored_by=scorer.name if scorer else "",
        faults=tuple(faults),
        clauses=tuple(totals_by_clause(clauses_of(desk, one), rows)),
    )


def _deductions(desk: Desk, one: Contractor, month: date) -> list[Deduction]:
    of_it = DEDUCTION.c["contractor"] == one.id, DEDUCTION.c["month"] == month_text(month)
    return desk.reader.find(DEDUCTION, desk.pid, *of_it)


def open_faults(desk: Desk, one: Contractor) -> list[FaultLine]:
    """What a contractor has in hand today, also where it was not told yet."""
    tomorrow = desk.today + timedelta(days=1)
    found = faults_of(desk.reader, desk.pid, one.name, tomorrow, tomorrow)
    return [_fault(record, month_of(desk.today), tomorrow, desk.today) for record in found]


def _faults(desk: Desk, one: Contractor, month: date) -> list[FaultLine]:
    after = month_after(month)
    found = faults_of(desk.reader, desk.pid, one.name, month, after)
    return [_fault(record, month, after, desk.today) for record in found]


def _fault(record: FaultRecord, month: date, after: date, today: date) -> FaultLine:
    told, mended, accepted = (
        at if at and Moment.parse_stored(at).day < after else ""
        for at in (record.told, record.finished, record.verified)
    )
    steps = ((accepted, Stage.ACCEPTED), (mended, Stage.MENDED), (told, Stage.TOLD))
    until = Moment.parse_stored(mended).day if mended else min(last_day(month), today)
    return FaultLine(
        number=record.number,
        category_name=category_name(record.category, record.kind),
        place=record.place,
        problem=mask_free_text(record.problem),
        opened=record.opened,
        due=record.due,
        told=told,
        teller=ACTOR_WORDS.get(record.teller, record.teller) if told else "",
        mended=mended,
        accepted=accepted,
        rejections=record.rejections,
        stage=next((stage for at, stage in steps if at), Stage.UNTOLD),
        carried=record.opened < month.isoformat(),
        late=until > record.due,
    )
