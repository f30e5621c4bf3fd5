"""A golden month for every recurring duty: the records of March 2026, and how each duty must come out of them.

Days are written as `1-4+ 5x`: in `GIVEN` + is a record entered the same evening, ~ one entered three days later, o an
excuse; in `GOLDEN` + is done, ~ late, x missed, o excused, each on the last day of its window.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from gridctl.domain.duties.duties import Blank
from gridctl.domain.movements import FORM_CODE
from gridctl.domain.staff import Staff
from gridctl.services.ledger import init_ledger
from gridctl.store.activities import ACTIVITY
from gridctl.store.checklists import CHECKLIST
from gridctl.store.contractors import CONTRACTOR, EVALUATION
from gridctl.store.duties import DUTY_RECORD
from gridctl.store.grids import ASSIGNMENT, GRID
from gridctl.store.inspections import INSPECTION
from gridctl.store.issues import ISSUED
from gridctl.store.leaves import LEAVE
from gridctl.store.meetings import MEETING
from gridctl.store.renovations import RENOVATION, RENOVATION_EVENT
from gridctl.store.schema import Ledgered
from gridctl.store.staff import STAFF
from gridctl.store.supervisions import SUPERVISION
from gridctl.store.trainings import TRAINING
from gridctl.store.transactions import Act, Transaction, utc_text, writing
from gridctl.store.upkeep import UPKEEP
from gridctl.store.visits import VISIT
from tests.small_estate import CHEN, GARDEN, LI, ROOM, ZHOU, write_estate

NOW = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)  # a Thursday, 10:00 in the project's zone
START, LIVE = date(2025, 1, 1), date(2026, 1, 1)
DAY = timedelta(days=1)
SUN, MA, HE, DONG, QIAN, PAN = 6, 7, 8, 9, 10, 11
PEOPLE = (
    (SUN, "G03", "孙悦", "steward"),
    (MA, "A01", "马俊", "property_assistant"),
    (HE, "H01", "何洁", "environment_officer"),
    (DONG, "R01", "董丽", "reception_foreman"),
    (QIAN, "S01", "钱多", "service_supervisor"),
    (PAN, "B01", "潘勇", "guard"),
)
FIGURES = {
    ("weekly_regular", Blank.TIMES): "2",
    ("half_yearly", Blank.TIMES): "1",
    ("half_yearly", Blank.MONTHS): "2,8",
    ("safety_education", Blank.EVERY): "每月",
    ("hazard_screening", Blank.EVERY): "每半月",
    ("supervision", Blank.EVERY): "每周",
    ("training", Blank.EVERY): "每月",
    ("refuse", Blank.EVERY): "每周",
    ("lawn", Blank.EVERY): "每半月",
    ("publicity", Blank.EVERY): "每季度",
    ("effect_evaluation", Blank.EVERY): "每季度",
    ("community", Blank.EVERY): "每季度",
    ("pest_control", Blank.EVERY): "每10天",
}
GRID_1, GRID_2, GRID_3, GRID_4 = "01 一号网格", "02 二号网格", "03 三号网格", "04 四号网格"
HOME = "1栋1单元101"

# duty, ground, the records of March (a month before it is written in full)
GIVEN: tuple[tuple[str, str, str], ...] = (
    ("daily_analysis", "", "2-4+ 6+ 7+ 9-13+ 16+ 17~ 18-19+ 20o 23-27+ 30-31+"),  # the 7th is a Saturday
    ("weekly_regular", "", "3+ 5+ 10+ 17+ 18~ 29o"),
    ("half_yearly", "", "9~"),
    ("fire_daily", GRID_1, "1-9+ 11~ 12-31+"),
    ("fire_daily", GRID_2, "1-10+ 13-31+"),
    ("fire_daily", GRID_3, "10-20+"),
    ("fire_daily", GRID_4, "1+ 12+"),
    ("safety_education", GRID_1, "12+"),
    ("safety_education", GRID_3, "5o"),
    ("hazard_screening", GRID_1, "15+ 31+"),
    ("hazard_screening", GRID_2, "2~"),
    ("daily_report", GRID_1, "1-30+"),
    ("daily_report", GRID_2, "1-15~"),
    ("daily_report", "", "31o"),  # on every ground
    ("daily_summary", "", "1-31+"),
    ("supervision", "", "4+ 29+"),
    ("training", "", "18+"),
    ("refuse", "", "1+ 3+ 12~ 20+"),
    ("lawn", "", "31+"),
    ("publicity", "", "2+"),
    ("effect_evaluation", "", "30~"),
    ("community", GRID_2, "21+"),
    ("monthly_appraisal", "", "31+"),
    ("monthly_work", "", "25+"),
    ("visits", "G01 李梅", "5+ 20+"),
    ("visits", "G02 周静", "5+"),
    ("visits", "G03 孙悦", "31+"),
    ("visits", "A01 马俊", "2~ 3+ 4~"),
    ("assistant_daily", "1栋", "1-31+"),
    ("assistant_daily", "2栋", "2-30+"),
    ("renovation_daily", HOME, "9-11+ 13~ 16+"),
    ("repair_weekly", "", "1+ 8~"),
    ("cleaners_roll", "", "1-20+ 21-31~"),
    ("environment_daily", "", "1-31+"),
    ("joint_half_month", "1栋", "7+ 31+"),
    ("joint_half_month", "2栋", "15~"),
    ("environment_weekly", "", "1+ 8+ 15+ 22+"),
    ("cleaner_evaluation", "", "31+"),
    ("pest_control", "", "8+ 22+"),
    ("guard_patrol", "1栋", "1-31+"),
    ("tenant_registration", "1栋", "1-14+ 16-31+"),
    ("tenant_registration", "2栋", "15o"),
    ("engineering_monthly", "", "31~"),
    ("reception_daily", "中心花园", "1-13+ 15-31+"),
)
GOLDEN: dict[str, dict[str, str]] = {
    "daily_analysis": {"": "2-4+ 5x 6+ 9-13+ 16+ 17~ 18-19+ 20o 23-27+ 30-31+"},
    "weekly_regular": {"": "1x 8+ 15x 22~ 29o"},
    "half_yearly": {"": "10~"},
    "fire_daily": {
        GRID_1: "1-9+ 10x 11~ 12-31+",
        GRID_2: "1-10+ 11-12x 13-31+",
        GRID_3: "16-20+ 21-31x",
        GRID_4: "1+ 2-10x",
    },
    "safety_education": {GRID_1: "31+", GRID_2: "31x", GRID_3: "31o"},
    "hazard_screening": {GRID_1: "15+ 31+", GRID_2: "15~ 31x", GRID_3: "31x"},
    "daily_report": {GRID_1: "1-30+ 31o", GRID_2: "1-15~ 16-30x 31o", GRID_3: "16-30x 31o", GRID_4: "1-10x"},
    "daily_summary": {"": "1-31+"},
    "supervision": {"": "1x 8+ 15x 22x 29+"},
    "training": {"": "31+"},
    "refuse": {"": "1+ 8+ 15~ 22+ 29x"},
    "lawn": {"": "15x 31+"},
    "publicity": {"": "31+"},
    "effect_evaluation": {"": "31~"},
    "community": {GRID_1: "31x", GRID_2: "31+", GRID_3: "31x"},
    "monthly_appraisal": {"": "31+"},
    "monthly_work": {"": "31+"},
    "visits": {
        "G01 李梅": "31+",
        "G02 周静": "31x",
        "G03 孙悦": "31+",  # in post for one day
        "A01 马俊": "31~",
        "B01 潘勇": "31o",  # on leave all month
    },
    "quarterly_briefing": {"": "31x"},
    "assistant_daily": {"1栋": "1-31+", "2栋": "1x 2-30+ 31x"},
    "renovation_daily": {HOME: "10-11+ 12x 13~ 14x"},
    "repair_weekly": {"": "1+ 8~ 15x 22x 29x"},
    "cleaners_roll": {"": "1-20+ 21-31~"},
    "environment_daily": {"": "1-31+"},
    "joint_half_month": {"1栋": "15+ 31+", "2栋": "15~ 31x"},
    "environment_weekly": {"": "1+ 8+ 15+ 22+ 29x"},
    "cleaner_evaluation": {"": "31+"},
    "pest_control": {"": "7x 17+ 27+"},
    "guard_patrol": {"1栋": "1-31+", "2栋": "1-31x"},
    "tenant_registration": {"1栋": "1-14+ 15x 16-31+", "2栋": "1-14x 15o 16-31x"},
    "engineering_monthly": {"": "31~"},
    "reception_daily": {"中心花园": "1-13+ 14x 15-31+"},
}
_SPAN = re.compile(r"(\d+)(?:-(\d+))?([+~xo])")


def days_of(text: str) -> dict[date, str]:
    """`1-4+ 5x` as the mark of each day of March 2026."""
    found = {}
    for first, last, mark in (match.groups() for match in _SPAN.finditer(text)):
        for day in range(int(first), int(last or first) + 1):
            found[date(2026, 3, day)] = mark
    return found


class Writer:
    """Writes records of duties into a ledger as their books have them."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self.lists = {row.code: row for row in tx.find(CHECKLIST, 1)}
        self.grids = {f"{grid.code} {grid.name}": grid.id for grid in tx.find(GRID, 1)}
        self.staff = {f"{one.number} {one.name}": one.id for one in tx.find(STAFF, 1)}

    def put(self, table: Ledgered[Any], **values: Any) -> None:
        """Write a row, with what it says and nothing else."""
        blank: dict[str, Any] = {
            field.name: None if "None" in str(field.type) else "" for field in fields(table.entity)
        }
        self.tx.insert(table, [table.entity(**blank | {"project": 1, "id": self.tx.next_id(1, table)} | values)])

    def record(self, code: str, proof: str, ground: str, day: date, mark: str) -> None:
        """Write what proves a duty, entered the same evening or three days later; or that it was excused."""
        late = timedelta(days=3 if mark == "~" else 0)
        at = utc_text(datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + late)
        building = int(ground[0]) if ground.endswith("栋") else None
        where = {
            "grid": self.grids.get(ground),
            "building": building,
            "place": GARDEN if ground == "中心花园" else None,
        }
        if mark == "o":
            staff = self.staff.get(ground)
            self.put(
                DUTY_RECORD,
                code=code,
                day=day,
                at=str(day),
                staff=staff,
                excused=1,
                note="停电",
                recorded_at=at,
                **where,
            )
        else:
            book, _, kind = proof.partition(":")
            getattr(self, f"_{book}")(kind or code, ground, day, at, where)

    def inspection(
        self, code: str, day: date, at: str, where: dict[str, int | None], points: int | None = None
    ) -> None:
        """Write an inspection with its first points answered, all of them unless a number is said."""
        known = json.loads(self.lists[code].definition)["points"][:points]
        self.put(
            INSPECTION,
            checklist=self.lists[code].id,
            day=day,
            started=f"{day} 09:00",
            finished=f"{day} 09:30",
            inspector=CHEN,
            answers=json.dumps({point["code"]: "normal" for point in known}),
            abnormal=0,
            recorded_at=at,
            **where,
        )

    def _inspection(self, code: str, _: str, day: date, at: str, where: dict[str, int | None]) -> None:
        self.inspection(code, day, at, where)

    def _meeting(self, kind: str, _: str, day: date, at: str, __: dict[str, int | None]) -> None:
        both = (
            {"kind": "needs_analysis", "also": '["monthly_work"]'}
            if kind == "monthly_work"
            else {"kind": kind, "also": "[]"}
        )
        at_ten = {"at": f"{day} 10:00", "state": "held", "convener_name": "何书记", "deputised": 0}
        self.put(MEETING, day=day, recorded_at=at, **both, **at_ten)

    def _activity(self, kind: str, _: str, day: date, at: str, where: dict[str, int | None]) -> None:
        self.put(
            ACTIVITY, day=day, kind=kind, topic="消防", grid=where["grid"], staff=LI, attendance=20, recorded_at=at
        )

    def _training(self, _: str, __: str, day: date, at: str, ___: dict[str, int | None]) -> None:
        self.put(TRAINING, kind="patrol", topic="巡查", planned_on=day, held_on=day, recorded_at=at)

    def _upkeep(self, service: str, _: str, day: date, at: str, __: dict[str, int | None]) -> None:
        self.put(UPKEEP, service=service, planned_on=day, done_on=day, staff=HE, recorded_at=at)

    def _renovation_patrol(self, _: str, __: str, day: date, at: str, ___: dict[str, int | None]) -> None:
        self.put(RENOVATION_EVENT, renovation=1, day=day, kind="patrol", staff=MA, recorded_at=at)

    def _weekly(self, _: str, __: str, day: date, at: str, ___: dict[str, int | None]) -> None:
        days = {"first_day": day - 6 * DAY, "last_day": day, "issued_on": day}
        said = {"label": str(day), "version": 1, "scope": "项目", "recorded_at": at}
        self.put(ISSUED, form=FORM_CODE, **days, **said)

    def _evaluation(self, _: str, __: str, day: date, ___: str, ____: dict[str, int | None]) -> None:
        for contractor in (1, 2):
            self.put(EVALUATION, contractor=contractor, month=f"{day:%Y-%m}", score=90)

    def _supervision(self, _: str, __: str, day: date, ___: str, ____: dict[str, int | None]) -> None:
        self.put(SUPERVISION, found_on=day, what="未戴胸牌", answerable=LI, due=day)

    def _visit(self, _: str, who: str, day: date, at: str, __: dict[str, int | None]) -> None:
        visit = {"place": ROOM, "staff": self.staff[who], "outcome": "met", "recorded_at": at}
        self.put(VISIT, day=day, at=str(day), mode="home", **visit)
        self.put(VISIT, day=day + DAY, at=str(day + DAY), mode="phone", **visit)  # does not count

    def _record(self, code: str, _: str, day: date, at: str, where: dict[str, int | None]) -> None:
        self.put(DUTY_RECORD, code=code, day=day, at=f"{day} 17:00", staff=CHEN, excused=0, recorded_at=at, **where)


