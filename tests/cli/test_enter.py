"""录单: slips typed one after another, mostly at a real pseudo-terminal."""

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.cli.entering.console import undisturbed
from gridctl.cli.width import width
from tests.conftest import NOW
from tests.small_estate import furnish

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.cli.terminal import Terminal, terminal

Run = Callable[..., Any]
Type = Callable[..., Any]


@pytest.fixture
def estate(ledger: Path) -> Path:
    furnish(ledger, NOW)
    return ledger


@pytest.fixture
def enter(estate: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type lines as a person would whose screen is somewhere else; `Outcome.err` is what he sees."""
    assert estate

    def call(*lines: str, options: tuple[str, ...] = (), actor: str | None = "G01", **more: Any) -> Any:
        monkeypatch.setattr("gridctl.settings.is_terminal", lambda stream: stream is sys.stdin)
        said = run("enter", *options, stdin="".join(f"{line}\n" for line in lines), actor=actor, **more)
        monkeypatch.undo()
        return said

    return call


@pytest.fixture
def tickets(run: Run) -> Callable[[], list[dict[str, Any]]]:
    def listed() -> list[dict[str, Any]]:
        every = json.loads(run("ticket", "list", "--all", "--format", "json").out)
        return sorted(every, key=lambda one: str(one["number"]))

    return listed


def session(estate: Path, *options: str, **more: Any) -> Any:
    return terminal(NOW.isoformat(), "enter", *options, "--as", "G01", "--ledger", estate, **more)


SLIP = ("部位", "问题", "类别", "接单人", "报修", "完成", "验收人")


def fill(at: Terminal, *answers: str | bytes) -> None:
    for prompt, answer in zip(SLIP, answers, strict=False):
        at.answer(prompt, answer)


FIRST = ("zxhy", "路灯不亮", "", "wq", "3-15 8:30", "10:30", "lm")


def test_a_session_of_five_slips(estate: Path, tickets: Callable[[], list[dict[str, Any]]]) -> None:
    with session(estate) as at:
        fill(at, *FIRST)
        at.wait("已存 GW-2026-0001")
        at.answer("部位", "dt")  # two halls
        assert "1 大堂（1栋1单元）" in at.answer("选 1-2", "2")
        fill_rest = ("门锁坏了", "8", "", "", "-")
        for prompt, answer in zip(SLIP[1:], fill_rest, strict=False):
            at.answer(prompt, answer)
        at.wait("已存 GW-2026-0002")
        fill(at, "=", "=", "=", "zl", "昨天", "", "")
        at.wait("已存 GW-2026-0003")
        fill(at, "1-1-101", "水管漏水", "", "-", "")
        at.wait("已存 GW-2026-0004")
        fill(at, "中心花园", "路灯不亮", "", "", "", "", "")
        at.wait("已存 GW-2026-0005")
        at.answer("部位", "")
        assert at.end() == 0
        listed = at.screen.partition("录了 5 张")[2]
    assert "[ ] 2. GW-2026-0002  2栋1单元大堂\n    门锁坏了，门窗五金，王强，报修 03-15\n" in listed
    names = ("place", "problem", "executor", "opened", "finished")
    assert [tuple(one[name] for name in names) for one in tickets()] == [
        ("中心花园", "路灯不亮", "王强", "2026-03-15 08:30", "2026-03-15 10:30"),
        ("2栋1单元大堂", "门锁坏了", "王强", "2026-03-15", None),
        ("2栋1单元大堂", "门锁坏了", "赵磊", "2026-03-15", "2026-03-15"),
        ("1栋1单元101", "水管漏水", None, "2026-03-15", None),
        ("中心花园", "路灯不亮", "王强", "2026-03-15", "2026-03-15"),
    ]


def test_ctrl_c_in_the_middle_loses_only_the_slip_that_is_typed(
    estate: Path, tickets: Callable[[], list[dict[str, Any]]]
) -> None:
    with session(estate) as at:
        fill(at, *FIRST)
        fill(at, "1#电梯", "抖动")
        at.press("类别", b"\x03")
        at.wait("正在录的这张没有存：1#电梯（1栋1单元） 抖动；前面 1 张都已存好")
        fill(at, "1#电梯", "停在三层", "", "", "", "", "")
        at.wait("已存 GW-2026-0002")
        at.press("部位", b"\x03")
        assert at.end() == 130
        assert "[ ] 2. GW-2026-0002" in at.screen.partition("录了 2 张")[2]
    assert {one["problem"] for one in tickets()} == {"路灯不亮", "停在三层"}


def test_ctrl_d_ends_at_any_field(estate: Path, tickets: Callable[[], list[dict[str, Any]]]) -> None:
    with session(estate) as at:
        fill(at, "zxhy", "路灯不亮了啊".encode() + b"\x7f\x7f", *FIRST[2:])  # a Chinese character is rubbed out as one
        fill(at, "1#电梯")
        at.press("问题", b"\x04")
        at.wait("正在录的这张没有存：1#电梯")
        assert at.end() == 0
        assert "录了 1 张" in at.screen
    assert [one["problem"] for one in tickets()] == ["路灯不亮"]


def test_a_line_that_is_cut_loses_only_the_slip_that_is_typed(
    estate: Path, run: Run, tickets: Callable[[], list[dict[str, Any]]]
) -> None:
    with session(estate) as at:
        fill(at, *FIRST)
        fill(at, "1#电梯", "抖动")
        at.wait("类别")
    assert [one["problem"] for one in tickets()] == ["路灯不亮"]
    assert run("ledger", "verify").status == 0


def test_ctrl_c_while_a_slip_is_kept_waits_until_it_is() -> None:
    kept = []

    def keep() -> None:
        with undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            kept.append("slip")

    with pytest.raises(KeyboardInterrupt):
        keep()
    assert kept == ["slip"]
    with undisturbed():
        pass


def test_a_slip_that_somebody_changed_is_not_taken_back(estate: Path, run: Run) -> None:
    with session(estate) as at:
        fill(at, *FIRST)
        at.wait("已存 GW-2026-0001")
        assert run("ticket", "edit", "1", "--remark", "已电话告知").status == 0
        at.answer("部位", "<")
        at.wait("退不回 GW-2026-0001")
        at.answer("部位", "")
        assert at.end() == 0
        assert "[ ] 1. GW-2026-0001" in at.screen


def test_half_a_character_is_asked_again_where_nothing_is_said_of_utf_8(
    estate: Path, tickets: Callable[[], list[dict[str, Any]]]
) -> None:
    with session(estate, LC_ALL="C") as at:
        fill(at, "zxhy", "灯".encode()[:2])
        at.wait("半个汉字")
        at.answer("问题", "路灯不亮")
        for prompt in ("类别", "接单人", "报修"):
            at.answer(prompt, "")
        at.press("部位", b"\x04")
        assert at.end() == 0
    assert [one["problem"] for one in tickets()] == ["路灯不亮"]


def test_a_narrow_window_breaks_no_line(estate: Path) -> None:
    with session(estate, columns=40, TERM="dumb") as at:
        at.answer("部位", "?")
        at.answer("部位", "dt")
        at.answer("选 1-2", "1")
        at.answer("问题", "西侧的门")
        at.answer("类别", "?")
        at.answer("类别", "8")
        at.answer("接单人", "?")
        at.answer("接单人", "wq")
        at.answer("报修", "3-99")
        at.answer("报修", "")
        at.answer("完成", "-")
        at.answer("部位", "")
        assert at.end() == 0
        assert max(map(width, at.screen.splitlines())) <= 40
        assert "13 绿化环卫设施" in at.screen


def test_a_typical_slip_takes_few_keys(estate: Path) -> None:
    with session(estate) as at:
        fill(at, *FIRST)
        at.wait("已存")
        before = at.keys
        fill(at, "zxhy", "灯不亮", "", "zl", "", "", "")
        at.wait("已存 GW-2026-0002")
        assert at.keys - before == 16  # letters and Enter: seven fields, of which four are only Enter
        at.answer("部位", "")
        assert at.end() == 0


def test_without_a_terminal_it_points_to_the_import(run: Run, estate: Path) -> None:
    assert estate
    said = run("enter", stdin="zxhy\n")
    assert said.status == 2
    assert said.out == ""
    assert "ticket import" in said.err


def test_a_list_can_be_redirected_while_somebody_types(enter: Type) -> None:
    said = enter(*FIRST, "")
    assert said.status == 0
    assert said.out.startswith("[ ] 1. GW-2026-0001  中心花园\n    路灯不亮，公共照明，王强，")
    assert "第 1 张 部位: " in said.err


def test_back_goes_one_field_and_keeps_what_was_typed(enter: Type, tickets: Any) -> None:
    enter("zxhy", "灯", "<", "路灯不亮", "<", "<", "1#电梯", "", "", "", "", "")
    assert [(one["place"], one["problem"], one["category"]) for one in tickets()] == [
        ("1栋1单元1#电梯", "路灯不亮", "lighting")
    ]


def test_back_before_the_first_field_takes_the_last_slip_back(enter: Type, tickets: Any) -> None:
    said = enter("<", *FIRST, "<", "zj", "")
    assert "这是第一张的第一格" in said.err
    assert "已取回 GW-2026-0001，它的号不再用" in said.err
    assert [(one["number"], one["verifier"]) for one in tickets()] == [("GW-2026-0002", "周静")]
    assert said.out.count("[ ]") == 1


WRONG = (
    ("=", "还没有上一张可以照抄"),
    ("-", "部位不能空着"),
    ("九号门", "没有找到“九号门”"),
    ("xyz", "没有找到“xyz”"),
    ("zxhy", "中心花园"),
    ("", "问题不能空着"),
    ("灯不亮", ""),
    ("99", "没有“99”这个类别"),
    ("", ""),
    ("xx", "花名册里没有“xx”"),
    ("wq", "王强 W01"),
    ("明天", "还没有到"),
    ("10:01", "报修时间 2026-03-16 10:01 还没有到"),
    ("", ""),
    ("3-15", "完工（2026-03-15）早于报修（2026-03-16）"),
    ("1点", "说不准：1点是凌晨还是下午"),
    ("", ""),
    ("1", "03-16 01:00"),
    ("W01", "接单人和验收人是同一个人"),
    ("", "已存 GW-2026-0001"),
    ("", "录了 1 张"),
)


def test_a_wrong_answer_is_said_in_a_line_and_asked_again(enter: Type, tickets: Any) -> None:
    seen = enter(*(typed for typed, _ in WRONG)).err
    for _, said in WRONG:
        assert said in seen
        seen = seen[seen.index(said) + len(said) :]
    (kept,) = tickets()
    assert (kept["place"], kept["problem"], kept["executor"]) == ("中心花园", "灯不亮", "王强")
    assert (kept["opened"], kept["finished"], kept["verifier"]) == ("2026-03-16", "2026-03-16 01:00", None)


def test_a_refusal_at_the_end_loses_nothing(enter: Type, tickets: Any) -> None:
    paper = (*FIRST, "0031")
    said = enter(
        *paper, "zxhy", "灯罩破了", "", "", "", "", "", "0031", "", "<", "", "0032", "", options=("--with-paper",)
    )
    assert "没有存：纸质单号 0031 已经登记过" in said.err
    assert "按 < 退回去改" in said.err
    assert [(one["problem"], one["paper"]) for one in tickets()] == [("路灯不亮", "0031"), ("灯罩破了", "0032")]


def test_paper_numbers_count_on(enter: Type, tickets: Any) -> None:
    enter(*FIRST, "NO.0099甲", "zxhy", "灯罩破了", "", "", "", "", "", "", "", options=("--with-paper",))
    assert [one["paper"] for one in tickets()] == ["NO.0099甲", "NO.0100甲"]


def test_the_date_of_opening_and_of_finishing_sticks(enter: Type, tickets: Any) -> None:
    enter(
        "zxhy",
        "一",
        "",
        "wq",
        "3-10",
        "3-12",
        "",
        "zxhy",
        "二",
        "",
        "",
        "3-11 9:00",
        "",
        "",
        "zxhy",
        "三",
        "",
        "",
        "8:00",
        "9:30",
        "",
    )
    assert [(one["opened"], one["finished"]) for one in tickets()] == [
        ("2026-03-10", "2026-03-12"),
        ("2026-03-11 09:00", "2026-03-12"),
        ("2026-03-11 08:00", "2026-03-12 09:30"),
    ]


def test_who_took_a_category_last_is_offered_for_it(enter: Type, tickets: Any) -> None:
    lamp, pipe = ("zxhy", "灯不亮", ""), ("zxhy", "水管漏水", "")
    enter(*lamp, "wq", "", "-", *pipe, "zl", "", "-", *lamp, "", "", "-", *pipe, "", "", "-", "")
    assert [one["executor"] for one in tickets()] == ["王强", "赵磊", "王强", "赵磊"]


def test_full_width_signs_of_an_input_method_do_the_same(enter: Type, tickets: Any) -> None:
    enter("ｚｘｈｙ", "灯", "《", "灯不亮", "？", "", "－", "", "＝", "＝", "＝", "", "", "")
    assert [(one["place"], one["problem"]) for one in tickets()] == [("中心花园", "灯不亮")] * 2


def test_who_enters_is_asked_once_and_must_be_known(enter: Type, estate: Path, run: Run) -> None:
    said = enter("G01", *FIRST[:3], "", "", "zxhy", "灯", "", "", "", actor=None)
    assert said.err.count("谁在录入") == 1
    assert "录入人 李梅" in said.err
    log = json.loads(run("ledger", "log", "--format", "json").out)
    assert [(one["command"], one["actor"]) for one in log][:2] == [("enter", "李梅（G01）")] * 2
    unknown = enter("zxhy", actor="X99")
    assert (unknown.status, unknown.out) == (3, "")
    assert estate


def test_each_slip_is_an_entry_that_can_be_undone(enter: Type, run: Run, tickets: Any) -> None:
    enter(*FIRST, "=", "=", "", "", "", "", "", "")
    assert len(tickets()) == 2
    assert run("undo", "--yes", actor="G01").status == 0
    assert len(tickets()) == 1
    assert run("ledger", "verify").status == 0


def test_a_slip_that_somebody_took_is_taken_on_its_day(enter: Type, run: Run) -> None:
    enter("zxhy", "灯不亮", "", "wq", "3-15 8:30", "-", "zxhy", "灯罩破了", "", "-", "", "")
    taken, opened = (json.loads(run("ticket", "show", number, "--format", "json").out) for number in ("1", "2"))
    assert (taken["state"], taken["executor"], taken["accepted"]) == ("accepted", "王强", "2026-03-15")
    assert (opened["state"], opened["executor"]) == ("to_dispatch", None)


def test_going_back_may_bring_the_times_into_order(enter: Type, tickets: Any) -> None:
    said = enter("zxhy", "灯不亮", "", "wq", "3-12", "3-12", "<", "<", "3-14", "", "3-15", "", "")
    assert "完工（2026-03-12）早于报修（2026-03-14）" in said.err
    assert [(one["opened"], one["finished"]) for one in tickets()] == [("2026-03-14", "2026-03-15")]


def test_too_many_choices_are_cut_to_what_one_digit_picks(enter: Type, run: Run) -> None:
    for number in range(1, 12):
        assert run("place", "add", f"{number}号岗亭").status == 0
    said = enter("gt", "", "9", "灯不亮", "", "", "", "")
    assert "9 9号岗亭\n" in said.err
    assert "10 10号岗亭" not in said.err
    assert "再多写几个字" in said.err
    assert "[ ] 1. GW-2026-0001  9号岗亭" in said.out


KEYS = (
    *("zxhy", "dt", "1-1-101", "1#电梯", "灯不亮", "水管漏水", "", "", "", "", "<", "=", "-", "?", "3", "99", "1", "2"),
    *("wq", "zl", "lm", "W01", "w", "强", "3-15", "3-10 8:30", "10:30", "2点", "13-45", "明天", "昨天", "2026-02-30"),
    *("x" * 200, "\x1b[31m红", "＜", "9-9-909", "[", "<清空>", "'; --"),
)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_typed_breaks_nothing(enter: Type, run: Run, tickets: Any, seed: int) -> None:
    keys = random.Random(seed).choices(KEYS, k=60)  # noqa: S311 - a clumsy hand, not a secret
    said = enter("zxhy", *keys, options=("--with-paper",) if seed % 2 else ())
    assert said.status == 0
    assert "程序内部出错" not in said.err
    assert "\x1b" not in said.err
    assert len(tickets()) == said.out.count("[ ]")
    assert run("ledger", "verify").status == 0


def test_nothing_entered_is_said(enter: Type) -> None:
    said = enter("")
    assert (said.status, said.out) == (0, "")
    assert said.err.endswith("没有录入\n")


def test_the_day_can_be_another(enter: Type, tickets: Any) -> None:
    enter(
        "zxhy", "灯不亮", "", "", "", "", options=("--today", "2026-03-12"), clock=datetime(2026, 3, 16, 2, tzinfo=UTC)
    )
    assert [one["opened"] for one in tickets()] == ["2026-03-12"]


def test_a_contractor_may_have_taken_the_work(
    enter: Type, run: Run, tickets: Callable[[], list[dict[str, Any]]]
) -> None:
    run("contractor", "add", "通达电梯", "--service", "电梯维保", "--fee", "860.50", "--from", "2026-01-01")
    said = enter(
        *("1#电梯", "抖动", "", "通达", "3-10", "3-11", "zj"),
        *("1#电梯", "异响", "", "", "3-12", "-"),
        *("1#电梯", "困人", "", "通达", "2025-12-31", "-", "<", "<", "wq", "", "-"),
        "",
    )
    assert "没有合同" in said.err
    other, done, taken = tickets()  # in the order of their years
    names = ("executor", "opened", "finished", "verifier", "state")
    assert [done[name] for name in names] == ["通达电梯", "2026-03-10", "2026-03-11", "周静", "done"]
    assert [taken[name] for name in names] == ["通达电梯", "2026-03-12", None, None, "accepted"]
    assert (other["executor"], other["state"]) == ("王强", "accepted")
    assert run("ledger", "verify").status == 0
