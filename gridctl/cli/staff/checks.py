"""`gridctl staff check`: who holds a post without what it demands."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant
from gridctl.cli.desks import reading
from gridctl.cli.options import Format, FormatOption, On
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.staff.commands import PostOption, app
from gridctl.cli.staff.listings import post_words
from gridctl.cli.tree import example

FOUND_SOMETHING = 4
FINDINGS = {
    "uncertified": "没有证书",
    "expired": "证书到期",
    "deputy_uncertified": "代理人没有证书",
    "on_leave": "请假没有人代理",
    "deputy_of_several": "代理几个人",
}
REMEDIES = {  # what to type about a kind of finding
    "uncertified": "培训考核后发证：gridctl training plan 内容 --kind 种类；已有的证：gridctl certificate add 人员 --kind 种类",
    "expired": "登记新证：gridctl certificate add 人员 --kind 种类 --until 日期",
    "deputy_uncertified": "换一个有证的：gridctl staff leave-edit 编号 --deputy 人员",
    "on_leave": "写明代理人：gridctl staff leave-edit 编号 --deputy 人员",
    "deputy_of_several": "分给几个人：gridctl staff leave-edit 编号 --deputy 人员",
}
FOUND = Listing(
    "问题",
    (
        Column("kind", "问题", words=FINDINGS),
        Column("number", "工号"),
        Column("name", "姓名"),
        Column("post", "岗位", words=post_words),
        Column("detail", "说明"),
    ),
)


@app.command("check", epilog=example("gridctl staff check", "gridctl staff check --post 工程技工 --usual"))
def check(
    ctx: typer.Context,
    post: PostOption = "",
    usual: Annotated[bool, typer.Option("--usual", help="连行业惯例要持的证一起查，如工程技工的电工证")] = False,
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """检查谁任职而没有规程要的证书、证书到期、请假没有人代理；有问题时以 4 退出。"""
    from gridctl.services.staff.checks import check_staff

    with reading(ctx) as desk:
        checked = check_staff(desk, day_meant(desk, on), post=post, usual=usual)
    if checked.findings or format is not Format.TABLE:
        show(checked.findings, FOUND, format, ctx.obj)
    say(checked.summary)
    for kind in dict.fromkeys(finding.kind for finding in checked.findings):
        say(f"提示: {FINDINGS[kind]}——{REMEDIES[kind]}")
    if checked.findings:
        raise typer.Exit(FOUND_SOMETHING)
