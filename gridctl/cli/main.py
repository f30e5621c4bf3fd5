"""The entry: words in, an exit status out, and every error told in one line with what to do about it."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TextIO

from gridctl.errors import AmbiguousError, GridctlError, ProblemsError

COMPLETION = "_GRIDCTL_COMPLETE"
INTERRUPTED = 130
_MISNAMED = {errno.ENAMETOOLONG, errno.ELOOP}
SELDOM = 200_000  # containers more than freed since the last look for garbage; Python's 700 is met in every import


def main(argv: Sequence[str] | None = None, *, clock: Callable[[], datetime] | None = None) -> int:
    """Run one command line and return its exit status; never raises and never exits.

    `clock` returns the time, aware and in UTC; only Python can set it.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        _prepare_streams()
        status = _dispatch(arguments, clock)
        _flush()
    except KeyboardInterrupt:
        return _told("已中断", "", INTERRUPTED)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except Exception as error:  # noqa: BLE001 - the one place where every error becomes words and a status
        return _explain(error)
    return status


def run() -> None:
    """The console entry. A command is over before garbage is worth looking for: a tenth of a short one."""
    gc.set_threshold(SELDOM)
    status = main()
    gc.freeze()  # nor is everything looked through once more at the end
    sys.exit(status)


def _dispatch(arguments: list[str], clock: Callable[[], datetime] | None) -> int:
    import typer

    from gridctl.cli.app import PROGRAM, root

    command = root()
    try:
        if os.environ.get(COMPLETION):
            command.main(args=arguments, prog_name=PROGRAM, standalone_mode=False)
        with command.make_context(PROGRAM, arguments, obj=clock) as context:
            command.invoke(context)
    except typer.Exit as leaving:
        return leaving.exit_code
    except (typer.Abort, EOFError):
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        from gridctl.cli.mistakes import in_chinese

        raise in_chinese(error) from None
    return 0


def _explain(error: Exception) -> int:
    if _is_closed_pipe(error):
        _silence(sys.stdout)
        return 0
    if os.environ.get("GRIDCTL_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    if isinstance(error, GridctlError):
        return _told(f"错误: {error.message}", error.hint, error.status, _details(error))
    if isinstance(error, OSError) and error.errno in _MISNAMED:
        return _told(f"错误: 不能用作文件名：{error.strerror}", "请换一个较短的、不含特殊符号的文件名", 2)
    if isinstance(error, OSError):
        _silence(sys.stdout)
        hint = "检查磁盘空间、文件权限；重做以前先用 gridctl ledger log 看是不是已经记下"
        named = f"（{error.filename}）" if error.filename else ""
        return _told(f"错误: 读写出错：{error.strerror or error}{named}", hint, 1)
    first = str(error).partition("\n")[0]
    hint = "运行 gridctl ledger verify 看台账库是否完好；若完好，设 GRIDCTL_DEBUG=1 再运行，把显示的内容交给维护人"
    return _told(f"错误: 程序内部出错：{type(error).__name__}: {first}", hint, 1)


def _details(error: GridctlError) -> Sequence[str]:
    """What is told line by line: what could be meant, or what is wrong in a sheet."""
    if isinstance(error, AmbiguousError):
        return error.choices
    return error.problems if isinstance(error, ProblemsError) else ()


def _told(message: str, hint: str, status: int, details: Sequence[str] = ()) -> int:
    from gridctl.cli.output import words

    with contextlib.suppress(OSError, ValueError):
        words(message, *(f"  {detail}" for detail in details), *([f"提示: {hint}"] if hint else []))
    return status


def _prepare_streams() -> None:
    """Let no character stop a command: UTF-8 into files and pipes, and a mark where a console lacks a character."""
    if sys.stdout is None:  # closed by the shell (>&-): what a command writes to the ledger must not depend on it
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        fixed = stream.isatty() or os.environ.get("PYTHONIOENCODING")
        reconfigure(errors="replace") if fixed else reconfigure(encoding="utf-8", errors="replace")


def _flush() -> None:
    sys.stdout.flush()


def _is_closed_pipe(error: Exception) -> bool:
    windows = os.name == "nt" and isinstance(error, OSError) and error.errno == errno.EINVAL
    return windows or isinstance(error, BrokenPipeError)


def _silence(stream: TextIO | None) -> None:
    """Send what is still buffered nowhere, so that the interpreter's own last flush cannot fail."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)
