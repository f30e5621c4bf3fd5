"""`gridctl demo`: an office's first day with the sample, played through the very commands that a clerk types."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.tree import example
from gridctl.errors import GridctlError, RuleError, UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from gridctl.settings import Settings

app = typer.Typer(add_completion=False)

LEDGER, WORKBOOK, SHEETS = "ledger.db", "周汇总表.xlsx", "样例表格"
WIDE = 100  # columns where no terminal says otherwise


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the tour: why, its words, its exit status, and what is shown of its output.

    In `words`, {rooms}, {staff} … are the sample's files and {code}, {name} … the entries of its project. Shown are
    `lines` lines from the one that is `begin` (the first) and, where that says how it came out, the `closing` line.
    """

    why: str
    words: str
    lines: int = 4
    begin: str = ""
    closing: bool = True
    status: int = 0


REPORT = Step("周汇总表，做成可以打印上交的工作簿", "report weekly -o {workbook}")
TOUR = (
    Step(
        "建立台账库，登记第一个项目",
        "ledger init --code {code} --name {name} --company {company} --live-from {live_from}",
        6,
        closing=False,
    ),
    Step("导入人员花名册。不写 --apply 只预览，什么也不写入", "staff import {staff}", 5),
    Step("看过没有问题，加上 --apply 写入", "staff import {staff} --apply", 2),
    Step("导入房屋", "estate import {rooms} --apply", 2),
    Step("导入公共部位和设备", "place import {places} --apply", 2),
    Step("导入网格和各网格的负责人", "grid import {grids} --apply", 2),
    Step("检查有没有不在网格里的住户、没有负责人的网格", "grid check", 6),
    Step("导入住户", "resident import {residents} --apply", 2),
    Step("表里有错时逐格指出，一行也不写入", "resident import {wrong_residents} --apply", 6, "错误:", status=5),
    Step("导入十周的维修登记", "ticket import {tickets} --apply", 2),
    Step("今天要紧的事", "today", 10),
    Step(
        "补登一张已经修好的纸质单",
        "ticket record 3栋1单元大堂 灯不亮 -e 邓小军 --opened 前天 --finished 昨天 -v 林晓彤 --paper 2600301 --as YS005",
    ),
    Step("派单：一次可以写多张，写纸质单号也行", "ticket dispatch 2600298 GW-2026-0200 --to 胡建军 --as YS005"),
    Step("完工", "ticket finish 191 192 --at 昨天 --as YS005"),
    Step("验收：验收的人不能是修的人", "ticket verify 185 188 --by 周雅琴 --at 昨天 --as YS005"),
    Step("例行工作：一个网格今天该做什么、谁做", "duty due --grid 01", 4, closing=False),
    Step(
        "巡查一行记下，异常的当场开单",
        "inspect log --list 安全巡查 --grid 01 --all-normal --abnormal 楼道=3栋1单元楼道：堆放杂物"
        " --measures 当场清理 --reported-to 物业管理处 --by 林晓彤 --as YS005",
    ),
    REPORT,
)
READS = ("today", "report", "grid check", "duty due")  # commands that write nothing need nobody who enters


@app.command("demo", epilog=example("gridctl demo", "gridctl demo 试用"))
def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放在哪个文件夹；不写时是 gridctl-demo")] = Path(
        "gridctl-demo"
    ),
) -> None:
    """用样例小区走一遍：建台账库、导入表格、办几张维修单、出周汇总表。

    只在这个文件夹里写，不碰别的台账库。再运行一次不会重做，只把周汇总表再出一遍。
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 不是文件夹", "给演示另起一个文件夹，如 gridctl demo 试用")
    sample = sample_folder()
    facts = _facts(sample)
    if (folder / LEDGER).exists():
        _refuse_another(folder / LEDGER, facts, ctx.obj)
        typer.echo(f"演示已经在 {folder} 里，这次只把周汇总表再出一遍。要从头再来，换一个文件夹或删掉它。")
        _play([REPORT], folder, facts, ctx.obj)
    else:
        _make(folder, sample, facts, ctx.obj)
    typer.echo(_farewell(folder, facts))


def sample_folder() -> Traversable:
    """Where the sample's files are: in the installed package, or beside it in a checkout."""
    from importlib.resources import files

    package = files("gridctl")
    for place in (package / "sample_data", Path(str(package)).parent / "sample_data"):
        if (place / "project.toml").is_file():
            return place
    raise GridctlError("安装里没有样例数据", "重新安装 gridctl")


def _facts(sample: Traversable) -> dict[str, str]:
    """What the steps' words are filled in with."""
    import tomllib

    project: dict[str, Any] = tomllib.loads((sample / "project.toml").read_text(encoding="utf-8"))
    files: Mapping[str, str] = project.pop("files")
    facts = {key: str(value) for key, value in project.items()}
    return facts | {key: f"{SHEETS}/{name}" for key, name in files.items()} | {"workbook": WORKBOOK}


def _refuse_another(ledger: Path, facts: Mapping[str, str], settings: Settings) -> None:
    """Raise RuleError where the ledger is not the demo's."""
    from gridctl.services.projects import list_projects

    projects = list_projects(replace(settings, ledger=ledger, project=None))
    if (facts["code"], facts["name"]) not in [(project.code, project.name) for project in projects]:
        raise RuleError(f"{ledger} 是别的台账库，不是演示用的", "给演示另起一个文件夹，如 gridctl demo 试用")


