"""What an entry wrote, as a clerk reads it: columns and codes in Chinese, rows by what they are called."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from gridctl.services.journal.fields import FIELDS, REFERS, TOLD_BY, field_label
from gridctl.store.registry import LEDGERED

Run = Callable[..., Any]
NAMES = re.compile(r"（owner）|Asia/Shanghai|\d+-[0-9a-f]{8,}")  # the last is the head of the journal
ENGLISH = re.compile(r"[a-z]{3,}")
MUCH_LATER = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
COMMANDS = (
    (("staff", "import", "-", "--apply"), "工号,姓名,岗位,电话\nA1,王强,工程技工,13900000001\nA2,李梅,客服管家,\n"),
    (
        ("estate", "import", "-", "--apply"),
        "期,楼栋,单元,房号,面积,房屋类型,房屋状态,X坐标,Y坐标\n1,3,1,101,89.5,住宅,空置,0,1500\n",
    ),
    (("place", "add", "3栋1单元大堂", "--keeper", "王强"), ""),
    (("grid", "add", "01", "--name", "东区网格", "--buildings", "3栋"), ""),
    (("grid", "assign", "01", "李梅"), ""),
    (("resident", "import", "-", "--apply"), "楼栋,单元,房号,姓名,身份,电话\n3,1,101,张三丰,租户,13812345678\n"),
    (("ticket", "open", "3栋1单元大堂", "灯不亮", "--source", "电话", "--reporter", "赵小红"), ""),
    (("ticket", "dispatch", "1", "--to", "王强"), ""),
    (("ticket", "finish", "1", "--by", "王强", "--material", "灯管2支"), ""),
    (("ticket", "verify", "1", "--by", "李梅"), ""),
    (("ticket", "edit", "1", "-c", "门窗", "--reporter", "钱小兰", "--reason", "看错"), ""),
    (("reception", "add", "来访", "太吵没人管", "--place", "3-1-101", "--caller", "赵小红", "--ticket", "诉求"), ""),
    (("request", "answer", "1", "已劝停", "--by", "李梅", "--done"), ""),
    (("request", "urge", "1"), ""),
    (("request", "satisfaction", "1", "满意", "--by", "王强"), ""),
    (("supervision", "add", "通道堆物", "--grid", "01", "--due", "2026-03-20"), ""),
    (("supervision", "mend", "1", "--note", "已清理"), ""),
    (("supervision", "check", "1", "--by", "王强"), ""),
    (("merit", "account", "李梅", "--reason", "迟到", "--by", "王强", "--amount", "50", "--finding", "1"), ""),
    (("worklog", "add", "走访", "身体好", "--staff", "李梅"), ""),
    (("project", "set", "--week-end", "周五"), ""),
    (("report", "issue", "weekly", "--week", "2026-W14"), ""),
    (("staff", "add", "A3", "--name", "钱进", "--post", "项目负责人"), ""),
    (("staff", "leave", "王强", "--from", "2026-03-20", "--to", "2026-03-21", "--deputy", "李梅"), ""),
    (("duty", "log", "每日情况上报", "--by", "李梅", "--note", "没有隐患"), ""),
    (("duty", "set", "安全宣传教育", "--every", "每季度"), ""),
    (("checklist", "set", "fire-daily", "--add-point", "天台门", "--opens", "隐患", "--from", "2026-04-01"), ""),
    (("inspect", "log", "--list", "fire-daily", "--grid", "01", "--abnormal", "楼道=3栋1单元大堂：堆物"), ""),
    (("visit", "add", "3-1-101", "--people", "张三丰", "--need", "停车:没有车位", "--by", "李梅"), ""),
    (("activity", "add", "安全宣传教育", "飞线充电", "--grid", "01", "--attendance", "26", "--by", "李梅"), ""),
    (("renovation", "apply", "3-1-101", "--works", "厨卫改造", "--applicant", "张三丰", "--phone", "13812345678"), ""),
    (("renovation", "violation", "1", "垃圾堆在楼道", "--by", "李梅"), ""),
    (("meeting", "hold", "工作例会", "--at", "9:00", "--convener", "钱进", "--all"), ""),
    (("meeting", "item", "add", "1", "换玻璃", "--owner", "王强", "--due", "3-31"), ""),
    (("training", "plan", "巡查要点", "--kind", "网格管理培训", "--post", "客服管家", "--on", "3-16"), ""),
    (("training", "hold", "1", "--on", "3-16", "--all-passed"), ""),
    (("equipment", "add", "K1", "--name", "弱电井钥匙", "--kind", "钥匙"), ""),
    (("equipment", "hand", "K1", "--borrower", "张三丰", "--due", "明天"), ""),
    (("upkeep", "done", "消杀", "--by", "王强", "--quantity", "3处"), ""),
    (("upkeep", "accept", "1", "--by", "李梅"), ""),
    (("shift", "handover", "李梅", "--by", "王强"), ""),
)


@pytest.fixture
def worked(run: Run) -> Run:
    for words, sheet in COMMANDS:
        clock = {"clock": MUCH_LATER} if words[0] == "report" else {}
        done = run(*words, stdin=sheet, **clock)
        assert done.status == 0, (words, done.err)
    return run


def entry_of(run: Run, command: str) -> list[dict[str, Any]]:
    entries = json.loads(run("ledger", "log", "--last", 50, "--format", "json").out)
    number = next(entry["number"] for entry in entries if entry["command"] == command)
    found: list[dict[str, Any]] = json.loads(run("ledger", "log", "--entry", number, "--format", "json").out)
    return found


def said(changes: list[dict[str, Any]], table: str) -> dict[str, tuple[str | None, str | None]]:
    return {c["label"]: (c["before_words"], c["after_words"]) for c in changes if c["table"] == table}


def test_every_column_of_every_table_has_a_chinese_name_of_its_own() -> None:
    assert FIELDS.keys() == {item.name for item in LEDGERED}
    for item in LEDGERED:
        assert tuple(sorted(FIELDS[item.name])) == tuple(sorted(item.columns[2:])), item.name
        labels = list(FIELDS[item.name].values())
        assert len(set(labels)) == len(labels), item.name
        assert not [label for label in labels if label.isascii()], item.name
    assert field_label("staff", "of_another_version") == "of_another_version"


def test_what_names_a_row_is_a_column() -> None:
    tables = {item.name: item for item in LEDGERED}
    assert set(REFERS.values()) <= tables.keys()
    assert all(set(columns) <= set(tables[table].columns) for table, columns in TOLD_BY.items())


def test_no_entry_speaks_in_codes(worked: Run) -> None:
    entries = json.loads(worked("ledger", "log", "--last", 50, "--format", "json").out)
    assert len(entries) == len(COMMANDS) + 1
    for entry in entries:
        shown = worked("ledger", "log", "--entry", entry["number"]).out
        assert ENGLISH.findall(NAMES.sub("", shown)) == [], entry["command"]


def test_posts_scopes_people_and_ground_are_named(worked: Run) -> None:
    changes = entry_of(worked, "grid assign")
    assert said(changes, "assignment") == {
        "人员": (None, "李梅（A2）"),
        "岗位": (None, "客服管家"),
        "管到哪里": (None, "网格"),
        "网格": (None, "东区网格"),
        "起": (None, "2026-01-01"),
    }
    assert {change["subject"] for change in changes} == {"李梅（A2）"}
    assert said(entry_of(worked, "place add"), "place")["维护人员"] == (None, "王强（A1）")
    room = said(entry_of(worked, "estate import"), "place")
    assert (room["种类"], room["类型"], room["状态"]) == ((None, "房屋"), (None, "住宅"), (None, "空置"))
    assert (room["单元"], room["面积"]) == ((None, "3栋1单元"), (None, "89.50 ㎡"))
    assert said(entry_of(worked, "estate import"), "building")["期"] == (None, "一期")


def test_json_keeps_the_columns_and_their_values(worked: Run) -> None:
    post = next(c for c in entry_of(worked, "grid assign") if c["field"] == "post")
    assert (post["before"], post["after"], post["label"], post["after_words"]) == (None, "steward", "岗位", "客服管家")
    staff = next(c for c in entry_of(worked, "grid assign") if c["field"] == "staff")
    assert staff["after"] == 2


def test_residents_are_named_no_further_than_their_surname(worked: Run) -> None:
    changes = entry_of(worked, "resident import")
    assert said(changes, "occupancy")["住户"] == (None, "张**")
    assert said(changes, "occupancy")["身份"] == (None, "租户")
    assert {c["subject"] for c in changes if c["table"] == "occupancy"} == {"3栋1单元101 张**"}
    assert not re.search("张三丰|13812345678", json.dumps(changes, ensure_ascii=False))


def test_the_life_of_a_ticket_is_told(worked: Run) -> None:
    assert said(entry_of(worked, "ticket dispatch"), "step")["其他"] == (None, "派给王强（A1）")
    finished = entry_of(worked, "ticket finish")
    assert said(finished, "step")["其他"] == (None, "用料：灯管2支")
    assert said(finished, "step")["步骤"] == (None, "完工")
    assert said(finished, "ticket")["状态"] == ("待接单", "待验收")
    assert said(entry_of(worked, "ticket verify"), "movement")["事由"] == (None, "完成")
    edited = said(entry_of(worked, "ticket edit"), "step")["其他"]
    assert edited == (None, "类别：公共照明 → 门窗五金；报修人：赵** → 钱**")
    assert said(entry_of(worked, "ticket open"), "round")["期限依据"] == (None, "公区维修整改期限")


def test_the_office_s_own_books_are_told(worked: Run) -> None:
    told = said(entry_of(worked, "reception add"), "reception")
    assert (told["种类"], told["来电来访人"]) == ((None, "来访"), (None, "赵**"))
    assert said(entry_of(worked, "supervision check"), "supervision")["复查合格"] == (None, "是")
    account = said(entry_of(worked, "merit account"), "merit")
    assert (account["种类"], account["金额"]) == ((None, "责任追究"), (None, "50 元"))
    assert said(entry_of(worked, "worklog add"), "work_note")["部分"] == (None, "走访/催费/装修")


def test_policies_and_issued_reports_are_told(worked: Run) -> None:
    assert said(entry_of(worked, "project set"), "policy")["内容"] == (None, "周五")
    issued = said(entry_of(worked, "report issue weekly"), "issued_report")
    assert issued["定稿人"] == (None, "台账负责人（owner）")
    assert re.fullmatch(r"共 [\d,]+ 字", str(issued["内容"][1]))
    assert {c["after_words"] for c in entry_of(worked, "report issue weekly") if c["field"] == "scope"} == {
        "全项目",
        "东区网格",
        "李梅（A2）",
    }


def test_what_is_no_longer_there_is_still_named(run: Run) -> None:
    sheet = "工号,姓名,岗位\nA1,王强,项目负责人\n"
    assert run("staff", "import", "-", "--apply", stdin=sheet).status == 0
    assert run("undo", "--yes").status == 0
    assert said(entry_of(run, "staff import"), "assignment")["人员"] == (None, "王强（A1）")
    gone = entry_of(run, "undo")
    assert {change["subject"] for change in gone} == {"王强（A1）"}
    assert said(gone, "staff")["岗位"] == ("项目负责人", None)
