"""PINs: set and changed, typed at a real terminal, wrong ones counted and locked for a time, nowhere to be read."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gridctl.store.files import files_of
from tests.cli.terminal import PROGRAM, terminal
from tests.conftest import Run
from tests.refusals import dump
from tests.signing_office import OTHER_PIN, PIN, furnish_office, pin_file

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _office(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRIDCTL_PIN_FILE", raising=False)
    furnish_office(ledger, NOW)
    run("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-09 8:30")
    run("ticket", "extend", 1, "--until", "3-31", "--reason", "等配件")


@pytest.fixture
def pins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Say which PINs stand in the file."""
    monkeypatch.setenv("GRIDCTL_PIN_FILE", str(tmp_path / "pin.txt"))
    return lambda *lines: pin_file(tmp_path, *lines)


def set_first(run: Run, pins: Any) -> None:
    pins(PIN)
    assert run("staff", "pin", "何立", actor="何立").status == 0


def pin_row(ledger: Path) -> str:
    return next(line for line in dump(ledger) if line.startswith('INSERT INTO "pin"'))


def test_a_pin_is_kept_only_as_a_salted_digest(run: Run, ledger: Path, pins: Any) -> None:
    set_first(run, pins)
    run("ticket", "sign", 1)
    assert not [line for line in dump(ledger) if PIN in line]
    assert PIN.encode() not in ledger.read_bytes() + ledger.with_name("ledger.db-wal").read_bytes()
    assert "scrypt$16384$8$1$" in pin_row(ledger)
    entries = json.loads(run("ledger", "log", "--format", "json").out)
    told = "".join(run("ledger", "log", "--entry", entry["number"]).out for entry in entries)
    assert PIN not in told
    assert "scrypt" not in told  # whoever has the digest could try without being locked out
    assert run("ledger", "verify").status == 0


def test_the_first_is_set_by_the_person_or_the_owner_and_changed_with_the_old_one(run: Run, pins: Any) -> None:
    pins(PIN)
    assert "本人设定" in run("staff", "pin", "何立", actor="陈芳").err
    assert run("staff", "pin", "何立", actor="owner").status == 0
    pins(OTHER_PIN)
    assert "第一行写原密码" in run("staff", "pin", "何立", actor="owner").err
    pins("000111", OTHER_PIN)
    assert run("staff", "pin", "何立", actor="何立").status == 4
    pins(PIN, OTHER_PIN)
    assert run("staff", "pin", "何立", actor="何立").status == 0
    pins(OTHER_PIN)
    assert run("ticket", "sign", 1).status == 0


def test_a_forgotten_one_is_reset_by_the_owner_alone(run: Run, pins: Any) -> None:
    set_first(run, pins)
    pins(OTHER_PIN)
    assert run("staff", "pin", "何立", "--reset", actor="何立").status == 4
    assert run("staff", "pin", "何立", "--reset", actor="owner").status == 0
    assert run("ticket", "sign", 1).status == 0


@pytest.mark.parametrize("pin", ["12345", "123456", "987654", "111111", "ab cdef", "x" * 65])
def test_what_anybody_would_guess_is_no_pin(run: Run, pins: Any, pin: str) -> None:
    pins(pin)
    outcome = run("staff", "pin", "何立", actor="何立")
    assert outcome.status == 2
    assert pin not in outcome.err


def test_five_wrong_tries_lock_it_for_the_time_of_the_policy(run: Run, ledger: Path, pins: Any) -> None:
    set_first(run, pins)
    pins(OTHER_PIN)
    for left in (4, 3, 2, 1):
        outcome = run("ticket", "sign", 1)
        assert outcome.status == 4
        assert f"再输错 {left} 次就锁住" in outcome.err
    assert "锁到 2026-03-16 10:15" in run("ticket", "sign", 1).err
    pins(PIN)
    outcome = run("ticket", "sign", 1, clock=NOW + timedelta(minutes=14))
    assert outcome.status == 4
    assert "锁到 2026-03-16 10:15" in outcome.err
    assert run("ticket", "sign", 1, clock=NOW + timedelta(minutes=15)).status == 0
    assert pin_row(ledger).endswith(",0,'');")
    assert run("ledger", "verify").status == 0


