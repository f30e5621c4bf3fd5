"""`gridctl grid notice` and `staff filing`: what the notice cards and the filing sheet are made of."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from tests.divided_estate import divide

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def divided_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return divide(tmp_path_factory.mktemp("divided"))


@pytest.fixture
def divided(run: Run, ledger: Path, divided_ledger: Path) -> Run:
    copyfile(divided_ledger, ledger)
    return run


def cards(run: Run, *words: object) -> list[dict[str, Any]]:
    answer = run("grid", "notice", *words, "--format", "json")
    assert answer.status == 0, answer.err
    found: list[dict[str, Any]] = json.loads(answer.out)
    return found


def names(contacts: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in contacts]


def test_a_card_has_the_grid_its_steward_and_whom_to_ring(divided: Run) -> None:
    divided("staff", "add", "A2", "--name", "王大勇", "--post", "安全员", "--phone", "15400000002")
    divided("grid", "assign", "王大勇", "--buildings", "3栋")
    divided("project", "set", "--policy", "24小时报修电话=0571-88886666", "--policy", "监督电话=12345")
    first, second = cards(divided)
    assert (first["name"], first["households"], first["ground"]) == ("东区", 9, "1栋、2栋1单元、东门")
    assert (names(first["stewards"]), first["numbers"]) == (["林晓彤"], ["G1"])
    assert first["duty"].startswith("全面协调责任网格")
    assert (names(first["engineering"]), names(first["environment"])) == (["韩建国"], ["曹玉兰"])
    assert (first["order"], second["order"]) == (
        [],
        [{"name": "王大勇", "phone": "15400000002", "post": "guard"}],
    )
    assert (first["repair_phone"], first["supervision_phone"]) == ("0571-88886666", "12345")
    assert first["on"] == "2026-03-16"
    shown = divided("grid", "notice")
    assert shown.out.count("24小时报修: 0571-88886666") == 2
    assert "王大勇 15400000002" in shown.out
    assert divided("grid", "notice", "西区").out.count("编号:") == 1


def test_what_is_missing_is_told_with_what_to_do(divided: Run) -> None:
    told = divided("grid", "notice").err
    for word in ("24小时报修电话=", "监督电话=", "网格 01、02 没有秩序联系人", "林晓彤没有登记工作电话"):
        assert word in told
    divided("staff", "depart", "G1", "--on", "2026-03-10")
    assert "网格 01 没有负责人" in divided("grid", "notice", "01").err
    assert cards(divided, "01", "--on", "2026-03-09")[0]["numbers"] == ["G1"]
    assert divided("grid", "notice", "南区").status == 3


def test_the_next_post_is_rung_where_the_first_is_vacant(divided: Run) -> None:
    divided("staff", "depart", "M2", "--on", "2026-03-10")
    assert names(cards(divided, "01")[0]["engineering"]) == ["王强"]


@pytest.mark.parametrize(("said", "status"), [("88886666", 0), ("无", 0), ("打电话", 2), ("12", 2), ("=cmd", 2)])
def test_a_phone_is_digits(divided: Run, said: str, status: int) -> None:
    assert divided("project", "set", "--policy", f"监督电话={said}").status == status


def test_the_filing_sheet_has_everybody_post_by_post(divided: Run) -> None:
    divided("grid", "assign", "M1", "--post", "客服组长", "--from", "2026-03-01")
    lines = json.loads(divided("staff", "filing", "--format", "json").out)
    assert [(line["number"], line["post"]) for line in lines] == [
        ("M1", "project_leader"),
        ("M2", "engineering_head"),
        ("M3", "service_supervisor"),
        ("M1", "service_team_leader"),
        ("G1", "steward"),
        ("G2", "steward"),
        ("G3", "steward"),
        ("H1", "environment_officer"),
        ("A1", "guard"),
        ("T1", "technician"),
    ]
    by_number = {line["number"]: line for line in lines if line["post"] != "project_leader"}
    assert (by_number["G1"]["ground"], by_number["G1"]["since"]) == (["01 东区"], "2026-01-01")
    assert (by_number["G3"]["ground"], by_number["G3"]["since"]) == ([], "2026-03-01")
    assert (by_number["M1"]["ground"], by_number["M1"]["since"]) == (["全项目"], "2026-03-01")
    before = json.loads(divided("staff", "filing", "--on", "2026-02-28", "--format", "json").out)
    assert {line["number"] for line in before} == {"M1", "M2", "M3", "G1", "G2", "H1", "A1", "T1"}
    assert divided("staff", "filing", "--format", "csv").out.lstrip("\ufeff").startswith("岗位,姓名,工号,电话,负责")
