"""What only a real process shows: encodings, closed pipes, full disks, completion, the installed command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gridctl import __version__
from gridctl.cli.app import NOUNS

GRIDCTL = [sys.executable, "-m", "gridctl"]


def run(*argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run([*GRIDCTL, *argv], capture_output=True, env={**inherited, **environment}, check=False)


def test_the_module_is_the_command() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"gridctl {__version__}")


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "zh_CN.GBK"},
        {"LC_ALL": "POSIX"},
    ],
)
def test_into_a_pipe_it_is_utf8_wherever(environment: dict[str, str]) -> None:
    helped, mistaken = run("--help", **environment), run("不存在", **environment)
    assert helped.stdout.decode("utf-8").startswith("用法: gridctl")
    assert (mistaken.returncode, helped.returncode) == (2, 0)
    assert "没有“gridctl" in mistaken.stderr.decode("utf-8")


def test_a_console_that_lacks_a_character_shows_a_mark_instead() -> None:
    done = run("𠮷✓", PYTHONIOENCODING="gbk")
    assert done.returncode == 2
    assert "没有“gridctl ??”这个命令" in done.stderr.decode("gbk")


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices of POSIX")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run([*GRIDCTL, "--help"], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_behind_stdout_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*GRIDCTL, "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[0].startswith("错误: 读写出错")
    assert b"Exception" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="closes a descriptor as POSIX shells do")
def test_closed_streams_do_not_break_it() -> None:
    done = subprocess.run(["sh", "-c", '"$@" >&- 2>&-', "sh", *GRIDCTL, "--version"], check=False)
    assert done.returncode == 0


def test_completion_offers_nouns_and_options() -> None:
    done = run(_GRIDCTL_COMPLETE="complete_bash", COMP_WORDS="gridctl ", COMP_CWORD="1")
    assert done.stdout.decode().split() == list(NOUNS)
    done = run(_GRIDCTL_COMPLETE="complete_bash", COMP_WORDS="gridctl --led", COMP_CWORD="1")
    assert done.stdout.decode().split() == ["--ledger"]
