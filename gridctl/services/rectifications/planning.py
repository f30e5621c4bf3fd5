"""The special plan of a ticket: what makes it difficult, measures, nodes with dates and owners, until it is done (T4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.domain.rectifications import Milestone, Rectification
from gridctl.domain.text import clean
from gridctl.domain.tickets import OPEN_STATES
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.tickets.opening import find_ticket
from gridctl.store.rectifications import MILESTONE, RECTIFICATION
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class NodeLine:
    """A node of a special plan; `days_late` is null unless it is past its day, done late or not done."""

    sequence: int
    what: str
    due: date
    owner: str
    done_on: date | None
    days_late: int | None
    note: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A special plan with its nodes; `progress` counts the nodes that are done, as 1/3."""

    ticket: str
    problem: str
    made_on: date
    difficulty: str
    measures: str
    owner: str
    closed_on: date | None
    progress: str
    next_due: date | None
    nodes: tuple[NodeLine, ...]


@dataclass(frozen=True, slots=True)
class NodeSaid:
    """A node as typed: what is done by when and by whom; `done` is the day it was done, if it was."""

    what: str
    due: date | None = None
    owner: str = ""
    done: date | None = None
    note: str = ""


def add_plan(desk: WritingDesk, number: str, difficulty: str, measures: str, owner: str) -> PlanCard:
    """Make the special plan of an open ticket; a closed one is taken up again with its nodes.

    RuleError where the ticket is over or has an open plan; UsageError where something is not said.
    """
    ticket = find_ticket(desk, number)
    if ticket.state not in OPEN_STATES:
        raise RuleError(f"{ticket.code} 已经结束，不用专项整改计划", "核对单号；又坏了的先重开：gridctl ticket reopen")
    if not clean(difficulty) or not clean(measures):
        raise UsageError("专项整改计划要写难点和整改措施", "加上 --difficulty 文字 --measures 文字")
    person = find_staff(desk.reader, desk.pid, owner).id
    fresh = Rectification(
        desk.pid, 0, ticket.id, desk.clock_now.date(), clean(difficulty), clean(measures), person, closed_on=None
    )
    known = plan_of(desk, ticket.id)
    if known and known.closed_on is None:
        raise RuleError(
            f"{ticket.code} 已经有专项整改计划",
            f"加节点：gridctl ticket plan node；查看：gridctl ticket plan show {ticket.code}",
        )
    if known:
        row = replace(fresh, id=known.id, made_on=known.made_on)
        desk.tx.update(RECTIFICATION, [row])
    else:
        row = replace(fresh, id=desk.tx.next_id(desk.pid, RECTIFICATION))
        desk.tx.insert(RECTIFICATION, [row])
    return plan_card(desk, ticket, row)


def keep_node(desk: WritingDesk, number: str, said: NodeSaid) -> PlanCard:
    """Add a node, or say more of the one that is called so: another day, another owner, or that it is done.

    RuleError where the ticket has no open plan, or a node would be done on a day to come.
    """
    ticket = find_ticket(desk, number)
    plan = _open_plan(desk, ticket)
    what = clean(said.what)
    if not what:
        raise UsageError("没有写节点是什么", "加上 --what 文字，例如 --what 采购主板")
    if said.done and said.done > desk.clock_now.date():
        raise RuleError(f"{said.done} 还没有到，节点不能已经完成", "写完成那天的日期：--done")
    known = next((node for node in nodes_of(desk, plan) if node.what == what), None)
    owner = find_staff(desk.reader, desk.pid, said.owner).id if said.owner else None
    if known:
        after = replace(
            known,
            due=said.due or known.due,
            owner=owner or known.owner,
            done_on=said.done or known.done_on,
            note=clean(said.note) or known.note,
        )
        desk.tx.update(MILESTONE, [after] if after != known else [])
    else:
        desk.tx.insert(MILESTONE, [_new_node(desk, plan, what, said, owner)])
    return plan_card(desk, ticket, plan)


def _new_node(desk: WritingDesk, plan: Rectification, what: str, said: NodeSaid, owner: int | None) -> Milestone:
    if said.due is None:
        raise UsageError(f"节点“{what}”没有写期限", "加上 --due 日期")
    return Milestone(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, MILESTONE),
        rectification=plan.id,
        sequence=max((node.sequence for node in nodes_of(desk, plan)), default=0) + 1,
        what=what,
        due=said.due,
        owner=owner or plan.owner,
        done_on=said.done,
        note=clean(said.note),
    )


