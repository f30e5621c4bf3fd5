"""录单 of hazards, cleaning faults, requests and incidents: the fields that each kind's paper has, at a pseudo-terminal."""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gridctl.cli.width import width
from tests.conftest import NOW, Run
from tests.signing_office import furnish_office

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.cli.terminal import Terminal, terminal

Type = Callable[..., Any]
Said = tuple[tuple[str, str], ...]  # prompts and what is typed at them

HAZARD: Said = (
    ("部位", "zxhy"),
    ("隐患", "消防通道堆放杂物"),
    ("类别 [1 消防安全]", ""),
    ("等级 [一般]", ""),
    ("排查人 [李梅 G01]", ""),
    ("排查 [03-16]", "8:30"),
    ("现场措施", "当场清走"),
    ("上报部门", "物业管理处"),
    ("上报 [03-16 08:30]", ""),
    ("责任人 [空]", ""),
)
FAULT: Said = (
    ("部位", "zxhy"),
    ("问题", "草坪有纸屑"),
    ("类别", "6"),
    ("责任单位 [按部位]", ""),
    ("发现人 [李梅 G01]", ""),
    ("发现 [03-16]", "3-10"),
    ("通知单位 [03-10]", ""),
    ("整改 [空]", ""),
)
REQUEST: Said = (
    ("部位", "1-1-101"),
    ("诉求", "楼上半夜装修扰民"),
    ("类别 [1 投诉]", ""),
    ("紧急程度 [一般]", ""),
    ("来源 [电话]", ""),
    ("诉求人 [空]", "张建国"),
    ("电话 [空]", "13800000001"),
    ("受理 [03-16]", ""),
    ("答复 [空]", ""),
)
INCIDENT: Said = (
    ("部位", "1#电梯"),
    ("经过", "两人被困"),
    ("类别 [3 电梯困人]", ""),
    ("等级 [一般]", ""),
    ("发生 [03-16]", "8:20"),
    ("现场控制措施", "安抚被困人员"),
    ("通知助理 [空]", "8:22 对讲"),
    ("通知技工 [空]", "8:23 wq"),
    ("通知部门 [空]", "8:25 工程部"),
    ("通知负责人 [空]", "8:10"),
    ("通知负责人 [空]", "8:30 电话"),
    ("到场 [空]", ""),
)


