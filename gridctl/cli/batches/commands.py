"""`gridctl batch`: a file with a command a line, done in one process, together or each by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.desks import acting
from gridctl.cli.output import plain, say
from gridctl.cli.tree import example
from gridctl.errors import BadDataError, GridctlError, ProblemsError, RuleError, UsageError

if TYPE_CHECKING:
    from gridctl.cli.batches.batching import Commands, Reply
    from gridctl.services.batches import OneByOne, Together
    from gridctl.settings import Settings

app = typer.Typer(add_completion=False)

_BAD, _REFUSED = 5, 4
_TOLD = 200  # problems that are told one by one
_MALFORMED = (2, 5)  # statuses of a line that is written wrongly

File = Annotated[str, typer.Argument(metavar="文件", help="每行一条命令的文件（JSON Lines）；- 表示标准输入")]
Each = Annotated[bool, typer.Option("--each", help="每行各存各的，逐行给出结果；不写时全部做成才存")]


@app.command("batch", epilog=example("gridctl batch 开单.jsonl", "gridctl batch - --each < 开单.jsonl"))
def batch(ctx: typer.Context, file: File, each: Each = False) -> None:
    """成批录入：文件里一行一条写台账的命令，一次做完。

    每行写成 {"command": "ticket open", "args": {"place": "东门岗", "problem": "灯不亮"}}：
    命令和命令行上一样，选项写长名（不带 --），参数写名称。不写 --each 时要么全部存下，要么什么也不存。
    """
    settings = replace(acting(ctx.obj), interactive=False, terminal=False)
    with _opened(file) as lines:
        failed = _each(settings, lines) if each else _together(settings, lines, file)
    if failed:
        raise typer.Exit(failed)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    if not Path(file).is_file():
        raise BadDataError(f"打不开 {file}", "检查文件名")
    with Path(file).open("rb") as opened:
        yield opened


def _together(settings: Settings, lines: IO[bytes], file: str) -> int:
    """All or nothing: every problem is told, with its line."""
    from hashlib import sha256

    from gridctl.cli.batches.batching import Commands, refusal
    from gridctl.services.batches import seal, together

    problems: list[tuple[int, GridctlError]] = []
    notices: list[str] = []  # told once all is kept: they name numbers
    digest, done, wrong = sha256(), 0, 0
    with together(settings) as work:
        commands = Commands(replace(settings, batch=work))
        for number, line in _numbered(lines):
            digest.update(line)
            try:
                reply = _run(commands, work, number, line, heard=False)
            except GridctlError as error:
                wrong += 1
                problems += [(number, error)] if wrong <= _TOLD else []
                continue
            done += 1
            notices += [f"第 {number} 行 {notice}" for notice in reply.notices]
        if problems:
            told = [f"第 {number} 行：{refusal(error)}" for number, error in problems]
            more = [f"其余 {wrong - _TOLD} 行"] if wrong > _TOLD else []
            raise _refused(problems)(
                f"{wrong} 行做不成，什么也没有写入", "改好后重新运行；能做的先做，加上 --each", (*told, *more)
            )
        seal(work, {"file": file, "lines": done, "sha256": digest.hexdigest()})
        entry = work.entry
    for notice in notices:
        say(notice)
    _write({"lines": done, "entry": entry})
    return 0


class _RefusedError(ProblemsError, RuleError):
    """Lines that are written well, and that a rule or the ledger forbids."""

    status = RuleError.status
    code = RuleError.code


def _refused(problems: list[tuple[int, GridctlError]]) -> type[ProblemsError]:
    return ProblemsError if any(error.status in _MALFORMED for _, error in problems) else _RefusedError


def _each(settings: Settings, lines: IO[bytes]) -> int:
    """A transaction and a result for each line."""
    from gridctl.cli.batches.batching import Commands
    from gridctl.services.batches import OneByOne

    work = OneByOne(settings)
    commands = Commands(replace(settings, batch=work))
    status = 0
    for number, line in _numbered(lines):
        try:
            reply = _run(commands, work, number, line, heard=True)
        except GridctlError as error:
            _write({"line": number, "ok": False, "status": error.status, **_told(error)})
            status = max(status, _BAD if error.status in _MALFORMED else _REFUSED)
            continue
        _write({"line": number, "ok": True, "entry": work.entry, "result": reply.result, "notices": reply.notices})
    return status


def _run(commands: Commands, work: OneByOne | Together, number: int, line: bytes, *, heard: bool) -> Reply:
    """Do one line; UsageError for a command that only reads."""
    from gridctl.cli.batches.batching import request

    asked = request(line)
    with work.line(number):
        reply = commands.run(asked, heard=heard)
        if not work.wrote:
            raise UsageError(f"{asked.command} 只查看，不写台账，不能放在批量里", "单独运行")
    return reply


def _numbered(lines: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, with their numbers."""
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _told(error: GridctlError) -> dict[str, Any]:
    choices = getattr(error, "choices", ()) or getattr(error, "problems", ())
    return {"error": error.message, "hint": error.hint, "choices": list(choices)}


def _write(result: dict[str, Any]) -> None:
    """A result on a line of its own, at once: who waits for it may act on it."""
    import json

    sys.stdout.write(json.dumps({key: plain(value) for key, value in result.items()}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
