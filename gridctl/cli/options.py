"""The options that commands share, each spelled once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

LARGEST = 999_999_999  # a count or a number that is written on a line: SQLite's integers end, Python's do not


class Format(StrEnum):
    """What a reading command prints on stdout."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class ReportFormat(StrEnum):
    """What a report can be made as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


FormatOption = Annotated[Format, typer.Option("--format", help="显示成表格、JSON 或 CSV")]
ReportFormatOption = Annotated[
    ReportFormat | None, typer.Option("--format", help="做成表格、JSON、CSV 或工作簿；不写时看 -o 的文件名")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写到这个文件；- 表示标准输出")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="照做一遍给你看，但什么都不保存")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不再询问，直接做")]

Sheet = Annotated[Path, typer.Argument(metavar="文件", help="表格文件 .xlsx .xls .csv；- 表示标准输入")]
Apply = Annotated[bool, typer.Option("--apply", help="真正写入；不写时只看会怎样")]
SkipWrong = Annotated[bool, typer.Option("--skip-wrong", help="有错的行跳过，其余照写（仍以 5 退出）")]
Problems = Annotated[Path | None, typer.Option("--problems", metavar="文件.xlsx", help="把有错的行连同原因另存成表格")]

Reason = Annotated[str | None, typer.Option("--reason", metavar="文字", help="原因")]
Since = Annotated[str | None, typer.Option("--from", metavar="日期", help="从这天起（含）")]
Until = Annotated[str | None, typer.Option("--to", metavar="日期", help="到这天止（含）")]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="按哪天的情况；不写是今天")]
HappenedOn = Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天；不写是今天")]
Full = Annotated[bool, typer.Option("--full", help="不隐去个人信息；要写 --reason，并记入操作记录")]
GridOption = Annotated[str | None, typer.Option("--grid", metavar="网格", help="只看这个网格：编号或名称")]
StaffOption = Annotated[str | None, typer.Option("--staff", metavar="人员", help="只看这个人：工号或姓名")]
