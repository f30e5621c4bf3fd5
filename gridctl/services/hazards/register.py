"""Hazards as they are entered: found, kept from doing harm, reported, mended, and checked again by another (D2 三)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.text import clean
from gridctl.domain.tickets import Action
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.hazards.lists import HAZARD
from gridctl.services.tickets.chains import DEPARTMENT, chains
from gridctl.services.tickets.details import details_of, set_details
from gridctl.services.tickets.entry import Words, open_slip, take_steps
from gridctl.services.tickets.lacking import lacking, needed_at_once
from gridctl.services.tickets.of_kind import ticket_of
from gridctl.services.tickets.opening import add_step, current_round
from gridctl.services.tickets.steps import own_staff_id
from gridctl.services.tickets.telling import Said, tell
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.tickets import ROUND

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk

_FILLED_BY = {  # the command for what is needed at once, by field
    "found_by": "ticket edit {} --set 排查人=工号",
    "measures": "hazard measures {} 措施",
    "reported_to": "hazard report {} --to 部门",
    "reported_at": "hazard report {} --to 部门",
    "emergency_plan": "hazard plan {} --emergency-plan 预案",
}


def asked_for(level: str, said: dict[str, str]) -> dict[str, str]:
    """The titles by field of what a new hazard of a level still has to say at once; who and when are known of themselves."""
    return needed_at_once(HAZARD, level, {**said, "found_by": "-", "reported_at": "-"})


def open_hazard(desk: WritingDesk, words: Words, said: dict[str, str], *, by: str = "", until: str = "") -> Ticket:
    """Keep a hazard as it was found; what it still lacks is told of. See `found_hazard`."""
    ticket = found_hazard(desk, words, said, by=by)
    if until:
        limit(desk, ticket, until)
    tell_missing(desk, ticket)
    return ticket


def found_hazard(desk: WritingDesk, words: Words, said: dict[str, str], *, by: str = "") -> Ticket:
    """Keep a hazard as it was found.

    `said` are fields of the kind as typed. Measures count from when it was found, a report from now, unless it is said
    otherwise; of one found earlier the time of the report is asked for.
    """
    details = {name: text for name, text in said.items() if text}
    finder = details.get("found_by") or by or _self(desk)
    if finder:
        details["found_by"] = finder
    opened = words.opened or str(Moment.of(desk.now))
    if "measures" in details:
        details.setdefault("measured_at", opened)
    if "reported_to" in details and not words.opened:
        details.setdefault("reported_at", opened)
    return open_slip(desk, replace(words, kind=HAZARD), by=by or finder, details=details)


def measures(desk: WritingDesk, number: str, text: str, *, at: str = "", by: str = "") -> Ticket:
    """Keep what was done on the spot, now or when it is said; more of it follows what was said before."""
    ticket = ticket_of(desk, number, HAZARD)
    done = clean(text)
    if not done:
        raise UsageError("没有写措施", "写明现场怎么处理的，例如 断电并拉警戒线")
    known = details_of(desk, ticket)
    said = {"measures": "；".join(part for part in (known.get("measures", ""), done) if part)}
    if at or "measured_at" not in known:
        said["measured_at"] = at or str(Moment.of(desk.now))
    set_details(desk, ticket, said, doer=_doer(desk, by))
    tell_missing(desk, ticket)
    return ticket


@dataclass(frozen=True, slots=True)
class Report:
    """A report, as typed: to a department by any name, or to a link of the kind's chain such as 项目负责人."""

    to: str
    at: str = ""
    means: str = ""
    who: str = ""
    note: str = ""


def report(desk: WritingDesk, number: str, said: Report) -> Ticket:
    """Keep that a hazard was reported: the first report to a department stands in the ledger's column, all in the steps."""
    ticket = ticket_of(desk, number, HAZARD)
    to = clean(said.to)
    link = next((one for one in ticket_kind(HAZARD).told if to in (one.code, one.name, *one.aliases)), None)
    if link is not None and link.post is not None:
        tell(desk, ticket, Said(link.code, said.who, said.at, said.means, said.note))
    else:
        _report_department(desk, ticket, replace(said, to=to))
    tell_missing(desk, ticket)
    return ticket


def _report_department(desk: WritingDesk, ticket: Ticket, said: Report) -> None:
    if not said.to:
        raise UsageError("没有写报给谁", "加上 --to 部门，例如 --to 物业管理处")
    known = details_of(desk, ticket)
    first = "reported_to" not in known or "reported_at" not in known
    if not first and not said.means:
        raise RuleError(
            f"{ticket.code} 已经上报{known['reported_to']}（{known['reported_at']}）",
            f"再次上报的写 --means 电话、书面…；录错的更正：gridctl ticket edit {ticket.code} --set 上报部门=…",
        )
    if said.means:
        tell(desk, ticket, Said(DEPARTMENT, f"{said.to} {said.who}".strip(), said.at, said.means, said.note))
    if first:
        set_details(desk, ticket, {"reported_to": said.to, "reported_at": said.at or str(Moment.of(desk.now))})


