"""The office's own register of repairs, read in and read in again."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Outcome, Run
from tests.refusals import dump
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
HEADER = "纸质单号,报修时间,来源,报修人,联系电话,地点,类别,内容,派单人,派工时间,接单人,接单时间,处理进度,用料,完成时间,验收人,验收时间,状态,备注"
ROWS = (
    "A001,2026-03-02,电话,张三,13800138000,1栋1单元大堂,公共照明,灯不亮,,,,,,,,,,待派单,",
    "A002,2026-03-02 8:30,巡查,陈芳,,1#电梯,电梯,抖动,陈芳,2026-03-02 9:00,王强,2026-03-03,等配件,,,,,处理中,",
    "A003,2026-03-03,,,,2-1大堂,,门锁坏,,,王强,,换锁芯,锁芯1只,2026-03-05,,,待验收,",
    "A004,2026-03-03,,,,中心花园,给排水,水管漏水,,,赵磊,,,接头,2026-03-04,李梅,2026-03-05,已完成,急",
    "A005,2026-03-04,,,,1-1大堂,照明,灯闪,,,王强,,,,2026-03-06,李梅,,返工,仍闪",
    "A006,2026-03-04,,,,1-1大堂,照明,灯又闪,陈芳,2026-03-05,王强,,,,,,,退单,不归工程",
    "A007,2026-03-05,,,,1-1大堂,照明,重复的,,,,,,,,,,作废,同A001",
)


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write(tmp_path / "维修登记.csv", *ROWS)


def write(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8-sig")
    return path


def apply(run: Run, path: Path, *words: str) -> Outcome:
    return run("ticket", "import", path, "--apply", *words, actor="陈芳")


def card(run: Run, number: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("ticket", "show", number, "--format", "json").out)
    return found


def test_a_register_becomes_tickets_in_all_their_states(run: Run, sheet: Path) -> None:
    outcome = apply(run, sheet)
    assert outcome.status == 0, outcome.out
    assert "新增 7" in outcome.out
    states = {f"A00{n}": card(run, f"A00{n}") for n in range(1, 8)}
    assert [each["state"] for each in states.values()] == [
        "to_dispatch",
        "in_progress",
        "to_verify",
        "done",
        "in_progress",
        "to_dispatch",
        "void",
    ]
    assert [each["number"] for each in states.values()] == [f"GW-2026-000{n}" for n in range(1, 8)]
    assert states["A002"]["progress"] == "等配件"
    assert (states["A003"]["category"], states["A003"]["material"]) == ("doors", "锁芯1只")
    assert (states["A004"]["executor"], states["A004"]["verifier"]) == ("赵磊", "李梅")
    assert (states["A005"]["rejections"], states["A005"]["finished"]) == (1, None)
    assert states["A006"]["executor"] is None
    assert {step["actor"] for step in states["A004"]["steps"]} == {"陈芳"}


def test_nothing_is_written_without_apply(run: Run, ledger: Path, sheet: Path) -> None:
    before = dump(ledger)
    outcome = run("ticket", "import", sheet, actor=None)
    assert (outcome.status, dump(ledger)) == (0, before)
    assert "新增 7" in outcome.out


def test_a_second_run_changes_nothing(run: Run, ledger: Path, sheet: Path) -> None:
    apply(run, sheet)
    before = dump(ledger)
    outcome = apply(run, sheet)
    assert outcome.status == 0
    assert "新增 0  变更 0  不变 7" in outcome.out
    assert dump(ledger) == before


def test_the_register_brings_known_tickets_up_to_date(run: Run, tmp_path: Path, sheet: Path) -> None:
    apply(run, sheet)
    later = (
        "A001,2026-03-02,,,,,,,陈芳,2026-03-03,王强,,,,,,,待接单,",
        "A002,2026-03-02 8:30,,,,,门窗五金,,,,,,,钢丝绳,2026-03-07,李梅,2026-03-08,已完成,",
        "A003,,,,,,,,,,,,换锁芯,锁芯2只,2026-03-06,李梅,2026-03-07,已完成,",
        "A005,2026-03-04,,,,,,,,,王强,,,,2026-03-09,李梅,2026-03-10,已完成,",
    )
    path = write(tmp_path / "后来.csv", *later)
    shown = run("ticket", "import", path, actor=None)
    assert "变更 4" in shown.out
    assert "GW-2026-0003  完成时间: 2026-03-05 → 2026-03-06" in shown.out
    assert "GW-2026-0001  经过: （空） → 派单 2026-03-03" in shown.out
    outcome = apply(run, path)
    assert outcome.status == 0, outcome.out + outcome.err
    assert [card(run, f"A00{n}")["state"] for n in (1, 2, 3, 5)] == ["to_accept", "done", "done", "done"]
    second = card(run, "A002")
    assert (second["category"], second["finished"], second["reporter"]) == ("doors", "2026-03-07", "陈芳")
    assert card(run, "A003")["material"] == "锁芯2只"
    assert "变更 0  不变 4" in apply(run, path).out


def test_a_row_is_known_by_its_number_too(run: Run, tmp_path: Path, sheet: Path) -> None:
    apply(run, sheet)
    path = write(tmp_path / "按单号.csv", "gw-2026-0001,查过", "GW-2026-0099,没有", header="单号,备注")
    outcome = apply(run, path, "--skip-wrong")
    assert outcome.status == 5
    assert "没有这个单号" in outcome.out
    assert card(run, "A001")["remark"] == "查过"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("B1,2026-03-02,,,,9栋大堂,,坏了,,,,,,,,,,,", "没有找到“9栋大堂”"),
        ("B1,2026-03-02,,,,1#电梯,,坏了,,,无此人,,,,2026-03-03,,,,", "无此人"),
        ("B1,2026-03-02,,,,1#电梯,躺椅类,坏了,,,,,,,,,,,", "躺椅类"),
        ("B1,2026-03-02,梦里,,,1#电梯,,坏了,,,,,,,,,,,", "看不懂这个词"),
        ("B1,2026-03-02,,,,1#电梯,,坏了,,,王强,,,,2026-03-01,,,,", "早于"),
        ("B1,2026-03-20,,,,1#电梯,,坏了,,,,,,,,,,,", "还没有到"),
        ("B1,2026-03-02,,,,1#电梯,,坏了,,,王强,,,,2026-03-03,王强,2026-03-03,,", "同一个人"),
        ("B1,2026-03-02,,,,1#电梯,,坏了,,,,,,,,,,已完成,", "却没有完成时间"),
        ("B1,,,,,1#电梯,,坏了,,,,,,,,,,,", "没有写报修时间"),
        ("B1,2026-03-02,,,,,,坏了,,,,,,,,,,,", "没有写地点"),
        ("B1,2026-03-02,,,,1#电梯,,,,,,,,,,,,,", "没有写问题"),
        ("A001,2026-03-02,,,,1#电梯,,坏了,,,王强,,,,2026-03-01,,,,", "才报修"),
        ("A004,2026-03-03,,,,,,,,,赵磊,,,,2026-03-02,李梅,2026-03-05,,", "早于"),
        ("A004,,,,,,,,,,赵磊,,,,2026-03-02,,,,", "早于"),
        ("A001,,,,,,,,,,王强,,,,2026-03-01,,,,", "才报修"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(
    run: Run, ledger: Path, tmp_path: Path, sheet: Path, row: str, said: str
) -> None:
    apply(run, sheet)
    before = dump(ledger)
    outcome = apply(run, write(tmp_path / "错.csv", row, "B2,2026-03-02,,,,1#电梯,,好的,,,,,,,,,,,"))
    assert outcome.status == 5, outcome.out + outcome.err
    assert "第 2 行" in outcome.out
    assert said in outcome.out
    assert dump(ledger) == before


def test_wrong_rows_are_skipped_if_wished(run: Run, tmp_path: Path) -> None:
    path = write(
        tmp_path / "错.csv", "B1,2026-03-02,,,,9栋大堂,,坏了,,,,,,,,,,,", "B2,2026-03-02,,,,1#电梯,,好的,,,,,,,,,,,"
    )
    outcome = apply(run, path, "--skip-wrong")
    assert outcome.status == 5
    assert [line["paper"] for line in json.loads(run("ticket", "list", "--format", "json").out)] == ["B2"]


@pytest.mark.parametrize("state", ["挂起", "已并单", "重开"])
def test_a_state_that_cannot_be_kept_is_told(run: Run, tmp_path: Path, state: str) -> None:
    outcome = apply(run, write(tmp_path / "挂.csv", f"B1,2026-03-02,,,,1#电梯,,坏了,,,,,,,,,,{state},"))
    assert outcome.status == 0
    assert "这张单按其余各列计" in outcome.out
    assert card(run, "B1")["state"] == "to_dispatch"


def test_dangerous_text_is_stored_as_text(run: Run, tmp_path: Path) -> None:
    apply(run, write(tmp_path / "文.csv", "B1,2026-03-02,,,,1#电梯,,=1+1[red]\x1b[2J,,,,,,,,,,,"))
    assert card(run, "B1")["problem"] == "=1+1[red]"
