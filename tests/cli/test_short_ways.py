"""Places and people by initials, part of a name or 工号, in every command of tickets, and what is then kept of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW, Run
from tests.signing_office import furnish_office


@pytest.fixture
def office(ledger: Path, run: Run) -> Run:
    furnish_office(ledger, NOW)
    for words in (
        ("staff", "add", "A9", "--name", "周敏", "--post", "物业助理", "--joined", "2025-01-01"),
        ("contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "3100", "--from", "2026-01-01"),
        ("contractor", "clause", "洁净", "8.1", "--words", "垃圾未日产日清", "--deduct", "50"),
    ):
        assert run(*words).status == 0
    return run


COMMANDS = """
ticket open zxhy 灯不亮 --by lm
ticket record zxhy 灯不亮 --opened 3-10 -e wq --finished 3-11 -v 梅
ticket dispatch 1 --to wq --by cf
ticket accept 1 --by wq
ticket plan add 1 --difficulty 要停梯 --measures 换件 --owner wg
ticket plan node 1 --what 采购 --due 3-20 --owner wq
ticket progress 1 --note 等件 --by wq
ticket finish 1 --by 强
ticket verify 1 --by lm
ticket list --place zxhy --staff wq --all
ticket edit 2 --place 1-1dt --executor zl --verifier zj
ticket log --staff lm --date 2026-03-16
cleaning open zxhy 草坪有纸屑 --by zm --tell
cleaning mend 1 --at 3-16
cleaning accept 1 --by zm
cleaning open zxhy 垃圾桶满溢 --by zm --tell
cleaning deduct 2 --clause 8.1 --reason 未清 --by zm
cleaning list --place zxhy --all
hazard open zxhy 飞线充电 --by lm --owner wq --measures 断电 --reported-to 物业管理处
hazard measures 1 拉线 --by wq
hazard report 1 --to 项目负责人 --who hl --means 电话
hazard list --place zxhy
incident open zxhy 两人打架 --by lm --scene 劝开
incident tell 1 --post 工程技工 --who wq --means 电话
incident tell 1 --post 部门 --who wg --means 电话
incident tell 1 --post 物业助理 --who zm --means 电话
request open 1-1dt 太吵 --by cf
request answer 1 已劝阻 --by lm --done
request satisfaction 1 满意 --by cf
request list --place 1-1dt --staff lm --all
reception add 来电 咨询装修 --place zxhy --by cf --to lm
worklog add 走访 走访三户 --staff lm
supervision add 通道堆物 --place zxhy --due 明天 --staff wq --by qj
merit commend lm --reason 认真负责 --by qj
place add 东门岗 --keeper wq
shift start lm
shift end
"""


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*words, "--format", "json").out)
    return found


def test_every_command_understands_them(office: Run) -> None:
    for line in COMMANDS.strip().splitlines():
        said = office(*line.split())
        assert said.status == 0, f"{line}\n{said.err}"
    kept = {
        one["number"]: (one["place"], one["executor"], one["verifier"])
        for one in listed(office, "ticket", "list", "--all")
    }
    assert kept == {
        "GW-2026-0001": ("中心花园", "王强", "李梅"),
        "GW-2026-0002": ("1栋1单元大堂", "赵磊", "周静"),
    }
    told = json.loads(office("incident", "show", "1", "--format", "json").out)["chain"]
    assert {link["name"]: link["who"] for link in told}["部门"] == "吴工"
    assert json.loads(office("place", "show", "东门岗", "--format", "json").out)["keeper"] == "王强"


def test_a_ticket_keeps_the_full_name_of_a_place(office: Run) -> None:
    assert office("ticket", "open", "zxhy", "灯不亮").status == 0
    assert office("ticket", "edit", "1", "--place", "2dt").status == 0
    steps = json.loads(office("ticket", "show", "1", "--format", "json").out)["steps"]
    assert steps[-1]["changes"] == [["place_written", "中心花园", "大堂（2栋1单元）"]]


def test_what_may_be_no_person_stays_as_it_is_written(office: Run) -> None:
    for keeper in ("KONE", "通达电梯", "w"):
        assert office("place", "add", f"{keeper}机房", "--keeper", keeper).status == 0
        assert json.loads(office("place", "show", f"{keeper}机房", "--format", "json").out)["keeper"] == keeper
