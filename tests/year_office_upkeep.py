"""What the year office had done: refuse removal, pest control, lawns, the contractor scored; renovations; and its own book."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from gridctl.domain.contractors import Contractor
from gridctl.store.contractors import CONTRACTOR, EVALUATION
from gridctl.store.duties import DUTY_RECORD
from gridctl.store.renovations import RENOVATION, RENOVATION_EVENT
from gridctl.store.upkeep import UPKEEP
from tests.year_office_estate import FIRST, LAST, Office, days, grid_of, moment, recorded
from tests.year_office_staff import ASSISTANTS, ENVIRONMENT
from tests.year_office_tickets import CONTRACTOR as CLEANER

UNDONE, FAILED, UNLOGGED = 0.03, 0.04, 0.05
RENOVATIONS, WEEKS = 24, 8
LOGGED = (  # duty, whose, hour: what `duty log` enters every day
    ("daily_report", "steward", 17),
    ("daily_summary", "service_supervisor", 18),
    ("tenant_registration", "guard", 19),
)
LOGGED_MONTHLY = (("engineering_monthly", "technician", 16), ("monthly_appraisal", "service_supervisor", 17))


def keep_up(office: Office) -> None:
    """Contractors, a year of environment services, two renovations begun a month, patrolled every day, and what was logged."""
    dice = office.dice("upkeep")
    companies = ((CLEANER, "cleaning"), ("绿源园林", "greening"))
    key = office.tx.next_id(1, CONTRACTOR, len(companies))
    rows = [Contractor(1, key + i, *each, "", "", 1_200_000, FIRST, None) for i, each in enumerate(companies)]
    office.tx.insert(CONTRACTOR, rows)
    office.write(UPKEEP, (_done(dice, *each) for each in _planned(office, key)))
    office.write(EVALUATION, ((key, f"{FIRST.year}-{month:02d}", 92, ENVIRONMENT, "") for month in range(1, 13)))
    _renovate(office, dice)
    office.write(DUTY_RECORD, _logged(office, dice))


def _logged(office: Office, dice: Random) -> Iterator[tuple[object, ...]]:
    for day in days():
        month_end = (day + timedelta(days=1)).day == 1
        for code, post, hour in (*LOGGED, *(LOGGED_MONTHLY if month_end else ())):
            for grid, building in _grounds(office, code, day):
                ground = {"grid": grid} if grid else {"building": building} if building else {}
                staff = office.holder(post, day, **ground)
                if staff is not None and dice.random() > UNLOGGED:
                    said = (code, str(day), moment(day, hour * 60), staff, grid, building, None, 0, "")
                    yield *said, recorded(day, hour * 60 + 5)


def _grounds(office: Office, code: str, day: date) -> list[tuple[int | None, int | None]]:
    """The grids or buildings of a duty, or the project once."""
    if code == "daily_report":
        return [(grid, None) for grid in sorted({grid_of(building, day) for building in office.rooms})]
    return [(None, building) for building in office.rooms] if code == "tenant_registration" else [(None, None)]


Planned = tuple[str, date, int | None, int | None, int, str]


def _planned(office: Office, cleaner: int) -> Iterator[Planned]:
    for day in days():
        if day.weekday() in (0, 3):
            yield "refuse", day, None, office.places["垃圾房"], cleaner, "2 车"
        if day.day == 10:
            yield from (("pest_control", day, grid, None, cleaner, "6 处") for grid in range(1, 6))
        if day.day == 5 and 4 <= day.month <= 10:
            yield "lawn", day, None, office.places["中心花园"], cleaner + 1, "1200 平方米"


def _done(
    dice: Random, service: str, day: date, grid: int | None, place: int | None, by: int, much: str
) -> tuple[object, ...]:
    chance, planned = dice.random(), (service, str(day), grid, place, by)
    if chance < UNDONE:
        return *planned, None, None, "", None, None, None, "", ""
    passed = int(chance > UNDONE + FAILED)
    return (
        *planned,
        str(day),
        None,
        much,
        ENVIRONMENT,
        str(day),
        passed,
        "" if passed else "没有做到位",
        recorded(day, 1000),
    )


def _renovate(office: Office, dice: Random) -> None:
    starts = [FIRST + timedelta(days=15 * nth) for nth in range(RENOVATIONS)]
    homes = [(dice.choice(list(office.rooms)), start) for start in starts]
    files = [_file(dice.choice(office.rooms[building]), start) for building, start in homes]
    first = office.write(RENOVATION, files)
    patrols = [
        (first + nth, str(day), "patrol", ASSISTANTS[(building - 1) // 4], "正常", None, None, None, recorded(day, 960))
        for nth, (building, start) in enumerate(homes)
        for day in days(start, min(start + timedelta(weeks=WEEKS), LAST))
        if dice.random() > UNDONE
    ]
    office.write(RENOVATION_EVENT, patrols)


def _file(place: int, start: date) -> tuple[object, ...]:
    end = start + timedelta(weeks=WEEKS)
    applied, done = start - timedelta(days=5), str(end) if end <= LAST else None
    told = (place, "李明", "13800001111", "安居装饰", "全屋装修", str(applied), f"ZX{place}", str(start), str(end))
    return *told, done, done, ENVIRONMENT if done else None, 1 if done else None, None, ""
