import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gridctl.store.verifying import verify

Run = Callable[..., Any]
ROOMS = "楼栋,单元,房号\n3栋,1单元,101\n3栋,2单元,101\n3栋,2单元,102\nA座,,1201\n"
ROSTER = """楼栋,单元,房号,姓名,与户主关系,手机号,身份证号,性别,入住日期,备注
3栋,2单元,101,张三丰,业主,13812345678,110101199003074514,男,2020-05-01,另有 13900001111
3栋,2单元,101,李四,配偶,13912345678,,,,
3#,2,102,欧阳锋,租客,010-62345678,,,,
A座,,1201,王五,,,,,,
"""
SECRETS = ("张三丰", "13812345678", "110101199003074514", "13900001111", "李四", "13912345678", "欧阳锋", "62345678")


@pytest.fixture(autouse=True)
def _estate(run: Run) -> None:
    assert run("estate", "import", "-", "--apply", stdin=ROOMS).status == 0


def imported(run: Run, text: str = ROSTER, *words: str) -> dict[str, Any]:
    outcome = run("resident", "import", "-", "--apply", "--format", "json", *words, stdin=text)
    result: dict[str, Any] = json.loads(outcome.out)
    return result


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("resident", "list", *words, "--format", "json").out)
    return found


def acts(ledger: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(ledger)
    try:
        rows = connection.execute("SELECT command, undo FROM journal_entry WHERE project > 0 ORDER BY number")
        return list(rows)
    finally:
        connection.close()


def test_a_roster_is_taken_and_known_again(run: Run, ledger: Path) -> None:
    assert imported(run)["new"] == 4
    assert imported(run)["unchanged"] == 4
    assert [command for command, _ in acts(ledger)].count("resident import") == 1
    assert [(line["household"], line["role"]) for line in listed(run)] == [
        ("3栋2单元101", "owner"),
        ("3栋2单元101", "family"),
        ("3栋2单元102", "tenant"),
        ("A座1201", None),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("resident", "list"),
        ("resident", "list", "--format", "json"),
        ("resident", "list", "--format", "csv"),
        ("resident", "show", "3-2-101"),
        ("resident", "show", "3-2-101", "--format", "json"),
        ("estate", "show", "3-2-101"),
        ("estate", "show", "3-2-101", "--format", "json"),
    ],
)
def test_nothing_shows_personal_data_unasked(run: Run, words: tuple[str, ...]) -> None:
    imported(run)
    outcome = run(*words, actor=None)
    assert outcome.status == 0
    assert "张**" in outcome.out
    assert not [secret for secret in SECRETS if secret in outcome.out + outcome.err]


@pytest.mark.parametrize("shape", ["table", "json"])
def test_an_import_shows_no_personal_data_before_or_after(run: Run, shape: str) -> None:
    imported(run)
    changed = ROSTER.replace("13812345678", "13888889999").replace("110101199003074514", "110101198001011234")
    wrong = "3栋,9单元,101,赵六六,业主,13712345678,,,,\n3栋,2单元,102,欧阳锋,邻居,13612345678,,,,\n"
    outcome = run("resident", "import", "-", "--format", shape, stdin=changed + wrong)
    shown = outcome.out + outcome.err
    secrets = (*SECRETS, "13888889999", "110101198001011234", "赵六六", "13712345678", "13612345678")
    assert not [secret for secret in secrets if secret in shown]
    assert "138****5678" in shown
    assert "138****9999" in shown


def test_a_doubtful_cell_is_masked_in_its_warning(run: Run) -> None:
    result = imported(run, "楼栋,单元,房号,姓名,手机号\n3栋,1单元,101,孙七七、周八八,13812345678/13912345678\n")
    said = json.dumps(result, ensure_ascii=False)
    assert not [secret for secret in ("孙七七", "周八八", "13812345678", "13912345678") if secret in said]
    assert result["warnings"]


def test_a_conflict_shows_no_personal_data(run: Run) -> None:
    text = "楼栋,单元,房号,姓名,手机号\n3栋,1单元,101,孙七七,13812345678\n3栋,1单元,101,孙七七,13912345678\n"
    result = imported(run, text)
    assert result["conflicting"] == 2
    assert [problem["value"] for problem in result["problems"]] == ["138****5678", "139****5678"]


