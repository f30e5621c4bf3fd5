"""The root of the command line: a table of what there is, and loading of what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.main import get_command, get_command_name, get_group
from typer.models import CommandInfo

from gridctl.cli.tree import Command, Group, example

PROGRAM = "gridctl"


class Noun(NamedTuple):
    """One word after `gridctl`: its module in gridctl.cli has `app`; `more` modules register into the same app.

    A noun with `verbs` is a group; one without is a command by itself.
    """

    module: str
    help: str
    verbs: bool = True
    more: tuple[str, ...] = ()


NOUNS = {
    "ledger": Noun("gridctl.cli.ledger", "台账库：新建、校验、备份、恢复、操作记录"),
    "project": Noun("gridctl.cli.projects", "项目及其规定：周汇总截止日、期限、网格负责人岗位"),
    "policy": Noun(
        "gridctl.cli.policies.commands",
        "规定：查看、从某天起修改、历次内容、采用程序的新规定、节假日",
        more=("gridctl.cli.policies.calendar",),
    ),
    "estate": Noun("gridctl.cli.estates.commands", "楼栋、单元、房屋：导入、查看、户数"),
    "place": Noun("gridctl.cli.places", "公共部位和设备：登记、导入、查看"),
    "staff": Noun(
        "gridctl.cli.staff.commands",
        "人员和岗位：登记、导入、请假、离岗、持证检查、签批密码",
        more=("gridctl.cli.staff.leaves", "gridctl.cli.staff.checks", "gridctl.cli.staff.pins"),
    ),
    "grid": Noun(
        "gridctl.cli.grids.commands",
        "网格：划分、方案、指定负责人、公示牌、检查",
        more=("gridctl.cli.grids.people", "gridctl.cli.plans.commands", "gridctl.cli.plans.steps"),
    ),
    "gold": Noun("gridctl.cli.gold", "金牌管家：申请、审批、结束"),
    "resident": Noun("gridctl.cli.residents", "住户：导入、查看（默认隐去个人信息）"),
    "ticket": Noun(
        "gridctl.cli.tickets.commands",
        "维修单：登记、派单、完工、验收、更正、查询、统计",
        more=(
            "gridctl.cli.tickets.steps",
            "gridctl.cli.tickets.sheets",
            "gridctl.cli.tickets.asides",
            "gridctl.cli.tickets.stats",
            "gridctl.cli.worklogs.logs",
            "gridctl.cli.tickets.extensions",
            "gridctl.cli.tickets.files",
            "gridctl.cli.tickets.plans",
        ),
    ),
    "cleaning": Noun("gridctl.cli.cleaning", "保洁问题：发现、通知外委、整改、半月检验收、扣款"),
    "hazard": Noun(
        "gridctl.cli.hazards.commands", "隐患：登记、措施、上报、整改、复查、台账", more=("gridctl.cli.hazards.steps",)
    ),
    "incident": Noun("gridctl.cli.incidents.commands", "突发事件：登记、依次通知、现场措施、结果、还缺什么"),
    "contractor": Noun(
        "gridctl.cli.contractors.commands",
        "外委单位：合同条款、负责范围、扣款、付款、评估、发函",
        more=("gridctl.cli.contractors.months",),
    ),
    "shift": Noun(
        "gridctl.cli.shifts.commands",
        "上班、下班：谁在这里录入，说一次管一班；交接班",
        more=("gridctl.cli.shifts.handovers",),
    ),
    "enter": Noun("gridctl.cli.entering.commands", "录单：纸质单一张接一张地录", verbs=False),
    "fine": Noun("gridctl.cli.fines", "罚款簿：每月计算、列出、确认、冲回、判定"),
    "batch": Noun("gridctl.cli.batches.commands", "成批录入：一行一条命令的文件，一次做完", verbs=False),
    "report": Noun(
        "gridctl.cli.reports.weekly",
        "报表：公区维修问题周汇总表及定稿、网格日报、保洁检查记录表",
        more=("gridctl.cli.reports.daily", "gridctl.cli.reports.cleaning"),
    ),
    "request": Noun("gridctl.cli.requests", "诉求：投诉、求助、咨询、建议的受理、答复、催单、回访"),
    "reception": Noun("gridctl.cli.receptions", "前台登记：来电、来访、便民，答复和开单"),
    "worklog": Noun("gridctl.cli.worklogs.notes", "工作日志里的记事：走访、催费、明日计划"),
    "duty": Noun(
        "gridctl.cli.duties.commands",
        "例行工作：哪天该做什么，做了没有，完成率，月历，规定",
        more=("gridctl.cli.duties.rules",),
    ),
    "checklist": Noun("gridctl.cli.checklists", "检查表：各岗位的检查点和项目，按日期的版本，空白表"),
    "inspect": Noun(
        "gridctl.cli.inspections.commands",
        "检查：巡查、巡检、半月检；异常的当场开单",
        more=("gridctl.cli.inspections.sheets",),
    ),
    "upkeep": Noun("gridctl.cli.upkeep", "环境作业：垃圾清运、消杀、开荒、草坪修剪的计划、完成、验收"),
    "visit": Noun("gridctl.cli.visits", "入户走访：登记、每月天数"),
    "need": Noun("gridctl.cli.needs", "走访了解到的需求：分类、提交会议、办结"),
    "activity": Noun("gridctl.cli.activities", "安全宣传教育、社区活动"),
    "meeting": Noun(
        "gridctl.cli.meetings.commands",
        "会议：议程、请假、出席、纪要、议定事项",
        more=("gridctl.cli.meetings.people", "gridctl.cli.meetings.items"),
    ),
    "training": Noun("gridctl.cli.trainings", "培训：计划、签到、考核"),
    "certificate": Noun("gridctl.cli.certificates", "证书：登记、有效期"),
    "equipment": Noun("gridctl.cli.equipment", "装备和钥匙：发放、借出、归还、损坏"),
    "renovation": Noun("gridctl.cli.renovations.commands", "装修档案：申请、许可、巡查、违规、验收"),
    "supervision": Noun("gridctl.cli.supervisions", "监督检查：发现问题、整改、复查"),
    "merit": Noun("gridctl.cli.merits", "责任追究和表彰"),
    "today": Noun("gridctl.cli.today", "今天要紧的：未完、到期、预警、超期", verbs=False),
    "undo": Noun("gridctl.cli.undo", "撤销我上一条命令", verbs=False),
    "demo": Noun("gridctl.cli.demo", "用样例数据走一遍，不碰别的台账库", verbs=False),
}


def speak_chinese(app: typer.Typer) -> None:
    """Make every command and group of a Typer app one of ours."""
    app.info.cls = Group
    for info in app.registered_commands:
        info.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance is not None:
            speak_chinese(group.typer_instance)


def load(name: str, words: Sequence[str] | None = None) -> Any:
    """Import a noun's modules and build its command; where `words` are given, as much of it as they ask for."""
    noun = NOUNS[name]
    app: typer.Typer = import_module(noun.module).app
    for module in noun.more:
        import_module(module)
    _in_order(app, (noun.module, *noun.more))
    if noun.verbs and words is not None:
        app = _asked_for(app, words)
    speak_chinese(app)
    command = get_group(app) if noun.verbs else get_command(app)
    command.name = name
    command.help = command.help or noun.help
    return command


