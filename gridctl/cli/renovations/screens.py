"""How renovation files, patrols and violations are listed."""

from __future__ import annotations

from gridctl.cli.output import Column, Listing


def _times(count: int) -> str:
    return f"{count} 次" if count else "未巡查"


RENOVATIONS = Listing(
    "装修档案",
    (
        Column("number", "编号", align="right"),
        Column("place", "房屋"),
        Column("grid", "网格"),
        Column("works", "装修内容"),
        Column("company", "装修单位"),
        Column("permit_until", "许可截止", whole=True),
        Column("expired_days", "过期天", align="right"),
        Column("state_name", "状态", whole=True),
        Column("patrolled", "今天巡查", words=_times, whole=True),
        Column("violations", "未整改", align="right"),
    ),
)
RENOVATION = Listing(
    "装修档案",
    (
        *RENOVATIONS.columns[:5],
        Column("applicant", "申请人"),
        Column("phone", "电话"),
        Column("applied_on", "申请日期"),
        Column("permit", "许可证号"),
        Column("permit_from", "许可起始"),
        *RENOVATIONS.columns[5:],
        Column("last_patrol", "最近巡查"),
        Column("finished_on", "完工日期"),
        Column("accepted_on", "验收日期"),
        Column("accepted_by", "验收人"),
        Column("cancelled_on", "取消日期"),
        Column("note", "备注"),
    ),
)
EVENTS = Listing(
    "巡查和违规",
    (
        Column("number", "号", align="right"),
        Column("place", "房屋"),
        Column("day", "日期", whole=True),
        Column("kind_name", "种类", whole=True),
        Column("name", "巡查人", whole=True),
        Column("what", "内容"),
        Column("due", "整改期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
        Column("mended_on", "整改日期", whole=True),
        Column("ticket", "单号", whole=True),
    ),
)
