"""Sitting down to work: who enters is asked of a person, the journal keeps the line, and notices are said."""

import json
import os
import sqlite3
import sys
import types
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import pytest
import typer

from gridctl.cli import app as frame
from gridctl.cli.desks import QUESTION, reading, writing
from gridctl.cli.main import main
from gridctl.cli.options import DryRun, Format, FormatOption

Line = Callable[..., int]


def _noun() -> typer.Typer:
    app = typer.Typer()

    @app.command("save")
    def save(
        ctx: typer.Context,
        names: Annotated[list[str], typer.Argument()],
        remark: Annotated[str, typer.Option()] = "",
        format: FormatOption = Format.TABLE,  # noqa: A002, ARG001
        dry_run: DryRun = False,  # noqa: FBT002
    ) -> None:
        """保存几个名字。"""
        with writing(ctx, dry_run=dry_run, undo="day") as desk:
            desk.tx.entry_number(desk.pid)
            desk.notices.append(f"{len(names)} 个{remark}")

    @app.command("look")
    def look(ctx: typer.Context) -> None:
        """看一眼。"""
        with reading(ctx) as desk:
            desk.notices.append(desk.project.name)

    return app


@pytest.fixture
def line(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    module = types.ModuleType("sample_desk")
    module.app = _noun()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sample_desk", module)
    monkeypatch.setitem(frame.NOUNS, "sample", frame.Noun("sample_desk", "试验用"))

    def call(*argv: str) -> int:
        return main([*argv, "--ledger", str(ledger)], clock=lambda: datetime(2026, 3, 16, 2, tzinfo=UTC))

    def at_a_terminal(*argv: str, typed: str | None = None) -> int:
        if typed is None:
            return call(*argv)
        if not hasattr(os, "openpty"):
            pytest.skip("a terminal is imitated as POSIX has it")
        keyboard, terminal = os.openpty()
        os.write(keyboard, typed.encode())
        with os.fdopen(keyboard, "wb"), os.fdopen(terminal, encoding="utf-8") as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            return call(*argv)

    return at_a_terminal


def last_entry(ledger: Path) -> tuple[str, str, str, dict[str, object]]:
    with sqlite3.connect(ledger) as connection:
        entry = "SELECT actor, command, undo, number FROM journal_entry WHERE project = 1 ORDER BY number DESC LIMIT 1"
        actor, command, undo, number = connection.execute(entry).fetchone()
        image = "SELECT text FROM journal_image WHERE project = 1 AND entry = ? AND table_name = 'command'"
        (text,) = connection.execute(image, (number,)).fetchone()
    connection.close()
    return actor, command, undo, json.loads(text)


def test_the_journal_keeps_what_was_typed(line: Line, ledger: Path) -> None:
    assert line("sample", "save", "甲", "乙", "--remark", "各一", "--format", "json", "--as", "owner") == 0
    assert last_entry(ledger) == ("owner", "sample save", "day", {"names": ["甲", "乙"], "remark": "各一"})


def test_notices_are_said_at_the_end(line: Line, capsys: pytest.CaptureFixture[str]) -> None:
    line("sample", "save", "甲", "--as", "owner")
    line("sample", "look")
    assert capsys.readouterr() == ("", "注意: 1 个\n注意: 云海花园\n")


def test_a_person_is_asked_who_enters(line: Line, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert line("sample", "save", "甲", typed="system\n") == 0
    assert QUESTION in capsys.readouterr().err
    assert last_entry(ledger)[0] == "system"


def test_a_script_is_never_asked_and_nobody_is_guessed(
    line: Line, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = last_entry(ledger)
    assert line("sample", "save", "甲") == 2
    assert "--as" in capsys.readouterr().err
    assert line("sample", "save", "甲", "--as", "没有这个人") == 3
    assert last_entry(ledger) == before


def test_a_dry_run_asks_nobody_and_says_so(line: Line, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = last_entry(ledger)
    assert line("sample", "save", "甲", "--dry-run", typed="system\n") == 0
    assert "什么都没有保存" in capsys.readouterr().err
    assert last_entry(ledger) == before
