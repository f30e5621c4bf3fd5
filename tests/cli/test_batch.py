"""`gridctl batch`: many commands in one process, all or nothing, or each by itself."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW, Run
from tests.refusals import dump
from tests.small_estate import furnish

OPEN = {"place": "中心花园", "problem": "灯不亮"}


@pytest.fixture(autouse=True)
def _furnished(ledger: Path) -> None:
    furnish(ledger, NOW)


def line(command: str, **args: Any) -> str:
    return json.dumps({"command": command, "args": args}, ensure_ascii=False)


def opening(**more: Any) -> str:
    return line("ticket open", **OPEN, **more)


def tickets(run: Run) -> list[dict[str, Any]]:
    every: list[dict[str, Any]] = json.loads(run("ticket", "list", "--all", "--format", "json").out)
    return sorted(every, key=lambda one: str(one["number"]))


def last_entry(run: Run) -> dict[str, Any]:
    entries: list[dict[str, Any]] = json.loads(run("ledger", "log", "--last", "1", "--format", "json").out)
    return entries[0]


def test_all_lines_are_one_entry_which_can_be_undone(run: Run) -> None:
    lines = [
        opening(reporter="业主甲", phone="13800138000"),
        "",
        line("ticket dispatch", 单号=["1"], to="W01"),
        line("ticket accept", numbers=[1]),
        line("place add", name="东门岗"),
        line("ticket open", 部位="dmg", problem="门坏了", category=4),  # letters are kept at the end
    ]
    refused = run("batch", "-", stdin="\n".join(lines))
    assert refused.status == 4
    assert "第 6 行：没有找到“dmg”" in refused.err
    assert tickets(run) == []
    done = run("batch", "-", stdin="\n".join(lines).replace("dmg", "东门岗"))
    assert done.status == 0, done.err
    assert json.loads(done.out) == {"lines": 5, "entry": last_entry(run)["number"]}
    assert [(one["number"], one["state"]) for one in tickets(run)] == [
        ("GW-2026-0001", "accepted"),
        ("GW-2026-0002", "to_dispatch"),
    ]
    assert last_entry(run)["command"] == "batch"
    assert run("ledger", "verify").status == 0
    assert run("undo", "--yes").status == 0
    assert tickets(run) == []
    assert run("ledger", "verify").status == 0


def rows(ledger: Path) -> list[str]:
    """Everything in a ledger but its journal, which has an entry where commands have several."""
    return [text for text in dump(ledger) if "INSERT INTO" in text and "journal_" not in text]


def test_a_batch_writes_what_commands_one_by_one_write(run: Run, ledger: Path, tmp_path: Path) -> None:
    said = [
        ("ticket open", {"place": "中心花园", "problem": "灯不亮", "paper": "A1", "reporter": "业主甲"}, ()),
        ("ticket open", {"place": "zxhy", "problem": "灯又不亮", "opened": "3-10", "urgency": "紧急"}, ()),
        ("hazard open", {"place": "1#电梯", "problem": "冒烟", "level": "重大", "measures": "断电"}, ()),
        ("request open", {"place": "1-1-101", "problem": "太吵", "source": "电话"}, ()),
        ("ticket dispatch", {"to": "W01"}, ("1",)),
        ("ticket finish", {"note": "已换灯管"}, ("1",)),
    ]
    kept = tmp_path / "kept.db"
    shutil.copyfile(ledger, kept)
    for command, args, numbers in said:
        named = [args[name] for name in ("place", "problem") if name in args]
        options = [f"--{name}={text}" for name, text in args.items() if name not in ("place", "problem")]
        outcome = run(*command.split(), *named, *numbers, *options)
        assert outcome.status == 0, outcome.err
    alone = rows(ledger)
    shutil.copyfile(kept, ledger)
    lines = [line(command, **args, **({"numbers": [*numbers]} if numbers else {})) for command, args, numbers in said]
    outcome = run("batch", "-", stdin="\n".join(lines))
    assert outcome.status == 0, outcome.err
    assert "以前报过" in outcome.err
    assert rows(ledger) == alone


def test_every_problem_is_told_with_its_line_and_nothing_is_kept(run: Run) -> None:
    lines = [
        opening(),
        "{",
        "[1]",
        '{"command": "ticket open", "args": {}, "more": 1}',
        line("ticket opne", **OPEN),
        line("nonsense"),
        line("ticket"),
        line("ticket open", problem="灯不亮"),
        opening(urgncy="特急"),
        opening(dry_run=True),
        line("ticket open", place="中心花园", problem=["灯不亮", "门坏"]),
        line("ticket open", place="9栋大堂", problem="灯不亮"),
        line("ticket list"),
        line("ticket finish", numbers="77"),
        line("ledger backup", folder="x"),
        line("undo", yes=True),
        line("batch", file="-"),
    ]
    refused = run("batch", "-", stdin="\n".join(lines))
    assert refused.status == 5
    assert refused.out == ""
    told = refused.err.splitlines()
    assert told[0] == "错误: 16 行做不成，什么也没有写入"
    assert [text.split("：")[0].strip() for text in told[1:-1]] == [f"第 {n} 行" for n in range(2, 18)]
    for number, words in {5: "ticket opne", 9: "urgncy", 8: "place（部位）", 13: "只查看", 16: "undo"}.items():
        assert words in told[number - 1]
    assert tickets(run) == []


def test_what_is_not_kept_is_not_told_of(run: Run) -> None:
    lines = [opening(), opening()]
    refused = run("batch", "-", stdin="\n".join([*lines, "{"]))
    assert refused.status == 5
    assert "GW-2026" not in refused.err
    kept = run("batch", "-", stdin="\n".join(lines))
    assert "第 2 行 GW-2026-0002 的部位和类别以前报过：GW-2026-0001" in kept.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({"phone": {"a": 1}}, "phone"),
        ({"reporter": True}, "reporter"),
        ({"set": {"现场措施": "断电"}}, "现场措施"),
        ({"as": "W01"}, "as"),
        ({"reporter": "--phone"}, ""),
    ],
)
def test_what_is_said_of_a_line(run: Run, args: dict[str, Any], told: str) -> None:
    outcome = run("batch", "-", stdin=opening(**args))
    assert (outcome.status == 0) == (told == "")
    assert told in outcome.err


def test_a_long_name_may_be_written_as_json_likes_it(run: Run) -> None:
    lines = [
        line("hazard open", place="中心花园", problem="飞线充电", measures="断电", reported_to="物业管理处"),
        line("hazard open", place="中心花园", problem="井盖松动", **{"reported-to": "物业管理处"}),
    ]
    done = run("batch", "-", stdin="\n".join(lines))
    assert done.status == 0, done.err
    found = json.loads(run("hazard", "list", "--format", "json").out)
    assert [one["reported_to"] for one in found] == ["物业管理处", "物业管理处"]


def test_files_are_attached_in_a_batch(run: Run, tmp_path: Path) -> None:
    photo = tmp_path / "before.jpg"
    photo.write_bytes(b"photo")
    lines = [opening(), line("ticket attach", number="1", sources=[str(photo)], use="整改前")]
    done = run("batch", "-", stdin="\n".join(lines))
    assert done.status == 0, done.err
    [kept] = json.loads(run("ticket", "show", "1", "--format", "json").out)["attachments"]
    assert (kept["name"], Path(kept["file"]).read_bytes()) == ("before.jpg", b"photo")
    assert run("ledger", "verify").status == 0


def test_a_switch_is_true_or_false(run: Run) -> None:
    lines = [opening(), line("ticket void", numbers=["1"], reason="录错了")]
    assert run("batch", "-", stdin="\n".join(lines)).status == 0
    assert [one["state"] for one in tickets(run)] == ["void"]


def test_each_line_by_itself_with_a_result_each(run: Run) -> None:
    lines = [opening(), "{", line("ticket finish", numbers="77"), line("ticket list"), opening(paper="A1"), opening()]
    outcome = run("batch", "-", "--each", stdin="\n".join(lines))
    assert outcome.status == 5
    replies = [json.loads(text) for text in outcome.out.splitlines()]
    assert [(one["line"], one["ok"]) for one in replies] == [
        (1, True),
        (2, False),
        (3, False),
        (4, False),
        (5, True),
        (6, True),
    ]
    assert replies[0]["result"][0]["number"] == "GW-2026-0001"
    assert [one["status"] for one in replies if not one["ok"]] == [5, 3, 2]
    assert "以前报过" in replies[4]["notices"][0]
    assert len(tickets(run)) == 3
    entry = last_entry(run)
    assert (entry["command"], entry["number"]) == ("ticket open", replies[5]["entry"])
    assert run("batch", "-", "--each", stdin=line("ticket finish", numbers="77")).status == 4
    assert run("batch", "-", "--each", stdin="").status == 0
    assert run("ledger", "verify").status == 0


def test_a_policy_that_a_line_sets_holds_for_the_next(run: Run) -> None:
    lines = [line("policy set", pairs=["number_prefix_hazard", "HZ"]), opening(kind="隐患")]
    done = run("batch", "-", stdin="\n".join(lines))
    assert done.status == 0, done.err
    assert "HZ-2026-0001" in run("ticket", "list", "--kind", "隐患").out


def test_nobody_is_asked_and_nothing_is_said_of_nothing(run: Run, tmp_path: Path) -> None:
    assert run("batch", "-", stdin=opening(), actor=None).status == 2
    assert run("batch", tmp_path / "none.jsonl").status == 5
    before = last_entry(run)
    assert json.loads(run("batch", "-", stdin="\n\n").out) == {"lines": 0, "entry": None}
    assert last_entry(run) == before


def test_a_file_through_a_process_of_its_own(ledger: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "slips.jsonl"
    file.write_text("\n".join(["\ufeff" + opening()] + [opening(paper=f"A{n}") for n in range(20)]), encoding="utf-8")
    around = {key: value for key, value in os.environ.items() if not key.startswith(("GRIDCTL_", "COVERAGE_"))}
    words = [sys.executable, "-m", "gridctl", "batch", str(file), "--ledger", str(ledger), "--as", "owner"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", env=around, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["lines"] == 21
    assert len(tickets(run)) == 21