def _in_order(app: typer.Typer, modules: Sequence[str]) -> None:
    """Whichever module was imported first, the commands stand in the order of the table."""
    place = {module: number for number, module in enumerate(modules)}
    app.registered_commands.sort(key=lambda info: place.get(getattr(info.callback, "__module__", ""), 0))


def _asked_for(app: typer.Typer, words: Sequence[str]) -> typer.Typer:
    """Typer builds every command it has been told of, at a millisecond each: to run one, that one is enough.

    To list them, their names and what they do are enough; a verb that global options precede is among the words.
    """
    asked = copy(app)
    asked.registered_commands = [_bare(info, words) for info in app.registered_commands]
    alone = [info for info in asked.registered_commands if words and words[0] == info.name]
    if alone:
        asked.registered_commands, asked.registered_groups = alone, []
    return asked


def _bare(info: CommandInfo, words: Sequence[str]) -> CommandInfo:
    """The command by its name; without its parameters, unless it is among the words."""
    bare = copy(info)
    bare.name = info.name or get_command_name(getattr(info.callback, "__name__", ""))
    if bare.name not in words:
        bare.help = info.help or getattr(info.callback, "__doc__", None)
        bare.callback = _nothing
    return bare


class Root(Group):
    """Knows each noun by name and one line, and imports it only when it is used."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        for name, noun in NOUNS.items():
            self.add_command(Group(name=name, help=noun.help))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the noun and load it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and load(str(name), rest), rest


def root() -> Any:
    """Build the root command."""
    app = typer.Typer(name=PROGRAM, cls=Root, rich_markup_mode=None, add_completion=True)
    app.callback(help="物业网格化管理台账。", epilog=example("gridctl demo", "gridctl ticket --help"))(_nothing)
    command = get_command(app)
    _translate_completion(command)
    return command


def _nothing() -> None:
    """The root by itself does nothing."""


def _translate_completion(command: Any) -> None:
    words = {
        "install_completion": "给当前命令行装上 Tab 补全",
        "show_completion": "显示 Tab 补全的脚本，供自行安装",
    }
    for param in command.params:
        param.help = words.get(param.name, param.help)