def plan(desk: WritingDesk, number: str, said: dict[str, str], until: str = "") -> Ticket:
    """Keep how, by whom, for how much money and by when a hazard is mended."""
    ticket = ticket_of(desk, number, HAZARD)
    filled = {name: text for name, text in said.items() if text}
    if not filled and not until:
        raise UsageError("没有说明要填什么", "例如 --owner 王强 --plan 更换配电箱 --money 1200 --until 11-25")
    set_details(desk, ticket, filled)
    if until:
        limit(desk, ticket, until)
    tell_missing(desk, ticket)
    return ticket


def limit(desk: WritingDesk, ticket: Ticket, text: str) -> None:
    """Set a limit of its own, which is not after that of the level (RuleError): more time needs a signature."""
    row = current_round(desk, ticket)
    until = parse_moment(text, desk.now, ahead=True).day
    opened = Moment.parse_stored(row.opened).day
    if until > row.due:
        raise RuleError(
            f"整改期限 {until} 超过了{_level_name(ticket)}隐患的期限 {row.due}",
            f"写 {row.due} 或更早；需要更多时间的请项目负责人签批：gridctl ticket extend {ticket.code}",
        )
    if until < opened:
        raise RuleError(f"整改期限 {until} 早于排查日期 {opened}", "核对 --until")
    if until != row.due:
        desk.tx.update(ROUND, [replace(row, due=until)])
        add_step(desk, ticket, Action.DETAIL, str(Moment.of(desk.now)), note=f"整改期限定为 {until}（原 {row.due}）")


def finish(
    desk: WritingDesk, number: str, said: dict[str, str], *, by: str = "", at: str = "", note: str = ""
) -> Ticket:
    """Keep that a hazard was mended, by the one who answers for it unless another is named."""
    ticket = ticket_of(desk, number, HAZARD)
    filled = {name: text for name, text in said.items() if text}
    known = details_of(desk, ticket)
    answerable = known.get("answerable", "")
    doer = by or filled.get("answerable", "") or (_number(desk, answerable) if answerable else "")
    if doer and not answerable:
        filled.setdefault("answerable", doer)
    [after] = take_steps(desk, [ticket.code], Action.FINISH, by=doer, at=at, note=note, details=filled)
    return after


@dataclass(frozen=True, slots=True)
class Recheck:
    """The check of a mended hazard, as typed; `reason` says why something that is demanded will never be filled in."""

    by: str
    passed: bool
    note: str = ""
    at: str = ""
    reason: str = ""


def recheck(desk: WritingDesk, number: str, said: Recheck) -> Ticket:
    """Close a hazard that was mended or, not passed, begin a new round with a limit of its own."""
    ticket = ticket_of(desk, number, HAZARD)
    if said.passed:
        opinion = {"recheck": said.note or "复查合格"}
        done = take_steps(desk, [ticket.code], Action.VERIFY, by=said.by, at=said.at, note=said.reason, details=opinion)
    else:
        if not clean(said.note):
            raise UsageError("复查不合格要写明哪里不合格", "加上 --note 文字")
        done = take_steps(desk, [ticket.code], Action.REJECT, by=said.by, at=said.at, note=said.note)
        desk.notices.append(f"{ticket.code} 复查不合格，第 {done[0].round} 轮，期限 {current_round(desk, done[0]).due}")
    return done[0]


def tell_missing(desk: WritingDesk, ticket: Ticket) -> None:
    """Say what a hazard still lacks of what is needed at once."""
    titles = lacking(ticket, details_of(desk, ticket), chains(desk, [ticket])[ticket.id])
    kind = ticket_kind(HAZARD)
    how = {kind.field(name).title: command for name, command in _FILLED_BY.items()}
    how |= {f"通知{link.name}": f"hazard report {{}} --to {link.name} --means 电话" for link in kind.told if link.post}
    named = [title for title in titles if title in how]
    if named:
        commands = "；".join(dict.fromkeys(f"gridctl {how[title].format(ticket.code)}" for title in named))
        desk.notices.append(f"{ticket.code} 还缺{'、'.join(named)}；补上：{commands}")


def _level_name(ticket: Ticket) -> str:
    return next(word.name for word in ticket_kind(HAZARD).urgencies if word.code == ticket.urgency)


def _self(desk: WritingDesk) -> str:
    key = own_staff_id(desk)
    return _number(desk, str(key)) if key else ""


def _number(desk: WritingDesk, key: str) -> str:
    person = desk.reader.get(STAFF, desk.pid, int(key))
    return person.number if person else ""


def _doer(desk: WritingDesk, text: str) -> int | None:
    return find_staff(desk.reader, desk.pid, text).id if text else None
