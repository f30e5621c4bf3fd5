"""What Typer finds wrong with a command line, said in Chinese."""

from __future__ import annotations

import re
from typing import Any

import typer

from gridctl.errors import UsageError

# Typer keeps some of what it knows only in the words of its message; each pattern is held by a test.
_SENTENCES = (
    (r"Missing command\.", "还没有写要做什么"),
    (r"Got unexpected extra argument\(s\) \((.*)\)", "多写了“{}”"),
    (r"Option '(.*)' requires an argument\.", "选项 {} 后面要写值"),
    (r"Option '(.*)' requires \d+ arguments\.", "选项 {} 后面的值不够"),
    (r"Option '(.*)' does not take a value\.", "选项 {} 后面不写值"),
    (r"'(.*)' is not one of (.*)\.", "不认识“{}”，可以写 {}"),
    (r"'(.*)' is not a valid int(?: range)?\.", "“{}”不是整数"),
    (r"'(.*)' is not a valid float(?: range)?\.", "“{}”不是数字"),
    (r"(.*) is not in the range x>=(.*)\.", "{} 太小，至少是 {}"),
    (r"(.*) is not in the range x<=(.*)\.", "{} 太大，最多是 {}"),
    (r"(.*) is not in the range (.*)<=x<=(.*)\.", "{} 不在 {} 至 {} 之间"),
)


def in_chinese(error: Any) -> UsageError:
    """Turn a usage error of Typer into ours: one line, and a hint naming the nearest option and the help."""
    return UsageError(_message(error), _hint(error))


def _message(error: Any) -> str:
    if hasattr(error, "possibilities"):
        return f"没有 {error.option_name} 这个选项"
    if hasattr(error, "param_type"):
        return f"缺少{_kind(error.param)} {_name(error)}"
    sentence = _sentence(error.message)
    return f"{_kind(error.param)} {_name(error)}：{sentence}" if isinstance(error, typer.BadParameter) else sentence


def _sentence(message: str) -> str:
    for pattern, words in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*(part.replace("', '", "、").strip("'") for part in found.groups()))
    return message or "写法不对"


def _kind(param: Any) -> str:
    return "参数" if param is not None and param.param_type_name == "argument" else "选项"


def _name(error: Any) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    if error.param.param_type_name == "argument":
        return str(error.param.metavar or error.param.name)
    return max(error.param.opts, key=len, default="")


def _hint(error: Any) -> str:
    near = getattr(error, "possibilities", None)
    guess = f"是不是要写 {' 或 '.join(near)}？" if near else ""
    path = error.ctx.command_path if getattr(error, "ctx", None) else "gridctl"
    return f"{guess}运行 {path} --help 查看用法"
