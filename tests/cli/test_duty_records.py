"""`gridctl duty log|excuse`: what has no book of its own, and what need not be done."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from gridctl.services.ledger import init_ledger
from gridctl.store.transactions import Act, writing
from tests import refusals
from tests.cli.duty_months import FIGURES, furnish_office
from tests.conftest import Run

NOW = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)  # a Monday, 18:00 in the project's zone
Refused = Callable[..., str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office of March without any record."""
    path = tmp_path_factory.mktemp("office") / "ledger.db"
    figures = {key: text for key, text in FIGURES.items() if key[0] != "weekly_regular"}
    day = date(2026, 1, 1)
    init_ledger(
        path, NOW, code="YH", name="云海花园", company="云海物业", zone="Asia/Shanghai", live_from=day, figures=figures
    )
    with writing(path, Act("owner", "estate import"), NOW) as tx:
        furnish_office(tx)
    return path


@pytest.fixture
def ledger(office: Path, tmp_path: Path) -> Path:
    return Path(copy(office, tmp_path))


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger, clock=NOW)


def done(run: Run, *words: object, clock: datetime = NOW, actor: str = "owner") -> Any:
    outcome = run("duty", *words, "--format", "json", clock=clock, actor=actor)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def states(run: Run, code: str, day: str, clock: datetime = NOW) -> dict[str, str]:
    return {line["ground"] or "": line["state"] for line in done(run, "due", "--on", day, "--duty", code, clock=clock)}


def test_whoever_did_it_did_it_on_all_of_his_ground(run: Run) -> None:
    lines = done(run, "log", "租户登记", "--by", "马俊", "--buildings", "1-2栋", "--note", "新增 2 户")
    assert [(line["ground"], line["staff"], line["note"], line["at"]) for line in lines] == [
        ("1栋", "马俊", "新增 2 户", "2026-03-16 18:00"),
        ("2栋", "马俊", "新增 2 户", "2026-03-16 18:00"),
    ]
    assert states(run, "tenant_registration", "3-16") == {"1栋": "done", "2栋": "done"}
    [line] = done(run, "log", "每日情况上报", "--by", "李梅")
    assert (line["ground"], line["excused"]) == ("01 一号网格", False)
    assert states(run, "daily_report", "3-16")["01 一号网格"] == "done"


def test_a_grid_stands_for_its_buildings(run: Run) -> None:
    [line] = done(run, "log", "租户登记", "--by", "马俊", "--grid", "02")
    assert line["ground"] == "2栋"


def test_who_enters_is_who_did_it_where_nobody_is_named(run: Run) -> None:
    [line] = done(run, "log", "环境周汇总", actor="何洁")
    assert (line["staff"], line["ground"]) == ("何洁", None)
    [line] = done(run, "log", "监督检查", "--by", "钱多", "--note", "没有发现问题")
    assert states(run, "supervision", "3-16") == {"": "done"}


def test_the_deputy_does_the_work_of_those_days(run: Run) -> None:
    lines = done(run, "log", "每日情况上报", "--by", "李梅", "--on", "2026-03-11 17:00")
    assert [line["ground"] for line in lines] == ["01 一号网格", "02 二号网格"]


def test_an_entry_after_the_grace_is_told_and_counted_as_late(run: Run) -> None:
    outcome = run("duty", "log", "每日情况上报", "--by", "李梅", "--on", "2026-03-13", clock=NOW)
    assert "2026-03-13 的现在才录入，算补录，晚 3 天" in outcome.err
    assert states(run, "daily_report", "3-13")["01 一号网格"] == "late"
    outcome = run("duty", "log", "每日情况上报", "--by", "李梅", "--on", "2026-03-16", clock=NOW)
    assert "补录" not in outcome.err


def test_a_colleague_who_helps_is_told_of(run: Run) -> None:
    outcome = run("duty", "log", "每日情况上报", "--by", "李梅", "--grid", "02", clock=NOW)
    assert "李梅 2026-03-16 不负责02 二号网格；记录照样作数" in outcome.err
    assert states(run, "daily_report", "3-16")["02 二号网格"] == "done"


