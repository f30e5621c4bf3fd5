"""Two hundred repair slips over ten weeks: what was reported, where, when and by whom; fates.py says what became of them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sample_data.making.estate import GRIDS, SEED
from sample_data.making.fates import HALF_MONTH, NOW, Course
from sample_data.making.people import STAFF, staff_phone
from sample_data.making.styles import written_place, written_room

if TYPE_CHECKING:
    from sample_data.making.estate import Place, Room
    from sample_data.making.people import Resident

FIRST_DAY = date(2026, 1, 5)
A_WEEK = (22, 21, 23, 20, 22, 18, 9, 17, 24, 24)  # the seventh holds the Spring Festival

HANDS = {  # who mends what, by staff number
    "给排水": ("YS052",),
    "供配电": ("YS051", "YS056"),
    "公共照明": ("YS056", "YS051", "YS057"),
    "电梯": ("YS055",),
    "消防设施": ("YS055", "YS056"),
    "门禁对讲": ("YS055",),
    "监控及红外报警": ("YS055",),
    "门窗五金": ("YS054", "YS057"),
    "墙地面土建": ("YS053",),
    "屋面外墙渗漏": ("YS053",),
    "道路井盖": ("YS053",),
    "车库道闸": ("YS054", "YS055"),
    "绿化环卫设施": ("YS054",),
    "休闲健身设施": ("YS054",),
    "其他": ("YS054", "YS056"),
}
DESK = ("何静怡", "蒋欣", "YS005", "宋雨桐")
PATROLS = ("YS021", "YS022", "YS023", "YS041", "YS043", "YS044", "YS031")
NAMES = {number: name for number, name, *_ in STAFF}
NUMBERS = {name: number for number, name in NAMES.items() if name != "刘洋"}
PHONES = {number: staff_phone(order) for order, (number, *_) in enumerate(STAFF, 1)}
LAST_DAYS = {number: date.fromisoformat(departed) for number, _, _, _, departed, *_ in STAFF if departed}


@dataclass(frozen=True)
class Fault:
    """A fault as people report it, where it happens, and how it is mended."""

    category: str
    where: str
    urgency: str
    problem: str
    cure: str
    material: str


@dataclass(frozen=True)
class Slip:
    """A line of the repair register; times that have not come are None."""

    paper: str
    opened: datetime
    source: str
    reporter: str
    phone: str
    place: str
    fault: Fault
    problem: str
    executor: str
    verifier: str
    dispatcher: str
    state: str = "待派单"
    dispatched: datetime | None = None
    accepted: datetime | None = None
    finished: datetime | None = None
    verified: datetime | None = None
    progress: str = ""
    material: str = ""
    remark: str = ""


def faults() -> list[Fault]:
    """The stock of faults."""
    with (Path(__file__).parent / "faults.csv").open(encoding="utf-8", newline="") as file:
        return [Fault(*row) for row in list(csv.reader(file))[1:]]


@dataclass
class Register:
    """Draws slips: what is reported where, by whom, and how far each has come."""

    places: list[Place]
    rooms: list[Room]
    residents: list[Resident]
    dice: Random = field(default_factory=lambda: Random(SEED + 2))
    homes: int = 0

    def slips(self) -> list[Slip]:
        """Every slip, in the order of the paper pad."""
        moments = self._moments()
        stock = self._stock(len(moments))
        slips = [self._reported(n, moment, fault) for n, (moment, fault) in enumerate(zip(moments, stock, strict=True))]
        return Course().run(slips)

    def _moments(self) -> list[datetime]:
        """When slips were opened: by day, most of them in working hours."""
        moments = []
        for week, count in enumerate(A_WEEK):
            monday = FIRST_DAY + timedelta(weeks=week)
            for _ in range(count):
                day = monday + timedelta(days=self.dice.choices(range(7), (5, 4, 4, 4, 4, 3, 2))[0])
                hour = self.dice.choices(
                    (7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 19, 21), (2, 6, 8, 7, 4, 3, 6, 6, 5, 3, 2, 1)
                )[0]
                moments.append(
                    datetime.combine(day, time(min(hour, 17) if day == NOW.date() else hour, self.dice.randrange(60)))
                )
        return sorted(min(moment, NOW - timedelta(minutes=5)) for moment in moments)

    def _stock(self, count: int) -> list[Fault]:
        """Faults enough: the whole stock once, then again without what is rare."""
        whole, common = faults(), [fault for fault in faults() if fault.urgency == "一般"]
        self.dice.shuffle(whole)
        self.dice.shuffle(common)
        return (whole + common)[:count]

    def _reported(self, order: int, opened: datetime, fault: Fault) -> Slip:
        room = self._room(top="顶层" in fault.problem) if fault.where == "房号" else None
        place = None if room else self.dice.choice(self._scenes(fault.where))
        source, reporter, phone = self._reporter(room)
        executor = self.dice.choice(
            [hand for hand in HANDS[fault.category] if LAST_DAYS.get(hand, date.max) > opened.date() + HALF_MONTH * 2]
        )
        floor = self.dice.randrange(2, place.top + 1) if place and place.top > 1 else 1
        return Slip(
            paper=f"{2600101 + order:07d}",
            opened=opened,
            source=source,
            reporter=reporter,
            phone=phone,
            place=self._written(room, place),
            fault=fault,
            problem=fault.problem.format(层=floor),
            executor=executor,
            verifier=self._verifier(room, place),
            dispatcher=self.dice.choice(DESK),
        )

    def _written(self, room: Room | None, place: Place | None) -> str:
        if room:
            self.homes += 1
            return written_room(room, self.homes)
        return written_place(place, self.dice) if place else ""

    def _scenes(self, where: str) -> list[Place]:
        """The place of that name, or those whose name holds it, or those of that kind."""
        for fits in (
            [place for place in self.places if place.name == where],
            [place for place in self.places if place.kind == where],
            [place for place in self.places if where in place.name],
        ):
            if fits:
                return fits
        raise LookupError(where)

    def _room(self, *, top: bool) -> Room:
        homes = [room for room in self.rooms if room.kind in {"住宅", "公寓"} and room.state == "已入住"]
        return self.dice.choice([room for room in homes if not top or room.floor == room.building.floors])

    def _reporter(self, room: Room | None) -> tuple[str, str, str]:
        if room is None and self.dice.random() < 0.68:
            number = self.dice.choice(PATROLS)
            return self.dice.choice(("巡查", "巡查", "内部转单")), NAMES[number], PHONES[number]
        person = self.dice.choice([who for who in self.residents if who.phone and (room is None or who.room is room)])
        return self.dice.choices(("电话", "微信", "来访"), (6, 3, 2))[0], person.name, person.phone

    def _verifier(self, room: Room | None, place: Place | None) -> str:
        building, unit = (
            (room.building.name, room.unit) if room else (place.building, place.unit) if place else ("", "")
        )
        heads = [head for _, _, ground, head in GRIDS if (building, "") in ground or (building, unit) in ground]
        return heads[0] if heads else self.dice.choice(("孙志强", "马俊杰", "YS023", "朱立群"))
