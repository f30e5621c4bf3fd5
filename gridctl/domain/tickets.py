"""Tickets: one fault from the slip to its acceptance, in rounds, each with append-only steps (D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class State(StrEnum):
    """Where a ticket stands; overdue is a mark that is computed, never a state."""

    TO_DISPATCH = "to_dispatch"
    TO_ACCEPT = "to_accept"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    TO_VERIFY = "to_verify"
    DONE = "done"
    VOID = "void"


class Action(StrEnum):
    """A step in a ticket's life."""

    OPEN = "open"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    RETURN = "return"
    PROGRESS = "progress"
    FINISH = "finish"
    VERIFY = "verify"
    REJECT = "reject"
    REOPEN = "reopen"
    VOID = "void"
    EDIT = "edit"
    HOLD = "hold"
    RESUME = "resume"
    MERGE = "merge"
    UNMERGE = "unmerge"
    DETAIL = "detail"
    NOTIFY = "notify"
    ANSWER = "answer"
    URGE = "urge"
    CALL_BACK = "call_back"


OPEN_STATES = (State.TO_DISPATCH, State.TO_ACCEPT, State.ACCEPTED, State.IN_PROGRESS, State.TO_VERIFY)

ACTION_WORDS = {
    Action.OPEN: "报修",
    Action.DISPATCH: "派单",
    Action.ACCEPT: "接单",
    Action.RETURN: "退单",
    Action.PROGRESS: "处理",
    Action.FINISH: "完工",
    Action.VERIFY: "验收",
    Action.REJECT: "返工",
    Action.REOPEN: "重开",
    Action.VOID: "作废",
    Action.EDIT: "更正",
    Action.HOLD: "挂起",
    Action.RESUME: "恢复",
    Action.MERGE: "并单",
    Action.UNMERGE: "撤销并单",
    Action.DETAIL: "补记",
    Action.NOTIFY: "通知",
    Action.ANSWER: "答复",
    Action.URGE: "催单",
    Action.CALL_BACK: "回访",
}

STATE_WORDS = {
    State.TO_DISPATCH: "待派单",
    State.TO_ACCEPT: "待接单",
    State.ACCEPTED: "已接单",
    State.IN_PROGRESS: "处理中",
    State.TO_VERIFY: "待验收",
    State.DONE: "已完成",
    State.VOID: "作废",
}


FIELD_WORDS = {
    "place_written": "部位",
    "category": "类别",
    "problem": "问题",
    "urgency": "紧急程度",
    "source": "报修方式",
    "reporter": "报修人",
    "reporter_phone": "报修人电话",
    "paper": "纸质单号",
    "remark": "备注",
    "opened": "报修时间",
    "dispatched": "派单时间",
    "executor": "接单人",
    "accepted": "接单时间",
    "finished": "完成时间",
    "verified": "验收时间",
    "verifier": "验收人",
    "progress": "处理进度",
    "material": "用料",
    "grid": "网格",
    "head": "网格负责人",
}


def series(kind: str, year: int) -> str:
    """Name the counter of a kind's numbers in a year."""
    return f"ticket:{kind}:{year}"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands now; `code` is the number as printed and never changes, `round` the current round."""

    project: int
    id: int
    kind: str
    code: str
    year: int
    number: int
    paper: str
    place: int
    place_written: str
    category: str
    problem: str
    urgency: str
    source: str
    reporter: str
    reporter_phone: str
    state: str
    round: int
    remark: str


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a ticket: opened (again) until accepted or voided.

    Times are moments as stored: `2026-11-20` or `2026-11-20 08:30`, "" where there is none yet. `due` is the last day
    of the limit and `policy` the row it came from; `grid` and `head` are those of the place on the opening day.
    `finished_counts` is the day the deadline stopped, if the work is then accepted: the later of when it was finished
    and when that was entered, less the grace.
    """

    project: int
    id: int
    ticket: int
    round: int
    opened: str
    due: date
    policy: int
    grid: int | None
    head: int | None
    dispatched: str
    executor: int | None
    accepted: str
    finished: str
    finished_counts: date | None
    verified: str
    verifier: int | None
    voided: str
    rejections: int
    progress: str
    material: str


@dataclass(frozen=True, slots=True)
class Step:
    """What happened: never changed, never removed.

    `occurred` is the project's local minute or day, `recorded_at` the clock's UTC; `actor` is who entered it, `doer`
    the staff member who did it; `words` is JSON text with what the step says besides.
    """

    project: int
    id: int
    ticket: int
    round: int
    sequence: int
    action: str
    occurred: str
    recorded_at: str
    actor: str
    doer: int | None
    note: str
    words: str


class Reason(StrEnum):
    """Why the number of open rounds moved: a column of the weekly summary."""

    OPENED = "opened"
    DONE = "done"
    VOIDED = "voided"
    ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True)
class Movement:
    """An entry in the book of open rounds: `delta` of +1 or −1 under a category, a grid and its head.

    `counts_on` is the day it counts: the day it happened or, where that week had been issued when it was recorded, the
    first day not yet issued, and then `late` (补录) is 1.
    """

    project: int
    id: int
    ticket: int
    round: int
    reason: str
    delta: int
    category: str
    grid: int | None
    head: int | None
    counts_on: date
    late: int


ORDER = (
    ("opened", "报修"),
    ("dispatched", "派单"),
    ("accepted", "接单"),
    ("finished", "完工"),
    ("verified", "验收"),
)
ORDER_ACTIONS = (Action.OPEN, Action.DISPATCH, Action.ACCEPT, Action.FINISH, Action.VERIFY)  # the step of each


def disorder(row: Round, words: tuple[str, ...] = ()) -> str:
    """Say which two times of a round are out of order, or nothing; days without a minute are compared as days.

    `words` are what the steps of ORDER are called where that is not as there.
    """
    from gridctl.domain.moments import Moment, not_before  # noqa: PLC0415 - lists never judge times

    called = words or tuple(word for _, word in ORDER)
    times = [(word, getattr(row, name)) for word, (name, _) in zip(called, ORDER, strict=True)]
    known = [(word, Moment.parse_stored(at)) for word, at in times if at]
    if row.voided:
        known.append(("作废", Moment.parse_stored(row.voided)))
    for (before, early), (after, late) in pairwise(known):
        if not not_before(late, early):
            return f"{after}（{late}）早于{before}（{early}）"
    return ""
