"""How people, what they were put on, and their leave are listed."""

from __future__ import annotations

from gridctl.cli.output import Column, Listing


def post_words(code: str) -> str:
    """The Chinese name of a post."""
    from gridctl.regulation.posts import posts

    return next((post.name for post in posts() if post.code == code), code)


STAFF = Listing(
    "人员",
    (
        Column("number", "工号"),
        Column("name", "姓名"),
        Column("post", "岗位", words=post_words),
        Column("phone", "电话"),
        Column("ground", "负责"),
        Column("joined", "入职日期"),
        Column("departed", "离岗日期"),
        Column("lives_in", "居住"),
        Column("remark", "备注"),
    ),
)


DUTIES = Listing(
    "任职",
    (
        Column("post", "岗位", words=post_words),
        Column("ground", "负责"),
        Column("valid_from", "起"),
        Column("valid_to", "止（不含）"),
    ),
)


DEPARTURE = Listing(
    "离岗",
    (
        Column("number", "工号"),
        Column("name", "姓名"),
        Column("departed", "离岗日期"),
        Column("ended", "结束的任职"),
        Column("headless", "没有负责人的网格"),
        Column("tickets", "手里未完的单"),
        Column("equipment", "没有交回的装备"),
    ),
)


FILING = Listing(
    "岗位备案",
    (
        Column("post", "岗位", words=post_words),
        Column("name", "姓名"),
        Column("number", "工号"),
        Column("phone", "电话"),
        Column("ground", "负责"),
        Column("since", "任职起"),
        Column("external", "外委"),
    ),
)


STATES = {"coming": "未到", "now": "请假中", "over": "已过", "cancelled": "已取消"}


def leave_words(code: str) -> str:
    """The Chinese name of a kind of leave."""
    from gridctl.regulation.staffing import leave_kinds

    return next((kind.name for kind in leave_kinds() if kind.code == code), code)


LEAVES = Listing(
    "请假",
    (
        Column("number", "编号", align="right"),
        Column("staff", "工号"),
        Column("name", "姓名"),
        Column("kind", "种类", words=leave_words),
        Column("first_day", "从", whole=True),
        Column("last_day", "到", whole=True),
        Column("days", "天", align="right"),
        Column("deputy", "代理人"),
        Column("granted_by", "准假人"),
        Column("state", "状态", words=STATES, whole=True),
        Column("reason", "事由"),
    ),
)
