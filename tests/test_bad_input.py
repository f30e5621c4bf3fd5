"""What offices hand in by mistake and what nobody should: one line with a hint, the right status, an unchanged ledger."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gridctl.cli.main import main
from gridctl.cli.options import Format
from gridctl.cli.output import Column, Listing, show
from gridctl.settings import Settings
from tests.conftest import NOW, Run
from tests.refusals import dump, refused
from tests.small_estate import furnish

HALL = "1栋1单元大堂"
posix = pytest.mark.skipif(os.name != "posix", reason="as a POSIX shell redirects")
PHONE, IDENTITY = "16012345678", "999999199001011235"


@pytest.fixture
def estate(ledger: Path) -> Path:
    furnish(ledger, NOW)
    return ledger


def opened(run: Run, *words: str) -> str:
    """The number of a ticket that was opened with more words."""
    outcome = run("ticket", "open", HALL, *words, "--format", "json")
    assert outcome.status == 0, outcome.err
    return str(json.loads(outcome.out)[0]["number"])


@pytest.mark.usefixtures("estate")
def test_numbers_of_people_in_the_texts_of_a_ticket_are_masked_wherever_it_is_shown(run: Run, tmp_path: Path) -> None:
    said = f"业主 {PHONE} 报，证号{IDENTITY}"
    number = opened(run, f"灯不亮 {said}", "--remark", said, "--phone", PHONE, "--opened", "2026-03-16")
    run("ticket", "dispatch", number, "--to", "W01", "--note", said)
    run("ticket", "progress", number, "--note", said)
    run("ticket", "edit", number, "--phone", "16087654321", "--reason", said)
    week = ("report", "weekly", "--week", "2026-W12")
    book = tmp_path / "week.xlsx"
    shown = [run("ticket", "show", number, "--text"), run(*week, "-o", book)]
    for words in (("ticket", "show", number), ("ticket", "list", "--all"), week, ("today",), ("ledger", "log")):
        shown += [run(*words, "--format", form) for form in ("table", "json", "csv")]
    cells = [str(cell.value) for sheet in load_workbook(book) for row in sheet for cell in row]
    assert [each.err for each in shown if each.status] == []
    told = "".join(each.out for each in shown) + "".join(cells)
    assert "160****5678" in told
    assert "9999**********1235" in told
    for secret in (PHONE, IDENTITY, "16087654321"):
        assert secret not in told


CONTROLS = {
    "escape": "红\x1b[31m字\x1b]0;标题\x07",
    "clipboard": "字\x1b]52;c;xx\x1b\\",
    "c1": "字\x9b2J",
    "direction": "字\u202e反\u2066",
    "null": "字\x00",
    "lines": "字\n一\r\n二\x0b三",
    "hidden": "字\u200b\ufeff\U000e0041",
}


@pytest.mark.usefixtures("estate")
@pytest.mark.parametrize("text", CONTROLS.values(), ids=CONTROLS)
@pytest.mark.parametrize(
    ("words", "listing"),
    [
        (("place", "add", "{}", "--location", "{}", "--keeper", "{}", "--alias", "{}别名", "--remark", "{}"), "place"),
        (("staff", "add", "X1", "--name", "{}", "--post", "工程技工", "--lives-in", "{}", "--remark", "{}"), "staff"),
        (("grid", "add", "9{}", "--name", "{}"), "grid"),
        (("project", "set", "--name", "{}", "--company", "{}"), "project"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_steers_a_terminal_is_gone_before_it_is_stored(
    run: Run, ledger: Path, text: str, words: tuple[str, ...], listing: str
) -> None:
    assert run(*(word.format(text) for word in words)).status == 0
    shown = run(listing, "list", "--format", "json").out
    assert "字" in shown
    assert [char for char in shown.replace("\n", "") if not char.isprintable()] == []
    assert [line for line in dump(ledger) if "\\u00" in line or "\\u20" in line] == []  # nor does any image of it


@pytest.mark.parametrize(
    "words",
    [
        ("ticket", "open", HALL, "{}"),
        ("ticket", "open", HALL, "灯不亮", "--remark", "{}"),
        ("staff", "add", "X1", "--name", "{}", "--post", "工程技工"),
        ("place", "add", "水泵房", "--keeper", "{}"),
        ("grid", "add", "09", "--name", "{}"),
        ("project", "set", "--name", "{}"),
        ("resident", "list", "--full", "--reason", "{}"),
    ],
)
def test_text_in_no_known_encoding_is_refused_and_never_dropped(run: Run, estate: Path, words: tuple[str, ...]) -> None:
    gbk = os.fsdecode("修复3次".encode("gbk"))
    assert "编码" in refused(run, estate, 2, [word.format(gbk) for word in words])


def test_utf8_from_a_terminal_without_a_locale_is_read(run: Run, estate: Path) -> None:
    bare = "三号网格".encode().decode("ascii", "surrogateescape")
    assert run("grid", "add", "09", "--name", bare).status == 0
    assert "三号网格" in run("grid", "list").out
    assert estate.exists()


WRONG = "楼栋,单元,房号,姓名\n1栋,1单元,101,张三\n9栋,1单元,101,李四\n"


def wrong_sheet(folder: Path) -> Path:
    sheet = folder / "住户.csv"
    sheet.write_text(WRONG, encoding="utf-8")
    return sheet


@pytest.mark.parametrize("target", ["有错.csv", "没有的文件夹/有错.xlsx", "文件夹.xlsx", "字" * 200 + ".xlsx"])
def test_a_place_where_wrong_rows_cannot_go_is_refused_before_anything_is_written(
    run: Run, estate: Path, tmp_path: Path, target: str
) -> None:
    sheet = wrong_sheet(tmp_path)
    (tmp_path / "文件夹.xlsx").mkdir()
    words = ("resident", "import", sheet, "--apply", "--skip-wrong", "--problems", tmp_path / target)
    refused(run, estate, 2, words)


def test_wrong_rows_never_cover_the_sheet_they_came_from(run: Run, estate: Path, tmp_path: Path) -> None:
    sheet = wrong_sheet(tmp_path).rename(tmp_path / "住户.xlsx")
    (tmp_path / "别名.xlsx").symlink_to(sheet)
    for target in (sheet, tmp_path / "别名.xlsx", tmp_path / "." / "住户.xlsx"):
        refused(run, estate, 2, ("resident", "import", sheet, "--problems", target))
    assert sheet.read_text(encoding="utf-8") == WRONG


def test_mended_rows_are_imported_from_where_they_were_written(run: Run, estate: Path, tmp_path: Path) -> None:
    problems = tmp_path / "有错.xlsx"
    assert (
        run("resident", "import", wrong_sheet(tmp_path), "--apply", "--skip-wrong", "--problems", problems).status == 5
    )
    book = load_workbook(problems)
    (row,) = (row for row in book.worksheets[0].iter_rows() if any(cell.value == "9栋" for cell in row))
    next(cell for cell in row if cell.value == "9栋").value = "1栋"
    book.save(problems)
    assert run("resident", "import", problems, "--apply").status == 0
    named = json.loads(run("resident", "list", "--format", "json").out)
    assert [person["name"] for person in named] == ["张*", "李*"]
    assert estate.exists()


@pytest.mark.usefixtures("estate")
@pytest.mark.parametrize("target", ["没有的文件夹/周.xlsx", "文件夹", "周.xls", "周.pdf", "字" * 200])
def test_a_report_is_not_issued_where_it_cannot_be_written(run: Run, ledger: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "文件夹").mkdir()
    for words in (("report", "weekly"), ("report", "issue", "weekly")):
        refused(run, ledger, 2, (*words, "--week", "2026-W11", "-o", tmp_path / target))


@pytest.mark.parametrize(
    "name", ["没有.db", "文件夹.db", "空.db", "文字.db", "别的.db", "新版.db", "半截.db", "字" * 200, "空.db/里面.db"]
)
@pytest.mark.parametrize(
    "words",
    [
        ("ticket", "list"),
        ("ledger", "verify"),
        ("report", "weekly"),
        ("ticket", "open", HALL, "灯不亮"),
        ("undo", "--yes"),
        ("resident", "import", "住户.csv", "--apply"),
    ],
    ids=" ".join,
)
def test_what_is_no_ledger_of_ours_is_told_with_status_6_and_left_alone(
    estate: Path,
    tmp_path: Path,
    name: str,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong_sheet(tmp_path)
    (tmp_path / "文件夹.db").mkdir()
    whole = estate.read_bytes()
    for each, content in {"空.db": b"", "文字.db": b"hello" * 999, "半截.db": whole[: len(whole) // 2]}.items():
        (tmp_path / each).write_bytes(content)
    for each, statement in {"别的.db": "CREATE TABLE t (a)", "新版.db": "PRAGMA user_version = 99"}.items():
        if each == "新版.db":
            (tmp_path / each).write_bytes(whole)
        with closing(sqlite3.connect(tmp_path / each)) as connection:
            connection.execute(statement)
    before = {path: path.read_bytes() for path in tmp_path.glob("*.db") if path.is_file()}
    status = main([*words, "--ledger", name, "--as", "owner"], clock=lambda: NOW)
    told = capsys.readouterr()
    assert (status, told.out) == (6, "")
    assert [line.partition(" ")[0] for line in told.err.splitlines()] == ["错误:", "提示:"]
    assert {path: path.read_bytes() for path in before} == before


def test_a_counter_that_holds_nothing_is_a_finding_and_no_crash(run: Run, estate: Path) -> None:
    opened(run, "灯不亮")
    with closing(sqlite3.connect(estate)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'number INTEGER NOT NULL', 'number INTEGER')")
        connection.commit()
    with closing(sqlite3.connect(estate)) as connection:
        connection.execute("UPDATE ticket SET number = NULL")
        connection.commit()
    outcome = run("ledger", "verify")
    assert outcome.status == 4
    assert "读不懂" in outcome.out + outcome.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2100-01-01", "2026-02-30", "明天"])
@pytest.mark.parametrize("words", [("report", "weekly"), ("ticket", "list"), ("ticket", "open", HALL, "灯不亮")])
def test_a_day_out_of_reach_is_refused(run: Run, estate: Path, day: str, words: tuple[str, ...]) -> None:
    refused(run, estate, 2, (*words, "--today", day))


@pytest.mark.parametrize("words", [("resident", "import"), ("staff", "import"), ("estate", "import")])
def test_a_file_with_an_impossible_name_is_told_as_bad_data(run: Run, estate: Path, words: tuple[str, ...]) -> None:
    refused(run, estate, 5, (*words, "字" * 200 + ".xlsx"))


def test_a_sheet_with_a_header_alone_is_told_apart_from_one_that_is_known(run: Run, estate: Path) -> None:
    for words in ((), ("--apply",)):
        outcome = run("resident", "import", "-", *words, stdin="楼栋,单元,房号,姓名\n")
        assert outcome.status == 0
        assert "没有数据" in outcome.err
    assert estate.exists()


@posix
@pytest.mark.slow
def test_a_result_that_cannot_be_written_is_not_taken_for_work_undone(run: Run, estate: Path) -> None:
    for number, words in enumerate((">/dev/full", ">&-"), 1):
        line = f'exec "$0" -m gridctl ticket open {HALL} 灯不亮 --ledger "$1" --as owner {words}'
        done = subprocess.run(["/bin/sh", "-c", line, sys.executable, estate], capture_output=True, check=False)
        told = done.stderr.decode()
        assert (done.returncode, "Traceback" in told) == (number % 2, False), told
        assert ("先用 gridctl ledger log 看" in told) is (number == 1)
        assert len(json.loads(run("ticket", "list", "--format", "json").out)) == number


@dataclass(frozen=True)
class Shelf:
    number: str = "GW-2026-0001"
    place: str = "1栋1单元大堂"
    problem: str = "灯不亮，开关也坏了"


SHELVES = Listing("单", (Column("number", "单号", whole=True), Column("place", "部位"), Column("problem", "问题")))


@pytest.mark.parametrize("columns", [10, 20, 28, 30, 31, 40, 80])
def test_a_narrow_terminal_hides_nothing(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    show([Shelf()], SHELVES, Format.TABLE, Settings(Path("ledger.db"), terminal=True))
    told = capsys.readouterr().out
    assert "GW-2026-0001" in told
    for char in Shelf.place + Shelf.problem:
        assert char in told


@pytest.mark.parametrize("text", ["\x9b2J", "\u202e反\u2066", "\u200b", "\x1b[2J"], ids=ascii)
def test_json_of_a_sheet_that_is_wrong_steers_no_terminal(run: Run, estate: Path, text: str) -> None:
    outcome = run("resident", "import", "-", "--format", "json", stdin=f"楼栋,单元,房号,姓名\n字{text},1单元,9,张三\n")
    assert outcome.status == 5
    assert "字" in outcome.out
    assert "\\u" not in outcome.out
    assert [char for char in outcome.out.replace("\n", "") if not char.isprintable()] == []
    assert estate.exists()


@pytest.mark.parametrize("blank", ["", "  ", "　", "\u200b", "\x1b[2J"], ids=ascii)
@pytest.mark.parametrize(
    "words",
    [
        ("ticket", "open", "{}", "灯不亮"),
        ("ticket", "open", HALL, "{}"),
        ("ticket", "show", "{}"),
        ("ticket", "finish", "1", "{}"),
        ("staff", "add", "{}", "--name", "张三", "--post", "工程技工"),
        ("staff", "show", "{}"),
        ("place", "show", "{}"),
        ("place", "add", "{}"),
        ("grid", "add", "{}"),
        ("estate", "show", "{}"),
        ("resident", "show", "{}"),
    ],
    ids=" ".join,
)
def test_an_argument_that_says_nothing_is_refused(run: Run, estate: Path, words: tuple[str, ...], blank: str) -> None:
    refused(run, estate, 2, [word.format(blank) for word in words])


@pytest.mark.usefixtures("estate")
def test_a_text_of_a_ticket_is_emptied_by_the_word_that_empties_a_cell(run: Run) -> None:
    number = opened(run, "灯不亮", "--reporter", "张三", "--remark", "请联系他", "--paper", "A7")
    assert run("ticket", "edit", number, "--reporter", "<清空>", "--paper", "<清空>", "--remark", "<清空>").status == 0
    (line,) = json.loads(run("ticket", "list", "--format", "json").out)
    assert [line[name] for name in ("reporter", "paper", "remark")] == [None, None, None]
    assert run("ticket", "edit", number, "--problem", "<清空>", "--dry-run").status == 2


@pytest.mark.parametrize(
    "words",
    [
        ("ledger", "log", "--last", "9" * 30),
        ("ledger", "log", "--last", "0"),
        ("ledger", "log", "--entry", "9" * 30),
        ("report", "weekly", "--version", "9" * 30),
        ("project", "set", "--limit-days", "9" * 30),
    ],
)
def test_a_number_beyond_every_ledger_is_refused(run: Run, estate: Path, words: tuple[str, ...]) -> None:
    assert "x<" not in refused(run, estate, 2, words)


@posix
@pytest.mark.parametrize(
    "name", ["住户.csv".encode("gbk"), " 住户 .csv".encode(), "住户\x1b[2J.csv".encode()], ids=ascii
)
def test_a_file_may_have_any_name(run: Run, estate: Path, tmp_path: Path, name: bytes) -> None:
    sheet = tmp_path / os.fsdecode(name)
    sheet.write_text(WRONG, encoding="utf-8")
    problems = tmp_path / os.fsdecode(name.replace(b".csv", b".xlsx"))
    outcome = run("resident", "import", sheet, "--apply", "--skip-wrong", "--problems", problems)
    assert outcome.status == 5, outcome.err
    assert problems.exists()
    assert not {"\x1b", "\udcd7"} & set(outcome.out + outcome.err)
    assert run("ledger", "log", "--last", "1", "--format", "json").status == 0
    assert run("ledger", "verify").status == 0
    assert estate.exists()
