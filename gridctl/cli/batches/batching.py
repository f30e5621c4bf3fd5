"""One line of a batch: a command and what it is told, under the names that they have on the command line."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import typer

from gridctl.errors import BadDataError, GridctlError, NotFoundError, RuleError, UsageError
from gridctl.settings import Settings

_ALONE = ("ledger", "demo", "enter", "undo", "batch", "shift")  # nouns that are no entering of one thing after another
_KEYS = {"command", "args"}
_WARNING = "注意: "


@dataclass(frozen=True, slots=True)
class Request:
    """What a line asks for."""

    command: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command said: its data as JSON where it has any, and what it warned of."""

    result: Any
    notices: tuple[str, ...]


def request(line: bytes) -> Request:
    """Read a line: {"command": "ticket open", "args": {…}}; BadDataError where it is not one."""
    import json

    try:
        said = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadDataError("不是 UTF-8 编码", "把文件存成 UTF-8") from None
    except (ValueError, RecursionError):
        raise BadDataError("不是一行完整的 JSON", '写成 {"command": "ticket open", "args": {…}}') from None
    if not isinstance(said, dict) or not isinstance(said.get("command"), str) or not said.keys() <= _KEYS:
        raise BadDataError("每行只写 command 和 args 两项", '写成 {"command": "ticket open", "args": {…}}')
    args = said.get("args", {})
    if not isinstance(args, dict):
        raise BadDataError("args 要写成 {名称: 内容}", '例如 {"place": "东门岗", "problem": "灯不亮"}')
    return Request(" ".join(said["command"].split()), args)


class Commands:
    """The commands of the line, each built once; `settings` are what all of them work with."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._built: dict[str, _Command] = {}

    def run(self, asked: Request, *, heard: bool) -> Reply:
        """Run a command as if it had been typed; what it shows is kept where it is `heard`, else it goes nowhere."""
        if asked.command not in self._built:
            self._built[asked.command] = _Command(asked.command, self._settings)
        return self._built[asked.command].run(asked.args, heard=heard)


class _Nowhere(io.TextIOBase):
    def write(self, text: str, /) -> int:
        return len(text)


class _Command:
    def __init__(self, words: str, settings: Settings) -> None:
        from gridctl.cli.app import NOUNS, PROGRAM, load, root

        noun, *verbs = words.split() or [""]
        if noun not in NOUNS:
            raise NotFoundError(f"没有“{words}”这个命令", "命令写成和命令行上一样的词，例如 ticket open")
        if noun in _ALONE:
            raise UsageError(f"{noun} 不能放在批量里", "单独运行")
        top = root()
        context = top.context_class(top, info_name=PROGRAM, obj=settings)
        command = load(noun, verbs)
        self.name = noun
        for verb in verbs:
            known = command.get_command(context, verb) if hasattr(command, "get_command") else None
            if known is None:
                raise NotFoundError(f"没有“{words}”这个命令", f"查看：gridctl {noun} --help")
            context = command.context_class(command, info_name=self.name, parent=context)
            command, self.name = known, verb
        if hasattr(command, "get_command"):
            raise UsageError(f"“{words}”没有写完", f"查看：gridctl {words} --help")
        self.words, self.command, self._parent = words, command, context

    @cached_property
    def _params(self) -> dict[str, Any]:
        return {name: param for param in self.command.params for name in names(param)}

    def run(self, args: Mapping[str, Any], *, heard: bool) -> Reply:
        out, err = io.StringIO() if heard else _Nowhere(), io.StringIO()
        tokens = self._tokens(args)
        if heard and "format" in self._params and "format" not in args:
            tokens.insert(0, "--format=json")
        with redirect_stdout(out), redirect_stderr(err):
            self._invoke(tokens)
        told = [line.removeprefix(_WARNING) for line in err.getvalue().splitlines() if line.startswith(_WARNING)]
        return Reply(_data(out.getvalue()) if isinstance(out, io.StringIO) else None, tuple(told))

    def _invoke(self, tokens: list[str]) -> None:
        try:
            with self.command.make_context(self.name, tokens, parent=self._parent) as context:
                self.command.invoke(context)
        except typer.Exit as leaving:
            if leaving.exit_code:
                raise RuleError(f"{self.words} 没有做成", f"单独运行 gridctl {self.words} 看原因") from None
        except typer.TyperException as error:
            from gridctl.cli.mistakes import in_chinese

            raise in_chinese(error) from None

    def _tokens(self, args: Mapping[str, Any]) -> list[str]:
        """The words of a command line that say the same: options, then `--`, then arguments."""
        told: dict[str, list[str]] = {}
        for key, value in args.items():
            name = key if key in self._params else key.replace("_", "-")  # as JSON likes to write paper-date
            param = self._params.get(name)
            if param is None:
                known = "、".join(names(param)[0] for param in self.command.params if names(param))
                raise UsageError(f"{self.words} 没有 {key} 这一项", f"可以写：{known}")
            if value is not None:
                told[param.name] = list(_written(param, name, value))
        options = [
            word for param in self.command.params if not _is_argument(param) for word in told.get(param.name, ())
        ]
        return [*options, "--", *self._in_order(told)]

    def _in_order(self, told: Mapping[str, list[str]]) -> Iterator[str]:
        """The arguments in their order; UsageError where one is left out before another."""
        left_out = None
        for param in filter(_is_argument, self.command.params):
            if param.name in told and left_out is None:
                yield from told[param.name]
            elif param.required or param.name in told:
                missing = left_out or param
                raise UsageError(f"{self.words} 没有写 {missing.name}（{missing.metavar}）", "补上这一项")
            else:
                left_out = param


def names(param: Any) -> tuple[str, ...]:
    """What a parameter can be called in a batch: an option by its long names, an argument by its name or its word."""
    if _is_argument(param):
        return tuple(filter(None, (param.name, param.metavar)))
    return tuple(flag.removeprefix("--") for flag in param.opts if flag.startswith("--"))


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _written(param: Any, name: str, value: Any) -> Iterable[str]:
    """The words of a value: of a switch none or its name, of an option its name before each."""
    if not _is_argument(param) and param.is_flag:
        if not isinstance(value, bool):
            raise UsageError(f"{name} 只写 true 或 false")
        return [f"--{name}"] if value else []
    several = param.nargs != 1 if _is_argument(param) else param.multiple
    texts = [_text(name, one) for one in _listed(name, value, several=several)]
    return texts if _is_argument(param) else [f"--{name}={text}" for text in texts]


def _listed(name: str, value: Any, *, several: bool) -> list[Any]:
    if isinstance(value, dict) and several:
        return [f"{key}={_text(name, one)}" for key, one in value.items()]
    if not isinstance(value, list):
        return [value]
    if not several:
        raise UsageError(f"{name} 只能写一个")
    return value


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UsageError(f"{name} 的内容要写成文字或数字")
    return str(value)


def _data(text: str) -> Any:
    import json

    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def refusal(error: GridctlError) -> str:
    """An error in one line."""
    choices = "、".join(getattr(error, "choices", ()))
    return "；".join(filter(None, (error.message, choices, error.hint)))