def furnish_office(tx: Transaction) -> None:
    """The small estate, and an office in which people come, go and are on leave in March."""
    write_estate(tx)
    writer = Writer(tx)
    tx.next_id(1, STAFF, len(PEOPLE))
    tx.insert(STAFF, [Staff(1, key, number, name, post, "", None, None, "", "") for key, number, name, post in PEOPLE])
    writer.put(GRID, code="03", name="三号网格", valid_from=date(2026, 3, 16))
    writer.put(GRID, code="04", name="四号网格", valid_from=START, valid_to=date(2026, 3, 11))
    rows = tx.find(ASSIGNMENT, 1)
    tx.update(ASSIGNMENT, [replace(row, valid_to=date(2026, 3, 31)) for row in rows if row.staff == LI])
    for staff, post, scope, ground in _posts():
        writer.put(ASSIGNMENT, staff=staff, post=post, scope=scope, valid_from=START, **ground)
    writer.put(ASSIGNMENT, staff=SUN, post="steward", scope="grid", grid=1, valid_from=date(2026, 3, 31))
    writer.put(LEAVE, staff=ZHOU, kind="annual", valid_from=date(2026, 3, 11), valid_to=date(2026, 3, 12), deputy=LI)
    writer.put(LEAVE, staff=PAN, kind="sick", valid_from=date(2026, 2, 20), valid_to=date(2026, 4, 20))
    held = {"permit_from": date(2026, 3, 10), "permit_until": date(2026, 3, 31), "finished_on": date(2026, 3, 14)}
    writer.put(RENOVATION, place=ROOM, works="厨卫", applied_on=date(2026, 3, 1), permit="Z1", **held)
    for name in ("洁净保洁", "清新保洁"):
        writer.put(CONTRACTOR, name=name, service="cleaning", fee_fen=0, valid_from=START)


def _posts() -> Iterator[tuple[int, str, str, dict[str, int]]]:
    for building in (1, 2):
        yield MA, "property_assistant", "buildings", {"building": building}
    yield PAN, "guard", "buildings", {"building": 1}
    yield DONG, "reception_foreman", "place", {"place": GARDEN}
    yield HE, "environment_officer", "project", {}
    yield QIAN, "service_supervisor", "project", {}


def make_march(path: Path) -> None:
    """A ledger with the office and all records of March."""
    init_ledger(
        path, NOW, code="YH", name="云海花园", company="云海物业", zone="Asia/Shanghai", live_from=LIVE, figures=FIGURES
    )
    from gridctl.regulation.duties import duties  # noqa: PLC0415

    proofs = {duty.code: duty.definition.proof for duty in duties()}
    with writing(path, Act("owner", "estate import"), NOW) as tx:
        furnish_office(tx)
        writer = Writer(tx)
        for code, ground, text in GIVEN:
            for day, mark in days_of(text).items():
                writer.record(code, proofs[code], ground, day, mark)