def test_the_note_hides_telephones(run: Run) -> None:
    [line] = done(run, "log", "环境周汇总", "--by", "何洁", "--note", "联系 13800001111")
    assert "13800001111" not in line["note"]


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (("每日情况上报", "--grid", "02", "--reason", "停电"), "02 二号网格"),
        (("每日情况上报", "--reason", "停电"), "01 一号网格"),
        (("租户登记", "--buildings", "2栋", "--reason", "封闭施工"), "2栋"),
        (("会所检查", "--place", "中心花园", "--reason", "停业"), "中心花园"),
    ],
)
def test_what_is_excused_is_not_missed(run: Run, words: tuple[str, ...], ground: str) -> None:
    [line] = done(run, "excuse", *words, "--on", "2026-03-16")
    assert line["excused"] is True
    assert states(run, line["code"], "3-16")[ground] == "excused"


def test_days_in_a_row_are_excused_at_once(run: Run) -> None:
    lines = done(run, "excuse", "每日分析会", "--on", "2026-03-13", "--to", "2026-03-17", "--reason", "台风")
    assert [line["day"] for line in lines] == ["2026-03-13", "2026-03-16", "2026-03-17"]
    done(run, "excuse", "走访", "--on", "2026-03-01", "--to", "2026-03-31", "--staff", "周静", "--reason", "借调")
    assert states(run, "visits", "3-20")["G02 周静"] == "excused"


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, ("log", "安全巡查", "--by", "李梅"), "有自己的簿子"),
        (4, ("log", "走访", "--by", "李梅"), "有自己的簿子"),
        (4, ("log", "周例会", "--by", "李梅"), "还没有填规程留空的数"),
        (2, ("log", "每日情况上报"), "没有说明是谁做的"),
        (2, ("log", "每日情况上报", "--by", "王强"), "王强没有负责的"),
        (4, ("log", "每日情况上报", "--by", "李梅", "--grid", "04"), "不是 2026-03-16 要做每日情况上报的地方"),
        (4, ("log", "每日情况上报", "--by", "李梅", "--buildings", "1栋"), "要做每日情况上报的地方"),
        (2, ("log", "环境周汇总", "--by", "何洁", "--grid", "01"), "全项目一份"),
        (4, ("log", "每日情况上报", "--by", "潘勇", "--grid", "01"), "请假"),
        (2, ("log", "每日情况上报", "--by", "李梅", "--on", "2026-03-17"), "还没有到"),
        (2, ("log", "每日情况上报", "--by", "李梅", "--on", "20:00"), "没有写是哪一天"),
        (4, ("log", "每日情况上报", "--by", "李梅", "--on", "2025-12-31"), "从 2026-01-01 起才有"),
        (3, ("log", "每日情况上报", "--by", "李梅", "--grid", "99"), "没有网格“99”"),
        (3, ("log", "打太极", "--by", "李梅"), "没有“打太极”这项例行工作"),
        (4, ("excuse", "每日分析会", "--on", "2026-03-15", "--reason", "停电"), "2026-03-15 不用做每日分析会"),
        (4, ("excuse", "会所检查", "--place", "1-1大堂", "--reason", "停业"), "不是 2026-03-16 要做"),
        (2, ("excuse", "每日分析会", "--reason", " "), "没有写为什么免做"),
        (2, ("excuse", "每日分析会", "--on", "3-16", "--to", "3-10", "--reason", "停电"), "早于"),
        (4, ("excuse", "每日分析会", "--to", "2027-03-17", "--reason", "停电"), "一次最多免做一年"),
        (2, ("excuse", "每日分析会", "--staff", "李梅", "--reason", "停电"), "不是按人的"),
        (3, ("excuse", "走访", "--staff", "张三", "--reason", "停电"), "花名册里没有“张三”"),
    ],
)
def test_what_cannot_be_entered(refused: Refused, status: int, words: tuple[str, ...], said: str) -> None:
    assert said in refused(status, ("duty", *words))


@pytest.mark.parametrize(
    "words", [("log", "每日情况上报", "--by", "李梅"), ("excuse", "每日情况上报", "--reason", "停电", "--grid", "01")]
)
def test_the_same_is_not_entered_twice(run: Run, refused: Refused, words: tuple[str, ...]) -> None:
    done(run, *words)
    assert "已经" in refused(4, ("duty", *words))


def test_a_duty_that_is_off_is_not_entered(run: Run, refused: Refused) -> None:
    done(run, "off", "每日情况上报", "--from", "2026-03-16")
    assert "2026-03-16 停用" in refused(4, ("duty", "log", "每日情况上报", "--by", "李梅"))


def test_a_record_is_undone_like_any_other(run: Run) -> None:
    done(run, "log", "每日情况上报", "--by", "李梅")
    assert run("undo", "--yes", clock=NOW).status == 0
    assert states(run, "daily_report", "3-16")["01 一号网格"] == "open"
