"""The tickets of the year office: what patrols found and what residents reported, most of it mended and accepted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gridctl.domain.movements import facts_of
from gridctl.domain.ticket_details import Detail
from gridctl.domain.tickets import Action, Movement, Round, State, Step, Ticket, series
from gridctl.store.projects import POLICY
from gridctl.store.ticket_details import DETAIL
from gridctl.store.tickets import MOVEMENT, ROUND, STEP, TICKET
from tests.year_office_estate import FIRST, NOW, Office, days, grid_of, moment, recorded
from tests.year_office_staff import ENVIRONMENT, STEWARDS, SUPERVISOR, TECHNICIANS

CONTRACTOR = "洁净保洁"
NEVER, SLOW = 0.01, 0.05  # shares of tickets that nobody mends, and that take more than half a month
LIMITS = {
    "repair": ("repair_limit_days", 15, "GW"),
    "hazard": ("hazard_general_limit", 15, "YH"),
    "cleaning": ("cleaning_limit", 1, "BJ"),
    "request": ("request_complaint_limit", 5, "TS"),
    "incident": ("incident_general_limit", 1, "TF"),
}
URGENCY = {"hazard": "general", "incident": "general"}
REPORTED = (  # kind, category, problem, how often a year
    ("repair", "lighting", "灯不亮", 300),
    ("repair", "lift", "电梯异响", 120),
    ("repair", "doors", "单元门关不上", 160),
    ("repair", "plumbing", "水管渗水", 140),
    ("cleaning", "refuse", "垃圾桶满溢", 90),
    ("cleaning", "clutter", "楼道堆放杂物", 60),
    ("hazard", "fire_safety", "消防通道停放电动车", 40),
    ("request", "complaint", "楼上装修噪音", 220),
    ("request", "request", "帮忙搬运重物", 120),
    ("incident", "lift_entrapment", "电梯困人", 8),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong that was reported at a minute of a day: where, and who found it (None: a resident)."""

    kind: str
    category: str
    problem: str
    place: int
    building: int | None
    day: date
    minute: int
    found_by: int | None


def reported(office: Office) -> Iterator[Fault]:
    """What residents report in the year."""
    dice, year = office.dice("reported"), list(days())
    for kind, category, problem, often in REPORTED:
        for _ in range(often):
            building = dice.choice(list(office.rooms))
            at_home = kind == "request"
            place = dice.choice(office.rooms[building]) if at_home else office.halls[building]
            yield Fault(kind, category, problem, place, building, dice.choice(year), dice.randint(480, 1300), None)


def raise_tickets(office: Office, faults: Sequence[Fault]) -> list[int]:
    """Open a ticket a fault, and mend and accept what was mended and accepted; gives their ids, in the same order."""
    order = sorted(range(len(faults)), key=lambda nth: (faults[nth].day, faults[nth].minute, nth))
    first = office.tx.next_id(1, TICKET, len(faults))
    office.tx.next_id(1, ROUND, len(faults))  # a round a ticket, under the same id
    policies = {row.name: row.id for row in office.tx.find(POLICY, 1)}
    dice, numbers = office.dice("tickets"), dict.fromkeys(LIMITS, 0)
    lives = []
    for key, nth in enumerate(order, first):
        fault = faults[nth]
        numbers[fault.kind] += 1
        policy = policies[LIMITS[fault.kind][0]]
        lives.append(_live(office, dice, fault, _Number(key, numbers[fault.kind], policy)))
    for kind, count in numbers.items():
        office.tx.next_number(1, series(kind, FIRST.year), count)
    _write(office, lives)
    keys = {nth: key for key, nth in enumerate(order, first)}
    return [keys[nth] for nth in range(len(faults))]


@dataclass(frozen=True, slots=True)
class _Number:
    key: int
    number: int
    policy: int


@dataclass(frozen=True, slots=True)
class _Life:
    fault: Fault
    ticket: Ticket
    row: Round


def _live(office: Office, dice: Random, fault: Fault, number: _Number) -> _Life:
    finished = _finished(dice, fault)
    verified = finished and finished + timedelta(days=dice.randint(0, 2))
    if verified and verified > NOW.date():
        verified = None
    grid = grid_of(fault.building, fault.day) if fault.building else None
    head = office.holder("steward", fault.day, grid=grid) if grid else None
    executor = {"repair": dice.choice(TECHNICIANS), "cleaning": None}.get(fault.kind, head or STEWARDS[0])
    waiting = State.TO_ACCEPT if fault.kind == "cleaning" else State.TO_DISPATCH
    ticket = _ticket(fault, number, State.DONE if verified else State.TO_VERIFY if finished else waiting)
    row = Round(
        project=1,
        id=number.key,
        ticket=number.key,
        round=1,
        opened=moment(fault.day, fault.minute),
        due=fault.day + timedelta(days=LIMITS[fault.kind][1]),
        policy=number.policy,
        grid=grid,
        head=head,
        dispatched=moment(fault.day, fault.minute) if fault.kind == "cleaning" else "",
        executor=executor if finished else None,
        accepted="",
        finished=moment(finished, 1350) if finished else "",
        finished_counts=finished,
        verified=moment(verified, 1380) if verified else "",
        verifier=_verifier(fault) if verified else None,
        voided="",
        rejections=0,
        progress="",
        material="",
    )
    return _Life(fault, ticket, row)


