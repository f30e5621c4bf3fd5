"""What inspections look like on a screen, and what is said of them, as options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.options import LARGEST, Format
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.inspections.lists import InspectionLine
    from gridctl.services.inspections.register import Begun, Gone
    from gridctl.settings import Settings

STATES = {"under_way": "检查中", "done": "已结束"}
INSPECTIONS = Listing(
    "检查",
    (
        Column("number", "编号", align="right"),
        Column("started", "时间", whole=True),
        Column("list_name", "检查表"),
        Column("ground", "查哪里", whole=True),
        Column("inspector", "检查人", whole=True),
        Column("partner", "同检人", whole=True),
        Column("answered", "已查", align="right"),
        Column("points", "检查点", align="right"),
        Column("abnormal", "异常", align="right"),
        Column("tickets", "单号"),
        Column("state", "状态", words=STATES, whole=True),
    ),
)
_ON_SCREEN = Listing(
    INSPECTIONS.noun,
    (
        *INSPECTIONS.columns[:4],
        Column("people", "检查人"),
        Column("looked", "已查", whole=True),
        Column("abnormal", "异常", align="right"),
        Column("tickets", "单号", whole=True),
    ),
)
INSPECTION = Listing(
    "检查",
    (
        *INSPECTIONS.columns,
        Column("finished", "结束"),
        Column("note", "备注"),
        Column("homes", "在装修的"),
        Column("doubts", "要留意"),
        Column("recorded", "录入时间"),
    ),
)
ANSWERS = Listing(
    "检查点",
    (
        Column("name", "检查点", whole=True),
        Column("mark_sign", "结果", words=lambda sign: sign or "未查", whole=True),
        Column("count", "数量", align="right"),
        Column("place", "部位"),
        Column("note", "情况"),
        Column("photos", "照片", align="right", words=lambda count: str(count or "")),
        Column("outcome_name", "处理", whole=True),
        Column("ticket", "单号", whole=True),
        Column("state_name", "单的状态", whole=True),
    ),
)
SETTLED = Listing(
    "验收",
    (
        Column("number", "单号", whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("outcome_name", "结论", whole=True),
        Column("state_name", "状态", whole=True),
    ),
)
WAITING = Listing(
    "待验收",
    (
        Column("number", "单号", whole=True),
        Column("kind_name", "单种", whole=True),
        Column("state_name", "状态", whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("opened", "发现", whole=True),
        Column("due", "期限", whole=True),
        Column("finished", "整改", whole=True),
        Column("executor", "谁整改"),
    ),
)
SECTIONS = (
    Section("answers", "检查点", ANSWERS),
    Section("settled", "验收和退回", SETTLED),
    Section("waiting", "等着验收的单", WAITING),
    Section("unmended", "还没有整改的单", WAITING),
)

Texts = list[str]
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="inspect list 里的编号")]
ListName = Annotated[str, typer.Option("--list", "-l", metavar="检查表", help="代码或名称：fire-daily、安全巡查")]
Grid = Annotated[str, typer.Option("--grid", metavar="网格", help="按网格查的：编号或名称")]
Building = Annotated[str, typer.Option("--building", metavar="楼栋", help="按楼栋查的：3栋，几栋写 1-3栋")]
Place = Annotated[str, typer.Option("--place", metavar="部位", help="按部位查的：会所")]
By = Annotated[str, typer.Option("--by", metavar="人员", help="谁检查的；不写是录入人自己，或那天负责这里的人")]
With = Annotated[str, typer.Option("--with", metavar="人员", help="同检人：半月检要两个岗位的人")]
At = Annotated[str, typer.Option("--at", metavar="时间", help="什么时候开始的：8:30、昨天 15:00；不写是现在")]
FoundAt = Annotated[str, typer.Option("--at", metavar="时间", help="什么时候查到的；不写是现在")]
AllNormal = Annotated[bool, typer.Option("--all-normal", help="没有另写的检查点都正常")]
Normal = Annotated[Texts, typer.Option("--normal", metavar="点", help="正常的检查点，可以几个")]
Abnormal = Annotated[
    Texts, typer.Option("--abnormal", metavar="点=情况", help="异常的：楼道=3栋1单元楼道：堆放杂物；当场开单")
]
NotApplicable = Annotated[Texts, typer.Option("--na", metavar="点", help="不适用的检查点，可以几个")]
Count = Annotated[Texts, typer.Option("--count", metavar="点=数", help="要写数量的检查点：物资盘点=36")]
Photo = Annotated[Texts, typer.Option("--photo", metavar="点=文件", help="照片，随异常的单存在台账库旁边")]
Anew = Annotated[bool, typer.Option("--anew", help="已经有未完的单也另开一张")]
Measures = Annotated[str, typer.Option("--measures", metavar="文字", help="开的是隐患时，现场采取的措施")]
ReportedTo = Annotated[str, typer.Option("--reported-to", metavar="部门", help="开的是隐患时，报给了哪个部门")]
Accept = Annotated[Texts, typer.Option("--accept", metavar="单号", help="半月检验收合格的单，可以几张")]
SendBack = Annotated[Texts, typer.Option("--send-back", metavar="单号=原因", help="半月检不合格、退回返工的单")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="这次检查的备注")]


def show_lines(lines: Sequence[InspectionLine], format: Format, settings: Settings) -> None:
    """Inspections, one a line; on a terminal the two who inspected stand together, and how far it has come."""
    if format is Format.TABLE:
        show([_on_screen(line) for line in lines], _ON_SCREEN, format, settings)
    else:
        show(lines, INSPECTIONS, format, settings)


def _on_screen(line: InspectionLine) -> dict[str, Any]:
    known = {column.key: getattr(line, column.key) for column in INSPECTIONS.columns}
    under_way = "" if line.finished else " 检查中"
    people = "、".join(filter(None, (line.inspector, line.partner)))
    return known | {"people": people, "looked": f"{line.answered}/{line.points}{under_way}"}


def begun(ctx: typer.Context) -> Begun:
    """What was said of the inspection as a whole."""
    from gridctl.services.inspections.grounds import GroundSaid
    from gridctl.services.inspections.register import Begun

    said = ctx.params
    ground = GroundSaid(said["grid"], said["building"], said["place"])
    return Begun(said["list_name"], ground, said["by"], said["with_"], said["at"], said["note"])


def gone(ctx: typer.Context) -> Gone:
    """What was said of its points; photographs are kept beside the ledger before it is written to."""
    from gridctl.services.inspections.register import Gone
    from gridctl.services.inspections.speaking import Said
    from gridctl.services.inspections.verdicts import Verdicts

    said = ctx.params
    names = ("normal", "abnormal", "not_applicable", "counts")
    points = Said(said["all_normal"], *(tuple(said[name]) for name in names))
    verdicts = Verdicts(tuple(said["accept"]), tuple(said["send_back"]))
    return Gone(points, verdicts, _photos(ctx), said["anew"], said["measures"], said["reported_to"])


def _photos(ctx: typer.Context) -> tuple[tuple[str, Any], ...]:
    pairs = [text.replace("＝", "=").partition("=") for text in ctx.params["photo"]]
    if not pairs:
        return ()
    if lacking := [point for point, _, file in pairs if not file]:
        raise UsageError(f"照片“{lacking[0]}”没有写是哪个检查点的", "写成 --photo 楼道=照片.jpg")
    from gridctl.services.tickets.attaching import keep_files

    kept = keep_files(ctx.obj, [Path(file) for _, _, file in pairs], dry_run=ctx.params["dry_run"])
    return tuple((point, file) for (point, _, _), file in zip(pairs, kept, strict=True))
