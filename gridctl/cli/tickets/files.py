"""`gridctl ticket attach`: photographs and scans of a ticket."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli.desks import writing
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.output import show
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.commands import app
from gridctl.cli.tickets.listings import ATTACHMENTS
from gridctl.cli.tree import example


@app.command(
    "attach",
    epilog=example(
        "gridctl ticket attach 123 整改前.jpg --use before", "gridctl ticket attach 123 单据1.jpg 单据2.jpg"
    ),
)
def attach(
    ctx: typer.Context,
    number: slip.Number,
    sources: Annotated[list[Path], typer.Argument(metavar="文件", help="照片或扫描件，可以几个")],
    use: Annotated[
        str, typer.Option("--use", metavar="用途", help="before 整改前、after 整改后、paper 签字纸件、other 其他")
    ] = "other",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """给一张单存照片或扫描件：文件抄到台账库旁边，原来的文件可以删。"""
    from gridctl.services.tickets.attaching import attach as attach_files, keep_files, use_from_text

    meant = use_from_text(use)
    kept = keep_files(ctx.obj, sources, dry_run=dry_run)
    with writing(ctx, dry_run=dry_run) as desk:
        lines = attach_files(desk, number, kept, meant)
    show(lines, ATTACHMENTS, format, ctx.obj)