def _finished(dice: Random, fault: Fault) -> date | None:
    """When it was mended; None where not yet."""
    chance = dice.random()
    took = dice.randint(16, 40) if chance < SLOW else dice.randint(0, 9)
    day = fault.day + timedelta(days=0 if fault.kind == "incident" else took)
    return None if chance < NEVER or day > NOW.date() else day


def _verifier(fault: Fault) -> int:
    return ENVIRONMENT if fault.kind == "cleaning" else SUPERVISOR


def _ticket(fault: Fault, number: _Number, state: State) -> Ticket:
    prefix, year = LIMITS[fault.kind][2], fault.day.year
    return Ticket(
        project=1,
        id=number.key,
        kind=fault.kind,
        code=f"{prefix}-{year}-{number.number:04d}",
        year=year,
        number=number.number,
        paper="",
        place=fault.place,
        place_written="",
        category=fault.category,
        problem=fault.problem,
        urgency=URGENCY.get(fault.kind, "normal"),
        source="patrol" if fault.found_by else "phone",
        reporter="",
        reporter_phone="",
        state=state,
        round=1,
        remark="",
    )


def _write(office: Office, lives: Sequence[_Life]) -> None:
    tx = office.tx
    tx.insert(TICKET, [life.ticket for life in lives])
    tx.insert(ROUND, [life.row for life in lives])
    steps = [step for life in lives for step in _steps(life)]
    key = tx.next_id(1, STEP, len(steps))
    tx.insert(STEP, [Step(1, key + i, *step) for i, step in enumerate(steps)])
    kept = [(life, fact) for life in lives if life.fault.kind == "repair" for fact in facts_of(life.row)]
    key = tx.next_id(1, MOVEMENT, len(kept))
    tx.insert(MOVEMENT, [_movement(key + i, life, *fact) for i, (life, fact) in enumerate(kept)])
    details = [(life.row.ticket, *detail) for life in lives for detail in _details(life).items()]
    key = tx.next_id(1, DETAIL, len(details))
    tx.insert(DETAIL, [Detail(1, key + i, *detail) for i, detail in enumerate(details)])


def _steps(life: _Life) -> Iterator[tuple[int, int, int, Action, str, str, str, int | None, str, str]]:
    row = life.row
    taken = (
        (Action.OPEN, row.opened, life.fault.found_by),
        (Action.DISPATCH, row.dispatched, SUPERVISOR),
        (Action.FINISH, row.finished, row.executor),
        (Action.VERIFY, row.verified, row.verifier),
    )
    for nth, (action, at, doer) in enumerate((each for each in taken if each[1]), 1):
        day, minute = date.fromisoformat(at[:10]), int(at[11:13]) * 60 + int(at[14:])
        words = f'{{"contractor": "{CONTRACTOR}"}}' if action is Action.DISPATCH else "{}"
        yield row.ticket, 1, nth, action, at, recorded(day, minute), "owner", doer, "", words


def _movement(key: int, life: _Life, reason: str, delta: int, day: date) -> Movement:
    row = life.row
    return Movement(1, key, row.ticket, 1, reason, delta, life.fault.category, row.grid, row.head, day, 0)


def _details(life: _Life) -> Mapping[str, str]:
    """What the kind asks for, as far as the ticket has come."""
    row, kind = life.row, life.fault.kind
    told: dict[str, str] = {}
    if kind == "cleaning":
        told = {"contractor": CONTRACTOR}
    if kind == "hazard":
        found = str(life.fault.found_by or row.head or STEWARDS[0])
        told = {"found_by": found, "measures": "当场清理", "measured_at": row.opened, "reported_to": "物业管理处"}
        told |= {"reported_at": row.opened}
        told |= {"answerable": found, "plan": "整改到位", "fund": "0"} if row.finished else {}
        told |= {"recheck": "合格"} if row.verified else {}
    if kind == "request":
        told = {"answered": row.finished, "answer": "已处理"} if row.finished else {}
        told |= {"satisfaction": "satisfied"} if row.verified else {}
    if kind == "incident":
        told = {"scene": "安抚被困人员"}
        told |= (
            {"arrived": row.opened, "rescued": row.finished, "casualties": "无", "outcome": "已解救"}
            if row.finished
            else {}
        )
        told |= {"cause": "门机故障", "prevention": "加强维保"} if row.verified else {}
    return told
