"""`gridctl ledger`: the ledger made, told about, verified, backed up, restored and upgraded, and its journal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from gridctl.cli.asking import ask, confirm
from gridctl.cli.desks import reading
from gridctl.cli.options import LARGEST, Format, FormatOption, Yes
from gridctl.cli.output import Column, Listing, say, show, show_one, warn
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example
from gridctl.errors import RuleError, UsageError
from gridctl.settings import Settings

app = typer.Typer()

ADOPT = "接着每个项目各采用一次：gridctl policy calendar adopt、gridctl checklist adopt、gridctl duty adopt"
FOUND_SOMETHING = RuleError.status


def _joined(items: Iterable[object]) -> str:
    return "；".join(map(str, items))


def _head_words(heads: Iterable[Any]) -> str:
    return "；".join(f"项目 {head.project} 第 {head.number} 号 {head.hash[:16]}" for head in heads)


def _count_words(counts: Iterable[Any]) -> str:
    return "、".join(f"{count.noun} {count.rows} {count.measure}" for count in counts if count.rows)


def _size_words(size: int) -> str:
    return f"{size / 1048576:.1f} MB"


def _project_words(projects: Iterable[Any]) -> str:
    return "、".join(f"{project.code} {project.name}" for project in projects)


PROJECT = Listing(
    "项目",
    (
        Column("code", "代码"),
        Column("name", "项目"),
        Column("company", "公司"),
        Column("zone", "时区"),
        Column("live_from", "启用日"),
    ),
)
INFO = Listing(
    "台账库",
    (
        Column("path", "台账库"),
        Column("size", "大小", words=_size_words),
        Column("identity", "标识"),
        Column("created", "建立于"),
        Column("schema_version", "版本"),
        Column("projects", "项目", words=_project_words),
        Column("counts", "内容", words=_count_words),
        Column("heads", "操作记录", words=_head_words),
        Column("last_backup", "最近备份"),
        Column("last_backup_folder", "备份在"),
        Column("sqlite_version", "SQLite"),
        Column("journal_mode", "写入方式"),
    ),
)
FINDINGS = Listing(
    "问题",
    (
        Column("noun", "内容"),
        Column("table", "表"),
        Column("project", "项目", align="right"),
        Column("id", "编号", align="right"),
        Column("problem", "问题"),
    ),
)
VERIFIED = Listing(
    "校验",
    (
        Column("clean", "完好"),
        Column("entries", "操作记录"),
        Column("images", "保存的内容"),
        Column("rows", "现有记录"),
        Column("heads", "台账校验码", words=_head_words),
    ),
)
BACKUP = Listing(
    "备份", (Column("folder", "备份"), Column("files", "文件"), Column("heads", "操作记录", words=_head_words))
)
RESTORED = Listing(
    "恢复", (Column("ledger", "台账库"), Column("folder", "来自备份"), Column("replaced", "换下的台账库"))
)
UPGRADED = Listing(
    "升级",
    (
        Column("ledger", "台账库"),
        Column("before", "原版本"),
        Column("after", "现版本"),
        Column("changed", "改动的记录"),
        Column("backup", "升级前的备份"),
    ),
)
LOG = Listing(
    "操作记录",
    (
        Column("number", "号", align="right"),
        Column("recorded", "时间"),
        Column("actor", "录入人"),
        Column("command", "命令"),
        Column("rows", "写入", words=_joined),
        Column("undone", "已撤销"),
    ),
)
CHANGES = Listing(
    "改动",
    (
        Column("noun", "内容"),
        Column("id", "编号", align="right"),
        Column("subject", "哪一个"),
        Column("label", "栏目"),
        Column("before_words", "原来"),
        Column("after_words", "现在"),
    ),
)


@app.command("init", epilog=example("gridctl ledger init --code YH --name 云海花园 --company 云海物业"))
def init(
    ctx: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="名称", help="项目名称")] = "",
    company: Annotated[str, typer.Option("--company", metavar="公司", help="物业公司")] = "",
    code: Annotated[str, typer.Option("--code", metavar="代码", help="项目代码，如 YH")] = "",
    zone: Annotated[str, typer.Option("--zone", metavar="时区", help="项目所在的时区；不写是 Asia/Shanghai")] = "",
    live_from: Annotated[
        str, typer.Option("--live-from", metavar="日期", help="从哪天起用本程序管理；不写是今天")
    ] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """新建台账库，登记第一个项目。

    在终端上缺什么就问什么，规程留空的数也问；在脚本里缺了就以 2 退出，留空的数以后用 duty set 填。
    规定的期限、岗位等按制度的默认值设好，以后可用 project set 改。
    """
    from gridctl.cli.duties.asking import asked_figures
    from gridctl.services.ledger import go_live_day, init_ledger

    if ctx.obj.ledger.exists():
        raise RuleError(f"{ctx.obj.ledger} 已经存在", "直接使用它；要另建一个，用 --ledger 指定别的位置")
    said = _asked({"name": name, "company": company, "code": code, "zone": zone, "live_from": live_from}, ctx.obj)
    day = go_live_day(ctx.obj, said["zone"], said.pop("live_from"))
    project = init_ledger(ctx.obj.ledger, ctx.obj.clock(), **said, live_from=day, figures=asked_figures(ctx.obj))
    show_one(project, PROJECT, format, ctx.obj)
    say(f"台账库已建好：{ctx.obj.ledger}\n接下来可以：\n" + "".join(f"  {line}\n" for line in _NEXT))


_QUESTIONS = {
    "name": "项目名称",
    "company": "物业公司",
    "code": "项目代码，字母，如 YH",
    "zone": "时区",
    "live_from": "启用日，从哪天起用本程序管理",
}
_USUAL = {"zone": "Asia/Shanghai", "live_from": "今天"}
_NEXT = (
    "gridctl staff import 人员.xlsx --apply --as owner    导入人员",
    "gridctl estate import 房屋.xlsx --apply --as owner   导入房屋",
    "gridctl ticket record --help                         登记维修单",
)


def _asked(said: dict[str, str], settings: Settings) -> dict[str, str]:
    """Complete what was said: by asking for all that is missing, or where only the usual is missing by that."""
    missing = [f"--{key}" for key, value in said.items() if not value and key not in _USUAL]
    if not missing:
        return {key: value or _USUAL[key] for key, value in said.items()}
    if not settings.interactive:
        raise UsageError(f"没有说明 {'、'.join(missing)}", f"加上 {' '.join(missing)}")
    return {
        key: value or ask(_QUESTIONS[key], settings, option=f"--{key}", usual=_USUAL.get(key, ""))
        for key, value in said.items()
    }


@app.command("info", epilog=example("gridctl ledger info", "gridctl ledger info --format json"))
def info(ctx: typer.Context, format: FormatOption = Format.TABLE) -> None:
    """台账库在哪里、多大、有些什么、最近什么时候备份过。"""
    from gridctl.services.ledger import ledger_info

    show_one(ledger_info(ctx.obj.ledger), INFO, format, ctx.obj)


@app.command("verify", epilog=example("gridctl ledger verify", "gridctl ledger verify --format json"))
def verify(ctx: typer.Context, format: FormatOption = Format.TABLE) -> None:
    """校验台账库：文件、每条记录、每条操作记录是否被改动过。

    查出问题时以 4 退出。能改写整个文件的人也能改写全部操作记录，所以定稿的报表上印着台账校验码，可以对照。
    """
    from gridctl.services.ledger import verify_ledger

    found = verify_ledger(ctx.obj.ledger)
    show_whole(found, VERIFIED, [Section("findings", "查出的问题", FINDINGS)], format, ctx.obj)
    if not found.clean:
        warn(f"查出 {len(found.findings)} 处问题。不要继续录入；必要时用备份恢复：gridctl ledger restore")
        raise typer.Exit(FOUND_SOMETHING)


@app.command("backup", epilog=example("gridctl ledger backup", "gridctl ledger backup /mnt/u盘/备份"))
def backup(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="文件夹", help="备份放在哪个文件夹下；不写时在台账库旁边的 backups")
    ] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """备份台账库，别人正在录入也可以。

    每次备份是一个新文件夹 gridctl-backup-日期-时间，做好并校验通过才有这个名字。拷到另一块盘上保存。
    """
    from gridctl.services.ledger import back_up_ledger

    made = back_up_ledger(ctx.obj, folder)
    show_one(made, BACKUP, format, ctx.obj)
    if made.findings:
        warn(f"备份如实做好了，但台账库本身有 {len(made.findings)} 处问题，请运行 gridctl ledger verify 查看")
        raise typer.Exit(FOUND_SOMETHING)


@app.command("restore", epilog=example("gridctl ledger restore backups/gridctl-backup-20260316-120000 --yes"))
def restore(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="备份文件夹", help="gridctl-backup-… 文件夹")],
    yes: Yes = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """用备份恢复台账库；已有的台账库会改名留在旁边。

    备份以后录入的内容不在备份里，那以后用过的单号会再次用到。
    """
    from gridctl.services.ledger import backup_time, restore_ledger

    made, ledger = backup_time(folder), ctx.obj.ledger
    if ledger.exists() and not confirm(f"用 {made:%Y-%m-%d %H:%M} 的备份换下已有的 {ledger}，", ctx.obj, yes=yes):
        say("没有恢复")
        return
    done = restore_ledger(ctx.obj, folder)
    show_one(done, RESTORED, format, ctx.obj)
    _tell_restored(done)


def _tell_restored(done: Any) -> None:
    if done.findings:
        warn(f"这个备份里的台账库有 {len(done.findings)} 处问题，请运行 gridctl ledger verify 查看")
    if done.older:
        say("备份是旧版本的，请接着运行 gridctl ledger upgrade --as owner")


@app.command("upgrade", epilog=example("gridctl ledger upgrade --as owner"))
def upgrade(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option("--backup-to", metavar="文件夹", help="升级前的备份放在哪；不写时在台账库旁边的 backups"),
    ] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """把旧版本建的台账库升级到本程序的版本：先校验、备份，再一次做完，不成就退回。

    由台账负责人做。升级不能撤销，要回到旧版本，用升级前的备份恢复：gridctl ledger restore。
    """
    from gridctl.services.ledger import upgrade_ledger

    done = upgrade_ledger(ctx.obj, folder)
    show_one(done, UPGRADED, format, ctx.obj)
    say("已是最新版本" if done.before == done.after else f"升级完成。升级前的备份在 {done.backup}\n{ADOPT}")


@app.command("log", epilog=example("gridctl ledger log --last 50", "gridctl ledger log --entry 12"))
def log(
    ctx: typer.Context,
    last: Annotated[int, typer.Option("--last", metavar="条数", help="看最近多少条", min=1, max=LARGEST)] = 20,
    entry: Annotated[int | None, typer.Option("--entry", metavar="号", help="看这一条改了什么", max=LARGEST)] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """操作记录：谁、什么时候、做了什么，最近的在前；个人信息隐去。"""
    from gridctl.services.journal.entries import changes_of, recent_entries

    with reading(ctx) as desk:
        if entry is None:
            show(recent_entries(desk, last), LOG, format, ctx.obj)
        else:
            show(changes_of(desk, entry), CHANGES, format, ctx.obj)
