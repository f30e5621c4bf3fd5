"""`gridctl contractor` on a real ledger: the register, clauses, ground, and the sheet of contracts."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from tests.divided_estate import divide, settle
from tests.refusals import refused

Run = Callable[..., Any]
JIE = ("contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "3100", "--from", "2026-01-01")
LIFT = ("contractor", "add", "通达电梯", "--service", "电梯维保", "--fee", "860.50", "--from", "2026-01-01")


@pytest.fixture(scope="module")
def contracted_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = divide(tmp_path_factory.mktemp("contracted"))
    settle(path, (*JIE, "--contact", "何芳", "--phone", "13900000001"), LIFT)
    return path


@pytest.fixture
def contracted(run: Run, ledger: Path, contracted_ledger: Path) -> Run:
    copyfile(contracted_ledger, ledger)
    return run


def done(run: Run, *words: object) -> list[dict[str, Any]]:
    answer = run(*words, "--format", "json")
    assert answer.status == 0, answer.err
    lines: list[dict[str, Any]] = json.loads(answer.out)
    return lines


def test_a_contractor_is_registered_and_listed(contracted: Run) -> None:
    one, other = done(contracted, "contractor", "list")
    assert (one["name"], one["service_name"], one["fee"], one["contact"], one["phone"]) == (
        "洁净保洁",
        "保洁",
        "3100",
        "何芳",
        "13900000001",
    )
    assert (one["valid_from"], one["valid_to"], one["in_force"], one["areas"]) == ("2026-01-01", None, True, ["全项目"])
    assert (other["service"], other["fee"]) == ("lift", "860.50")
    assert [row["name"] for row in done(contracted, "contractor", "list", "--service", "电梯")] == ["通达电梯"]
    assert "860.50" in contracted("contractor", "list").out


def test_a_contract_that_is_over_is_listed_only_on_request(contracted: Run) -> None:
    row = done(contracted, "contractor", "renew", "通达", "--to", "2026-02-28")[0]
    assert (row["valid_to"], row["in_force"]) == ("2026-03-01", False)
    assert [row["name"] for row in done(contracted, "contractor", "list")] == ["洁净保洁"]
    assert len(done(contracted, "contractor", "list", "--all")) == 2
    assert len(done(contracted, "contractor", "list", "--on", "2026-02-28")) == 2
    assert done(contracted, "contractor", "renew", "通达", "--open-ended", "--phone", "<清空>")[0]["valid_to"] is None


def test_clauses_are_kept_in_fen_and_shown_in_yuan(contracted: Run) -> None:
    first = done(contracted, "contractor", "clause", "洁净", "8.10", "--words", "垃圾未日产日清", "--deduct", "100.50")
    assert first == [{"contractor": "洁净保洁", "code": "8.10", "words": "垃圾未日产日清", "deduction": "100.50"}]
    assert done(contracted, "contractor", "clause", "洁净", "8.2", "--words", "态度差")[0]["deduction"] is None
    again = done(contracted, "contractor", "clause", "洁净", "8.2", "--words", "态度恶劣", "--deduct", "50元")[0]
    assert (again["words"], again["deduction"]) == ("态度恶劣", "50")
    shown = contracted("contractor", "show", "洁净保洁").out
    assert shown.index("8.2") < shown.index("8.10")
    assert "100.50" in shown
    card = json.loads(contracted("contractor", "show", "洁净保洁", "--format", "json").out)
    assert [term["code"] for term in card["terms"]] == ["8.2", "8.10"]


def test_ground_is_laid_and_taken_away(contracted: Run) -> None:
    line = done(contracted, "contractor", "area", "洁净", "--buildings", "1-2栋", "--places", "东门", "--grids", "02")[
        0
    ]
    assert line["areas"] == ["1栋", "2栋", "东门", "02 西区"]
    assert done(contracted, "contractor", "area", "洁净", "--buildings", "2栋", "--remove")[0]["areas"] == [
        "1栋",
        "东门",
        "02 西区",
    ]
    assert "全项目" in done(contracted, "contractor", "area", "洁净", "--all")[0]["areas"]


def test_ground_of_two_cleaners_is_noticed(contracted: Run) -> None:
    done(contracted, "contractor", "add", "新洁", "--service", "保洁", "--fee", "1")
    done(contracted, "contractor", "area", "洁净", "--buildings", "1栋")
    answer = contracted("contractor", "area", "新洁", "--buildings", "1栋")
    assert answer.status == 0
    assert "1栋也由洁净保洁负责保洁" in answer.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((*JIE,), 4, "已经登记过"),
        (("add", "甲", "--service", "修鞋", "--fee", "1"), 3, "服务有"),
        (("add", "甲", "--service", "保洁", "--fee", "一百"), 2, "不是金额"),
        (("add", "甲", "--service", "保洁", "--fee", "1", "--from", "2026-02-01", "--to", "2026-01-31"), 4, "早于"),
        (("renew", "洁净"), 2, "要改什么"),
        (("renew", "洁净", "--to", "2025-12-31"), 4, "早于"),
        (("clause", "洁净", "1", "--words", " "), 2, "条款"),
        (("clause", "没有的", "1", "--words", "甲"), 3, "已登记的"),
        (("area", "洁净"), 2, "负责哪里"),
        (("area", "洁净", "--buildings", "9栋"), 3, "9栋"),
        (("area", "洁净", "--grids", "09"), 3, "09"),
        (("area", "洁净", "--buildings", "1栋", "--remove"), 4, "并不负责"),
        (("show", "公司"), 3, "公司"),
    ],
)
def test_what_is_refused(contracted: Run, ledger: Path, words: tuple[str, ...], status: int, said: str) -> None:
    words = words if words[0] == "contractor" else ("contractor", *words)
    assert said in refused(contracted, ledger, status, words)


def test_a_part_of_a_name_must_be_clear(contracted: Run) -> None:
    done(contracted, "contractor", "add", "洁净二公司", "--service", "保洁", "--fee", "1")
    answer = contracted("contractor", "show", "洁净")
    assert answer.status == 2
    assert "洁净二公司" in answer.err


SHEET = "外委单位,条款号,条款内容,扣款(元),负责楼栋,负责部位,负责网格\n"


def sheet(folder: Path, *lines: str) -> Path:
    path = folder / "合同条款.csv"
    path.write_text(SHEET + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_sheet_of_clauses_and_ground(contracted: Run, tmp_path: Path) -> None:
    path = sheet(
        tmp_path, "洁净保洁,8.1,垃圾未清,50,1-2栋,,", "洁净保洁,8.2,地面污渍,100.50,,东门,", "通达电梯,,,,,1#电梯,02"
    )
    preview = contracted("contractor", "import", path, "--format", "json")
    assert (preview.status, json.loads(preview.out)["new"]) == (0, 3)
    assert not done(contracted, "contractor", "list")[0]["clauses"]
    assert contracted("contractor", "import", path, "--apply").status == 0
    card = json.loads(contracted("contractor", "show", "洁净保洁", "--format", "json").out)
    assert [(term["code"], term["deduction"]) for term in card["terms"]] == [("8.1", "50"), ("8.2", "100.50")]
    assert card["areas"] == ["1栋", "2栋", "东门"]
    assert done(contracted, "contractor", "list")[1]["areas"] == ["1#电梯（1栋1单元）", "02 西区"]
    again = json.loads(contracted("contractor", "import", path, "--apply", "--format", "json").out)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 3)
    path = sheet(tmp_path, "洁净保洁,8.1,,80,,,")
    changed = json.loads(contracted("contractor", "import", path, "--apply", "--format", "json").out)
    assert [(one["field"], one["before"], one["after"]) for one in changed["changes"]] == [("扣款", "50", "80")]
    assert contracted("ledger", "verify").status == 0


def test_every_fault_of_a_sheet_is_told_at_once(contracted: Run, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "没有的,1,甲,1,,,",
        "洁净保洁,2,,1,,,",
        "洁净保洁,3,丙,很多,,,",
        "洁净保洁,4,丁,1,9栋,,",
        "洁净保洁,5,戊,1,,,",
        "洁净保洁,5,己,2,,,",
    )
    answer = contracted("contractor", "import", path, "--apply", "--format", "json")
    assert answer.status == 5
    result = json.loads(answer.out)
    assert [problem["line"] for problem in result["problems"]] == [2, 3, 4, 5, 7]
    assert not result["applied"]
    assert not done(contracted, "contractor", "list")[0]["clauses"]


def test_the_journal_says_it_in_words(contracted: Run) -> None:
    done(contracted, "contractor", "clause", "洁净", "8.1", "--words", "垃圾未清", "--deduct", "100.50")
    newest = json.loads(contracted("ledger", "log", "--last", "1", "--format", "json").out)[0]["number"]
    told = contracted("ledger", "log", "--entry", newest).out
    assert "洁净保洁" in told
    assert "100.50" in told
    assert contracted("undo", "--yes").status == 0
    assert contracted("ledger", "verify").status == 0
