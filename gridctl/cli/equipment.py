"""`gridctl equipment`: things and keys, in whose hands they are."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import writing
from gridctl.cli.disclosing import looking
from gridctl.cli.options import DryRun, Format, FormatOption, Full, HappenedOn, Reason, StaffOption
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example

app = typer.Typer()

STATES = {"in": "在库", "out": "已发", "broken": "损坏", "lost": "丢失", "retired": "报废"}
CONDITIONS = {"good": "完好", "broken": "损坏", "lost": "丢失"}


def kind_words(code: str) -> str:
    """The Chinese name of a kind of equipment."""
    from gridctl.regulation.staffing import equipment_kinds

    return next((kind.name for kind in equipment_kinds() if kind.code == code), code)


EQUIPMENT = Listing(
    "装备",
    (
        Column("number", "编号", whole=True),
        Column("name", "名称"),
        Column("kind", "种类", words=kind_words),
        Column("state", "状态", words=STATES, whole=True),
        Column("holder_number", "工号"),
        Column("holder", "在谁手里"),
        Column("handed_on", "发放", whole=True),
        Column("due_on", "应还", whole=True),
        Column("overdue_days", "超期天", align="right"),
        Column("remark", "备注"),
    ),
)
CUSTODY = Listing(
    "经手",
    (
        Column("holder_number", "工号"),
        Column("holder", "在谁手里"),
        Column("lent", "外借"),
        Column("handed_on", "发放", whole=True),
        Column("due_on", "应还", whole=True),
        Column("returned_on", "归还", whole=True),
        Column("condition", "情况", words=CONDITIONS),
        Column("note", "备注"),
    ),
)
Number = Annotated[str, typer.Argument(metavar="编号", help="equipment list 里的编号")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="备注")]


@app.command(
    "add",
    epilog=example(
        "gridctl equipment add K-03 --name 3栋弱电井钥匙 --kind 钥匙",
        "gridctl equipment add DJ01 DJ02 DJ03 --name 对讲机 --kind 对讲机",
    ),
)
def add(
    ctx: typer.Context,
    numbers: Annotated[list[str], typer.Argument(metavar="编号", help="单位自己的编号，可以写几个")],
    name: Annotated[str, typer.Option("--name", metavar="名称", help="叫什么")],
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="钥匙、手持终端、对讲机、工装、胸牌、工具…")],
    remark: Annotated[str, typer.Option("--remark", metavar="文字", help="备注")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记装备或钥匙；同样的几件一起登记。"""
    from gridctl.services.equipment.lists import equipment_lines
    from gridctl.services.equipment.register import add_equipment

    with writing(ctx, dry_run=dry_run) as desk:
        lines = equipment_lines(desk, add_equipment(desk, numbers, name, kind, remark))
    show(lines, EQUIPMENT, format, ctx.obj)


@app.command(
    "hand",
    epilog=example(
        "gridctl equipment hand DJ01 林晓彤",
        "gridctl equipment hand K-03 --borrower 恒美装饰 --due 明天 --note 水电改造",
    ),
)
def hand(
    ctx: typer.Context,
    number: Number,
    person: Annotated[str, typer.Argument(metavar="人员", help="发给谁：工号或姓名；借给外面的人不写")] = "",
    borrower: Annotated[str, typer.Option("--borrower", metavar="名称", help="借给外面的谁；要写 --due")] = "",
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="应还日期")] = None,
    on: HappenedOn = None,
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """发给一个人，或者借给外面的人。"""
    from gridctl.services.equipment.lists import equipment_lines
    from gridctl.services.equipment.register import Handed, hand_equipment

    with writing(ctx, dry_run=dry_run) as desk:
        said = Handed(person, borrower, day_said(desk, due), note)
        lines = equipment_lines(desk, [hand_equipment(desk, number, said, day_meant(desk, on))])
    show(lines, EQUIPMENT, format, ctx.obj)


@app.command(
    "return",
    epilog=example("gridctl equipment return K-03", "gridctl equipment return DJ01 --condition 损坏 --note 天线断"),
)
def return_(
    ctx: typer.Context,
    number: Number,
    condition: Annotated[str, typer.Option("--condition", metavar="情况", help="完好、损坏或丢失")] = "完好",
    on: HappenedOn = None,
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记归还；损坏的、丢失的也在这里登记。"""
    from gridctl.services.equipment.lists import equipment_card
    from gridctl.services.equipment.register import return_equipment

    with writing(ctx, dry_run=dry_run) as desk:
        card = equipment_card(desk, return_equipment(desk, number, condition, note, day_meant(desk, on)))
    _show(card, ctx, format)


@app.command("retire", epilog=example("gridctl equipment retire DJ01 --reason 修不好"))
def retire(
    ctx: typer.Context,
    number: Number,
    reason: Reason = None,
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """报废：以后不再发放，经手的记录留着。"""
    from gridctl.services.equipment.lists import equipment_lines
    from gridctl.services.equipment.register import retire_equipment

    with writing(ctx, dry_run=dry_run) as desk:
        lines = equipment_lines(desk, [retire_equipment(desk, number, reason or "", day_meant(desk, on))])
    show(lines, EQUIPMENT, format, ctx.obj)


@app.command("list", epilog=example("gridctl equipment list --lent", "gridctl equipment list --staff 林晓彤"))
def list_(
    ctx: typer.Context,
    staff: StaffOption = None,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="只看这种装备")] = "",
    out: Annotated[bool, typer.Option("--out", help="只看在别人手里的")] = False,
    lent: Annotated[bool, typer.Option("--lent", help="只看借给外面的")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看超期没有还的")] = False,
    everything: Annotated[bool, typer.Option("--all", help="连报废的也列出")] = False,
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出装备和钥匙，在谁手里；外借人的姓名默认隐去一部分。"""
    from gridctl.services.equipment.lists import Wanted, find_things

    with looking(ctx, full, reason) as desk:
        wanted = Wanted(staff or "", kind, out, lent, overdue, everything)
        lines = find_things(desk, wanted, full=full)
    show(lines, EQUIPMENT, format, ctx.obj)


@app.command("show", epilog=example("gridctl equipment show K-03"))
def show_(
    ctx: typer.Context, number: Number, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一件装备，从头到尾在谁手里。"""
    from gridctl.services.equipment.lists import equipment_card
    from gridctl.services.equipment.register import find_equipment

    with looking(ctx, full, reason) as desk:
        card = equipment_card(desk, find_equipment(desk, number), full=full)
    _show(card, ctx, format)


def _show(card: object, ctx: typer.Context, format: Format) -> None:
    show_whole(card, EQUIPMENT, [Section("custody", "经手", CUSTODY)], format, ctx.obj)
