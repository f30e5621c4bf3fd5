"""Applications to be a gold steward: made, approved by somebody else, or refused (D7 四.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.gold import Gold, GoldState, limits
from gridctl.domain.grids import period_words
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.posts import post_from_text, posts
from gridctl.services.gold.holding import gold_of
from gridctl.services.staff.posts import holds_post
from gridctl.store.gold import GOLD
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Approval:
    """What was approved, as typed: `end` is the first day no longer, `most` the households that the grid may have."""

    person: str
    by: str
    most: int | None = None
    start: date | None = None
    end: date | None = None
    on: date | None = None


def apply_for_gold(desk: WritingDesk, who: str, reason: str, day: date) -> Gold:
    """Keep that somebody in the post that heads grids asks to hold an enlarged one.

    RuleError for another post, for someone not there on that day, and where an application or a term stands already.
    """
    if not clean(reason):
        raise UsageError("没有写申请理由", "加上 --reason 理由，如 --reason 全年满意率第一")
    person = find_staff(desk.reader, desk.pid, who)
    _refuse_future(desk, day, "申请")
    _refuse_other_post(desk, person, day)
    for row in gold_of(desk, person.id):
        if row.state == GoldState.APPLIED:
            raise RuleError(
                f"{_named(person)} 已于 {row.applied_on} 申请，还没有批",
                f"先办那一份：gridctl gold approve {person.number} --by 审批人",
            )
        if row.shares(day, None) and row.valid_to is None:
            raise RuleError(f"{_named(person)} {_term(row)}已经是金牌管家", "不用再申请")
    row = Gold(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, GOLD),
        staff=person.id,
        applied_on=day,
        reason=clean(reason),
        state=GoldState.APPLIED.value,
        band_high=None,
        decided_by=None,
        decided_on=None,
        valid_from=None,
        valid_to=None,
        remark="",
    )
    desk.tx.insert(GOLD, [row])
    return row


def approve_gold(desk: WritingDesk, said: Approval) -> Gold:
    """Approve what somebody asked for: the grid that he heads may be larger in [start, end).

    RuleError where he did not ask, the approver is himself or not in a post that approves, the day is before the
    application, the term meets another one or a day on which he is not there, or the households are not between the
    band and two grids.
    """
    person, row, by = _before(desk, said.person, said.by, said.on or desk.today)
    decided = said.on or desk.today
    start = said.start or decided
    if start < decided:
        raise RuleError(
            f"{decided} 才批准，不能从 {start} 起算", f"用 --from {decided} 或以后；早已批准的写 --on 批准日期"
        )
    if said.end is not None and said.end <= start:
        raise RuleError(f"到 {said.end} 就已结束，早于开始的 {start}", "核对 --from 和 --to")
    _refuse_other_post(desk, person, start)
    _refuse_absence(person, said.end)
    _refuse_second_term(desk, person, start, said.end)
    approved = replace(
        row,
        state=GoldState.APPROVED.value,
        band_high=_most(desk, said.most, start),
        decided_by=by.id,
        decided_on=decided,
        valid_from=start,
        valid_to=said.end,
    )
    desk.tx.update(GOLD, [approved])
    return approved


def refuse_gold(desk: WritingDesk, who: str, by: str, reason: str, day: date) -> Gold:
    """Refuse what somebody asked for, with the reason; RuleError as `approve_gold` says."""
    if not clean(reason):
        raise UsageError("没有写不批的理由", "加上 --reason 理由")
    _, row, decider = _before(desk, who, by, day)
    refused = replace(row, state=GoldState.REFUSED.value, decided_by=decider.id, decided_on=day, remark=clean(reason))
    desk.tx.update(GOLD, [refused])
    return refused


def _before(desk: Desk, who: str, by: str, day: date) -> tuple[Staff, Gold, Staff]:
    """Who asked, for what, and who may decide on a day."""
    person, decider = find_staff(desk.reader, desk.pid, who), find_staff(desk.reader, desk.pid, by)
    row = next((row for row in gold_of(desk, person.id) if row.state == GoldState.APPLIED), None)
    if row is None:
        hint = f"先申请：gridctl gold apply {person.number} --reason 理由"
        raise RuleError(f"{_named(person)} 没有待批的金牌管家申请", hint)
    if decider.id == person.id:
        raise RuleError("不能批自己的申请", f"由别的{_deciders()}审批：--by 人员")
    if not holds_post(desk, decider, {post.code for post in posts() if post.approves_gold}, day):
        raise RuleError(f"{_named(decider)} {day} 不是在岗的{_deciders()}", "换一个审批人：--by 人员")
    if day < row.applied_on:
        raise RuleError(f"{row.applied_on} 才申请，不能在 {day} 审批", "核对 --on 的日期")
    _refuse_future(desk, day, "审批")
    return person, row, decider


def _deciders() -> str:
    return "或".join(post.name for post in posts() if post.approves_gold)


def _refuse_future(desk: Desk, day: date, what: str) -> None:
    if day > desk.today:
        raise RuleError(f"{what}日期 {day} 还没有到", "核对 --on 的日期；从以后某天起用 gold approve 的 --from")


def _refuse_other_post(desk: Desk, person: Staff, day: date) -> None:
    code = desk.policy("grid_head_post", day)
    if not holds_post(desk, person, {code}, day):
        post = post_from_text(code).name
        raise RuleError(f"{_named(person)} {day} 不是在岗的{post}", f"金牌管家从网格负责人岗位（{post}）里晋升")


def _refuse_absence(person: Staff, end: date | None) -> None:
    if person.departed and (end is None or end > person.departed):
        last = person.departed - timedelta(days=1)
        raise RuleError(f"{_named(person)} 从 {person.departed} 起离岗", f"用 --to {last} 或更早")


def _refuse_second_term(desk: Desk, person: Staff, start: date, end: date | None) -> None:
    last = None if end is None else end - timedelta(days=1)
    for row in gold_of(desk, person.id):
        if row.shares(start, last):
            raise RuleError(
                f"{_named(person)} {_term(row)}已经是金牌管家",
                f"先结束那一段：gridctl gold end {person.number} --on 日期",
            )


def _most(desk: Desk, said: int | None, start: date) -> int:
    gold_max = desk.policy("grid_gold_max", start)
    least, most = limits(desk.policy("grid_band_max", start), gold_max)
    value = gold_max if said is None else said
    if not least <= value <= most:
        raise RuleError(
            f"金牌管家的户数上限应在 {least} 至 {most} 户之间，{value} 户不行",
            f"用 --max 写明；户数标准上限是 {least - 1} 户，查看：gridctl project show",
        )
    return int(value)


def _named(person: Staff) -> str:
    return f"{person.number} {person.name}"


def _term(row: Gold) -> str:
    return period_words(row.valid_from, row.valid_to) if row.valid_from else ""
