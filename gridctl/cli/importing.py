"""What every `gridctl X import` does around the import itself: read, show what would happen, say what to type next."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from gridctl.cli.desks import acting
from gridctl.cli.options import Apply, Problems, Sheet, SkipWrong
from gridctl.cli.stages import Stage
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.domain.imports import ImportResult, Parsed, Problem
    from gridctl.settings import Settings

SHOWN_CHANGES, SHOWN_PROBLEMS = 20, 50
BAD_DATA = 5


class ImportFormat(StrEnum):
    """How the outcome of an import is shown."""

    TABLE = "table"
    JSON = "json"


SheetName = Annotated[
    str | None, typer.Option("--sheet", metavar="名称", help="工作簿里的哪张表；不写时取第一张认得的")
]
ImportFormatOption = Annotated[ImportFormat, typer.Option("--format", help="显示成文字或 JSON")]


class Reader(Protocol):
    """What intake has for each noun."""

    def __call__(  # noqa: D102
        self, source: Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
    ) -> Parsed[Any]: ...


class Importer(Protocol):
    """What services have for each noun."""

    def __call__(self, caller: Settings, parsed: Parsed[Any], /, *, apply: bool, skip_wrong: bool) -> ImportResult: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of an import."""

    apply: bool = False
    skip_wrong: bool = False
    problems: Path | None = None
    sheet: str | None = None
    format: ImportFormat = ImportFormat.TABLE


Sheets = Callable[[], tuple[Reader, Importer]]


def import_command(app: typer.Typer, *examples: str) -> Callable[[Sheets], Sheets]:
    """Give a noun its `import`: what is decorated says its help, and gives its reader and its service when it is run."""

    def register(sheets: Sheets) -> Sheets:
        @app.command("import", help=sheets.__doc__, epilog=example(*examples))
        def import_(
            ctx: typer.Context,
            file: Sheet,
            apply: Apply = False,
            skip_wrong: SkipWrong = False,
            problems: Problems = None,
            sheet: SheetName = None,
            format: ImportFormatOption = ImportFormat.TABLE,
        ) -> None:
            run_import(ctx.obj, file, *sheets(), Wishes(apply, skip_wrong, problems, sheet, format))

        return sheets

    return register


def run_import(settings: Settings, file: Path, read: Reader, importer: Importer, wishes: Wishes) -> None:
    """Read a sheet, import it, show the outcome; leaves with status 5 where any row could not be taken.

    `read` is intake's reader of the noun, `importer` its service.
    """
    if wishes.problems is not None:
        _check_target(wishes.problems, file)
    caller = acting(settings) if wishes.apply else settings
    with _without_collector():
        with Stage(f"读取 {file}") as stage:
            parsed = read(file, sheet=wishes.sheet, progress=stage.counted)
        with Stage(f"核对{'并写入' if wishes.apply else ''} {len(parsed.rows):,} 行"):
            result = importer(caller, parsed, apply=wishes.apply, skip_wrong=wishes.skip_wrong)
    show_result(result, settings, wishes.format)
    if wishes.format is ImportFormat.TABLE:
        _say_next(result)
    if wishes.problems is not None:
        _write_problems(wishes.problems, parsed, result)
    if not result.clean:
        raise typer.Exit(BAD_DATA)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of cells in no cycle: the collector would look through them again and again, for a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def show_result(result: ImportResult, settings: Settings, format: ImportFormat) -> None:
    """Print the outcome: JSON is the whole of it; words are the counts, the first changes and the problems."""
    if format is ImportFormat.JSON:
        import json

        from gridctl.cli.output import plain

        sys.stdout.write(json.dumps(plain(result), ensure_ascii=False, indent=2) + "\n")
        return
    from gridctl.domain.text import shown

    sys.stdout.write("".join(f"{shown(line)}\n" for line in _lines(result, everything=not settings.terminal)))


def _lines(result: ImportResult, *, everything: bool) -> Iterable[str]:
    yield f"{result.file}" + (f"  表 {result.sheet}" if result.sheet else "")
    yield "  ".join(f"{word} {getattr(result, fate.value):,}" for fate, word in _fates())
    if result.changes:
        yield "变更:"
        yield from (_change(change) for change in result.changes[:SHOWN_CHANGES])
        yield from _rest(len(result.changes) - SHOWN_CHANGES, "处变更用 --format json 查看")
    limit = len(result.problems) if everything else SHOWN_PROBLEMS
    yield from _section("错误", result.problems, limit, "处错误用 --problems 文件.xlsx 写出")
    yield from _section("提醒", result.warnings, SHOWN_CHANGES, "处提醒用 --format json 查看")


def _fates() -> Iterable[tuple[Any, str]]:
    from gridctl.domain.imports import FATE_WORDS

    return FATE_WORDS.items()


def _section(title: str, problems: tuple[Problem, ...], limit: int, advice: str) -> Iterable[str]:
    from gridctl.domain.imports import problem_words

    if problems:
        yield f"{title}:"
        yield from (f"  {problem_words(problem)}" for problem in problems[:limit])
        yield from _rest(len(problems) - limit, advice)


def _rest(count: int, advice: str) -> Iterable[str]:
    if count > 0:
        yield f"  其余 {count:,} {advice}"


def _change(change: Any) -> str:
    return (
        f"  第 {change.line} 行 {change.what}  {change.field}: {change.before or '（空）'} → {change.after or '（空）'}"
    )


def _say_next(result: ImportResult) -> None:
    from gridctl.cli.output import say

    say(_next(result))


def _next(result: ImportResult) -> str:
    """What came of it, and what to type next."""
    rows = result.new + result.changed
    if result.unread:
        return "什么也没有写入：表头有错，整张表没有读取；改好表头后重新导入"
    if result.applied:
        skipped = "" if result.clean else f"；{result.wrong + result.conflicting:,} 行没有写入，改好后重新导入"
        nothing = "没有要写入的，台账库没有变动" if result.unchanged or skipped else "表头下面没有数据，台账库没有变动"
        return (f"已写入 {rows:,} 行" if rows else nothing) + skipped
    if not result.clean:
        ways = "改好后重新导入" + ("，或加上 --skip-wrong 跳过有错的行" if rows else "")
        return f"什么也没有写入：有 {result.wrong + result.conflicting:,} 行不能写入；{ways}"
    if not rows and not result.unchanged:
        return "表头下面没有数据，没有要写入的"
    return "以上只是预览，什么也没有写入；加上 --apply 写入" if rows else "与台账库一致，没有要写入的"


def _check_target(path: Path, source: Path) -> None:
    from gridctl.forms.targets import workbook_target

    workbook_target(path, source)


def _write_problems(path: Path, parsed: Parsed[Any], result: ImportResult) -> None:
    """Write the rows that could not be taken, each with its reason, to be mended and imported again."""
    from gridctl.cli.output import say

    if not result.problems:
        say(f"没有错误，没有生成 {path}")
        return
    if result.unread:
        say(f"错在表头，没有可以另存的行，没有生成 {path}")
        return
    from gridctl.forms.problems import problems_workbook
    from gridctl.forms.saving import save

    lines = {problem.line: _cells(parsed, problem.line) for problem in result.problems if problem.line}
    save(problems_workbook(parsed.header, lines, result.problems), path)
    say(f"{len(lines):,} 行有错的已写到 {path}，改好后可直接再导入")


def _cells(parsed: Parsed[Any], line: int) -> tuple[str, ...]:
    if line in parsed.lines:
        return parsed.lines[line]
    return parsed.original(line) if parsed.original else ()
