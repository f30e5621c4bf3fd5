"""The monthly evaluation of contractors: a score of 0 to 100 by who sums up the month (D10 3.1.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.contractors import Evaluation
from gridctl.domain.months import month_text
from gridctl.domain.text import clean
from gridctl.regulation.contractors import confirmers
from gridctl.services.contractors.deductions import entitled
from gridctl.services.contractors.register import all_contractors, find_contractor, refuse_no_contract
from gridctl.store.contractors import EVALUATION
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from gridctl.domain.contractors import Contractor
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Scored:
    """A month's score as typed."""

    contractor: str
    month: date
    score: int
    by: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A month's score in words."""

    contractor: str
    month: str
    score: int
    scored_by: str
    remark: str


def score_month(desk: WritingDesk, said: Scored) -> Evaluation:
    """Score a contractor's month; a second score replaces the first, which the journal keeps.

    RuleError for a month to come or without a contract, and by somebody who is in no post that evaluates.
    """
    one = find_contractor(desk, said.contractor)
    refuse_no_contract(desk, one, said.month)
    by = entitled(desk, said.by, confirmers(), desk.today, "评分")
    known = score_of(desk, one, said.month)
    row = Evaluation(
        desk.pid, known.id if known else 0, one.id, month_text(said.month), said.score, by.id, clean(said.remark)
    )
    if known:
        desk.tx.update(EVALUATION, [row])
        return row
    row = replace(row, id=desk.tx.next_id(desk.pid, EVALUATION))
    desk.tx.insert(EVALUATION, [row])
    return row


def score_of(desk: Desk, contractor: Contractor, month: date) -> Evaluation | None:
    """The score of a contractor's month."""
    of_it = EVALUATION.c["contractor"] == contractor.id, EVALUATION.c["month"] == month_text(month)
    return next(iter(desk.reader.find(EVALUATION, desk.pid, *of_it)), None)


def find_scores(desk: Desk, contractor: str = "", month: date | None = None) -> list[ScoreLine]:
    """The scores of a contractor and a month, where they are said, by month."""
    one = find_contractor(desk, contractor) if contractor else None
    rows = desk.reader.find(EVALUATION, desk.pid, order="month")
    wanted = [row for row in rows if month is None or row.month == month_text(month)]
    return score_lines(desk, [row for row in wanted if one is None or row.contractor == one.id])


def score_lines(desk: Desk, rows: list[Evaluation]) -> list[ScoreLine]:
    """Scores in words."""
    names = {one.id: one.name for one in all_contractors(desk)}
    people = {one.id: one.name for one in desk.reader.find(STAFF, desk.pid)}
    return [
        ScoreLine(names[row.contractor], row.month, row.score, people.get(row.scored_by or 0, ""), row.remark)
        for row in rows
    ]
