"""The frame of the command line: help, global options, mistakes, errors, exit statuses."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl import __version__
from gridctl.cli import app as frame
from gridctl.cli.app import NOUNS
from gridctl.cli.main import main
from gridctl.cli.tree import Command

Captured = pytest.CaptureFixture[str]


def test_help_lists_every_noun_in_chinese(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    page = capsys.readouterr().out
    for name, noun in NOUNS.items():
        assert f"  {name} " in page
        assert noun.help in page.replace("\n", "")
    for english in ("Usage", "Options", "Commands", "Show this", "Install", "default", "OPTIONS"):
        assert english not in page


@pytest.mark.parametrize("argv", [["--version"], ["sample", "--version"], ["sample", "open", "甲", "--version"]])
def test_version_is_told_anywhere(argv: list[str], sample: Any, capsys: Captured) -> None:
    assert main(argv) == 0
    assert capsys.readouterr().out == f"gridctl {__version__}\n"
    assert sample.values == ()


def test_help_of_a_command_is_all_chinese(sample: Any, capsys: Captured) -> None:
    assert main(["sample", "open", "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("用法: gridctl sample open [选项] 名称\n\n  开一张单子。\n\n参数:\n  名称  叫什么（必填）\n")
    assert "--count 整数" in page
    assert "（默认 1）" in page
    assert "--format table|json|csv" in page
    assert "例:\n  gridctl sample open 甲 --count 3\n" in page
    assert sample.values == ()


@pytest.mark.parametrize("argv", [[], ["sample"]])
def test_a_noun_alone_shows_its_help_on_stderr(argv: list[str], sample: Any, capsys: Captured) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("用法: gridctl")
    assert sample.values == ()


def test_running_one_verb_builds_no_other(sample: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    class Noted(Command):
        def __init__(self, name: str | None, **attrs: Any) -> None:
            built.append(str(name))
            super().__init__(name, **attrs)

    monkeypatch.setattr(frame, "Command", Noted)
    assert main(["sample", "open", "甲"]) == 0
    assert built == ["open"]
    assert main(["sample", "--as", "张三", "open", "甲"]) == 0
    assert built == ["open", "open", "fail"]
    assert sample.settings.actor == "张三"


GIVEN = ["--ledger", "l.db", "--project=P2", "--as", "张三", "--today", "2026-11-20"]


@pytest.mark.parametrize(
    "argv",
    [
        [*GIVEN, "sample", "open", "甲"],
        ["sample", *GIVEN, "open", "甲"],
        ["sample", "open", *GIVEN, "甲"],
        ["sample", "open", "甲", *GIVEN],
        [*GIVEN[:2], "sample", GIVEN[2], "open", *GIVEN[3:5], "甲", *GIVEN[5:]],
        ["--ledger", "other.db", "--as", "李四", "sample", "open", "甲", *GIVEN],
    ],
)
def test_global_options_stand_anywhere_and_the_last_counts(argv: list[str], sample: Any) -> None:
    assert main(argv) == 0
    settings = sample.settings
    assert settings.ledger == Path("l.db")
    assert (settings.project, settings.actor, settings.today) == ("P2", "张三", date(2026, 11, 20))
    assert not settings.terminal
    assert sample.values[0] == "甲"


def test_nothing_is_carried_over_to_the_next_line(sample: Any) -> None:
    assert main([*GIVEN, "sample", "open", "甲"]) == 0
    assert main(["sample", "open", "甲"]) == 0
    assert (sample.settings.project, sample.settings.actor, sample.settings.today) == (None, None, None)


def test_after_two_dashes_everything_is_a_value(sample: Any) -> None:
    assert main(["sample", "open", "--", "--as"]) == 0
    assert sample.values[0] == "--as"
    assert sample.settings.actor is None


def test_a_value_that_looks_like_an_option_is_written_with_an_equals_sign(sample: Any) -> None:
    assert main(["sample", "open", "甲", "--at=--as"]) == 0
    assert sample.values[3] == "--as"
    assert sample.settings.actor is None


def test_the_clock_can_be_given(sample: Any) -> None:
    def noon() -> datetime:
        return datetime(2026, 11, 20, 12, tzinfo=UTC)

    assert main(["sample", "open", "甲"], clock=noon) == 0
    assert sample.settings.clock() == noon()


@pytest.mark.parametrize(
    ("argv", "message", "hint"),
    [
        (["sampl", "open"], "没有“gridctl sampl”这个命令", "是不是要写 sample？运行 gridctl --help 查看用法"),
        (
            ["sample", "opne"],
            "没有“gridctl sample opne”这个命令",
            "是不是要写 open？运行 gridctl sample --help 查看用法",
        ),
        (["sample", "zzz"], "没有“gridctl sample zzz”这个命令", "运行 gridctl sample --help 查看用法"),
        (["--as", "张三"], "还没有写要做什么", "运行 gridctl --help 查看用法"),
        (["sample", "open"], "缺少参数 名称", "运行 gridctl sample open --help 查看用法"),
        (["sample", "open", "甲", "乙 丙"], "多写了“乙 丙”", "运行 gridctl sample open --help 查看用法"),
        (["sample", "open", "甲", "--cuont", "3"], "没有 --cuont 这个选项", "是不是要写 --count？"),
        (["sample", "open", "甲", "--legder", "x"], "没有 --legder 这个选项", "是不是要写 --ledger？"),
        (["sample", "open", "甲", "-z"], "没有 -z 这个选项", "运行 gridctl sample open --help 查看用法"),
        (["sample", "open", "甲", "--count", "三"], "选项 --count：“三”不是整数", ""),
        (["sample", "open", "甲", "--count", "0"], "选项 --count：0 太小，至少是 1", ""),
        (["sample", "open", "甲", "--count"], "选项 --count 后面要写值", "运行 gridctl sample open --help 查看用法"),
        (["sample", "open", "甲", "--dry-run=3"], "选项 --dry-run 后面不写值", ""),
        (["sample", "open", "甲", "--format", "xml"], "选项 --format：不认识“xml”，可以写 table、json、csv", ""),
        (["sample", "open", "甲", "--today", "3"], "--today 的日期“3”看不懂", "2026-11-20"),
        (
            ["sample", "open", "甲", "--at", "--dry-run"],
            "选项 --at 后面要写值，写的却是选项 --dry-run",
            "--at=--dry-run",
        ),
        (["sample", "open", "甲", "--at", "--as", "张三"], "选项 --at 后面要写值，写的却是选项 --as", "--at=--as"),
        (["--ledger"], "选项 --ledger 后面要写值", "运行 gridctl --help 查看用法"),
    ],
)
def test_a_mistake_is_one_line_and_a_hint(
    argv: list[str], message: str, hint: str, sample: Any, capsys: Captured
) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    assert first == f"错误: {message}"
    assert second.startswith("提示: ")
    assert hint in second
    assert out == ""
    assert sample.values == ()


LOOK_FIRST = "提示: 检查磁盘空间、文件权限；重做以前先用 gridctl ledger log 看是不是已经记下"


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("rule", 4, "错误: 网格已有负责人张三\n提示: 先结束他的任期\n"),
        ("two", 2, "错误: 有两个张三\n  A01 张三\n  A02 张三\n提示: 写工号\n"),
        ("stop", 130, "已中断\n"),
        ("found", 4, ""),
        ("leave", 3, ""),
        ("full", 1, f"错误: 读写出错：No space left on device\n{LOOK_FIRST}\n"),
        ("escape", 4, "错误: 危险文字 第二行\n"),
    ],
)
def test_each_error_has_its_status_and_words(kind: str, status: int, words: str, sample: Any, capsys: Captured) -> None:
    assert sample
    assert main(["sample", "fail", kind]) == status
    assert capsys.readouterr() == ("", words)


def test_a_defect_is_one_line_and_a_traceback_only_on_request(
    sample: Any, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sample
    assert main(["sample", "fail", "bug"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == "错误: 程序内部出错：RuntimeError: 第一行"
    assert "GRIDCTL_DEBUG=1" in second
    monkeypatch.setenv("GRIDCTL_DEBUG", "1")
    assert main(["sample", "fail", "bug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_commands_stand_in_order_whichever_module_came_first() -> None:
    shown = "from gridctl.cli.main import main; main(['grid', '--help'])"
    first = "import gridctl.cli.plans.steps, gridctl.cli.grids.people; "
    pages = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
        for code in (shown, first + shown)
    ]
    assert pages[0] == pages[1] != b""
