"""The command reference of the README, written from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gridctl.cli.app import PROGRAM, load, root
from gridctl.cli.help import arguments, examples, help_text, options, param_name, param_text, subcommands, usage
from gridctl.cli.tree import GLOBALS

BEGIN = "<!-- 命令参考：由程序生成，不要手改 -->"
END = "<!-- 命令参考完 -->"


def walk() -> Iterator[tuple[Any, Any]]:
    """Every group and command with its context, the root first, each noun followed by its verbs."""
    command = root()
    yield from _below(command, command.make_context(PROGRAM, [], resilient_parsing=True))


def _below(command: Any, context: Any) -> Iterator[tuple[Any, Any]]:
    yield command, context
    for name, _ in subcommands(command, context):
        verb = command.get_command(context, name) if context.parent else load(name)
        yield from _below(verb, verb.make_context(name, [], parent=context, resilient_parsing=True))


def reference() -> str:
    """The whole reference in Markdown: global options, then each noun with its commands."""
    return "\n".join(_entry(command, context) for command, context in walk())


def between_markers(readme: str) -> str:
    """The README's text with the reference between its two markers renewed."""
    head, _, rest = readme.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{reference()}\n{END}{tail}"


def _entry(command: Any, context: Any) -> str:
    if context.parent is None:
        return "\n".join(["### 通用选项", "", "写在命令的哪个位置都可以。", "", *_items(GLOBALS), ""])
    if subcommands(command, context):
        return "\n".join([f"### {context.command_path}", "", help_text(command), ""])
    own = [option for option in options(command, context) if option not in GLOBALS and option.name != "help"]
    items = _items([*arguments(command, context), *own])
    level = "####" if context.parent.parent else "###"
    return "\n".join(
        [f"{level} {context.command_path}", "", help_text(command), "", *_code(command, context), *items, ""]
    )


def _items(params: Any) -> list[str]:
    return [f"- `{param_name(param)}` {param_text(param)}" for param in params]


def _code(command: Any, context: Any) -> list[str]:
    return ["```", usage(command, context), *examples(command), "```", ""]


if __name__ == "__main__":
    README = Path("README.md")
    README.write_text(between_markers(README.read_text(encoding="utf-8")), encoding="utf-8")
