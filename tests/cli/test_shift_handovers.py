"""`gridctl shift handover`: what is open, from one to the next, kept as it was then and printed."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gridctl.domain.shift_handovers import KeyLent, ShiftContent, TicketLeft
from tests import refusals
from tests.conftest import NOW, Run
from tests.small_estate import furnish

Refused = Callable[..., str]  # it is 2026-03-16, 10:00


@pytest.fixture(autouse=True)
def _estate(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(ledger, NOW)
    monkeypatch.setenv("LOGNAME", "front")


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **more: Any) -> Any:
    outcome = run("shift", *words, "--format", "json", **more)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


@pytest.fixture
def busy(run: Run) -> None:
    """One ticket of each that waits, one that does not, and keys."""
    for problem in ("灯不亮", "门锁坏", "漏水", "地砖松动"):
        run("ticket", "open", "1-1大堂", problem)
    run("ticket", "dispatch", 2, 3, 4, "--to", "王强")
    run("ticket", "finish", 2, "--by", "王强", "--note", "换锁芯")
    run("ticket", "hold", 3, "--until", "3-25", "--reason", "待料")
    run(
        "reception", "add", "来访", "楼上装修扰民 13800001111", "--place", "1-1-101", "--ticket", "诉求", "--to", "李梅"
    )
    run("request", "answer", 1, "已劝停", "--by", "李梅", "--done")
    run("equipment", "add", "K1", "K2", "K3", "--name", "弱电井钥匙", "--kind", "钥匙")
    run("equipment", "hand", "K1", "--borrower", "张建国", "--due", "3-14", "--on", "3-13")
    run("equipment", "hand", "K2", "王强", "--due", "3-17")
    run("equipment", "hand", "K3", "赵磊")


@pytest.mark.usefixtures("busy")
def test_what_waits_is_handed_over_in_two_names(run: Run) -> None:
    sheet = done(run, "handover", "李梅", "--by", "陈芳", "--note", "电梯约好明早来修")
    assert (sheet["number"], sheet["at"], sheet["giver"], sheet["taker"]) == (1, "2026-03-16 10:00", "陈芳", "李梅")
    numbers = {
        name: [one["number"] for one in sheet[name]] for name in ("undispatched", "to_verify", "to_call_back", "held")
    }
    assert numbers == {
        "undispatched": ["GW-2026-0001"],
        "to_verify": ["GW-2026-0002"],
        "to_call_back": ["TS-2026-0001"],
        "held": ["GW-2026-0003"],
    }
    [held], [answered] = sheet["held"], sheet["to_call_back"]
    assert (held["who"], held["state"], held["note"]) == ("王强", "挂起", "待料，到 2026-03-25")
    assert (answered["state"], answered["problem"]) == ("待回访", "楼上装修扰民 138****1111")
    assert [(key["number"], key["holder"], key["due"], key["overdue"]) for key in sheet["keys"]] == [
        ("K1", "张**", "2026-03-14", True),
        ("K2", "王强", "2026-03-17", False),
    ]
    assert sheet["note"] == "电梯约好明早来修"


@pytest.mark.usefixtures("busy")
def test_it_stays_as_it_was_whatever_happens_later(run: Run) -> None:
    before = done(run, "handover", "李梅", "--by", "陈芳")
    run("ticket", "dispatch", 1, "--to", "王强")
    run("equipment", "return", "K1")
    assert done(run, "handovers", 1) == before
    after = done(run, "handover", "陈芳", "--by", "李梅", clock=NOW.replace(hour=10))
    assert (after["undispatched"], [key["number"] for key in after["keys"]]) == ([], ["K2"])
    assert run("ledger", "verify").status == 0


def test_the_list_counts_and_is_narrowed(run: Run) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮")
    for taker, giver, day in (("李梅", "陈芳", 16), ("周静", "李梅", 17), ("陈芳", "周静", 18)):
        done(run, "handover", taker, "--by", giver, clock=NOW.replace(day=day))
    asked: dict[tuple[str, ...], list[int]] = {
        (): [1, 2, 3],
        ("--staff", "李梅"): [1, 2],
        ("--from", "3-17"): [2, 3],
        ("--to", "3-17"): [1, 2],
    }
    later = NOW.replace(day=19)
    found = {words: [line["number"] for line in done(run, "handovers", *words, clock=later)] for words in asked}
    assert found == asked
    [line, *_] = done(run, "handovers")
    assert (line["undispatched"], line["to_verify"], line["keys"]) == (1, 0, 0)


def test_whose_shift_runs_here_hands_over(run: Run) -> None:
    assert run("shift", "start", "陈芳", actor=None).status == 0
    sheet = done(run, "handover", "李梅", actor=None)
    assert (sheet["giver"], sheet["giver_number"]) == ("陈芳", "Q01")
    assert done(run, "handover", "李梅", "--by", "周静", "--post", "安全员")["post"] == "安全员"


@pytest.mark.usefixtures("busy")
def test_the_form_says_the_same(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "交接班.xlsx"
    sheet = done(run, "handover", "李梅", "--by", "陈芳", "--note", "=1+1", "-o", target)
    cells = [
        cell.value for row in load_workbook(target).worksheets[0].iter_rows() for cell in row if cell.value is not None
    ]
    assert {"交接班记录", "一、未派（1）", "四、挂起（1）", "五、借出钥匙（2）", "=1+1"} <= set(cells)
    assert {"交班人：陈芳（Q01）", "接班人：李梅（G01）"} <= set(cells)
    every = [one for name in ("undispatched", "to_verify", "to_call_back", "held") for one in sheet[name]]
    assert {one["number"] for one in every} | {key["number"] for key in sheet["keys"]} <= set(cells)
    assert "张建国" not in cells
    first = target.read_bytes()
    assert run("shift", "handovers", 1, "-o", target).status == 0
    assert target.read_bytes() == first


def test_nothing_open_is_said_so_and_a_rehearsal_writes_nothing(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "交接班.xlsx"
    assert run("shift", "handover", "李梅", "--by", "陈芳", "-o", target, "--dry-run").status == 0
    assert not target.exists()
    assert done(run, "handovers") == []
    assert run("shift", "handover", "李梅", "--by", "陈芳", "-o", target).status == 0
    cells = [row[0].value for row in load_workbook(target).worksheets[0].iter_rows()]
    assert {"一、未派：无", "五、借出钥匙：无"} <= set(cells)


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (4, ("handover", "陈芳", "--by", "Q01"), "要两个人"),
    (2, ("handover", "李梅"), "没有写交班人"),
    (3, ("handover", "无名", "--by", "陈芳"), "花名册里没有"),
    (4, ("handover", "赵磊", "--by", "陈芳"), "赵磊（W02）已于 2026-03-10 离岗，不能在 2026-03-16 接班"),
    (4, ("handover", "陈芳", "--by", "赵磊"), "赵磊（W02）已于 2026-03-10 离岗，不能在 2026-03-16 交班"),
    (4, ("handover", "王强", "--by", "陈芳"), "请假"),
    (2, ("handover", "李梅", "--by", "陈芳", "-o", "交接班.csv"), "要以 .xlsx 结尾"),
    (2, ("handover", "李梅", "--by", "陈芳", "--today", "2026-03-17"), "还没有到"),
    (3, ("handovers", 9), "没有第 9 次"),
    (2, ("handovers", "-o", "交接班.xlsx"), "哪一次"),
)


def test_what_is_refused(run: Run, refused: Refused) -> None:
    run("staff", "depart", "赵磊", "--on", "3-10")
    run("staff", "leave", "王强", "--deputy", "陈芳")
    for status, words, said in REFUSED:
        assert said in refused(status, ("shift", *words)), words


def test_content_is_read_as_it_was_kept() -> None:
    ticket = TicketLeft("公区维修", "GW-1", "大堂", "灯不亮", "待派单", "", "2026-03-30", "")
    content = ShiftContent(
        undispatched=(ticket,), keys=(KeyLent("K1", "钥匙", "张*", "2026-03-16", "", overdue=False),)
    )
    assert ShiftContent.of(content.text) == content
    assert ShiftContent.of(ShiftContent().text) == ShiftContent()
