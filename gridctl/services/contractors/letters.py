"""The letter (函) that tells a contractor of its month: faults, clauses, deductions, and what is asked until when (D10 3.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.contractors import next_inspection
from gridctl.domain.moments import Moment
from gridctl.domain.months import last_day
from gridctl.errors import UsageError
from gridctl.regulation.contractors import inspection_days
from gridctl.services.contractors.months import STAGE_WORDS, MonthSheet, Stage, month_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.services.contractors.months import FaultLine
    from gridctl.services.desk import Desk

_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is printed: the heading, whom it is to, its paragraphs, who signs and when; and the month it tells."""

    title: str
    to: str
    paragraphs: tuple[str, ...]
    signed: str
    dated: date
    until: date
    month: MonthSheet

    @property
    def text(self) -> str:
        """The whole letter."""
        body = [self.title, "", f"{self.to}：", *self.paragraphs, "", self.signed, day_words(self.dated)]
        return "\n".join(body)


def contractor_letter(desk: Desk, name: str, month: date, until: date | None = None) -> Letter:
    """Write the letter of a month from the records; mending is asked for until the next half-monthly inspection."""
    sheet = month_sheet(desk, name, month)
    if until and until < desk.today:
        raise UsageError(f"整改期限 {until} 已经过去", "核对 --until")
    asked = until or next_inspection(desk.today, inspection_days())
    told = f"{month.year}年{month.month}月"
    opening = f"{_INDENT}贵单位承担{desk.project.name}的{sheet.service_name}服务。现将{told}的检查、考核情况函告如下："
    return Letter(
        title=f"关于{told}{sheet.service_name}服务情况的函",
        to=sheet.contractor,
        paragraphs=(
            opening,
            *_found(sheet, _left(month, desk.today)),
            *_deducted(sheet),
            *_paid(sheet),
            *_asked(sheet, asked),
        ),
        signed=f"{desk.project.company}{desk.project.name}物业服务中心",
        dated=desk.today,
        until=asked,
        month=sheet,
    )


def day_words(day: date) -> str:
    """A day as a letter writes it: 2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _left(month: date, today: date) -> str:
    """What is said of a fault that was not mended: by the end of the month, or while that runs, so far."""
    return f"至{month.month}月末未整改" if today > last_day(month) else "尚未整改"


def _found(sheet: MonthSheet, left: str) -> Iterable[str]:
    yield "一、检查发现的问题"
    if not sheet.faults:
        yield f"{_INDENT}本月没有登记问题。"
        return
    carried = f"，另有以前未完 {sheet.carried} 项" if sheet.carried else ""
    yield (
        f"{_INDENT}本月发现 {sheet.found} 项{carried}；已验收 {sheet.accepted} 项，待验收 {sheet.mended} 项，"
        f"未整改 {sheet.open} 项，其中逾期 {sheet.late} 项。"
    )
    for number, line in enumerate(sheet.faults, 1):
        yield f"{_INDENT}{number}. {_fault(line, left)}"


def _fault(line: FaultLine, left: str) -> str:
    told = f"{_day(line.told)}通知" if line.told else STAGE_WORDS[Stage.UNTOLD]
    late = "，逾期" if line.late else ""
    again = f"，返工 {line.rejections} 次" if line.rejections else ""
    return (
        f"{_day(line.opened)} {line.place}：{line.problem}（{line.number}）。{told}，"
        f"要求{line.due.month}月{line.due.day}日前整改，{_stage(line, left)}{late}{again}。"
    )


def _stage(line: FaultLine, left: str) -> str:
    if line.stage == Stage.ACCEPTED:
        return f"{_day(line.accepted)}验收合格"
    if line.stage == Stage.MENDED:
        return f"{_day(line.mended)}整改，待验收"
    return left


def _day(stored: str) -> str:
    day = Moment.parse_stored(stored).day
    return f"{day.month}月{day.day}日"


def _deducted(sheet: MonthSheet) -> Iterable[str]:
    yield "二、按合同条款扣款"
    if not sheet.clauses:
        yield f"{_INDENT}本月没有确认的扣款。"
    for total in sheet.clauses:
        back = total.amount.startswith("-")
        told = f"退回以前扣款 {total.amount[1:]} 元" if back else f"{total.count} 笔，{total.amount} 元"
        yield f"{_INDENT}条款 {total.clause}（{total.clause_words}）：{told}。"
    if sheet.clauses:
        yield f"{_INDENT}合计 {sheet.deducted} 元。"
    if sheet.waiting_count:
        yield f"{_INDENT}另有 {sheet.waiting_count} 笔（{sheet.waiting} 元）尚待确认，未计在内。"


def _paid(sheet: MonthSheet) -> Iterable[str]:
    yield "三、本月服务费"
    days = (
        ""
        if sheet.days == sheet.days_of_month
        else f"，合同在本月 {sheet.days_of_month} 天中的 {sheet.days} 天有效，按日折算为 {sheet.fee} 元"
    )
    yield f"{_INDENT}合同月费 {sheet.monthly_fee} 元{days}；扣款 {sheet.deducted} 元；应付 {sheet.payable} 元。"
    if sheet.uncovered != "0":
        yield f"{_INDENT}扣款超出服务费 {sheet.uncovered} 元，按合同约定另行处理。"
    if sheet.score is not None:
        yield f"{_INDENT}本月评估得分 {sheet.score} 分（满分 100 分）。"


def _asked(sheet: MonthSheet, until: date) -> Iterable[str]:
    yield "四、要求"
    day = day_words(until)
    if sheet.open:
        yield f"{_INDENT}请贵单位在{day}前将未整改的 {sheet.open} 项整改到位，届时由我方检查验收；仍不达标的，按合同条款继续扣款。"
    else:
        yield f"{_INDENT}请贵单位对照上述情况加强管理，我方将在{day}前后的检查中复核。"
    yield f"{_INDENT}对以上情况有异议的，请在{day}前书面回复。"
