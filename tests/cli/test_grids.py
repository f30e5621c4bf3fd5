"""`gridctl grid` on a real ledger with a small estate: 1栋 and 2栋 of two units, 3栋 without, a gate and a lift."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from gridctl.cli.main import main
from gridctl.services.desk import writing
from gridctl.services.ledger import init_ledger
from gridctl.settings import Settings
from gridctl.store.grids import ASSIGNMENT, EXTENT

Run = Callable[..., Any]
NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)

ROOMS = [f"{building},{unit},{room}" for building in "12" for unit in "12" for room in (101, 102, 201)]
ROOMS += [f"3,,{room}" for room in (101, 102, 201, 202)]


def sheet(folder: Path, name: str, header: str, *rows: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


def grids(folder: Path, *rows: str) -> Path:
    return sheet(folder, "网格", "网格编号,网格名称,楼栋,单元,网格负责人,起始日期", *rows)


def settle(ledger: Path, *steps: tuple[object, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PROJECT", "TODAY"):
            patch.delenv(f"GRIDCTL_{name}", raising=False)
        for step in steps:
            argv = [*map(str, step), "--ledger", str(ledger), "--as", "owner"]
            assert main(argv, clock=lambda: NOW) == 0, argv


@pytest.fixture(scope="module")
def estate_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estate")
    path = folder / "ledger.db"
    rooms = sheet(folder, "房屋", "楼栋,单元,房号,房屋类型,房屋状态", *(f"{row},住宅,已入住" for row in ROOMS))
    init_ledger(path, NOW, code="YH", name="云海", company="云海", zone="Asia/Shanghai", live_from=date(2026, 1, 1))
    settle(
        path,
        ("estate", "import", rooms, "--apply"),
        ("place", "add", "东门", "--keeper", "王强"),
        ("place", "add", "1#电梯", "--building", "1栋", "--unit", "1单元"),
        ("project", "set", "--band", "5-7"),
        ("staff", "add", "G1", "--name", "林晓彤", "--post", "客服管家", "--joined", "2025-01-01"),
        ("staff", "add", "G2", "--name", "周雅琴", "--post", "客服管家", "--joined", "2025-01-01"),
        ("staff", "add", "G3", "--name", "谢婉婷", "--post", "客服管家", "--joined", "2026-03-01"),
        ("staff", "add", "A1", "--name", "刘洋", "--post", "安全员", "--joined", "2025-01-01"),
        ("staff", "add", "T1", "--name", "王强", "--post", "工程技工", "--joined", "2025-01-01"),
        ("staff", "add", "M1", "--name", "陆明远", "--post", "项目负责人", "--joined", "2025-01-01"),
        ("grid", "assign", "M1", "--post", "客服主管"),
        ("grid", "assign", "M1", "--post", "工程维修部负责人"),
    )
    return path


@pytest.fixture(scope="module")
def divided_ledger(estate_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copyfile(estate_ledger, tmp_path_factory.mktemp("divided") / "ledger.db"))
    settle(
        path,
        ("grid", "add", "01", "--name", "东区", "--buildings", "1栋", "--units", "2栋1单元"),
        ("grid", "add", "02", "--name", "西区", "--units", "2-2", "--buildings", "3#"),
        ("grid", "assign", "01", "G1"),
        ("grid", "assign", "西区", "周雅琴"),
    )
    return path


@pytest.fixture
def estate(run: Run, ledger: Path, estate_ledger: Path) -> Run:
    copyfile(estate_ledger, ledger)
    return run


@pytest.fixture
def divided(run: Run, ledger: Path, divided_ledger: Path) -> Run:
    """Two grids since New Year: 01 (1栋, 2栋1单元) under G1 and 02 (the rest) under G2."""
    copyfile(divided_ledger, ledger)
    return run


def table(run: Run, *argv: object) -> list[dict[str, Any]]:
    shown = run(*argv, "--format", "json")
    assert shown.status == 0, shown.err
    lines: list[dict[str, Any]] = json.loads(shown.out)
    return lines


def card(run: Run, grid: str, *argv: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("grid", "show", grid, *argv, "--format", "json").out)
    return found


def heads(run: Run, grid: str) -> list[tuple[str, str, str | None]]:
    return [(row["staff"], row["valid_from"], row["valid_to"]) for row in card(run, grid)["heads"]]


def findings(run: Run, *argv: object) -> list[tuple[str, str]]:
    shown = run("grid", "check", *argv, "--format", "json")
    found = [(each["kind"], each["subject"]) for each in json.loads(shown.out)]
    assert shown.status == (4 if found else 0)
    return found


def test_a_list_tells_households_ground_and_head(divided: Run) -> None:
    first, second = table(divided, "grid", "list")
    assert (first["code"], first["name"], first["households"], first["band"]) == ("01", "东区", 9, "above")
    assert (first["ground"], first["head"], first["head_number"]) == ("1栋、2栋1单元", "林晓彤", "G1")
    assert (second["households"], second["band"], second["ground"]) == (7, "within", "2栋2单元、3栋")
    assert second["valid_from"] == "2026-01-01"  # the go-live day, for no ticket was there yet
    assert table(divided, "grid", "list", "--on", "2025-12-31") == []
    text = divided("grid", "list").out
    assert "超出" in text
    assert "符合" in text


@pytest.mark.parametrize(
    ("written", "ground"),
    [
        (("--buildings", "1-3栋"), "1栋、2栋、3栋"),
        (("--buildings", "1栋、3幢"), "1栋、3栋"),
        (("--buildings", "1", "--buildings", "2号楼"), "1栋、2栋"),
        (("--units", "2栋1-2单元"), "2栋"),
        (("--units", "二号楼2单元，1-1"), "1栋1单元、2栋2单元"),
        (("--places", "东门"), "东门"),
        (("--units", "1-2", "--places", "东门、1#电梯"), "1栋2单元、东门、1#电梯"),
    ],
)
def test_ground_is_written_in_many_ways(estate: Run, written: tuple[str, ...], ground: str) -> None:
    added = estate("grid", "add", "01", *written, "--format", "json")
    assert added.status == 0, added.err
    assert json.loads(added.out)[0]["ground"] == ground


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("03", "--buildings", "9栋"), 3, "9栋"),
        (("03", "--units", "1栋3单元"), 3, "1单元"),
        (("03", "--buildings", "1栋1单元"), 2, "--units"),
        (("03", "--places", "西门"), 3, "西门"),
        (("03", "--buildings", "1栋"), 4, "网格 01"),
        (("01",), 4, "已有网格"),
        (("01", "--name", "南区", "--places", "东门"), 4, "东区"),
        ((" ", "--buildings", "1栋"), 2, "编号"),
        (("01", "--places", "东门", "--from", "2025-12-01"), 4, "2026-01-01"),
    ],
)
def test_what_cannot_be_set_up(divided: Run, words: tuple[str, ...], status: int, said: str) -> None:
    before = table(divided, "grid", "list")
    refused = divided("grid", "add", *words)
    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
    assert table(divided, "grid", "list") == before


def test_ground_moves_from_grid_to_grid_on_a_day(divided: Run) -> None:
    moved = divided("grid", "add", "02", "--units", "2栋1单元", "--from", "2026-04-01", "--replace")
    assert moved.status == 0, moved.err
    assert [line["ground"] for line in table(divided, "grid", "list", "--on", "2026-03-31")] == [
        "1栋、2栋1单元",
        "2栋2单元、3栋",
    ]
    assert [line["ground"] for line in table(divided, "grid", "list", "--on", "2026-04-01")] == ["1栋", "2栋、3栋"]
    assert findings(divided, "--on", "2026-03-31") == findings(divided, "--on", "2026-04-01") == []
    # the later division stands in the way of an earlier one
    assert divided("grid", "add", "03", "--units", "2栋1单元", "--from", "2026-03-20", "--replace").status == 4


def test_laying_the_same_ground_again_changes_nothing(divided: Run) -> None:
    again = divided("grid", "add", "01", "--buildings", "1栋")
    assert again.status == 0
    assert "没有变动" in again.err
    assert findings(divided) == []


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2026-01-01", None, 4),
        (None, None, 4),
        ("2026-02-01", "2026-02-28", 4),  # within the term of the other
        ("2026-04-01", None, 0),  # on the very day he stops
        ("2026-03-31", None, 4),  # on his last day
        ("2025-12-01", "2025-12-31", 4),  # before the grid stands
    ],
)
def test_one_head_a_grid_on_any_day(divided: Run, start: str | None, end: str | None, status: int) -> None:
    assert divided("grid", "assign", "01", "G1", "--to", "2026-03-31").status == 0
    words = [*(("--from", start) if start else ()), *(("--to", end) if end else ())]
    answer = divided("grid", "assign", "01", "G3", *words, "--dry-run")
    assert answer.status == status, answer.err


def test_a_second_head_is_refused_by_the_name_of_the_first(divided: Run) -> None:
    refused = divided("grid", "assign", "01", "周雅琴")
    assert refused.status == 4
    for word in ("G1 林晓彤", "自 2026-01-01 起", "--replace"):
        assert word in refused.err
    handed = divided("grid", "assign", "01", "G3", "--from", "2026-04-01", "--replace")
    assert handed.status == 0, handed.err
    assert heads(divided, "01") == [("林晓彤", "2026-01-01", "2026-04-01"), ("谢婉婷", "2026-04-01", None)]
    until = divided("grid", "assign", "01", "周雅琴", "--from", "2026-03-20", "--replace")
    assert until.status == 4
    assert "--to 2026-03-31" in until.err
    filled = divided("grid", "assign", "01", "周雅琴", "--from", "2026-03-20", "--to", "2026-03-31", "--replace")
    assert filled.status == 0, filled.err
    assert "同时负责 2 个网格" in filled.err
    assert findings(divided, "--on", "2026-03-31") == []


def test_a_term_ends_on_a_day_that_is_said(divided: Run) -> None:
    assert divided("grid", "assign", "01", "林晓彤").status == 4
    assert divided("grid", "assign", "01", "林晓彤", "--to", "2025-12-31").status == 4
    assert divided("grid", "assign", "01", "林晓彤", "--to", "2026-03-20").status == 0
    assert heads(divided, "01") == [("林晓彤", "2026-01-01", "2026-03-21")]
    assert findings(divided, "--on", "2026-03-20") == []
    assert findings(divided, "--on", "2026-03-21") == [("grid_without_head", "01 东区")]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("01", "没有的"), 3, "没有的"),
        (("09", "G3"), 3, "01 东区"),
        (("01", "G3", "多的"), 2, "多的"),
        (("01", "G3", "--from", "2026-02-01", "--replace"), 4, "2026-03-01"),  # not joined yet
        (("01", "T1", "--post", "工程技工"), 2, "全项目"),
        (("A1",), 2, "--buildings"),
        (("G1", "--buildings", "1栋"), 2, "网格"),
        (("01", "A1", "--buildings", "1栋", "--post", "安全员"), 2, "只能写一样"),
        (("T1",), 4, "已经负责"),
        (("01", "G3", "--from", "2026-05-01", "--to", "2026-04-01", "--replace"), 4, "核对"),
    ],
)
def test_who_cannot_be_put_where(divided: Run, words: tuple[str, ...], status: int, said: str) -> None:
    before = heads(divided, "01")
    refused = divided("grid", "assign", *words)
    assert (refused.status, refused.out) == (status, ""), refused.err
    assert said in refused.err
    assert heads(divided, "01") == before


def test_every_post_has_its_own_ground(divided: Run) -> None:
    put = table(divided, "grid", "assign", "刘洋", "--buildings", "1-2栋")
    assert [(row["scope"], row["ground"]) for row in put] == [("buildings", "1栋"), ("buildings", "2栋")]
    helper = divided("grid", "assign", "01", "T1", "--post", "物业助理")
    assert helper.status == 0, helper.err
    assert "登记的岗位是工程技工" in helper.err
    assert [row["staff"] for row in card(divided, "01")["others"]] == ["王强"]
    assert [line["number"] for line in table(divided, "staff", "list", "--grid", "01")] == ["G1", "T1"]


def test_who_leaves_keeps_no_grid(divided: Run) -> None:
    left = json.loads(divided("staff", "depart", "林晓彤", "--on", "2026-03-20", "--format", "json").out)
    assert left["headless"] == ["01 东区"]
    assert heads(divided, "01") == [("林晓彤", "2026-01-01", "2026-03-20")]
    assert divided("grid", "assign", "01", "林晓彤", "--from", "2026-03-20").status == 4
    assert divided("grid", "assign", "01", "G3", "--from", "2026-03-20").status == 0
    stays = divided("staff", "depart", "G2", "--on", "2026-05-01")
    assert stays.status == 0
    assert divided("grid", "assign", "02", "G3", "--from", "2026-05-01").status == 0


def test_check_finds_ground_of_nobody_and_grids_without_head(estate: Run) -> None:
    assert findings(estate) == [("ground_without_grid", f"{b}栋{u}单元") for b in "12" for u in "12"] + [
        ("ground_without_grid", "3栋")
    ]
    estate("grid", "add", "01", "--buildings", "1-3栋")
    estate("grid", "add", "02", "--name", "空")
    assert findings(estate) == [
        ("grid_without_head", "01"),
        ("grid_without_ground", "02 空"),
        ("grid_without_head", "02 空"),
    ]
    table_ = estate("grid", "check")
    assert table_.status == 4
    assert "网格没有负责人" in table_.out


def test_check_finds_two_heads_after_the_heading_post_changed_and_heads_who_are_not_there(
    divided: Run, ledger: Path
) -> None:
    settings = Settings(ledger, actor="owner", clock=lambda: NOW)
    with writing(settings, "test") as desk:  # what no command would write
        head = desk.reader.find(ASSIGNMENT, 1, ASSIGNMENT.c["grid"] == 1)[0]
        key = desk.tx.next_id(1, ASSIGNMENT)
        desk.tx.insert(ASSIGNMENT, [replace(head, id=key, staff=3)])
        ground = desk.reader.find(EXTENT, 1, EXTENT.c["grid"] == 1)[0]
        desk.tx.insert(EXTENT, [replace(ground, id=desk.tx.next_id(1, EXTENT), grid=2)])
    assert findings(divided, "--on", "2026-02-01") == [
        ("ground_in_two_grids", "1栋1单元"),
        ("grid_with_two_heads", "01 东区"),
        ("head_not_in_post", "01 东区"),
    ]


def test_nothing_found_is_one_line(divided: Run) -> None:
    answer = divided("grid", "check")
    assert (answer.status, answer.out) == (0, "")
    idle, summary = answer.err.splitlines()
    assert "安全员 1 人" in idle
    assert summary == "2026-03-16 没有发现问题：2 个网格，16 户"


def test_a_card_has_the_open_tickets(divided: Run) -> None:
    opened = divided("ticket", "open", "1#电梯", "不动了")
    assert opened.status == 0, opened.err
    assert [ticket["place"] for ticket in card(divided, "01")["tickets"]] == ["1栋1单元1#电梯"]
    text = divided("grid", "show", "东区").out
    assert "历任负责人" in text
    assert "GW-2026-0001" in text
    assert divided("grid", "show", "南区").status == 3


def imported(run: Run, path: Path, *argv: object) -> dict[str, Any]:
    done = run("grid", "import", path, *argv, "--format", "json")
    result: dict[str, Any] = json.loads(done.out)
    assert done.status == (0 if not result["problems"] else 5), done.err
    return result


def test_a_sheet_sets_up_grids_with_heads_and_then_says_nothing_new(estate: Run, tmp_path: Path) -> None:
    path = grids(
        tmp_path,
        "01,东区,1栋,,林晓彤,2026-01-15",
        "01,东区,2,1,林晓彤,2026-01-15",
        "02,西区,2栋,二单元,G2,2026-01-15",
        "02,,3栋,,,2026-02-01",
    )
    assert imported(estate, path)["applied"] is False
    assert table(estate, "grid", "list") == []
    done = imported(estate, path, "--apply")
    assert (done["new"], done["applied"]) == (4, True)
    assert [line["ground"] for line in table(estate, "grid", "list")] == ["1栋、2栋1单元", "2栋2单元、3栋"]
    assert heads(estate, "01") == [("林晓彤", "2026-01-15", None)]
    assert findings(estate, "--on", "2026-01-31") == [("ground_without_grid", "3栋")]
    again = imported(estate, path, "--apply")
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 4)


def test_a_cell_may_name_several_buildings(estate: Run, tmp_path: Path) -> None:
    done = imported(estate, grids(tmp_path, "01,全区,1-2栋、3栋,,林晓彤,"), "--apply")
    assert done["new"] == 1
    assert findings(estate) == []


def test_a_later_sheet_adds_ground_a_name_and_a_head(divided: Run, tmp_path: Path) -> None:
    divided("grid", "add", "03", "--name", "北区")
    path = grids(tmp_path, "01,新东区,1栋,,林晓彤,", "03,北区,,,G3,2026-03-16")
    done = imported(divided, path, "--apply")
    assert [(change["field"], change["before"], change["after"]) for change in done["changes"]] == [
        ("名称", "东区", "新东区"),
        ("负责人", None, "G3 谢婉婷"),
    ]
    assert table(divided, "grid", "list")[0]["name"] == "新东区"
    assert heads(divided, "03") == [("谢婉婷", "2026-03-16", None)]


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        (["03,北区,1栋,,,"], ["属于网格 01"]),
        (["03,北区,9栋,,,"], ["没有楼栋"]),
        (["03,北区,1栋,3单元,,"], ["没有“3单元”"]),
        (["01,东区,1栋,,周雅琴,"], ["G1 林晓彤"]),
        (["03,北区,,,不在的,"], ["花名册里没有"]),
        (["03,北区,,,G3,2026-02-01"], ["2026-03-01 才到岗"]),
        (["01,东区,,,林晓彤,", "01,南区,1栋,,,"], ["第 2 行写的是“东区”"]),
        (["03,北区,,,G3,2026-03-16", "03,,1栋,,G1,2026-03-16"], ["第 2 行写的是“G3”", "属于网格 01"]),
        (["01,东区,1栋,,,2025-12-01"], ["从 2026-01-01 起才有"]),
    ],
)
def test_a_wrong_row_stops_the_sheet(divided: Run, tmp_path: Path, rows: list[str], reasons: list[str]) -> None:
    before = table(divided, "grid", "list")
    result = imported(divided, grids(tmp_path, *rows), "--apply")
    assert result["applied"] is False
    told = [problem["reason"] for problem in result["problems"]]
    assert len(told) == len(reasons)
    assert all(reason in text for reason, text in zip(reasons, told, strict=True)), told
    assert table(divided, "grid", "list") == before


def test_two_rows_that_claim_the_same_ground_conflict(estate: Run, tmp_path: Path) -> None:
    path = grids(tmp_path, "01,东区,1栋,,林晓彤,", "02,西区,1栋,2单元,周雅琴,", "02,西区,2栋,,周雅琴,")
    result = imported(estate, path, "--apply")
    assert (result["conflicting"], result["applied"]) == (1, False)
    skipped = estate("grid", "import", path, "--apply", "--skip-wrong", "--format", "json")
    assert skipped.status == 5
    assert [line["ground"] for line in table(estate, "grid", "list")] == ["1栋", "2栋"]
    assert [line["head"] for line in table(estate, "grid", "list")] == ["林晓彤", None]


def test_one_head_of_two_grids_is_told_of(estate: Run, tmp_path: Path) -> None:
    result = imported(estate, grids(tmp_path, "01,东区,1栋,,林晓彤,", "02,西区,2栋,,林晓彤,"), "--apply")
    assert ["同时负责 2 个网格" in warning["reason"] for warning in result["warnings"]] == [True]


def test_a_public_place_follows_its_building_unless_it_is_laid_to_a_grid(divided: Run) -> None:
    divided("grid", "add", "03", "--name", "公共", "--places", "1#电梯")
    divided("place", "add", "大堂", "--building", "1栋")
    divided("place", "add", "2栋门厅", "--building", "2栋")
    grids = {}
    for place in ("1#电梯", "东门", "大堂", "2栋门厅", "3栋101"):
        opened = divided("ticket", "open", place, "灯不亮", "--format", "json")
        assert opened.status == 0, opened.err
        grids[place] = json.loads(opened.out)[0]["grid"]
    # 2栋 is divided between two grids, and nobody has the gate
    assert grids == {"1#电梯": "公共", "东门": None, "大堂": "东区", "2栋门厅": None, "3栋101": "西区"}


def test_undo_takes_each_of_them_back(divided: Run) -> None:
    for words in (
        ("grid", "add", "03", "--places", "东门"),
        ("grid", "assign", "01", "G3", "--from", "2026-04-01", "--replace"),
        ("staff", "depart", "G1"),
        ("project", "set", "--limit-days", "20"),
    ):
        before = (table(divided, "grid", "list"), table(divided, "staff", "list"), card(divided, "01"))
        assert divided(*words).status == 0
        undone = divided("undo", "--yes")
        assert undone.status == 0, undone.err
        assert (table(divided, "grid", "list"), table(divided, "staff", "list"), card(divided, "01")) == before


def test_a_sheet_may_lay_public_places_to_a_grid(estate: Run, tmp_path: Path) -> None:
    header = "网格编号,网格名称,楼栋,公共部位,网格负责人,起始日期"
    whole = sheet(tmp_path, "网格", header, "01,一网格,1栋,,G1,2026-01-01", "01,,,东门、1#电梯,,")
    assert estate("grid", "import", whole, "--apply").status == 0
    card = json.loads(estate("grid", "show", "01", "--format", "json").out)
    assert "东门" in json.dumps(card, ensure_ascii=False)
    again = estate("grid", "import", whole, "--apply")
    assert "没有要写入的" in again.err
    other = estate("grid", "import", sheet(tmp_path, "另", header, "02,二网格,2栋,,G2,", "02,,,东门,,"), "--apply")
    assert other.status == 5
    assert "东门属于网格 01" in other.out
    unknown = estate("grid", "import", sheet(tmp_path, "无", header, "02,二网格,,北大门,G2,"), "--apply")
    assert unknown.status == 5
    assert "D2" in unknown.out