def close_plan(desk: WritingDesk, number: str, on: date) -> PlanCard:
    """Close a special plan on a day; what is not done of it is told of."""
    ticket = find_ticket(desk, number)
    plan = _open_plan(desk, ticket)
    if not plan.made_on <= on <= desk.clock_now.date():
        raise RuleError(f"计划是 {plan.made_on} 拟定的，不能在 {on} 办结", "写拟定以后、今天或以前的日期：--on")
    after = replace(plan, closed_on=on)
    desk.tx.update(RECTIFICATION, [after])
    left = [node.what for node in nodes_of(desk, plan) if node.done_on is None]
    if left:
        desk.notices.append(f"还有 {len(left)} 个节点没有登记完成：{'、'.join(left)}")
    return plan_card(desk, ticket, after)


def show_plan(desk: Desk, number: str) -> PlanCard:
    """The special plan of a ticket; NotFoundError where it has none."""
    ticket = find_ticket(desk, number)
    plan = plan_of(desk, ticket.id)
    if plan is None:
        raise NotFoundError(f"{ticket.code} 没有专项整改计划", "拟定：gridctl ticket plan add")
    return plan_card(desk, ticket, plan)


def list_plans(desk: Desk, *, everything: bool = False) -> list[PlanCard]:
    """The open special plans, or every one, by when they were made."""
    rows = desk.reader.find(RECTIFICATION, desk.pid, order="made_on")
    wanted = [row for row in rows if everything or row.closed_on is None]
    keys = [row.ticket for row in wanted]
    tickets = {one.id: one for one in desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(keys))} if keys else {}
    return [plan_card(desk, tickets[row.ticket], row) for row in wanted]


def plan_of(desk: Desk, ticket: int) -> Rectification | None:
    """The special plan of a ticket, open or closed."""
    return next(iter(desk.reader.find(RECTIFICATION, desk.pid, RECTIFICATION.c["ticket"] == ticket)), None)


def nodes_of(desk: Desk, plan: Rectification) -> list[Milestone]:
    """The nodes of a plan, in the order they were added."""
    return desk.reader.find(MILESTONE, desk.pid, MILESTONE.c["rectification"] == plan.id, order="sequence")


def plan_card(desk: Desk, ticket: Ticket, plan: Rectification) -> PlanCard:
    """A plan in words, as it stands today."""
    nodes = nodes_of(desk, plan)
    names = _names(desk, [plan.owner, *(node.owner for node in nodes)])
    left = [node.due for node in nodes if node.done_on is None]
    return PlanCard(
        ticket=ticket.code,
        problem=mask_free_text(ticket.problem),
        made_on=plan.made_on,
        difficulty=mask_free_text(plan.difficulty),
        measures=mask_free_text(plan.measures),
        owner=names.get(plan.owner, ""),
        closed_on=plan.closed_on,
        progress=f"{len(nodes) - len(left)}/{len(nodes)}",
        next_due=min(left, default=None),
        nodes=tuple(
            NodeLine(
                sequence=node.sequence,
                what=mask_free_text(node.what),
                due=node.due,
                owner=names.get(node.owner, ""),
                done_on=node.done_on,
                days_late=_days_late(node, desk.today),
                note=mask_free_text(node.note),
            )
            for node in nodes
        ),
    )


def _days_late(node: Milestone, today: date) -> int | None:
    return max(0, ((node.done_on or today) - node.due).days) or None


def _names(desk: Desk, keys: Sequence[int]) -> dict[int, str]:
    return {one.id: one.name for one in desk.reader.find(STAFF, desk.pid, STAFF.c["id"].in_(list(keys)))}


def _open_plan(desk: Desk, ticket: Ticket) -> Rectification:
    plan = plan_of(desk, ticket.id)
    if plan is None or plan.closed_on is not None:
        word = "已经办结" if plan else "还没有拟定"
        raise RuleError(
            f"{ticket.code} 的专项整改计划{word}",
            f"拟定：gridctl ticket plan add {ticket.code} --difficulty 难点 --measures 措施 --owner 谁",
        )
    return plan
