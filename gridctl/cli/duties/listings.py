"""How duties are listed: one by one, drawn together, their rates and records."""

from __future__ import annotations

from typing import Any

from gridctl.cli.output import Column, Listing

BY = {"duty": "例行工作", "grid": "网格", "person": "人员", "total": "合计"}


def state_name(state: str) -> str:
    """How a duty stands, in words."""
    from gridctl.domain.duties.judging import STATE_WORDS, DutyState

    return STATE_WORDS[DutyState(state)]


def _joined(items: Any) -> str:
    return "、".join(items)


TURNS = Listing(
    "例行工作",
    (
        Column("first", "从", whole=True),
        Column("last", "到", whole=True),
        Column("name", "例行工作"),
        Column("ground", "哪里"),
        Column("answerable", "责任人", words=_joined),
        Column("deputy_for", "代谁", words=_joined),
        Column("until", "几点前"),
        Column("state", "状态", words=state_name),
        Column("missing", "缺", words=_joined),
        Column("wanted", "要做天数", align="right"),
        Column("got", "做了天数", align="right"),
        Column("delay_days", "补录晚天", align="right"),
        Column("clause", "依据"),
    ),
)


DUE = Listing(
    "例行工作",
    (
        Column("name", "例行工作"),
        Column("grounds", "哪里"),
        Column("answerable", "责任人"),
        Column("until", "期限", whole=True),
        Column("state", "状态"),
        Column("missing", "还缺"),
    ),
)


MISSED = Listing(
    "漏做的例行工作",
    (
        Column("days", "日期", whole=True),
        Column("name", "例行工作", whole=True),
        Column("grounds", "哪里"),
        Column("answerable", "责任人"),
        Column("state", "状态"),
        Column("missing", "缺哪几点"),
        Column("count", "次", align="right"),
    ),
)


RATES = Listing(
    "例行工作",
    (
        Column("by", "分组", words=BY),
        Column("group", "名称"),
        Column("due", "应做", align="right"),
        Column("done", "按时", align="right"),
        Column("late", "迟做或补录", align="right"),
        Column("entered_late", "其中补录", align="right"),
        Column("missed", "漏做", align="right"),
        Column("excused", "免做", align="right"),
        Column("rate", "完成率", align="right", whole=True),
        Column("in_time_rate", "按时率", align="right", whole=True),
        Column("open", "未到期", align="right"),
    ),
)


RECORDS = Listing(
    "例行工作记录",
    (
        Column("name", "例行工作"),
        Column("at", "时间", whole=True),
        Column("ground", "哪里"),
        Column("staff", "谁"),
        Column("excused", "免做"),
        Column("note", "说明"),
    ),
)


def _turn_words(turns: Any) -> str:
    return " ".join(f"{turn.last:%d}{state_name(turn.state)}" for turn in turns)


SHEET = Listing(
    "例行工作",
    (
        Column("name", "例行工作"),
        Column("ground", "哪里"),
        Column("turns", "各天", words=_turn_words),
        Column("due", "应做", align="right"),
        Column("missed", "漏做", align="right"),
    ),
)