def _make(folder: Path, sample: Traversable, facts: Mapping[str, str], settings: Settings) -> None:
    """Make everything in a draft folder, and move it to its place only when all of it is there."""
    from tempfile import TemporaryDirectory

    folder.mkdir(parents=True, exist_ok=True)
    typer.echo(f"在 {folder} 里用虚构的“{facts['name']}”走一遍。下面每条命令都可以照样输入。\n")
    typer.echo(_bold(f"$ cd {_quoted(folder)}"))
    with TemporaryDirectory(prefix=".", dir=folder, ignore_cleanup_errors=True) as made:
        draft = Path(made)
        (draft / SHEETS).mkdir()
        for path in facts.values():
            if path.startswith(f"{SHEETS}/"):
                (draft / path).write_bytes((sample / Path(path).name).read_bytes())
        _play(TOUR, draft, facts, settings)
        for name in (SHEETS, WORKBOOK, LEDGER):  # the ledger last: it says that the demo is there
            _move(draft / name, folder / name)


def _move(made: Path, place: Path) -> None:
    """Move what was made to its place; sheets that are there already may have been worked on and stay."""
    if made.is_dir() and place.is_dir():
        for file in made.iterdir():
            _move(file, place / file.name)
    elif made.name in (LEDGER, WORKBOOK) or not place.exists():
        made.replace(place)


def _play(steps: Sequence[Step], folder: Path, facts: Mapping[str, str], settings: Settings) -> None:
    """Run each step in the folder through the program's own entry, and show its output, shortened."""
    from contextlib import chdir, redirect_stderr, redirect_stdout
    from io import StringIO

    from gridctl.cli.main import INTERRUPTED, main

    for step in steps:
        words = _words(step, facts)
        typer.echo(f"\n# {step.why}\n{_bold(f'$ gridctl {words}')}")
        heard = StringIO()
        with chdir(folder), redirect_stdout(heard), redirect_stderr(heard):
            status = main(shlex.split(words), clock=settings.clock)
        if status == INTERRUPTED:
            raise KeyboardInterrupt
        typer.echo("\n".join(_shortened(heard.getvalue(), step if status == step.status else None)))
        if status != step.status:
            raise GridctlError(f"演示停在这一步（退出码 {status}）", "照上面的提示处理后再运行一次")


def _words(step: Step, facts: Mapping[str, str]) -> str:
    """The step as it is typed in the demo's folder, with what a ledger of March needs to be told."""
    said = [step.words.format_map(facts), f"--ledger {LEDGER}"]
    if not step.words.startswith("ledger init"):
        said += [] if step.words.startswith(READS) or "--as" in step.words else ["--as owner"]
        said += [f"--today {facts['today']}"]
    return " ".join(said) + _its_project(facts)


def _its_project(facts: Mapping[str, str]) -> str:
    """The option that is needed where GRIDCTL_PROJECT was set for another ledger."""
    return f" --project {facts['code']}" if os.environ.get("GRIDCTL_PROJECT") else ""


def _shortened(text: str, step: Step | None) -> list[str]:
    """What is shown of an output: all of it where no step says less; no line wider than the terminal."""
    lines = text.rstrip().splitlines()
    if step is not None:
        lines = lines[lines.index(step.begin) if step.begin and step.begin in lines else 0 :]
        closing = lines[-1:] if step.closing else []
        left_out = len(lines) - step.lines - len(closing)
        if left_out > 1:
            lines = [*lines[: step.lines], f"…（另有 {left_out} 行）", *closing]
    columns = shutil.get_terminal_size((WIDE, 0)).columns
    return [_cut(line.rstrip(), columns) for line in lines]


def _cut(line: str, columns: int) -> str:
    from gridctl.cli.width import width

    if width(line) <= columns:
        return line
    while line and width(line) >= columns:
        line = line[:-1]
    return f"{line}…"


def _farewell(folder: Path, facts: Mapping[str, str]) -> str:
    """Where the workbook is, and what to type next."""
    at = f"--ledger {_quoted(folder / LEDGER)} --today {facts['today']}{_its_project(facts)}"
    tries = [
        ("今天要紧的事", f"today {at}"),
        ("待验收的单", f"ticket list --state 待验收 {at}"),
        ("一张单的经过", f"ticket show 188 {at}"),
        ("一户的住户、网格和负责人", f"estate show 3栋2单元101 {at}"),
        ("谁改了什么", f"ledger log {at}"),
        ("建自己的台账库", "ledger init --help"),
    ]
    lines = [f"  # {why}\n  {_program()} {words}" for why, words in tries]
    places = f"周汇总表在 {folder / WORKBOOK}，用 Excel 或 WPS 打开；导入的原表在 {folder / SHEETS}。"
    return "\n".join([f"\n{places}\n\n接着可以试：", *lines])


def _program() -> str:
    """How the program is called here: by its name, or by its path where the shell does not find it by name."""
    typed = Path(sys.argv[0])
    return _quoted(typed) if typed.stem == "gridctl" and not shutil.which("gridctl") else "gridctl"


def _quoted(path: Path) -> str:
    """A path as it is typed in any shell."""
    text = str(path)
    return f'"{text}"' if any(mark in text for mark in " ()&;'") else text


def _bold(text: str) -> str:
    return text if os.environ.get("NO_COLOR") else typer.style(text, bold=True)