def test_in_full_only_with_a_reason_and_in_the_journal(run: Run, ledger: Path) -> None:
    imported(run)
    refused = run("resident", "list", "--full")
    assert (refused.status, "--reason" in refused.err, refused.out) == (2, True, "")
    assert run("resident", "list", "--full", "--reason", "核对", actor=None).status == 2
    assert acts(ledger)[-1][0] == "resident import"
    shown = run("resident", "show", "3-2-101", "--full", "--reason", "消防疏散")
    assert "张三丰" in shown.out
    assert "13812345678" in shown.out
    assert acts(ledger)[-1] == ("resident show full", "never")
    run("resident", "list", "--name", "李四", "--full", "--reason", "回访", "--format", "json")
    assert acts(ledger)[-1] == ("resident list full", "never")
    connection = sqlite3.connect(ledger)
    words = [row[0] for row in connection.execute("SELECT text FROM journal_image WHERE table_name = 'command'")]
    connection.close()
    assert any("消防疏散" in text and "3-2-101" in text for text in words)
    assert verify(ledger).findings == []


def test_what_is_known_of_a_person_is_brought_up_to_date(run: Run) -> None:
    imported(run)
    result = imported(
        run, "楼栋,单元,房号,姓名,与户主关系,手机号,性别,入住日期\n3栋,2单元,101,张三丰,家属,<清空>,女,2021-01-01\n"
    )
    assert [(change["field"], change["before"], change["after"]) for change in result["changes"]] == [
        ("身份", "业主", "家庭成员"),
        ("电话", "138****5678", None),
        ("性别", "男", "女"),
        ("入住日期", "2020-05-01", "2021-01-01"),
    ]
    (who,) = listed(run, "--name", "张三丰")
    assert (who["role"], who["phone"], who["id_number"]) == ("family", None, "1101**********4514")


def test_the_same_person_twice_is_one(run: Run) -> None:
    text = "楼栋,单元,房号,姓名,手机号,身份证号\n3栋,1单元,101,孙七,13812345678,\n3#,1,0101,孙 七,,110101199003074514\n"
    result = imported(run, text)
    assert (result["new"], result["unchanged"], len(result["warnings"])) == (1, 1, 1)
    (who,) = listed(run)
    assert (who["phone"], who["id_number"]) == ("138****5678", "1101**********4514")


def test_households_that_are_not_there_are_told_with_what_is_near(run: Run) -> None:
    text = "楼栋,单元,房号,姓名,与户主关系\n3栋,2单元,999,甲乙,业主\n9栋,1单元,101,丙丁,业主\n3栋,,101,戊己,业主\n3栋,,102,庚辛,大侠\n"
    reasons = [problem["reason"] for problem in imported(run, text)["problems"]]
    assert "3栋2单元 有 101—102" in reasons[0]
    assert "已登记的楼栋：3栋、A座" in reasons[1]
    assert "3栋1单元101；3栋2单元101" in reasons[2]
    assert "可以写 业主" in reasons[3]


def test_addresses_in_one_cell_are_resolved(run: Run) -> None:
    text = "房屋,姓名\n3栋2单元101,甲乙\n3栋2单元102,丙丁\n3-1-101,戊己\nA座1201室,庚辛\n3栋2单元109,壬癸\n"
    result = imported(run, text, "--skip-wrong")
    assert (result["new"], result["wrong"], result["applied"]) == (4, 1, True)
    assert [line["household"] for line in listed(run)] == ["3栋1单元101", "3栋2单元101", "3栋2单元102", "A座1201"]


def test_lists_are_narrowed(run: Run) -> None:
    imported(run)
    assert [line["name"] for line in listed(run, "--building", "A座")] == ["王*"]
    assert [line["name"] for line in listed(run, "--role", "租户")] == ["欧阳*"]
    assert run("resident", "list", "--role", "大侠").status == 2
    assert run("resident", "list", "--building", "9栋").status == 3
    assert run("resident", "show", "3栋2单元999").status == 3