@pytest.fixture
def office(ledger: Path, run: Run) -> Path:
    """Somebody in each post that a slip names, and a cleaning company for everything."""
    furnish_office(ledger, NOW)
    for words in (
        ("staff", "add", "A9", "--name", "周敏", "--post", "物业助理", "--joined", "2025-01-01"),
        ("contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "3100", "--from", "2026-01-01"),
    ):
        assert run(*words).status == 0
    return ledger


@pytest.fixture
def enter(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type lines as a person would whose screen is somewhere else; `Outcome.err` is what he sees."""
    assert office

    def call(kind: str, *lines: str, options: tuple[str, ...] = (), actor: str = "G01") -> Any:
        monkeypatch.setattr("gridctl.settings.is_terminal", lambda stream: stream is sys.stdin)
        typed = "".join(f"{line}\n" for line in lines)
        said = run("enter", "--kind", kind, *options, stdin=typed, actor=actor)
        monkeypatch.undo()
        return said

    return call


def answers(said: Said) -> list[str]:
    return [typed for _, typed in said]


def fill(at: Terminal, said: Said) -> None:
    for prompt, typed in said:
        at.answer(prompt, typed)


def session(office: Path, kind: str, **more: Any) -> Any:
    return terminal(NOW.isoformat(), "enter", "--kind", kind, "--as", "G01", "--ledger", office, **more)


def shown(run: Run, *words: str) -> dict[str, Any]:
    card: dict[str, Any] = json.loads(run(*words, "--format", "json").out)
    return card


def log_of(run: Run) -> list[str]:
    return [one["command"] for one in json.loads(run("ledger", "log", "--last", "2", "--format", "json").out)]


def test_hazards_at_a_terminal(office: Path, run: Run) -> None:
    mended: Said = (
        ("部位", "="),
        ("隐患", "="),
        ("类别", ""),
        ("等级 [一般]", "较大"),
        ("排查人", "lm"),
        ("排查 [03-16]", "3-12"),
        ("现场措施", "="),
        ("上报部门 [物业管理处]", ""),
        ("上报 [03-12]", ""),
        ("责任人 [空]", "wq"),
        ("整改完成 [空]", "3-11"),
        ("整改完成 [空]", "3-13"),
        ("整改措施", ""),
        ("整改措施", "重新划线"),
        ("整改资金 [0元]", "-"),
        ("整改资金 [0元]", "120"),
        ("复查人 [空]", "W01"),
        ("复查人 [空]", "zj"),
        ("复查 [03-13]", "3-12"),
        ("复查 [03-13]", "3-15"),
        ("复查意见 [复查合格]", ""),
    )
    with session(office, "隐患") as at:
        fill(at, HAZARD)
        at.wait("已存 YH-2026-0001")
        fill(at, mended)
        at.wait("已存 YH-2026-0002")
        at.answer("部位", "")
        assert at.end() == 0
        assert "整改完成（2026-03-11）早于排查（2026-03-12）" in at.screen
        assert "责任人和复查人是同一个人" in at.screen
        assert "整改措施不能空着" in at.screen
        assert "整改资金不能空着" in at.screen
        listed = at.screen.partition("录了 2 张")[2]
    assert "[ ] 1. YH-2026-0001  中心花园\n    消防通道堆放杂物，1 消防安全，等级 一般，" in listed
    first, second = (shown(run, "hazard", "show", number) for number in "12")
    assert (first["state"], first["found_by"], first["missing"]) == (
        "to_dispatch",
        "李梅",
        ["责任人", "整改措施", "整改资金"],
    )
    assert (first["measures"], first["measured_at"]) == ("当场清走", "2026-03-16 08:30")
    assert (first["reported_to"], first["reported_at"]) == ("物业管理处", "2026-03-16 08:30")
    assert (second["state"], second["answerable"], second["verifier"]) == ("done", "王强", "周静")
    assert (second["plan"], second["fund"], second["recheck"]) == ("重新划线", "120", "复查合格")
    assert (second["finished"], second["verified"]) == ("2026-03-13", "2026-03-15")
    assert log_of(run) == ["enter", "enter"]


def test_a_major_hazard_asks_for_a_plan_and_for_the_leader(enter: Type, run: Run) -> None:
    said = enter("隐患", *answers(HAZARD[:3]), "3", *answers(HAZARD[4:9]), "备用回路供电", "8:40 电话", "", "")
    card = shown(run, "hazard", "show", "1")
    assert (card["level"], card["emergency_plan"]) == ("major", "备用回路供电")
    assert [(link["name"], link["who"], link["at"]) for link in card["chain"]] == [
        ("物业管理处", "物业管理处", "2026-03-16 08:30"),
        ("项目负责人", "何立", "2026-03-16 08:40"),
    ]
    assert "还缺" not in said.err
    assert "重大隐患未补齐" not in said.err


def test_cleaning_faults_at_a_terminal(office: Path, run: Run) -> None:
    mended: Said = (*FAULT[:7], ("整改 [空]", "3-12"), ("验收人 [空]", "zj"), ("验收 [03-12]", "3-15"))
    again: Said = (
        ("部位", "1#电梯"),
        ("问题", "轿厢有小广告"),
        ("类别", ""),
        ("责任单位", "没有这家"),
        ("责任单位", "洁净"),
        ("发现人", ""),
        ("发现 [03-10]", ""),
        ("通知单位 [03-10]", ""),
        ("整改 [03-12]", ""),
        ("验收人 [周静 G02]", ""),
        ("验收 [03-15]", ""),
    )
    with session(office, "保洁") as at:
        fill(at, mended)
        at.wait("已存 BJ-2026-0001")
        fill(at, again)
        at.wait("已存 BJ-2026-0002")
        fill(at, FAULT[:5])
        at.press("发现", b"\x03")
        at.wait("正在录的这张没有存：中心花园 草坪有纸屑；前面 2 张都已存好")
        at.press("部位", b"\x03")
        assert at.end() == 130
        assert "没有外委单位“没有这家”" in at.screen
    lines = json.loads(run("cleaning", "list", "--all", "--format", "json").out)
    names = ("contractor", "opened", "told", "mended", "accepted", "verifier", "state")
    told = ("洁净保洁", "2026-03-10", "2026-03-10", "2026-03-12", "2026-03-15", "周静", "done")
    assert [tuple(line[name] for name in names) for line in lines] == [told, told]


def test_a_fault_may_be_told_to_nobody_yet(enter: Type, run: Run) -> None:
    enter("保洁", *answers(FAULT[:3]), "-", *answers(FAULT[4:6]), *answers(FAULT), "")
    lines = json.loads(run("cleaning", "list", "--format", "json").out)
    assert [(line["state"], line["told"]) for line in lines] == [("to_dispatch", None), ("to_accept", "2026-03-10")]


def test_requests_at_a_terminal(office: Path, run: Run) -> None:
    settled: Said = (
        ("部位", "="),
        ("诉求", "电梯按钮太高"),
        ("类别", "建议"),
        ("紧急程度", "2"),
        ("来源 [电话]", "来访"),
        ("诉求人", ""),
        ("受理 [03-16]", "3-12 9:00"),
        ("答复", "已加装踏步"),
        ("答复时间 [03-12 09:00]", "8:00"),
        ("答复时间 [03-12 09:00]", "10:00"),
        ("办理人 [李梅 G01]", ""),
        ("办结 [空]", "3-13"),
        ("满意度 [空]", "?"),
        ("满意度 [空]", "1"),
        ("回访人", "G01"),
        ("回访人", "cf"),
        ("回访 [03-13]", "3-14"),
    )
    with session(office, "诉求") as at:
        fill(at, REQUEST)
        at.wait("已存 TS-2026-0001")
        fill(at, settled)
        at.wait("已存 TS-2026-0002")
        at.answer("部位", "")
        assert at.end() == 0
        assert "答复时间（2026-03-12 08:00）早于受理（2026-03-12 09:00）" in at.screen
        assert "1 满意  2 基本满意  3 不满意  4 未评价" in at.screen
        listed = at.screen.partition("录了 2 张")[2]
    assert "诉求人 张**" in listed
    assert "13800000001" not in listed
    first, second = (shown(run, "request", "show", number) for number in "12")
    assert (first["state"], first["source"], first["reporter_phone"]) == ("to_dispatch", "phone", "138****0001")
    assert (second["state"], second["category"], second["urgency"], second["source"]) == (
        "done",
        "suggestion",
        "urgent",
        "visit",
    )
    assert (second["answered"], second["finished"], second["verified"]) == (
        "2026-03-12 10:00",
        "2026-03-13",
        "2026-03-14",
    )
    assert (second["executor"], second["verifier"], second["satisfaction"]) == ("李梅", "陈芳", "satisfied")


def test_incidents_at_a_terminal(office: Path, run: Run) -> None:
    ended: Said = (
        ("到场 [空]", "8:28"),
        ("处置完毕 [空]", "9:00"),
        ("处置人", "wq"),
        ("救出", "8:50"),
        ("伤亡情况", ""),
        ("伤亡情况", "无"),
        ("处理结果", "-"),
        ("处理结果", "已救出，电梯送检"),
        ("确认人 [空]", "hl"),
        ("了结 [03-16]", ""),
    )
    with session(office, "突发") as at:
        fill(at, INCIDENT[:-1])
        fill(at, ended)
        at.wait("已存 TF-2026-0001")
        at.answer("部位", "")
        assert at.end() == 0
        assert "早于发生时间（2026-03-16 08:20）" in at.screen
        assert "伤亡情况不能空着" in at.screen
        assert "处理结果不能空着" in at.screen
    card = shown(run, "incident", "show", "1")
    assert (card["state"], card["missing"]) == ("done", [])
    assert [(link["who"], link["at"][11:], link["means"]) for link in card["chain"]] == [
        ("周敏", "08:22", "radio"),
        ("王强", "08:23", "radio"),
        ("工程部", "08:25", "radio"),
        ("何立", "08:30", "phone"),
    ]
    assert (card["arrived"], card["rescued"], card["executor"]) == ("2026-03-16 08:28", "2026-03-16 08:50", "王强")


TOLD = (
    ("电话", "看不懂是什么时候：“电话”"),
    ("8:22", "没有写怎么通知物业助理的"),
    ("3-16 电话", "要写到几点几分"),
    ("11:00 电话", "还没有到"),
    ("8:22 电话 x9", "花名册里没有“x9”"),
    ("8:22 电话", "08:22 电话 周敏 A9"),
    ("8:23", "没有写通知的工程技工是谁"),
    ("8:23 zl 对讲", "08:23 对讲机 赵磊 W02"),
    ("8:24", "没有写通知的部门是谁"),
    ("-", ""),
    ("-", ""),
    ("", "已存 TF-2026-0001"),
)


def test_who_was_told_is_refused_as_it_is_typed(enter: Type, run: Run) -> None:
    seen = enter("突发", *answers(INCIDENT[:6]), *(typed for typed, _ in TOLD), "").err
    for _, told in TOLD:
        assert told in seen
        seen = seen[seen.index(told) + len(told) :]
    assert shown(run, "incident", "show", "1")["missing"][-2:] == ["通知部门", "通知项目负责人"]


def test_what_the_end_refuses_can_be_mended(enter: Type, run: Run) -> None:
    said = enter(
        "突发",
        *answers(INCIDENT[:8]),
        *("-", "-", "8:28", "9:00", "wq", "8:50", "无", "已救出", "hl", ""),  # closed, and two were not told
        *("<", "-", ""),
    )
    assert "没有存：TF-2026-0001 还没有登记通知部门、项目负责人" in said.err
    assert shown(run, "incident", "show", "1")["state"] == "to_verify"


@pytest.mark.parametrize(("kind", "said"), [("隐患", HAZARD), ("保洁", FAULT), ("诉求", REQUEST), ("突发", INCIDENT)])
def test_a_narrow_window_breaks_no_line(office: Path, kind: str, said: Said) -> None:
    with session(office, kind, columns=40, TERM="dumb") as at:
        at.answer("部位", "?")
        for prompt, typed in said:
            label = prompt.partition(" ")[0]
            if label not in ("部位", said[1][0]):
                at.answer(label, "?")
            at.answer(label, typed)
        at.wait("已存")
        at.answer("部位", "")
        assert at.end() == 0
        assert [line for line in at.screen.splitlines() if width(line) > 40] == []


@pytest.mark.parametrize(("kind", "typed", "keys"), [("隐患", HAZARD, 26), ("保洁", FAULT, 18), ("诉求", REQUEST, 38)])
def test_a_typical_slip_takes_few_keys(office: Path, kind: str, typed: Said, keys: int) -> None:
    with session(office, kind) as at:
        fill(at, typed)
        at.wait("已存")
        before = at.keys
        for prompt, text in typed:
            sticks = prompt[:2] in ("排查", "发现", "通知", "上报")
            at.answer(prompt.partition(" ")[0], "" if sticks else text)
        at.wait("已存")
        assert at.keys - before == keys  # letters and Enter
        at.answer("部位", "")
        assert at.end() == 0


def test_a_slip_is_taken_back_and_corrected(enter: Type, run: Run) -> None:
    said = enter("隐患", *answers(HAZARD), "<", "<", "<", "<", "报警并疏散", "", "", "", "")
    assert "已取回 YH-2026-0001" in said.err
    [only] = json.loads(run("hazard", "list", "--format", "json").out)
    assert (only["number"], only["measures"]) == ("YH-2026-0002", "报警并疏散")
    assert run("ledger", "verify").status == 0


def test_paper_numbers_of_a_kind_count_on(enter: Type, run: Run) -> None:
    enter("保洁", *answers(FAULT), "B007", *answers(FAULT), "", "", options=("--with-paper",))
    papers = [one["paper"] for one in json.loads(run("ticket", "list", "--kind", "保洁", "--format", "json").out)]
    assert papers == ["B007", "B008"]


def test_no_such_kind_is_said_before_anything_is_asked(enter: Type) -> None:
    said = enter("快递", "zxhy")
    assert (said.status, said.out) == (3, "")
    assert "没有“快递”这种工单" in said.err
    assert "部位" not in said.err


KEYS = (
    *(
        "zxhy",
        "1-1-101",
        "1#电梯",
        "灯不亮",
        "",
        "",
        "",
        "",
        "",
        "",
        "<",
        "=",
        "-",
        "?",
        "1",
        "2",
        "3",
        "99",
        "wq",
        "lm",
    ),
    *(
        "zj",
        "cf",
        "3-15",
        "8:30",
        "昨天 9:00",
        "明天",
        "8:22 电话",
        "8:22",
        "120",
        "-5",
        "满意",
        "洁净",
        "按部位",
        "x" * 99,
    ),
    *("\x1b[31m红", "《", "[", "<清空>", "'; --"),
)


@pytest.mark.parametrize("kind", ["隐患", "保洁", "诉求", "突发"])
def test_whatever_is_typed_breaks_nothing(enter: Type, run: Run, kind: str) -> None:
    keys = random.Random(kind).choices(KEYS, k=80)  # noqa: S311 - a clumsy hand, not a secret
    said = enter(kind, "zxhy", *keys, options=("--with-paper",))
    assert said.status == 0
    assert "程序内部出错" not in said.err
    assert "\x1b" not in said.err
    every = json.loads(run("ticket", "list", "--kind", kind, "--all", "--format", "json").out)
    assert len(every) == said.out.count("[ ]")
    assert run("ledger", "verify").status == 0