def test_after_the_lock_four_more_may_be_wrong(run: Run, pins: Any) -> None:
    set_first(run, pins)
    pins(OTHER_PIN)
    for _ in range(5):
        run("ticket", "sign", 1)
    later = NOW + timedelta(minutes=16)
    assert "再输错 4 次就锁住" in run("ticket", "sign", 1, clock=later).err
    pins(PIN)
    assert run("ticket", "sign", 1, clock=later).status == 0


def test_a_wrong_try_is_counted_by_a_dry_run_too(run: Run, ledger: Path, pins: Any) -> None:
    set_first(run, pins)
    pins(OTHER_PIN)
    assert run("ticket", "sign", 1, "--dry-run").status == 4
    assert pin_row(ledger).endswith(",1,'');")


def test_who_does_not_say_who_enters_may_not_try(run: Run, ledger: Path, pins: Any) -> None:
    set_first(run, pins)
    before = dump(ledger)
    for pin in (PIN, OTHER_PIN):
        pins(pin)
        for more in ((), ("--dry-run",)):
            outcome = run("ticket", "sign", 1, *more, actor=None)
            assert outcome.status == 2
            assert "--as" in outcome.err
    assert dump(ledger) == before


def test_processes_at_once_miss_no_wrong_try(run: Run, ledger: Path, pins: Any) -> None:
    set_first(run, pins)
    wrong = pins(OTHER_PIN)
    words = [sys.executable, "-c", PROGRAM.replace("os.login_tty(0)", ""), NOW.isoformat(), "ticket", "sign", "1"]
    words += ["--ledger", str(ledger), "--as", "owner"]
    around = {**os.environ, "GRIDCTL_PIN_FILE": str(wrong), "LC_ALL": "C.UTF-8"}
    started = [
        subprocess.Popen(words, cwd=ROOT, env=around, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    told = [process.communicate(timeout=60)[1].decode() for process in started]
    assert [process.returncode for process in started] == [4] * 6, told
    assert sum("就锁住" in each for each in told) == 4
    pins(PIN)
    assert "锁到 2026-03-16 10:15" in run("ticket", "sign", 1).err


def test_without_a_terminal_a_script_is_told_of_the_file(run: Run, pins: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    set_first(run, pins)
    monkeypatch.delenv("GRIDCTL_PIN_FILE")
    outcome = run("ticket", "sign", 1)
    assert outcome.status == 2
    assert "GRIDCTL_PIN_FILE" in outcome.err


def test_the_file_must_be_there_and_say_something(run: Run, pins: Any, tmp_path: Path) -> None:
    assert run("staff", "pin", "何立", actor="何立").status == 3
    pins("")
    assert run("staff", "pin", "何立", actor="何立").status == 5
    pins(PIN).chmod(0o644)
    outcome = run("staff", "pin", "何立", actor="何立")
    assert (outcome.status, "chmod 600" in outcome.err) == (0, True)
    (tmp_path / "pin.txt").write_bytes(b"\xef\xbb\xbf" + PIN.encode() + b"\r\n")  # as Windows saves it
    assert run("ticket", "sign", 1).status == 0


def test_it_is_typed_unseen_and_twice(ledger: Path) -> None:
    words = ("staff", "pin", "何立", "--ledger", ledger, "--as", "何立")
    with terminal(NOW.isoformat(), *words) as screen:
        screen.answer("新的签批密码", PIN)
        screen.answer("再输一遍新密码", PIN)
        assert screen.end() == 0
        assert PIN not in screen.screen
    with terminal(NOW.isoformat(), *words) as screen:
        screen.answer("何立 原来的签批密码", PIN)
        screen.answer("新的签批密码", OTHER_PIN)
        screen.answer("再输一遍新密码", PIN)
        assert screen.end() == 2
        assert "两次输入的密码不一样" in screen.screen
    with terminal(NOW.isoformat(), "ticket", "sign", 1, "--ledger", ledger, "--as", "陈芳") as screen:
        screen.answer("L01 的签批密码", PIN)
        assert screen.end() == 0
        assert PIN not in screen.screen
        assert "已签批" in screen.screen


def test_control_c_at_the_prompt_signs_nothing(run: Run, ledger: Path, pins: Any) -> None:
    set_first(run, pins)
    before = dump(ledger)
    with terminal(
        NOW.isoformat(), "ticket", "sign", 1, "--ledger", ledger, "--as", "陈芳", GRIDCTL_PIN_FILE=""
    ) as screen:
        screen.press("L01 的签批密码", b"\x03")
        assert screen.end() == 130
    assert dump(ledger) == before
    assert not files_of(ledger).exists()
