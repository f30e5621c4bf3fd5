"""The one printer: the same rows as a table, as JSON and as CSV."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from gridctl.cli.options import Format
from gridctl.cli.output import Column, Listing, plain, say, show, show_one, warn
from gridctl.domain.imports import Problem
from gridctl.settings import Settings

Captured = pytest.CaptureFixture[str]
SETTINGS = Settings(ledger=Path("l.db"))


class State(StrEnum):
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    problem: str
    count: int = 1
    state: State = State.OPEN
    due: date | None = None
    plan: bool = False
    hidden: tuple[str, ...] = ()


LISTING = Listing(
    "维修单",
    (
        Column("number", "单号"),
        Column("problem", "问题描述"),
        Column("count", "户数", align="right"),
        Column("state", "状态", words={State.OPEN: "待派单"}),
        Column("due", "期限"),
        Column("plan", "专项", words=lambda plan: "专项" if plan else ""),
    ),
)
ROWS = (
    Row("GW-2026-0001", "灯不亮"),
    Row("GW-2026-0002", "[unit 3] 漏水[/b]", 12, State.DONE, date(2026, 11, 20), plan=True, hidden=("甲", "乙")),
)


def test_a_table_off_the_terminal_is_plain_aligned_and_unwrapped(capsys: Captured) -> None:
    show(ROWS, LISTING, Format.TABLE, SETTINGS)
    assert capsys.readouterr().out == (
        "单号          问题描述           户数  状态    期限        专项\n"
        "GW-2026-0001  灯不亮                1  待派单\n"
        "GW-2026-0002  [unit 3] 漏水[/b]    12  done    2026-11-20  专项\n"
    )


def test_a_long_cell_is_never_wrapped_or_cut_off_the_terminal(capsys: Captured) -> None:
    show([Row("1", "长" * 300)], LISTING, Format.TABLE, SETTINGS)
    assert "长" * 300 in capsys.readouterr().out


def test_a_table_on_a_terminal_keeps_every_word(capsys: Captured) -> None:
    show(ROWS, LISTING, Format.TABLE, replace(SETTINGS, terminal=True))
    out = capsys.readouterr().out
    for word in ("单号", "GW-2026-0001", "灯不亮", "[unit 3]", "[/b]", "2026-11-20"):
        assert word in out


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("text", ["\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b2J", "\u202e", "\x00", "\r\n"])
def test_no_text_steers_the_terminal(text: str, terminal: bool, capsys: Captured) -> None:  # noqa: FBT001
    listing = Listing("单", (Column("problem", "问题"),))
    show([Row("1", f"前{text}后")], listing, Format.TABLE, replace(SETTINGS, terminal=terminal))
    show_one(Row("1", f"前{text}后"), listing, Format.TABLE, SETTINGS)
    say(f"前{text}后")
    out, err = capsys.readouterr()
    assert text not in out + err
    assert "\x1b" not in out + err
    assert out.count("前") == out.count("后") == 2


def test_json_has_every_field_and_null_for_empty(capsys: Captured) -> None:
    show(ROWS, LISTING, Format.JSON, SETTINGS)
    text = capsys.readouterr().out
    assert "灯不亮" in text
    assert json.loads(text) == [
        {
            "number": "GW-2026-0001",
            "problem": "灯不亮",
            "count": 1,
            "state": "open",
            "due": None,
            "plan": False,
            "hidden": [],
        },
        {
            "number": "GW-2026-0002",
            "problem": "[unit 3] 漏水[/b]",
            "count": 12,
            "state": "done",
            "due": "2026-11-20",
            "plan": True,
            "hidden": ["甲", "乙"],
        },
    ]


def test_json_is_the_same_on_a_terminal_and_off_it(capsys: Captured) -> None:
    show(ROWS, LISTING, Format.JSON, SETTINGS)
    piped = capsys.readouterr().out
    show(ROWS, LISTING, Format.JSON, replace(SETTINGS, terminal=True))
    assert capsys.readouterr().out == piped


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        ("", None),
        (0, 0),
        (False, False),
        (State.DONE, "done"),
        (date(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 20, 8, 30, tzinfo=UTC), "2026-11-20T08:30:00+00:00"),
        (Path("a/b"), str(Path("a/b"))),
        ({State.OPEN: [date(2026, 1, 1)]}, {"open": ["2026-01-01"]}),
        (frozenset({"b", "a"}), ["a", "b"]),
        ((Row("1", ""),), [{**plain(Row("1", "x")), "problem": None}]),
    ],
)
def test_what_json_says_of_a_value(value: object, said: object) -> None:
    assert plain(value) == said
    assert json.loads(json.dumps(plain(value))) == said


def test_csv_has_a_bom_the_headings_and_round_trips(capsys: Captured) -> None:
    rows = [Row("1", 'a,"b"'), Row("2", "灯")]
    show(rows, LISTING, Format.CSV, SETTINGS)
    text = capsys.readouterr().out
    assert text.startswith("\ufeff单号,问题描述,户数,状态,期限,专项\n")
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["问题描述"] for row in read] == ['a,"b"', "灯"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "  =1".strip()])
def test_csv_holds_no_formula(text: str, capsys: Captured) -> None:
    show([Row("1", text, count=-5)], LISTING, Format.CSV, SETTINGS)
    line = capsys.readouterr().out.splitlines()[1]
    assert line.startswith(f"1,'{text},-5,")


def test_csv_on_a_terminal_has_no_bom(capsys: Captured) -> None:
    show(ROWS, LISTING, Format.CSV, replace(SETTINGS, terminal=True))
    assert capsys.readouterr().out.startswith("单号,")


@pytest.mark.parametrize(
    ("format_", "out", "err"),
    [
        (Format.TABLE, "", "没有符合条件的维修单\n"),
        (Format.JSON, "[]\n", ""),
        (Format.CSV, "\ufeff单号,问题描述,户数,状态,期限,专项\n", ""),
    ],
)
def test_nothing_found(format_: Format, out: str, err: str, capsys: Captured) -> None:
    show((), LISTING, format_, SETTINGS)
    assert capsys.readouterr() == (out, err)


def test_mappings_are_rows_too(capsys: Captured) -> None:
    listing = Listing("网格", (Column("name", "网格"), Column("heads", "负责人")))
    show([{"name": "一网格", "heads": ["张三", "李四"]}], listing, Format.TABLE, SETTINGS)
    assert capsys.readouterr().out == "网格    负责人\n一网格  张三、李四\n"


def test_one_record(capsys: Captured) -> None:
    listing = Listing("维修单", (Column("number", "单号"), Column("due", "整改期限"), Column("plan", "专项")))
    show_one(ROWS[1], listing, Format.TABLE, SETTINGS)
    assert capsys.readouterr().out == "单号:     GW-2026-0002\n整改期限: 2026-11-20\n专项:     是\n"
    show_one(ROWS[0], listing, Format.JSON, SETTINGS)
    assert json.loads(capsys.readouterr().out) == plain(ROWS[0])
    show_one(ROWS[0], listing, Format.CSV, SETTINGS)
    assert capsys.readouterr().out == "\ufeff单号,整改期限,专项\nGW-2026-0001,,否\n"


def test_words_go_to_stderr(capsys: Captured) -> None:
    say("已保存")
    warn("有 3 行没有电话")
    assert capsys.readouterr() == ("", "已保存\n注意: 有 3 行没有电话\n")


def test_a_program_without_stderr_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say("没有人听")
    assert sys.stderr is None


def test_a_named_tuple_keeps_its_names_in_json() -> None:
    assert plain(Problem("", 2, "岗位", "C2", "船长", "不认识")) == {
        "sheet": None,
        "line": 2,
        "column": "岗位",
        "cell": "C2",
        "value": "船长",
        "reason": "不认识",
    }


def test_words_come_after_what_was_shown_before_them() -> None:
    script = "import sys; from gridctl.cli.output import say; sys.stdout.write('shown\\n'); say('said')"
    done = subprocess.run([sys.executable, "-c", script], stdout=-1, stderr=subprocess.STDOUT, text=True, check=True)
    assert done.stdout.split() == ["shown", "said"]
