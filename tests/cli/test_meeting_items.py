"""`gridctl meeting item`: what was resolved, by whom and until when, carried over until it is done."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests import refusals
from tests.conftest import Run
from tests.meeting_office import NOW, card, done, line, lines
from tests.signing_office import furnish_office

MONTH = timedelta(days=31)
GLASS = ("item", "add", 1, "更换消防箱玻璃", "--owner", "王强", "--due", "3-20")
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _held(run: Run, ledger: Path) -> None:
    """Meeting 1 was held on 16 March at 9:00."""
    furnish_office(ledger, NOW)
    hold(run)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def hold(run: Run, kind: str = "工作例会", days: int = 0, *words: str) -> None:
    done(run, "hold", kind, "--at", "9:00", "--convener", "何立", *words, clock=NOW + timedelta(days=days))


def numbers(found: list[dict[str, object]]) -> list[object]:
    return [one["number"] for one in found]


def test_an_item_has_an_owner_and_a_date(run: Run) -> None:
    item = line(run, *GLASS)
    assert (item["number"], item["owner"], item["due"], item["done_on"]) == ("1-1", "王强", "2026-03-20", None)
    second = line(run, "item", "add", 1, "约谈装修公司", "--owner", "张建国:居民代表", "--due", "3-30")
    assert (second["number"], second["owner"]) == ("1-2", "张**")
    assert numbers(lines(run, "item", "list")) == ["1-1", "1-2"]


def test_without_owner_or_date_it_is_told_of_and_filled_in_later(run: Run) -> None:
    outcome = done(run, "item", "add", 1, "更换消防箱玻璃")
    assert "事项 1-1 没有责任人和期限" in outcome.err
    edited = line(run, "item", "edit", "1-1", "--owner", "赵磊", "--due", "4-1", "--what", "更换两块玻璃")
    assert (edited["what"], edited["owner"], edited["due"]) == ("更换两块玻璃", "赵磊", "2026-04-01")


def test_it_comes_up_at_the_next_meeting_of_its_kind_until_it_is_done(run: Run) -> None:
    done(run, *GLASS)
    hold(run, "工作例会", 31)
    hold(run, "每日分析会", 31)
    assert numbers(card(run, 2)["carried"]) == ["1-1"]
    assert card(run, 3)["carried"] == []
    assert (
        "【以前议定的事项】\n1-1 更换消防箱玻璃（王强，期限 2026-03-20，超期 27 天）"
        in done(run, "show", 2, clock=NOW + MONTH).out
    )
    done(run, "item", "done", "1-1", "--result", "已换", "--on", "4-20", clock=NOW + 2 * MONTH)
    hold(run, "工作例会", 62)
    assert card(run, 4)["carried"] == []
    [then] = card(run, 2)["carried"]
    assert (then["done_on"], then["result"]) == ("2026-04-20", "已换")


def test_a_meeting_that_serves_two_kinds_takes_up_the_items_of_both(run: Run) -> None:
    done(run, *GLASS)
    hold(run, "民情分析会", 10)
    done(run, "item", "add", 2, "增设充电位", "--owner", "何立", "--due", "4-30", clock=NOW + timedelta(days=10))
    hold(run, "工作例会", 31, "--also", "民情分析会")
    assert numbers(card(run, 3)["carried"]) == ["1-1", "2-1"]


def test_the_list_is_narrowed(run: Run) -> None:
    done(run, *GLASS)
    done(run, "item", "add", 1, "约谈装修公司", "--owner", "何立", "--due", "3-30")
    done(run, "item", "done", "1-2")
    late = NOW + timedelta(days=9)
    chosen = (("--owner", "W01"), ("--overdue",), ("--kind", "每日分析会"), ("--all",), ())
    found = [numbers(lines(run, "item", "list", *words, clock=late)) for words in chosen]
    assert found == [["1-1"], ["1-1"], [], ["1-1", "1-2"], ["1-1"]]
    assert lines(run, "item", "list", clock=late)[0]["overdue_days"] == 5


def test_the_need_that_an_item_is_for_is_settled_by_itself(run: Run) -> None:
    assert run("need", "add", "停车:晚上没有车位").status == 0
    assert line(run, *GLASS, "--need", 1)["need"] == 1
    assert "gridctl need settle 1" in done(run, "item", "done", "1-1").err


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (2, ("add", 1, "\u3000"), "没有写"),
    (3, ("add", 9, "换玻璃"), "没有 9 号会议"),
    (4, ("add", 2, "换玻璃"), "还没有登记开过"),
    (4, ("add", 1, "换玻璃", "--due", "3-10"), "早于开会"),
    (3, ("add", 1, "换玻璃", "--owner", "刘志远"), "花名册里没有"),
    (3, ("add", 1, "换玻璃", "--need", 5), "没有第 5 条需求"),
    (4, ("done", "1-1", "--on", "3-15"), "开会才议定，不能在 2026-03-15 办完"),
    (2, ("done", "1-1", "--on", "2026-03-17"), "还没有到"),
    (3, ("done", "1-7"), "1 号会议没有第 7 项"),
    (3, ("done", "9-1"), "没有 9 号会议"),
    (2, ("done", "玻璃"), "看不懂事项"),
    (2, ("edit", "1-1"), "没有写要改什么"),
    (4, ("edit", "1-1", "--due", "3-10"), "早于开会"),
)


def test_what_is_refused_of_an_item(run: Run, refused: Refused) -> None:
    done(run, *GLASS)
    done(run, "plan", "每日分析会", "--at", "3-17 16:00")
    for status, words, said in REFUSED:
        assert said in refused(status, ("meeting", "item", *words)), words


def test_an_item_is_done_once(run: Run, refused: Refused) -> None:
    done(run, *GLASS)
    done(run, "item", "done", "1-1")
    assert "已在 2026-03-16 办完" in refused(4, ("meeting", "item", "done", "1-1"))
