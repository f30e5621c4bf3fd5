"""`gridctl certificate` and `gridctl staff check`: who holds what until when, and who holds a post without."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import NOW, Run
from tests.small_estate import furnish

Refused = Callable[..., str]  # today is 2026-03-16; technicians 王强 and 赵磊, stewards 李梅 and 周静


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object) -> list[dict[str, Any]]:
    outcome = run(*words, "--format", "json")
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def certify(run: Run, who: str, kind: str, issued: str, until: str = "") -> None:
    done(run, "certificate", "add", who, "--kind", kind, "--issued", issued, *(["--until", until] if until else []))


def checked(run: Run, *words: object) -> list[tuple[str, str, str]]:
    outcome = run("staff", "check", *words, "--format", "json")
    found = json.loads(outcome.out)
    assert outcome.status == (4 if found else 0)
    return [(one["kind"], one["name"], one["detail"]) for one in found]


@pytest.fixture
def trained(run: Run) -> None:
    done(run, "certificate", "add", "李梅", "周静", "--kind", "网格管理合格证", "--issued", "2026-01-05")
    done(run, "certificate", "add", "王强", "赵磊", "--kind", "岗前培训合格证", "--issued", "2026-01-05")


def test_a_certificate_is_listed_with_the_days_left(run: Run) -> None:
    words = ("--number", "T3301", "--issued", "2023-06-01", "--until", "2026-05-31", "--issuer", "应急管理局")
    done(run, "certificate", "add", "王强", "--kind", "电工证", *words)
    [line] = done(run, "certificate", "list")
    assert (line["staff"], line["kind"], line["certificate_number"], line["issuer"]) == (
        "W01",
        "electrician",
        "T3301",
        "应急管理局",
    )
    assert (line["days_left"], line["state"]) == (76, "valid")
    assert "特种作业操作证（电工）" in run("certificate", "list").out


@pytest.mark.parametrize(
    ("until", "state"),
    [
        ("2026-04-16", "valid"),
        ("2026-04-15", "expiring"),
        ("2026-03-16", "expiring"),
        ("2026-03-15", "expired"),
        ("", "valid"),
    ],
)
def test_it_holds_on_its_last_day_and_is_called_to_mind_thirty_days_before(run: Run, until: str, state: str) -> None:
    certify(run, "王强", "电工证", "2023-06-01", until)
    assert [line["state"] for line in done(run, "certificate", "list")] == [state]


def test_the_list_is_narrowed(run: Run) -> None:
    certify(run, "王强", "电工证", "2020-04-01", "2023-03-31")
    certify(run, "王强", "电工证", "2023-04-01", "2026-03-31")
    certify(run, "赵磊", "电工证", "2023-03-01", "2026-02-28")
    certify(run, "李梅", "网格管理合格证", "2026-01-05")
    asked: dict[tuple[str, ...], list[str]] = {
        (): ["李梅", "王强", "赵磊"],
        ("--expired",): ["赵磊"],
        ("--expiring",): ["王强"],
        ("--expired", "--expiring"): ["王强", "赵磊"],
        ("--kind", "电工证"): ["王强", "赵磊"],
        ("--staff", "王强"): ["王强"],
        ("--all",): ["李梅", "王强", "王强", "赵磊"],
        ("--expired", "--on", "2026-02-01"): [],
    }
    assert {words: [line["name"] for line in done(run, "certificate", "list", *words)] for words in asked} == asked
    assert [line["state"] for line in done(run, "certificate", "list", "--all", "--staff", "王强")] == [
        "replaced",
        "expiring",
    ]


def test_it_is_ended_from_a_day_on(run: Run) -> None:
    certify(run, "王强", "电工证", "2023-06-01", "2026-05-31")
    [line] = done(run, "certificate", "end", 1, "--on", "3-10")
    assert (line["valid_until"], line["state"]) == ("2026-03-09", "expired")
    assert run("undo", "--yes").status == 0
    assert done(run, "certificate", "list")[0]["state"] == "valid"
    assert run("ledger", "verify").status == 0


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (3, ("add", "李梅", "--kind", "厨师证"), "种类有"),
    (2, ("add", "李梅", "周静", "--kind", "电工证", "--number", "T1"), "同一个证书编号"),
    (2, ("add", "李梅", "--kind", "电工证", "--issued", "3-17"), "还没有到"),
    (2, ("add", "李梅", "--kind", "电工证", "--today", "2026-03-17"), "还没有到"),
    (2, ("add", "李梅", "--kind", "电工证", "--issued", "3-2", "--until", "3-1"), "早于发证日期"),
    (4, ("add", "李梅", "--kind", "电工证", "--number", "T9"), "已经登记，是第 1 张"),
    (4, ("add", "赵磊", "--kind", "电工证"), "离岗"),
    (3, ("end", 9), "没有第 9 张"),
    (4, ("end", 1, "--on", "2026-04-01"), "有效期至 2026-03-31"),
    (4, ("end", 1, "--on", "2023-04-01"), "才发证"),
)


def test_what_is_refused(run: Run, refused: Refused) -> None:
    until = ("--number", "T9", "--issued", "2023-04-01", "--until", "2026-03-31")
    done(run, "certificate", "add", "王强", "--kind", "电工证", *until)
    run("staff", "depart", "赵磊", "--on", "3-10")
    for status, words, said in REFUSED:
        assert said in refused(status, ("certificate", *words)), words


def test_who_holds_a_post_without_is_named_with_the_clause(run: Run) -> None:
    found = checked(run)
    assert [(kind, name) for kind, name, _ in found] == [
        ("uncertified", "李梅"),
        ("uncertified", "周静"),
        ("uncertified", "王强"),
        ("uncertified", "赵磊"),
    ]
    assert found[0][2] == "没有网格管理培训考核合格证（《物业管理网格化工作方案》第二步）"
    assert found[2][2] == "没有岗前培训合格证（《物业管理网格化服务方案》步骤四）"
    told = run("staff", "check")
    assert "2026-03-16 发现 4 个问题：5 人" in told.err
    assert "gridctl training plan" in told.err


@pytest.mark.usefixtures("trained")
def test_who_has_what_the_post_demands_is_not_named(run: Run) -> None:
    assert checked(run) == []
    assert "没有发现问题" in run("staff", "check").err
    assert {name for _, name, _ in checked(run, "--on", "2026-01-04")} == {"李梅", "周静", "王强", "赵磊"}
    assert [(name, detail) for _, name, detail in checked(run, "--usual")] == [
        ("王强", "没有特种作业操作证（电工）（行业惯例）"),
        ("赵磊", "没有特种作业操作证（电工）（行业惯例）"),
    ]
    assert checked(run, "--post", "客服管家", "--usual") == []


@pytest.mark.usefixtures("trained")
def test_what_has_expired_is_told_with_its_last_day_and_what_will_is_called_to_mind(run: Run) -> None:
    done(run, "certificate", "end", 1, "--on", "3-10")
    certify(run, "王强", "电工证", "2023-04-01", "2026-03-31")
    assert checked(run) == [("expired", "李梅", "网格管理培训考核合格证 2026-03-09 到期")]
    assert "快到期的证书：王强 特种作业操作证（电工） 2026-03-31" in run("staff", "check").err
    certify(run, "李梅", "网格管理合格证", "2026-03-15")
    assert checked(run) == []


@pytest.mark.usefixtures("trained")
def test_another_post_demands_its_own(run: Run) -> None:
    run("grid", "assign", "02", "王强", "--post", "客服管家", "--replace")
    assert checked(run) == [("uncertified", "王强", "没有网格管理培训考核合格证（《物业管理网格化工作方案》第二步）")]
    run("project", "set", "--policy", "网格负责人岗位=物业助理")
    assert checked(run) == []


@pytest.mark.usefixtures("trained")
def test_leave_without_a_deputy_is_named_and_deputies_are_looked_at(run: Run) -> None:
    run("staff", "leave", "周静", "--to", "3-17")
    assert checked(run) == [("on_leave", "周静", "请假（2026-03-16 至 03-17），没有人代理：02 二号网格（客服管家）")]
    assert checked(run, "--on", "3-18") == []
    run("staff", "leave-edit", 1, "--deputy", "王强")
    run("staff", "leave", "李梅", "--deputy", "王强")
    assert checked(run) == [
        ("deputy_uncertified", "王强", "代理 周静，没有网格管理培训考核合格证"),
        ("deputy_uncertified", "王强", "代理 李梅，没有网格管理培训考核合格证"),
        ("deputy_of_several", "王强", "同时代理 2 个人：周静、李梅"),
    ]
