"""`gridctl policy`: what is in force, what was, and changes from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.asking import confirm
from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import command_name, reading, writing
from gridctl.cli.options import DryRun, Format, FormatOption, On, Since, Yes
from gridctl.cli.output import say, show, show_one, warn
from gridctl.cli.policies.lists import CHANGES, HISTORY, ONE_POLICY, POLICIES
from gridctl.cli.tree import example
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from gridctl.services.policies import PolicyChange

app = typer.Typer()

NameArgument = Annotated[str, typer.Argument(metavar="规定", help="规定的名称或参数名，见 policy show")]


@app.command(
    "show", epilog=example("gridctl policy show", "gridctl policy show 补录宽限", "gridctl policy show --on 2026-04-01")
)
def show_(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="规定", help="只看这一项：名称或参数名")] = "",
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """查看某一天的规定：内容、从哪天起、依据哪一条。"""
    from gridctl.regulation.policies import policy_default
    from gridctl.services.policies import list_policies

    wanted = policy_default(name).name if name else ""
    with reading(ctx) as desk:
        lines = list_policies(desk, day_meant(desk, on))
    chosen = [line for line in lines if line.name == wanted]
    if chosen:
        show_one(chosen[0], ONE_POLICY, format, ctx.obj)
    else:
        show([] if wanted else lines, POLICIES, format, ctx.obj)


@app.command(
    "set",
    epilog=example(
        "gridctl policy set 补录宽限 10:30",
        "gridctl policy set 公区维修整改期限 10 公区维修提醒日 5,8 --from 2026-04-01",
        "gridctl policy set week_last_day 周五 --dry-run",
    ),
)
def set_(
    ctx: typer.Context,
    pairs: Annotated[
        list[str], typer.Argument(metavar="规定 内容", help="规定的名称或参数名，后面是它的内容；可以接着写几对")
    ],
    since: Since = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """从某天起改规定（不写 --from 是今天）；已经过去的日子仍按原来的规定。

    一轮维修始终按开单那天的规定算，改了规定不会改它的期限。互相矛盾的改动不接受，要一起改的写在一条命令里。
    """
    from gridctl.services.policies import set_policies

    wanted = _paired(pairs)
    with writing(ctx, dry_run=dry_run) as desk:
        changes = set_policies(desk, wanted, day_said(desk, since))
    _show_changes(ctx, changes, format, "规定本来就是这样，没有变动")


@app.command("history", epilog=example("gridctl policy history 公区维修整改期限"))
def history(ctx: typer.Context, name: NameArgument, format: FormatOption = Format.TABLE) -> None:
    """查看一项规定历次的内容，已经定下以后要改的也在内。"""
    from gridctl.services.policies import policy_history

    with reading(ctx) as desk:
        lines = policy_history(desk, name)
    show(lines, HISTORY, format, ctx.obj)


@app.command(
    "adopt",
    epilog=example(
        "gridctl policy adopt --dry-run",
        "gridctl policy adopt --from 2026-04-01 --yes",
        "gridctl policy adopt 户数标准上限 --yes",
    ),
)
def adopt(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="规定", help="已有而内容不同的，也改成程序的规定：写明哪几项")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="内容不同的全部改成程序的规定")] = False,
    since: Since = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """采用程序自带的规定：先显示会改什么，再从某天起抄入本项目。

    程序升级带来的新规定都会抄入；本项目已有而内容不同的，多半是自己定的，不写明就照旧。
    """
    changes = _preview(ctx, names or [], since, every=every)
    _show_changes(ctx, changes, format, "没有要采用的，本项目的规定是齐的")
    if dry_run or not changes or not confirm("照此采用？", ctx.obj, yes=yes):
        return
    from gridctl.services.policies import adopt_policies

    with writing(ctx) as desk:
        done = adopt_policies(desk, names or [], day_said(desk, since), every=every)
    say(f"已采用 {len(done)} 项")


def _preview(ctx: typer.Context, names: list[str], since: str | None, *, every: bool) -> list[PolicyChange]:
    """What would be adopted, with nothing written and nobody asked."""
    from gridctl.services import desk as desks
    from gridctl.services.policies import adopt_policies

    with desks.writing(ctx.obj, command_name(ctx), dry_run=True) as desk:
        changes = adopt_policies(desk, names, day_said(desk, since), every=every)
    for notice in desk.notices:
        warn(notice)
    return changes


def _show_changes(ctx: typer.Context, changes: list[PolicyChange], format: Format, nothing: str) -> None:
    if changes or format is not Format.TABLE:
        show(changes, CHANGES, format, ctx.obj)
    else:
        say(nothing)


def _paired(words: list[str]) -> dict[str, str]:
    """The policies named, each with what follows it."""
    if len(words) % 2:
        raise UsageError(
            f"“{words[-1]}”后面没有写内容", "一项规定后面写它的内容，例如 gridctl policy set 补录宽限 10:30"
        )
    names = words[::2]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise UsageError(f"“{twice}”写了两次", "一项规定只写一次")
    return dict(zip(names, words[1::2], strict=True))
