"""What the year office did with people: visits and needs, activities, meetings, training and certificates."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from gridctl.domain.calendar import calendar
from gridctl.store.activities import ACTIVITY
from gridctl.store.attendances import ATTENDANCE
from gridctl.store.calendar import CALENDAR_DAY
from gridctl.store.meetings import MEETING, MEETING_ITEM
from gridctl.store.trainings import CERTIFICATE, TRAINING
from gridctl.store.visits import NEED, VISIT
from tests.year_office_estate import FIRST, Office, days, grid_of, moment, recorded
from tests.year_office_staff import DEPARTED, JOINED, NAMES, STEWARDS, SUPERVISOR

PEOPLE = range(1, 31)
ONE_DAY, HOMES = 0.1, (4, 4, 5, 5, 5)  # share of months in which somebody goes round only once; homes of such a day
OUTCOMES = ("met", "met", "met", "met", "nobody", "refused")
NEEDS = (("facility", "楼道灯不亮"), ("environment", "楼下异味"), ("parking", "车位被占"), ("neighbour", "楼上太吵"))
A_NEED, SOLVED, SETTLED = 0.15, 0.5, 0.6


def visit(office: Office) -> None:
    """Two days a month and member, and what was asked for; one activity a quarter and grid, and one a month for all."""
    dice = office.dice("visits")
    homes = [(day, staff) for month in range(1, 13) for staff in PEOPLE for day in _days_out(dice, staff, month)]
    rows = [_visit(office, dice, *home) for day_of in homes for home in [day_of] * dice.choice(HOMES)]
    first = office.write(VISIT, rows)
    met = [(first + nth, row) for nth, row in enumerate(rows) if row[6] == "met" and dice.random() < A_NEED]
    office.write(NEED, (_need(dice, key, row) for key, row in met))
    office.write(ACTIVITY, _activities(dice))


def _days_out(dice: Random, staff: int, month: int) -> list[date]:
    chosen = dice.sample(range(27), 1 if dice.random() < ONE_DAY else 2)
    out = (date(FIRST.year, month, 1) + timedelta(days=nth) for nth in chosen)
    return [day for day in out if day < DEPARTED.get(staff, date.max)]


def _visit(office: Office, dice: Random, day: date, staff: int) -> tuple[object, ...]:
    own = STEWARDS.index(staff) + 1 if staff in STEWARDS else None
    building = dice.choice([b for b in office.rooms if own in (None, grid_of(b, day))] or list(office.rooms))
    minute, outcome = dice.randint(18 * 60, 20 * 60), dice.choice(OUTCOMES)
    place, people = dice.choice(office.rooms[building]), "张建国" if outcome == "met" else ""
    grid = grid_of(building, day)
    return (str(day), moment(day, minute), place, grid, staff, "home", outcome, people, "", recorded(day, minute + 30))


def _need(dice: Random, key: int, row: tuple[object, ...]) -> tuple[object, ...]:
    day, _, place, grid, staff = row[:5]
    kind, what = dice.choice(NEEDS)
    solved = dice.random() < SOLVED
    settled = not solved and dice.random() < SETTLED
    later = str(date.fromisoformat(str(day)) + timedelta(days=5)) if settled else None
    over, how = (str(day), "当场解决") if solved else (later, "已解决" if settled else "")
    return key, day, place, grid, staff, kind, what, int(solved), None, None, over, how


def _activities(dice: Random) -> Iterator[tuple[object, ...]]:
    for quarter in range(4):
        for grid, steward in enumerate(STEWARDS, 1):
            day = FIRST + timedelta(days=91 * quarter + dice.randint(3, 80))
            yield _activity(day, "safety_education", "消防安全宣传", grid, steward, dice.randint(8, 60))
    for month in range(1, 13):
        day = date(FIRST.year, month, dice.randint(1, 27))
        kind, topic = ("community", "便民服务日") if month % 2 else ("publicity", "垃圾分类宣传")
        yield _activity(day, kind, topic, None, SUPERVISOR, dice.randint(20, 200))


def _activity(day: date, kind: str, topic: str, grid: int | None, staff: int, came: int) -> tuple[object, ...]:
    return str(day), kind, topic, grid, "中心花园", staff, came, "宣传单", "", recorded(day, 1000)


def meet(office: Office) -> None:
    """The meetings of D1 and D9, who came, and what was resolved; a training a month, and certificates."""
    dice = office.dice("meetings")
    held = [*_daily(office), *_regular()]
    rows = [_meeting(kind, day, minute, also) for kind, day, minute, also, _ in held]
    first = office.write(MEETING, rows)
    came = [(first + nth, staff) for nth, each in enumerate(held) for staff in each[-1] if _is_here(staff, each[1])]
    office.write(ATTENDANCE, (_attended(dice, meeting, staff) for meeting, staff in came))
    office.write(MEETING_ITEM, (_item(dice, first + nth, each[1]) for nth, each in enumerate(held) if nth % 4 == 0))
    _train(office, dice)


Held = tuple[str, date, int, tuple[str, ...], range]


def _daily(office: Office) -> Iterator[Held]:
    known = calendar(row.special for row in office.tx.find(CALENDAR_DAY, 1))
    return (
        ("daily_analysis", day, 960, (), range(1, 7)) for day in days() if known.is_working_day(day) and day.day != 8
    )


def _regular() -> Iterator[Held]:
    for day in days():
        if day.weekday() == 0:
            yield "weekly_regular", day, 540, (), range(1, 9)
        if day.day == 20:
            yield "monthly_work", day, 870, ("needs_analysis",), PEOPLE
        if day.day == 25 and day.month % 3 == 0:
            yield "quarterly_briefing", day, 1140, (), range(3, 13)
        if day in (date(2025, 6, 27), date(2025, 12, 29)):
            yield "half_yearly", day, 570, (), PEOPLE


def _meeting(kind: str, day: date, minute: int, also: tuple[str, ...]) -> tuple[object, ...]:
    starts, ends = moment(day, minute), moment(day, minute + 40)
    told = (kind, json.dumps(also), str(day), starts, ends, "held", SUPERVISOR, "", 0, "会议室", "", "情况正常")
    return *told, recorded(day, minute + 60)


def _is_here(staff: int, day: date) -> bool:
    return day < DEPARTED.get(staff, date.max)


def _attended(dice: Random, meeting: int, staff: int) -> tuple[object, ...]:
    state = dice.choices(("present", "late", "absent", "leave"), (92, 3, 2, 3))[0]
    return meeting, None, staff, "", "", state, "", None, "", "", "", None


def _item(dice: Random, meeting: int, day: date) -> tuple[object, ...]:
    done = dice.random() < SETTLED
    due = day + timedelta(days=7)
    return (
        meeting,
        1,
        "跟进未完事项",
        dice.choice(STEWARDS),
        "",
        str(due),
        str(due) if done else None,
        "已办" if done else "",
        None,
    )


def _train(office: Office, dice: Random) -> None:
    held = [date(FIRST.year, month, 12) for month in range(1, 13)]
    rows = [("service", "服务意识", "", str(day), str(day), "集团讲师", "", recorded(day, 1100)) for day in held]
    first = office.write(TRAINING, rows)
    came = [(first + nth, staff) for nth in range(len(held)) for staff in sorted(dice.sample(PEOPLE, 10))]
    office.write(
        ATTENDANCE, ((None, key, staff, "", "", "present", "", None, "", "", "passed", 85) for key, staff in came)
    )
    everybody = range(1, len(NAMES.split()) + 1)
    until = [None if nth % 5 else "2026-02-01" for nth in everybody]
    told = zip(everybody, until, strict=True)
    office.write(
        CERTIFICATE, ((nth, "post_training", f"P{nth:03d}", str(JOINED), end, "公司", None) for nth, end in told)
    )
