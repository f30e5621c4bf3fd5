"""Put aside and taken up, joined and taken apart, the same fault told of, and progress that anybody may read."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.residents import Occupancy, Person
from gridctl.domain.tickets import Round, Ticket
from gridctl.store.residents import OCCUPANCY, PERSON
from gridctl.store.snapshots import reading
from gridctl.store.tickets import MOVEMENT, ROUND, TICKET
from gridctl.store.transactions import Act, writing
from gridctl.store.verifying import verify
from tests import refusals
from tests.conftest import Run
from tests.small_estate import ROOM, furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _estate(run: Run, ledger: Path) -> None:
    furnish(ledger, NOW)
    run("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-09 8:30")


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Any:
    outcome = run("ticket", *words, **settings)
    assert outcome.status == 0, outcome.err
    return outcome


def card(run: Run, number: object = 1, **settings: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(run, "show", number, "--format", "json", **settings).out)
    return found


def numbers(run: Run, *words: object, **settings: Any) -> list[str]:
    found = json.loads(done(run, "list", *words, "--format", "json", **settings).out)
    return [line["number"] for line in found]


def rows(ledger: Path, number: int) -> tuple[Ticket, Round]:
    with reading(ledger) as reader:
        ticket = reader.find(TICKET, 1, TICKET.c["number"] == number)[0]
        return ticket, reader.find(ROUND, 1, ROUND.c["ticket"] == ticket.id)[-1]


def open_in_book(ledger: Path, number: int) -> int:
    with reading(ledger) as reader:
        ticket = reader.find(TICKET, 1, TICKET.c["number"] == number)[0]
        return sum(entry.delta for entry in reader.find(MOVEMENT, 1, MOVEMENT.c["ticket"] == ticket.id))


HOLD = ("hold", 1, "--until", "3-20", "--reason", "待料")


def test_a_ticket_put_aside_comes_back_by_itself(run: Run) -> None:
    done(run, *HOLD, "--note", "等灯管")
    found = card(run)
    assert (found["state_name"], found["state"], found["held_until"], found["held_for"]) == (
        "挂起",
        "to_dispatch",
        "2026-03-20",
        "待料",
    )
    assert found["steps"][-1]["note"] == "待料，到 2026-03-20：等灯管"
    assert numbers(run, "--state", "挂起") == ["GW-2026-0001"]
    later = NOW + timedelta(days=4)
    assert card(run, clock=later)["state_name"] == "待派单"
    assert numbers(run, "--state", "挂起", clock=later) == []
    assert numbers(run, clock=later) == ["GW-2026-0001"]


def test_the_limit_runs_on_while_a_ticket_is_put_aside(run: Run) -> None:
    done(run, *HOLD)
    assert card(run)["due"] == "2026-03-24"
    assert numbers(run, "--overdue", clock=NOW + timedelta(days=9)) == ["GW-2026-0001"]


def test_where_the_policy_stops_the_clock_the_limit_waits_too(run: Run) -> None:
    assert run("policy", "set", "公区维修挂起停算期限", "是").status == 0
    done(run, "open", "2-1大堂", "灯不亮")
    done(run, "hold", 2, "--until", "3-20", "--reason", "待批")
    assert card(run, 2)["due"] == "2026-04-04"
    done(run, "resume", 2, clock=NOW + timedelta(days=1))
    assert card(run, 2)["due"] == "2026-04-01"


def test_where_the_clock_stops_no_hold_is_entered_afterwards(run: Run, refused: Refused) -> None:
    assert run("policy", "set", "公区维修挂起停算期限", "是").status == 0
    done(run, "open", "2-1大堂", "灯不亮")
    words = ("ticket", "hold", 2, "--until", "3-30", "--reason", "待料", "--at", "3-17")
    assert "挂起要当时登记" in refused(4, words, clock=NOW + timedelta(days=5))
    assert run(*words, clock=NOW + timedelta(days=1)).status == 0


def test_a_ticket_is_taken_up_before_its_day_and_may_be_put_aside_again(run: Run, refused: Refused) -> None:
    done(run, *HOLD)
    assert "已挂起到 2026-03-20" in refused(4, ("ticket", *HOLD))
    done(run, "resume", 1, "--note", "料到了")
    assert card(run)["state_name"] == "待派单"
    assert "没有挂起" in refused(4, ("ticket", "resume", 1))
    done(run, "hold", 1, "--until", "3-25", "--reason", "待外委")
    assert card(run)["held_for"] == "待外委"


def test_work_that_ends_ends_the_hold(run: Run) -> None:
    done(run, *HOLD)
    done(run, "finish", 1, "--by", "王强")
    assert card(run)["state_name"] == "待验收"
    done(run, "reject", 1, "--by", "李梅", "--reason", "又灭了")
    assert card(run)["state_name"] == "处理中"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "3-16", "--reason", "待料"), "不晚于"),
        (("--until", "3-20", "--reason", "待料", "--at", "3-8"), "才开单"),
        (("--until", "3-20", "--reason", "心情"), "没有“心情”这个挂起的缘由"),
        (("--until", "3-20"), "挂起要写到哪天和缘由"),
        (("--until", "3-20", "--reason", "待料", "--at", "明天"), "还没有到"),
    ],
)
def test_what_is_no_hold_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    outcome = run("ticket", "hold", 1, *words)
    assert outcome.status in (2, 3, 4)
    assert said in outcome.err


def test_what_is_finished_is_not_put_aside(run: Run, refused: Refused) -> None:
    done(run, "finish", 1, "--by", "王强")
    assert "现在是待验收，不能挂起" in refused(4, ("ticket", *HOLD))


def test_a_wrong_dispatch_comes_back_to_be_dispatched(run: Run) -> None:
    done(run, "dispatch", 1, "--to", "王强")
    done(run, "return", 1, "--reason", "不属于工程部")
    found = card(run)
    assert (found["state_name"], found["executor"]) == ("待派单", None)


def test_the_same_fault_is_told_of_while_it_is_open(run: Run) -> None:
    outcome = done(run, "open", "1-1大堂", "灯又不亮，业主13800001111说")
    assert "GW-2026-0001（2026-03-09 开单，现在是待派单）灯不亮" in outcome.err
    assert "gridctl ticket merge GW-2026-0002 --into GW-2026-0001" in outcome.err


@pytest.mark.parametrize(("days", "told"), [(30, True), (31, False)])
def test_the_same_fault_is_told_of_for_so_many_days_after_it_was_closed(run: Run, days: int, told: bool) -> None:  # noqa: FBT001
    done(run, "finish", 1, "--by", "王强")
    done(run, "verify", 1, "--by", "李梅")
    outcome = done(run, "open", "1-1大堂", "灯不亮", clock=NOW + timedelta(days=days))
    assert ("2026-03-16 已完成" in outcome.err) is told


@pytest.mark.parametrize(
    "words", [("2-1大堂", "灯不亮"), ("1-1大堂", "墙砖脱落"), ("1-1大堂", "灯不亮", "--kind", "保洁")]
)
def test_another_place_category_or_kind_is_another_fault(run: Run, words: tuple[str, ...]) -> None:
    assert "以前报过" not in done(run, "open", *words).err


def test_a_merged_ticket_counts_once_and_comes_back_as_it_was(run: Run, ledger: Path) -> None:
    done(run, "open", "1-1大堂", "灯又不亮")
    done(run, "dispatch", 2, "--to", "王强")
    done(run, "hold", 2, "--until", "3-30", "--reason", "待料")
    before, kept = rows(ledger, 2), rows(ledger, 1)
    done(run, "merge", 2, "--into", 1, "--note", "一回事")
    found = card(run, 2)
    assert (found["state_name"], found["merged_into"]) == ("已并单", "GW-2026-0001")
    assert numbers(run) == ["GW-2026-0001"]
    assert numbers(run, "--state", "已并单") == ["GW-2026-0002"]
    assert (open_in_book(ledger, 1), open_in_book(ledger, 2)) == (1, 0)
    assert card(run, 1)["steps"][-1]["note"] == "GW-2026-0002 并入本单：一回事"
    done(run, "unmerge", 2)
    assert (rows(ledger, 2), rows(ledger, 1)) == (before, kept)
    assert card(run, 2)["held_until"] == "2026-03-30"
    assert (open_in_book(ledger, 1), open_in_book(ledger, 2)) == (1, 1)
    assert verify(ledger).clean


def test_a_week_that_counted_a_merged_one_stays_as_it_was_issued(run: Run) -> None:
    done(run, "open", "1-1大堂", "灯又不亮", "--opened", "3-10")
    assert run("report", "issue", "weekly", "--week", "2026-W11").status == 0
    issued = run("report", "weekly", "--week", "2026-W11", "--format", "json").out
    for command in (("merge", 2, "--into", 1), ("unmerge", 2), ("merge", 2, "--into", 1)):
        done(run, *command)
        assert run("report", "weekly", "--week", "2026-W11", "--format", "json").out == issued
        (whole, *_) = json.loads(run("report", "weekly", "--week", "2026-W12", "--format", "json").out)
        total = whole["total"]
        assert total["carried"] == 2
        assert (
            total["carried"] + total["opened"] - total["done"] - total["voided"] + total["adjusted"]
            == total["open_at_end"]
        )
        assert total["open_at_end"] == (2 if command[0] == "unmerge" else 1)


def test_what_cannot_be_merged_is_refused(run: Run, refused: Refused) -> None:
    done(run, "open", "1-1大堂", "灯又不亮")
    done(run, "open", "1-1大堂", "灯不亮", "--kind", "保洁")
    done(run, "open", "2-1大堂", "门坏")
    assert "不能并入它自己" in refused(2, ("ticket", "merge", 1, "--into", 1))
    assert "同一种单才能并" in refused(4, ("ticket", "merge", "BJ-2026-0001", "--into", 1))
    said = refused(4, ("ticket", "merge", 1, "--into", 2))
    assert "gridctl ticket merge GW-2026-0002 --into GW-2026-0001" in said
    assert "没有并入别的单" in refused(4, ("ticket", "unmerge", 2))
    done(run, "merge", 2, "--into", 1)
    assert "已并入 GW-2026-0001" in refused(4, ("ticket", "merge", 3, "--into", 2))
    assert "不能作废它" in refused(4, ("ticket", "void", 1, "--reason", "错"))
    assert "不能并单" in refused(4, ("ticket", "merge", 2, "--into", 1))
    assert "没有说明并入哪张单" in refused(2, ("ticket", "merge", 3))
    done(run, "finish", 1, "--by", "王强")
    done(run, "verify", 1, "--by", "李梅")
    assert "已经是已完成" in refused(4, ("ticket", "merge", 3, "--into", 1))


def test_progress_in_public_tells_nobody_by_name_number_or_home(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "resident import"), NOW) as tx:
        tx.insert(PERSON, [Person(1, 1, "欧阳明月", "13800001234", "", "", "")])
        tx.insert(OCCUPANCY, [Occupancy(1, 1, 1, ROOM, "owner", date(2025, 1, 1), None)])
    problem = "1-1-101欧阳明月家漏水，找13800001234或王强"
    done(run, "open", "1-1-101", problem, "--kind", "诉求", "--reporter", "欧阳明月", "--phone", "13800001234")
    done(run, "accept", "TS-2026-0001", "--by", "王强")
    done(run, "progress", "TS-2026-0001", "--note", "王强已到101室，欧阳明月不在，身份证110101199003074512待核")
    told = done(run, "track", "TS-2026-0001", "--format", "json").out + done(run, "track", "TS-2026-0001").out
    for secret in ("欧阳明月", "王强", "13800001234", "101室", "1-1-101", "110101199003074512"):
        assert secret not in told
    found = json.loads(done(run, "track", "TS-2026-0001", "--format", "json").out)
    assert (found["place"], found["state_name"], found["kind_name"]) == ("1栋", "处理中", "诉求")
    assert [step["action"] for step in found["steps"]] == ["受理登记", "受理", "办理进展"]
    assert set(found) == {
        "number", "kind_name", "category_name", "place", "problem", "state_name", "opened", "due", "closed", "steps",
    }  # fmt: skip


HOMES = "3号楼2单元1001；3座1002；A座1201；三栋301；3栋二单元1003；3-1004；3-2-1005；３栋１００６；1007室；1008业主"
MORE_HOMES = "3栋1001、1002和1003；2单元1004；3栋2门1005；3/2/1006；三栋二单元一〇〇七；1008的业主；1001家"
OTHERS = "浙A12345、沪AD12346、zhang@mail.com、微信wx_abc123、138 0000 1234、0571-88886666、110101199003074512"
MORE_OTHERS = "wx:abc_123、qq 199003、护照E88881234、一三八八八八八〇〇〇〇"
HARMLESS = "3栋2单元101到2026-03-02才修好、2026年验收，与 GW-2026-0001 重复，2026-03-01 8:30 到场，1栋1单元大堂换灯管3-4支，电压220-380V，压力0.35-0.5MPa"


def test_progress_in_public_knows_how_homes_cars_and_addresses_are_written(run: Run) -> None:
    done(run, "open", "中心花园", f"{HOMES}；{MORE_HOMES}；{OTHERS}、{MORE_OTHERS}")
    done(run, "open", "中心花园", HARMLESS)
    told = json.loads(done(run, "track", 2, "--format", "json").out)["problem"]
    assert re.findall(r"1(?:00[1-8]|201)(?![0-9])|(?<![0-9])301", told) == []
    assert told.count("某户") == 17
    for secret in ("一〇〇七", "A12345", "AD12346", "zhang", "abc_", "0000", "8888", "199003", "八八"):
        assert secret not in told
    harmless = HARMLESS.replace("3栋2单元101", "3栋某户")
    assert json.loads(done(run, "track", 3, "--format", "json").out)["problem"] == harmless


def test_progress_in_public_knows_a_bare_number_for_a_room_of_the_building(run: Run) -> None:
    done(run, "open", "1-1大堂", "101漏到大堂，找101；换了101个灯头，用去101元，型号7101、909")
    told = json.loads(done(run, "track", 2, "--format", "json").out)["problem"]
    assert told == "某户漏到大堂，找某户；换了101个灯头，用去101元，型号7101、909"


def test_progress_in_public_names_no_resident_of_another_home(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "resident import"), NOW) as tx:
        tx.insert(PERSON, [Person(1, 1, "司马青云", "", "", "", "")])
    done(run, "open", "中心花园", "司马青云的车挡住通道")
    done(run, "accept", 2, "--by", "王强")
    done(run, "progress", 2, "--note", "已请司马青云挪车，王 强跟进")
    done(run, "progress", 2, "--note", "司马　青 云已挪车")
    told = done(run, "track", 2, "--format", "json").out
    assert "青" not in told
    assert "王 强" not in told
    assert told.count("司马**") == 3


def test_progress_in_public_says_what_a_ticket_waits_for_or_went_into(run: Run) -> None:
    done(run, "open", "1-1大堂", "灯又不亮")
    done(run, *HOLD)
    assert "挂起（待料，到 2026-03-20）" in done(run, "track", 1).out
    done(run, "merge", 2, "--into", 1)
    assert "已并单，请看 GW-2026-0001" in done(run, "track", 2).out
    assert "1栋1单元大堂" in done(run, "track", 1).out or "1栋大堂" in done(run, "track", 1).out
