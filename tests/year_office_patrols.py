"""The inspections of the year office: every list of the regulations on its ground each day, some missed, some entered late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gridctl.domain.checklists import Checklist, Definition, Point
from gridctl.domain.inspections import Answer, Answers, Mark, Outcome, answers_text
from gridctl.store.checklists import CHECKLIST
from gridctl.store.inspections import INSPECTION, INSPECTION_TICKET
from tests.year_office_estate import CLUB, NEW_GRID, SALES_ROUTE, SHOW_FLAT, Office, days, grid_of, moment, recorded
from tests.year_office_staff import STEWARDS
from tests.year_office_tickets import Fault

DARK_DAYS = (date(2025, 3, 18), date(2025, 8, 6))  # nobody went round, or entered anything
MISSED, LATE, ABNORMAL, LEFT_OUT = 0.03, 0.02, 0.025, 0.005  # shares of inspections
CATEGORIES = {"hazard": "fire_safety", "repair": "lighting", "cleaning": "lobby"}
ROUNDS = (  # list, post of the inspector, hour at which it begins
    ("fire_daily", "steward", 9),
    ("assistant_daily", "property_assistant", 10),
    ("environment_daily", "environment_officer", 8),
    ("cleaners_roll", "environment_officer", 7),
    ("guard_patrol", "guard", 20),
    ("reception_daily", "reception_foreman", 11),
    ("joint_half_month", "environment_officer", 14),
)
HALF_MONTHLY = "joint_half_month"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where an inspection is made: a grid, a building, a place, or the whole project."""

    grid: int | None = None
    building: int | None = None
    place: int | None = None

    @property
    def named(self) -> dict[str, int]:
        """The one of them that it is."""
        known = {"grid": self.grid, "building": self.building, "place": self.place}
        return {name: key for name, key in known.items() if key is not None}


def patrol(office: Office) -> list[tuple[Fault, int, str]]:
    """Write a year of inspections; gives the faults that they found, each with its inspection and point."""
    lists = {row.code: row for row in office.tx.find(CHECKLIST, 1)}
    found: list[tuple[Fault, int, str]] = []
    rows: list[Sequence[object]] = []
    dice = office.dice("patrols")
    for day in days():
        for code, post, hour in ROUNDS:
            for ground in _grounds(office, code, day):
                made = _made(office, dice, (code, post, hour), day, ground)
                if made is not None:
                    _write_up(office, dice, lists[code], made, rows, found)
    first = office.write(INSPECTION, rows)
    return [(fault, first + nth, point) for fault, nth, point in found]


def link(office: Office, found: Sequence[tuple[Fault, int, str]], tickets: Sequence[int]) -> None:
    """Tie the tickets to the inspections that opened them."""
    rows = zip(found, tickets, strict=True)
    office.write(INSPECTION_TICKET, ((nth, point, ticket, Outcome.OPENED) for (_, nth, point), ticket in rows))


def _grounds(office: Office, code: str, day: date) -> Iterator[Ground]:
    if code == "fire_daily":
        yield from (Ground(grid=n) for n in range(1, 7) if n < len(STEWARDS) or day >= NEW_GRID)
    elif code == "reception_daily":
        yield from (Ground(place=office.places[name]) for name in (CLUB, SHOW_FLAT, SALES_ROUTE))
    elif code in ("environment_daily", "cleaners_roll"):
        yield Ground()
    elif code != HALF_MONTHLY or day.day == 15 or (day + timedelta(days=1)).day == 1:
        yield from (Ground(building=building) for building in office.rooms)


@dataclass(frozen=True, slots=True)
class _Made:
    """An inspection that was made: by whom, when, how many days late it was entered."""

    day: date
    minute: int
    ground: Ground
    inspector: int
    partner: int | None
    late: int


def _made(office: Office, dice: Random, what: tuple[str, str, int], day: date, ground: Ground) -> _Made | None:
    code, post, hour = what
    chance, minute = dice.random(), hour * 60 + dice.randrange(180)
    of_project = {} if post == "environment_officer" else ground.named
    inspector = office.holder(post, day, **of_project)
    partner = office.holder("property_assistant", day, **ground.named) if code == HALF_MONTHLY else None
    alone = code == HALF_MONTHLY and partner is None
    if inspector is None or alone or chance < MISSED or day in DARK_DAYS:
        return None
    late = dice.randint(1, 5) if chance > 1 - LATE else 0
    return _Made(day, minute, ground, inspector, partner, late)


def _write_up(
    office: Office,
    dice: Random,
    checklist: Checklist,
    made: _Made,
    rows: list[Sequence[object]],
    found: list[tuple[Fault, int, str]],
) -> None:
    points = Definition.of(checklist.definition).points
    opening = [point for point in points if point.opens]
    answers = {point.code: _normal(point) for point in points}
    chance = dice.random()
    if opening and chance < ABNORMAL:
        point = dice.choice(opening)
        place = _place(office, made)
        answers[point.code] = Answer(Mark.ABNORMAL, f"{point.name}不合要求", place)
        fault = Fault(
            point.opens,
            point.category or CATEGORIES[point.opens],
            f"{point.name}不合要求",
            place,
            made.ground.building or _building(made),
            made.day,
            made.minute,
            made.inspector,
        )
        found.append((fault, len(rows), point.code))
    elif len(points) > 1 and chance > 1 - LEFT_OUT:
        del answers[dice.choice(points).code]
    rows.append(_row(checklist, made, answers))


def _row(checklist: Checklist, made: _Made, answers: Answers) -> tuple[object, ...]:
    end = made.minute + 10
    abnormal = sum(answer.mark is Mark.ABNORMAL for answer in answers.values())
    ground = made.ground
    return (
        checklist.id,
        str(made.day),
        moment(made.day, made.minute),
        moment(made.day, end),
        ground.grid,
        ground.building,
        ground.place,
        made.inspector,
        made.partner,
        answers_text(answers),
        abnormal,
        "",
        recorded(made.day, end, made.late),
    )


def _normal(point: Point) -> Answer:
    return Answer(Mark.NORMAL, count=20) if point.counted else Answer(Mark.NORMAL)


def _building(made: _Made) -> int | None:
    """The first building of a grid."""
    return next((b for b in range(1, 17) if grid_of(b, made.day) == made.ground.grid), None)


def _place(office: Office, made: _Made) -> int:
    building = made.ground.building or _building(made)
    return made.ground.place or (office.halls[building] if building else office.places["中心花园"])
