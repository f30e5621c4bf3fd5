"""A noun of our own, so that the frame of the command line is tested apart from what hangs in it."""

import sys
import types
from typing import Annotated

import pytest
import typer

from gridctl.cli import app as frame
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.tree import example
from gridctl.errors import AmbiguousError, RuleError
from gridctl.settings import Settings


class Seen:
    """What the last command was called with."""

    settings: Settings
    values: tuple[object, ...] = ()


def _noun() -> typer.Typer:
    app = typer.Typer()

    @app.command("open", epilog=example("gridctl sample open 甲 --count 3"))
    def open_(
        ctx: typer.Context,
        name: Annotated[str, typer.Argument(metavar="名称", help="叫什么")],
        count: Annotated[int, typer.Option(help="几个", min=1)] = 1,
        format: FormatOption = Format.TABLE,  # noqa: A002
        at: Annotated[str | None, typer.Option("--at", help="什么时候")] = None,
        dry_run: DryRun = False,  # noqa: FBT002
    ) -> None:
        """开一张单子。"""
        Seen.settings, Seen.values = ctx.obj, (name, count, format, at, dry_run)

    @app.command("fail")
    def fail(kind: str) -> None:
        """按指定的方式出错。"""
        raise {
            "rule": RuleError("网格已有负责人张三", "先结束他的任期"),
            "two": AmbiguousError("有两个张三", "写工号", ("A01 张三", "A02 张三")),
            "bug": RuntimeError("第一行\n第二行"),
            "stop": KeyboardInterrupt(),
            "found": typer.Exit(4),
            "escape": RuleError("危险\x1b[2J文字\n第二行"),
            "full": OSError(28, "No space left on device"),
            "leave": SystemExit(3),
        }[kind]

    return app


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> type[Seen]:
    module = types.ModuleType("sample_noun")
    module.app = _noun()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sample_noun", module)
    monkeypatch.setitem(frame.NOUNS, "sample", frame.Noun("sample_noun", "试验用的单子"))
    for name in ("LEDGER", "PROJECT", "ACTOR", "TODAY", "DEBUG"):
        monkeypatch.delenv(f"GRIDCTL_{name}", raising=False)
    Seen.values = ()
    return Seen
