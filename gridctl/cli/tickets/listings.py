"""How tickets and what hangs on them are listed."""

from __future__ import annotations

from gridctl.cli.output import Column, Listing
from gridctl.cli.signing import MEANS


def _day(moment: str) -> str:
    return moment[:10]


TICKETS = Listing(
    "维修单",
    (
        Column("number", "单号", whole=True),
        Column("state_name", "状态", whole=True),
        Column("opened", "报修日期", words=_day, whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("category_name", "类别"),
        Column("executor", "接单人"),
        Column("due", "期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
    ),
)


TICKET = Listing(
    "维修单",
    (
        *(column for column in TICKETS.columns if column.key != "opened"),
        Column("original_due", "原期限"),
        Column("opened", "报修时间"),
        Column("paper", "纸质单号"),
        Column("grid", "网格"),
        Column("head", "网格负责人"),
        Column("reporter", "报修人"),
        Column("accepted", "接单时间"),
        Column("progress", "处理进度"),
        Column("material", "用料"),
        Column("finished", "完成时间"),
        Column("verifier", "验收人"),
        Column("verified", "验收时间"),
        Column("round", "轮次"),
        Column("rejections", "返工次数"),
        Column("remark", "备注"),
        Column("urgency_name", "紧急程度"),
        Column("held_until", "挂起到"),
        Column("held_for", "挂起缘由"),
        Column("merged_into", "并入"),
    ),
)


def _changes(changes: tuple[tuple[str, object, object], ...]) -> str:
    from gridctl.domain.tickets import FIELD_WORDS

    return "；".join(
        f"{FIELD_WORDS.get(name, name)}：{old or '（空）'} → {new or '（空）'}" for name, old, new in changes
    )


STEPS = Listing(
    "经过",
    (
        Column("occurred", "时间"),
        Column("action_name", "经过"),
        Column("doer", "谁"),
        Column("note", "说明"),
        Column("changes", "更正", words=_changes),
        Column("actor", "录入人"),
        Column("recorded", "录入时间"),
    ),
)


def _missing(missing: bool) -> str:
    return "还没有填" if missing else ""


def _stage(code: str) -> str:
    return {"respond": "到场或答复", "finish": "完成"}[code]


def _late(late: bool) -> str:
    return "超时" if late else ""


DETAILS = Listing(
    "另记的内容",
    (
        Column("title", "名称", whole=True),
        Column("value", "内容"),
        Column("missing", "", words=_missing),
    ),
)


TERMS = Listing(
    "时限",
    (
        Column("stage", "时限", words=_stage),
        Column("due", "到"),
        Column("met", "实际"),
        Column("late", "", words=_late),
    ),
)


STATES = {"asked": "待签批", "signed": "已签批", "refused": "不批"}


EXTENSIONS = Listing(
    "延期申请",
    (
        Column("ticket", "单号", whole=True),
        Column("round", "轮次", align="right"),
        Column("asked_on", "申请日期", whole=True),
        Column("asked_by", "申请人"),
        Column("until", "延至", whole=True),
        Column("reason", "理由"),
        Column("state", "结果", words=STATES, whole=True),
        Column("signer", "签批人"),
        Column("means", "签批方式", words=MEANS, whole=True),
        Column("signed", "录入时间"),
        Column("paper_on", "纸上日期"),
        Column("note", "说明"),
    ),
)


WAITING = Listing(
    "待签批的单",
    (
        Column("number", "单号", whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("executor", "接单人"),
        Column("due", "期限", whole=True),
        Column("days_left", "还剩天", align="right"),
        Column("why", "情况", whole=True),
        Column("until", "申请延至", whole=True),
        Column("reason", "理由"),
        Column("command", "接下来输入", whole=True),
    ),
)


USES = {"before": "整改前", "after": "整改后", "paper": "签字纸件", "other": "其他"}


def _size(size: int) -> str:
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


ATTACHMENTS = Listing(
    "附件",
    (
        Column("use", "用途", words=USES),
        Column("name", "文件名"),
        Column("size", "大小", align="right", words=_size),
        Column("added", "存入时间"),
        Column("file", "存放在"),
    ),
)


PLANS = Listing(
    "专项整改计划",
    (
        Column("ticket", "单号", whole=True),
        Column("problem", "问题"),
        Column("difficulty", "难点"),
        Column("measures", "整改措施"),
        Column("owner", "责任人"),
        Column("made_on", "拟定日期", whole=True),
        Column("progress", "完成节点", align="right"),
        Column("next_due", "下一节点", whole=True),
        Column("closed_on", "办结日期", whole=True),
    ),
)


NODES = Listing(
    "节点",
    (
        Column("sequence", "序", align="right"),
        Column("what", "节点"),
        Column("due", "期限", whole=True),
        Column("owner", "责任人"),
        Column("done_on", "完成日期", whole=True),
        Column("days_late", "超期天", align="right"),
        Column("note", "说明"),
    ),
)
