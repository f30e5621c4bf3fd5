"""`gridctl report cleaning` on a real ledger: a week of cleaning inspections counted by hand, on the screen and as a sheet."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import Run
from tests.inspected_estate import furnish
from tests.refusals import refused
from tests.signing_office import PIN, pin_file

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone: the week before is 03-09 to 03-15


@pytest.fixture(autouse=True)
def _estate(ledger: Path, run: Run) -> None:
    furnish(ledger, NOW)
    do(run, "contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "3100", "--from", "2026-01-01")
    do(run, "contractor", "clause", "洁净", "8.2", "--words", "整改不达标", "--deduct", "100.50")


def do(run: Run, *words: object, clock: datetime = NOW) -> str:
    outcome = run(*words, clock=clock)
    assert outcome.status == 0, outcome.err
    return outcome.err


def record(run: Run, *words: object) -> dict[str, Any]:
    outcome = run("report", "cleaning", *words, "--format", "json")
    assert outcome.status == 0, outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def patrol(run: Run, at: str, *words: str) -> None:
    do(
        run,
        "inspect",
        "log",
        "--list",
        "环境巡检",
        "--by",
        "曹玉兰",
        "--at",
        f"2026-{at}",
        *(words or ("--all-normal",)),
    )


def roll(run: Run, at: str, count: int, *words: str) -> None:
    said = ("--by", "曹玉兰", "--at", f"2026-{at}", "--count", f"到岗人数={count}", *(words or ("--all-normal",)))
    do(run, "inspect", "log", "--list", "点名", *said)


def joint(run: Run, building: str, at: str, *words: str) -> None:
    who = ("--by", "曹玉兰", "--with", "周敏", "--at", f"2026-{at}", "--all-normal")
    do(run, "inspect", "log", "--list", "半月检", "--building", building, *who, *words)


def fault(run: Run, place: str, problem: str, at: str) -> None:
    do(run, "cleaning", "open", place, problem, "--opened", f"2026-{at}", "--by", "周敏", "--tell")


def signs(found: dict[str, Any]) -> dict[str, list[str]]:
    """What stands in the cells of each point, the blank ones left out, with the day of the month."""
    told = {}
    for row in found["rows"]:
        cells = [cell for cell in row["cells"] if cell["mark"]]
        told[row["point_name"]] = [f"{cell['day'][-2:]}{cell['sign']}{cell['count'] or ''}" for cell in cells]
    return told


def a_week(run: Run) -> None:
    """Three days: one fault found, mended, sent back and deducted for, one accepted at the joint inspection."""
    roll(run, "03-09 07:30", 12)
    patrol(run, "03-09 09:00")
    patrol(run, "03-10 09:00", "--all-normal", "--abnormal", "公共区域卫生=中心花园：垃圾桶满溢 13800001111")
    patrol(run, "03-10 15:00")
    do(run, "cleaning", "tell", 1, "--at", "2026-03-10 09:30", "--by", "曹玉兰")
    do(run, "cleaning", "mend", 1, "--at", "2026-03-10 14:00")
    do(run, "cleaning", "reject", 1, "--reason", "仍有烟头", "--by", "曹玉兰", "--at", "2026-03-10 15:00")
    do(run, "cleaning", "deduct", 1, "--clause", "8.2", "--reason", "未清理", "--by", "周敏", "--on", "2026-03-11")
    fault(run, "1-1大堂", "地面有油污", "03-06 08:40")
    do(run, "cleaning", "mend", 2, "--at", "2026-03-07")
    joint(run, "1栋", "03-12 10:00", "--accept", "BJ-2026-0002")


def test_a_week_as_counted_by_hand(run: Run) -> None:
    a_week(run)
    found = record(run)
    head = ("form_name", "project", "week", "first_day", "last_day", "over")
    assert [found[name] for name in head] == [
        "保洁工作检查记录表",
        "云海花园",
        "2026-W11",
        "2026-03-09",
        "2026-03-15",
        True,
    ]
    assert signs(found) == {
        "公共区域卫生": ["09√", "10×"],
        "清洁环卫设施": ["09√", "10√"],
        "到岗人数": ["09√12"],
        **{name: ["12√"] for name in ("大堂楼道卫生", "电梯轿厢卫生", "墙面玻璃", "小广告和乱堆放")},
    }
    assert [row["grounds"] for row in found["rows"][2:4]] == [["全项目"], ["1栋"]]
    assert found["rows"][3]["items"] == ["地面、扶手、踏步、消防楼梯"]
    worst = found["rows"][0]["cells"][1]
    assert (worst["looked"], worst["abnormal"]) == (2, 1)
    people = {one["day"][-2:]: one["inspectors"] for one in found["days"] if one["inspectors"]}
    assert people == {"09": ["曹玉兰"], "10": ["曹玉兰"], "12": ["曹玉兰", "周敏"]}
    shown = ("number", "day", "contractor", "mended", "accepted", "verifier", "sent_back", "deducted")
    assert [[one[name] for name in shown] for one in found["findings"]] == [
        ["BJ-2026-0002", "2026-03-06", "洁净保洁", "2026-03-07", "2026-03-12 10:00", "曹玉兰", 0, None],
        ["BJ-2026-0001", "2026-03-10", "洁净保洁", None, None, None, 1, "100.50"],
    ]
    assert found["total"] == {"looked": 11, "abnormal": 1, "found": 1, "from_before": 1, "mended": 1, "accepted": 1}
    assert (found["findings"][1]["problem"], found["notes"]) == ("垃圾桶满溢 138****1111", [])


def test_on_paper_stand_the_same_figures(run: Run, tmp_path: Path) -> None:
    a_week(run)
    found, path = record(run), tmp_path / "记录表.xlsx"
    assert "已写到" in do(run, "report", "cleaning", "-o", path)
    rows = [row for row in load_workbook(path).worksheets[0].iter_rows(values_only=True) if row[0]]
    for row in found["rows"]:
        told = [cell["count"] or cell["sign"] for cell in row["cells"]]
        [line] = [line for line in rows if line[1] == row["point_name"]]
        assert list(line[5::2]) == told
    for one in found["findings"]:
        [line] = [line for line in rows if line[0] == one["number"]]
        assert [text for text in (one["problem"], one["deducted"]) if text and text not in line] == []
    assert [row[0] for row in rows if str(row[0]).startswith(("一、", "二、"))] == [
        "一、检查情况　　检查 11 点次，不合格 1 点次",
        "二、发现的问题和整改　　1 项，以前发现的 1 项；已整改 1 项，已验收 1 项",
    ]
    first = path.read_bytes()
    do(run, "report", "cleaning", "--week", "2026-W11", "-o", path)
    assert path.read_bytes() == first


def test_the_worst_of_a_day_stands_and_what_no_finding_tells_is_noted(run: Run) -> None:
    roll(run, "03-09 07:30", 12)
    roll(run, "03-09 14:00", 9, "--abnormal", "到岗人数=杜秀英未到")
    patrol(run, "03-09 09:00", "--normal", "公共区域卫生", "--na", "清洁环卫设施")
    found = record(run)
    assert signs(found) == {"公共区域卫生": ["09√"], "清洁环卫设施": ["09○"], "到岗人数": ["09×9"]}
    [note] = found["notes"]
    assert (note["day"], note["list_name"], note["words"]) == ("2026-03-09", "日保人员点名", "到岗人数：杜秀英未到")
    assert "×9" in run("report", "cleaning").out


def test_facilities_that_are_broken_are_findings_too_and_what_is_known_is_not_found_twice(run: Run) -> None:
    broken = ("--all-normal", "--abnormal", "清洁环卫设施=中心花园：桶盖坏")
    patrol(run, "03-02 09:00", *broken)
    patrol(run, "03-10 09:00", *broken)
    do(run, "ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-10 08:00")  # no finding of these inspections
    found = record(run)
    assert [(one["number"], one["day"]) for one in found["findings"]] == [("GW-2026-0001", "2026-03-02")]
    assert (found["total"]["found"], found["total"]["from_before"]) == (0, 1)
    assert [note["ground"] for note in found["notes"]] == ["中心花园"]


def test_what_was_voided_is_no_finding_and_a_later_round_is_of_its_own_week(run: Run) -> None:
    fault(run, "1-1大堂", "地面有油污", "03-04 08:00")
    fault(run, "中心花园", "纸屑", "03-05 08:00")
    do(run, "ticket", "void", "BJ-2026-0002", "--reason", "重复")
    do(run, "cleaning", "mend", 1, "--at", "2026-03-05")
    do(run, "cleaning", "accept", 1, "--by", "曹玉兰", "--at", "2026-03-06")
    do(run, "ticket", "reopen", "BJ-2026-0001", "--reason", "又脏了", "--at", "2026-03-11 08:00")
    weeks = [record(run, "--week", week)["findings"] for week in ("2026-W10", "2026-W11")]
    assert [[(one["number"], one["accepted"]) for one in findings] for findings in weeks] == [
        [("BJ-2026-0001", "2026-03-06")],
        [("BJ-2026-0001", None)],
    ]


def test_an_inspection_takes_up_the_round_of_its_day(run: Run) -> None:
    fault(run, "1-1大堂", "地面有油污", "03-02 08:00")
    do(run, "cleaning", "mend", 1, "--at", "2026-03-03")
    do(run, "cleaning", "accept", 1, "--by", "曹玉兰", "--at", "2026-03-04")
    do(run, "ticket", "reopen", "BJ-2026-0001", "--reason", "又脏了", "--at", "2026-03-05 08:00")
    do(run, "cleaning", "tell", 1, "--at", "2026-03-05 09:00", "--by", "曹玉兰")
    do(run, "cleaning", "mend", 1, "--at", "2026-03-06")
    joint(run, "1栋", "03-12 10:00", "--accept", "BJ-2026-0001")
    [one] = record(run)["findings"]
    assert (one["day"], one["accepted"]) == ("2026-03-05", "2026-03-12 10:00")


def test_the_limit_is_the_one_that_was_signed_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCTL_PIN_FILE", str(pin_file(tmp_path, PIN)))
    do(run, "staff", "add", "L01", "--name", "何立", "--post", "项目负责人", "--joined", "2025-01-01")
    assert run("staff", "pin", "何立", actor="何立", clock=NOW).status == 0
    patrol(run, "03-10 09:00", "--all-normal", "--abnormal", "清洁环卫设施=中心花园：桶盖坏")
    do(run, "ticket", "extend", 1, "--until", "4-30", "--reason", "等配件")
    do(run, "ticket", "sign", 1)
    assert [one["due"] for one in record(run)["findings"]] == ["2026-04-30"]


def test_who_reported_is_not_told(run: Run) -> None:
    do(
        run,
        "ticket",
        "open",
        "1-1大堂",
        "有异味",
        "--kind",
        "cleaning",
        "--reporter",
        "张建国",
        "--opened",
        "3-10 08:00",
    )
    outcome = run("report", "cleaning", "--format", "json")
    assert "有异味" in outcome.out
    assert "张建国" not in outcome.out + run("report", "cleaning").out


def test_a_week_of_nothing_says_so_and_is_a_sheet_all_the_same(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    said = do(run, "report", "cleaning", "-o", path)
    assert "2026年第11周（3月9日—3月15日）没有检查记录，也没有发现保洁问题" in said
    texts = [row[0] for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    assert "这一周没有检查记录，也没有发现保洁问题。" in texts
    assert signs(record(run)) == {"公共区域卫生": [], "清洁环卫设施": [], "到岗人数": []}


def test_on_the_screen_and_as_csv(run: Run) -> None:
    a_week(run)
    outcome = run("report", "cleaning", "--week", "上周")
    assert "保洁工作检查记录表  云海花园  2026年第11周（3月9日—3月15日）" in outcome.err
    assert outcome.out.splitlines()[0].split() == ["区域", "检查点", *(f"03-{day:02}" for day in range(9, 16))]
    assert [title for title in ("发现的问题和整改", "检查人", "情况说明") if f"\n{title}\n" in outcome.out] == [
        "发现的问题和整改",
        "检查人",
    ]
    lines = run("report", "cleaning", "--format", "csv").out.splitlines()
    assert lines[1] == "全项目,公共区域卫生,道路广场；绿化带；车库；垃圾收集点（楼外5米以内由物业助理查）,√,×,,,,,"
    assert "这一周还没有结束" in run("report", "cleaning", "--week", "本周").err


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [(4, ("--week", "2026-W13"), "还没有开始"), (2, ("--week", "某周"), "看不懂"), (2, ("-o", "表.doc"), "看不出")],
)
def test_what_is_refused(run: Run, ledger: Path, status: int, words: tuple[str, ...], said: str) -> None:
    assert said in refused(run, ledger, status, ("report", "cleaning", *words))
