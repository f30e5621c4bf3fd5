"""The help page of a command, in Chinese, wrapped by the width that Chinese really takes."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from enum import Enum
from typing import Any

from gridctl.cli.width import padded, page_width, width, wrapped

_TYPE_NAMES = {
    "str": "文字",
    "int": "整数",
    "float": "数字",
    "int range": "整数",
    "float range": "数字",
    "path": "文件",
    "filename": "文件",
}
_GAP, _WIDEST_NAME = 2, 30


def examples(command: Any) -> list[str]:
    """The examples that `example` put on a command."""
    return [line for line in (command.epilog or "").splitlines() if line.strip()]


def help_text(command: Any) -> str:
    """What the command does, as paragraphs of one line each."""
    paragraphs = inspect.cleandoc(command.help or "").split("\f")[0].split("\n\n")
    return "\n\n".join(_joined(paragraph) for paragraph in paragraphs)


def _joined(paragraph: str) -> str:
    text = ""
    for line in paragraph.splitlines():
        text += (" " if text and line and text[-1].isascii() and line[0].isascii() else "") + line.strip()
    return text


def usage(command: Any, ctx: Any) -> str:
    """The line that shows how the command is written."""
    pieces = [ctx.command_path, "[选项]", *(_argument(param) for param in arguments(command, ctx))]
    return " ".join([*pieces, "命令 …"] if subcommands(command, ctx) else pieces)


def _argument(param: Any) -> str:
    return param_name(param) if param.required else f"[{param_name(param)}]"


def arguments(command: Any, ctx: Any) -> list[Any]:
    """The positional parameters, as far as they are shown."""
    return _kind(command, ctx, "argument")


def options(command: Any, ctx: Any) -> list[Any]:
    """The options, as far as they are shown."""
    return _kind(command, ctx, "option")


def _kind(command: Any, ctx: Any, kind: str) -> list[Any]:
    return [param for param in command.get_params(ctx) if param.param_type_name == kind and not param.hidden]


def subcommands(command: Any, ctx: Any) -> list[tuple[str, str]]:
    """The commands below this one with the first line of their help."""
    if not hasattr(command, "list_commands"):
        return []
    below = [(name, command.get_command(ctx, name)) for name in command.list_commands(ctx)]
    return [(name, summary(sub)) for name, sub in below if sub is not None and not sub.hidden]


def summary(command: Any) -> str:
    """The first line of a command's help."""
    return help_text(command).partition("\n")[0].rstrip("。")


def param_name(param: Any) -> str:
    """How a parameter is written: the names of an option with its value, or the name of an argument."""
    if param.param_type_name == "argument":
        return (param.metavar or str(param.name)) + ("…" if param.nargs != 1 else "")
    flags = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    return flags if param.is_flag else f"{flags} {_value_name(param)}"


def _value_name(param: Any) -> str:
    choices = getattr(param.type, "choices", None)
    if choices:
        return "|".join(_written(choice) for choice in choices)
    return str(param.metavar or _TYPE_NAMES.get(param.type.name, "值"))


def _written(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def param_text(param: Any) -> str:
    """What a parameter means, with 必填, 可写多次 and its default."""
    notes = ["必填"] if param.required else []
    if getattr(param, "multiple", False):
        notes.append("可写多次")
    shown = param.param_type_name == "option" and not param.is_flag and param.default not in (None, "", (), [])
    if shown and not callable(param.default):
        notes.append(f"默认 {_written(param.default)}")
    return (param.help or "") + (f"（{'；'.join(notes)}）" if notes else "")


def page(command: Any, ctx: Any, shared: Sequence[Any]) -> str:
    """The whole page; `shared` options are listed at the root and only mentioned below it."""
    own = [param for param in options(command, ctx) if ctx.parent is None or param not in shared]
    parts = [
        f"用法: {usage(command, ctx)}\n",
        *(_paragraph(text) for text in help_text(command).split("\n\n") if text),
        _section("参数", _rows(arguments(command, ctx))),
        _section("选项", _rows(own)),
        _section("命令", subcommands(command, ctx)),
        "例:\n" + "".join(f"  {line}\n" for line in examples(command)) if examples(command) else "",
    ]
    return "\n".join(part for part in parts if part) + (_mention(shared) if ctx.parent else "")


def _mention(shared: Sequence[Any]) -> str:
    return f"\n各命令通用的选项 {'、'.join(option.opts[0] for option in shared)} 见 gridctl --help\n"


def _rows(params: Sequence[Any]) -> list[tuple[str, str]]:
    return [(param_name(param), param_text(param)) for param in params]


def _paragraph(text: str) -> str:
    return "".join(f"  {line}\n" for line in wrapped(text, page_width() - _GAP))


def _section(heading: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    first = min(max(width(name) for name, _ in rows), _WIDEST_NAME)
    return f"{heading}:\n" + "".join(_entry(name, text, first) for name, text in rows)


def _entry(name: str, text: str, first: int) -> str:
    indent = " " * (_GAP + first + _GAP)
    lines = wrapped(text, page_width() - len(indent))
    fits = width(name) <= first
    head = f"  {padded(name, first)}  {lines[0]}" if fits else f"  {name}\n{indent}{lines[0]}"
    return head.rstrip() + "\n" + "".join(f"{indent}{line}\n" for line in lines[1:])
