"""Commands and groups that speak Chinese and take the global options anywhere on the line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from gridctl import __version__
from gridctl.errors import UsageError

_SAID = "gridctl."  # before each key that a global option leaves in the context's meta


def _remember(ctx: typer.Context, param: Any, value: str | None) -> str | None:
    if value is not None:
        ctx.meta[_SAID + str(param.name)] = value
    return value


def _print_version(ctx: typer.Context, _param: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        typer.echo(f"gridctl {__version__}")
        raise typer.Exit


def _said(name: str, flag: str, metavar: str, text: str) -> TyperOption:
    return TyperOption(
        param_decls=[name, flag], metavar=metavar, help=text, expose_value=False, callback=_remember, type=str
    )


GLOBALS = (
    _said("ledger", "--ledger", "文件", "台账库文件（或设 GRIDCTL_LEDGER；默认在用户数据目录）"),
    _said("project", "--project", "项目代码", "哪个项目（或设 GRIDCTL_PROJECT；只有一个项目时不用写）"),
    _said("actor", "--as", "谁", "谁在录入：工号、姓名、owner 或 system（或设 GRIDCTL_ACTOR）"),
    _said("today", "--today", "日期", "把哪天当作今天来查看和出表，如 2026-11-20（或设 GRIDCTL_TODAY）"),
    TyperOption(
        param_decls=["version", "--version"],
        help="显示版本号",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_print_version,
    ),
)


def _with_globals(own: list[Any]) -> list[Any]:
    taken = {flag for param in own for flag in param.opts}
    return [*own, *(option for option in GLOBALS if not taken.intersection(option.opts))]


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = "显示这段说明"
    return option


def _without_help(items: list[Any]) -> list[Any]:
    """Completions without their descriptions, which typer would render with Rich at three times the cost."""
    for item in items:
        item.help = None
    return items


@contextmanager
def _located(ctx: Any) -> Iterator[None]:
    """Tell a usage error, where Typer forgot to, which command it belongs to."""
    try:
        yield
    except typer.TyperException as error:
        if getattr(error, "ctx", None) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


def _refuse_swallowing(params: list[Any], args: list[str], ctx: Any) -> None:
    """`--reason --dry-run` would save for good with the reason "--dry-run": raise UsageError instead."""
    named = [param for param in params if param.param_type_name == "option"]
    flags = {flag for param in named for flag in (*param.opts, *param.secondary_opts)}
    hungry = {flag for param in named if not param.is_flag for flag in param.opts}
    before_end = args[: args.index("--")] if "--" in args else args
    for word, following in pairwise(before_end):
        if word in hungry and following in flags:
            hint = f"真要写“{following}”这几个字，就写成 {word}={following}；用法见 {ctx.command_path} --help"
            raise UsageError(f"选项 {word} 后面要写值，写的却是选项 {following}", hint)


def _refuse_blank(params: list[Any], ctx: Any) -> None:
    """A script whose variable is not set says `""`: raise UsageError where an argument cannot be left out."""
    for param in params:
        if param.param_type_name == "argument" and param.required:
            value = ctx.params[param.name]
            if value == "" or (isinstance(value, list | tuple) and "" in value):
                word = str(param.metavar or param.name).rstrip("…")
                raise UsageError(f"没有写{word}", f"写明{word}；用法见 {ctx.command_path} --help")


def example(*lines: str) -> str:
    """The epilog of a command: its examples, one a line, each as it is typed."""
    return "\n".join(lines)


def _page(command: Any, ctx: Any) -> str:
    from gridctl.cli.help import page

    return page(command, ctx, GLOBALS)


class Command(TyperCommand):
    """One command of the line."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own parameters, then the global options."""
        return _with_globals(super().get_params(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """--help, said in Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page."""
        formatter.write(_page(self, ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Completions that begin with `incomplete`."""
        return _without_help(super().shell_complete(ctx, incomplete))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; an option whose value was forgotten does not swallow the next option."""
        if not ctx.resilient_parsing:
            _refuse_swallowing(self.get_params(ctx), args, ctx)
        with _located(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Settle the settings, which the command finds in `ctx.obj`, clean what was typed, and run."""
        from gridctl.cli.typed import typed

        if ctx.obj is None or callable(ctx.obj):
            ctx.obj = self._settled(ctx)
        paths = {param.name for param in self.params if param.type.name == "path"}  # a file may have any name
        ctx.params = {name: value if name in paths else typed(value) for name, value in ctx.params.items()}
        _refuse_blank(self.params, ctx)
        return super().invoke(ctx)

    def _settled(self, ctx: Any) -> Any:
        """What the line and the environment say of the surroundings; one of a batch has them from the batch."""
        from gridctl.cli.typed import typed_settings
        from gridctl.settings import resolve

        clock: Callable[[], datetime] | None = ctx.obj
        flags = {key.removeprefix(_SAID): value for key, value in ctx.meta.items() if key.startswith(_SAID)}
        around = {key: value for key, value in os.environ.items() if key.startswith("GRIDCTL_")}
        return resolve(typed_settings(flags), typed_settings(around), clock)


class Group(TyperGroup):
    """A noun with its verbs."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own parameters, then the global options."""
        return _with_globals(super().get_params(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """--help, said in Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page."""
        formatter.write(_page(self, ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Completions that begin with `incomplete`."""
        return _without_help(super().shell_complete(ctx, incomplete))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Nothing after a noun means a question: its help on stderr, exit status 2."""
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), file=sys.stderr)
            raise typer.Exit(2)
        with _located(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the verb, or name the nearest ones (UsageError)."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            raise UsageError(f"没有“{ctx.command_path} {args[0]}”这个命令", self._nearest(ctx, args[0]))
        return super().resolve_command(ctx, args)

    def _nearest(self, ctx: Any, word: str) -> str:
        near = get_close_matches(word, self.list_commands(ctx))
        guess = f"是不是要写 {' 或 '.join(near)}？" if near else ""
        return f"{guess}运行 {ctx.command_path} --help 查看用法"
