"""The estate of the sample: twenty buildings of different shapes, their rooms, public places and grids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260316
KEPT_BY_LIFT_COMPANY = "示例电梯维保有限公司"
KEPT_BY_FIRE_COMPANY = "示例消防维保有限公司"


@dataclass(frozen=True)
class Building:
    """A building: `units` are its unit names ("" where it has none), then floors, rooms a floor, kind, metres."""

    phase: str
    name: str
    units: tuple[str, ...]
    floors: int
    rooms: int
    kind: str
    x: float
    y: float
    first_floor: int = 1
    shops: int = 0
    shop_unit: str = ""
    area: float = 98.0

    @property
    def shop_stem(self) -> str:
        """What shops are called before their number."""
        return "S" if self.shop_unit else "商铺"

    @property
    def lifts(self) -> int:
        """Lifts of each unit: none in a slab or a villa."""
        return 0 if self.floors < 7 else 1 if self.floors < 27 or len(self.units) > 1 else 2


NONE = ("",)
BUILDINGS = (
    Building("一期", "1栋", ("1", "2"), 30, 2, "住宅", 40, 300, shops=6, shop_unit="0", area=118.5),
    Building("一期", "2栋", ("1", "2"), 30, 2, "住宅", 110, 300, area=118.5),
    Building("一期", "3栋", ("1", "2"), 30, 2, "住宅", 180, 300.5, area=126.3),
    Building("一期", "4栋", ("1", "2", "3", "4"), 6, 2, "住宅", 40, 220, area=89.6),
    Building("一期", "5栋", ("1", "2", "3", "4"), 6, 2, "住宅", 110, 220, area=89.6),
    Building("一期", "6栋", ("1", "2", "3", "4"), 6, 2, "住宅", 40, 160, area=92.1),
    Building("一期", "7栋", ("1", "2", "3", "4"), 6, 2, "住宅", 110, 160, area=92.1),
    Building("一期", "8栋", ("1", "2", "3"), 11, 2, "住宅", 180, 190, area=104.8),
    Building("一期", "9栋", NONE, 33, 4, "住宅", 180, 110.5, area=78.2),
    Building("二期", "A座", NONE, 18, 8, "公寓", 280, 300, first_floor=2, shops=10, area=46.5),
    Building("二期", "10栋", ("1", "2"), 30, 3, "住宅", 350, 300, area=96.4),
    Building("二期", "11栋", ("1", "2"), 26, 2, "住宅", 420, 300, area=121.7),
    Building("二期", "12栋", ("1", "2"), 32, 3, "住宅", 490, 300, area=96.4),
    Building("二期", "13栋", ("1", "2"), 30, 4, "住宅", 490, 220, area=84.9),
    Building("二期", "14栋", ("1", "2"), 33, 3, "住宅", 420, 220.5, area=96.4),
    Building("二期", "15栋", ("1", "2", "3", "4"), 6, 2, "住宅", 350, 220, area=88.0),
    Building("二期", "16栋", NONE, 33, 5, "住宅", 350, 140, area=68.7),
    Building("二期", "17栋", NONE, 1, 10, "别墅", 430, 140, area=212.0),
    Building("二期", "18栋", NONE, 1, 12, "别墅", 500, 140, area=186.5),
    Building("二期", "B座", NONE, 21, 8, "办公", 280, 60, first_floor=2, shops=12, area=62.4),
)

GRIDS = (  # number, name, buildings with their units (none: the whole building), who heads it
    ("01", "云杉一网格", (("1栋", ""), ("2栋", ""), ("3栋", "")), "林晓彤"),
    ("02", "云杉二网格", (("4栋", ""), ("5栋", ""), ("6栋", ""), ("7栋", ""), ("8栋", ""), ("9栋", "")), "周雅琴"),
    ("03", "云杉三网格", (("A座", ""), ("10栋", ""), ("11栋", "1")), "郑可欣"),
    ("04", "云杉四网格", (("11栋", "2"), ("12栋", ""), ("13栋", "1")), "YS014"),
    ("05", "云杉五网格", (("13栋", "2"), ("14栋", ""), ("15栋", "")), "谢婉婷"),
    ("06", "云杉六网格", (("16栋", ""), ("17栋", ""), ("18栋", ""), ("B座", "")), "高梦洁"),
)

RULES = (  # rule, buildings on either side, units, weight, a line in metres, why
    ("同组", "17栋、18栋", "", "", "", "", "别墅区共用一个出入口"),
    ("道路", "", "", "", "", "320,180; 460,180; 540,180", "主环路南段，行人绕行中央步道"),
    ("围墙", "8栋", "9栋", "", "", "", "9栋单独围合，从北侧门出入"),
    ("关爱权重", "4栋、5栋", "", "", 6, "", "独居、高龄老人较多"),
    ("关爱权重", "9栋", "", "", 9, "", "人户分离、租户多"),
    ("关爱权重", "13栋", "", "1单元", 4, "", "残疾人家庭"),
)

PUBLIC_GROUND = {  # the public places outside the buildings, by the grid that answers for them
    "01": "地库A区、地库A区入口道闸、生活水泵房、一期配电房、西门岗、一期周界红外、一期路灯",
    "02": "北侧绿化带、一期垃圾分类亭、一期非机动车棚、健身广场、一期室外消火栓、会所",
    "03": "南门岗、南门道闸、南广场、垃圾房、营销通道、中央步道",
    "04": "地库B区、消防水泵房、中心花园、中心花园庭院灯、儿童乐园、主环路",
    "05": "地库C区、二期配电房、发电机房、二期垃圾分类亭、二期周界红外、二期路灯、二期室外消火栓",
    "06": "东门岗、东门道闸、东门岗亭、消防控制室、微型消防站、监控室、篮球场、二期非机动车棚、样板间",
}

STATES = {  # how many in a hundred
    "住宅": (("已入住", 72), ("空置", 12), ("已出租", 10), ("装修中", 6)),
    "别墅": (("已入住", 60), ("空置", 20), ("装修中", 20)),
    "公寓": (("已入住", 30), ("已出租", 55), ("空置", 15)),
    "办公": (("已入住", 35), ("已出租", 45), ("空置", 20)),
    "商铺": (("已出租", 70), ("已入住", 15), ("空置", 15)),
}
NOT_YET = {
    ("10栋", 28): "未售",
    ("12栋", 32): "未交付",
    ("12栋", 31): "未售",
    ("14栋", 33): "未交付",
    ("B座", 21): "未售",
}


@dataclass(frozen=True)
class Room:
    """A room as the register has it."""

    building: Building
    unit: str
    floor: int
    number: str
    area: float
    kind: str
    state: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Building, unit and room number."""
        return self.building.name, self.unit, self.number


def rooms() -> list[Room]:
    """Every room, building by building, unit by unit, from the ground up."""
    dice = Random(SEED)
    return [room for building in BUILDINGS for room in _rooms_of(building, dice)]


def _rooms_of(building: Building, dice: Random) -> list[Room]:
    shops = [
        Room(
            building,
            building.shop_unit,
            1,
            f"{building.shop_stem}{n:02d}",
            round(dice.uniform(28, 95), 2),
            "商铺",
            _state("商铺", dice),
        )
        for n in range(1, building.shops + 1)
    ]
    flats = [
        Room(
            building,
            unit,
            floor,
            f"{floor}{n:02d}",
            _area(building, n),
            building.kind,
            _flat_state(building, floor, dice),
        )
        for unit in building.units
        for floor in range(building.first_floor, building.floors + 1)
        for n in range(1, building.rooms + 1)
    ]
    return shops + flats


def _area(building: Building, n: int) -> float:
    return round(building.area + (n % 3) * 7.35 - (n % 2) * 2.1, 2)


def _flat_state(building: Building, floor: int, dice: Random) -> str:
    return NOT_YET.get((building.name, floor)) or _state(building.kind, dice)


def _state(kind: str, dice: Random) -> str:
    words, weights = zip(*STATES[kind], strict=True)
    return str(dice.choices(words, weights)[0])


@dataclass(frozen=True)
class Place:
    """A public place or equipment; `kind` is what faults are chosen by, `top` the highest floor of its unit."""

    name: str
    kind: str
    building: str = ""
    unit: str = ""
    floor: str = ""
    where: str = ""
    keeper: str = ""
    top: int = 1


def places() -> list[Place]:
    """Every public place and piece of equipment, those in buildings first."""
    return [*_in_buildings(), *_lifts(), *OUTSIDE]


def _in_buildings() -> list[Place]:
    return [
        place
        for building in BUILDINGS
        if building.kind != "别墅"
        for unit in building.units
        for place in _in_unit(building, unit)
    ]


def _in_unit(building: Building, unit: str) -> Iterator[Place]:
    stem = f"{building.name}{unit}单元" if unit else building.name
    here = partial(Place, building=building.name, unit=unit, top=building.floors)
    yield here(f"{stem}楼道", "楼道", where="各层公共走廊、楼梯间", keeper="胡建军")
    if building.lifts:
        yield here(f"{stem}大堂", "大堂", floor="1", where="首层入户门厅", keeper="郭海涛")
    yield here(f"{stem}门禁", "门禁对讲", floor="1", where="单元入口", keeper="程亮")


def _lifts() -> list[Place]:
    shafts = [(building, unit) for building in BUILDINGS for unit in building.units for _ in range(building.lifts)]
    return [
        Place(
            f"{n}#电梯", "电梯", building.name, unit,
            where=f"{building.name}{unit + '单元' if unit else ''}，{building.floors}层{building.floors}站",
            keeper=KEPT_BY_LIFT_COMPANY, top=building.floors,
        )
        for n, (building, unit) in enumerate(shafts, 1)
    ]  # fmt: skip


OUTSIDE = (
    Place("3栋屋面", "屋面", "3栋", where="天台及女儿墙", keeper="胡建军"),
    Place("9栋屋面", "屋面", "9栋", where="天台及女儿墙", keeper="胡建军"),
    Place("12栋屋面", "屋面", "12栋", where="天台及女儿墙", keeper="胡建军"),
    Place("5栋外墙", "外墙", "5栋", where="东侧、北侧外墙", keeper="胡建军"),
    Place("A座外墙", "外墙", "A座", where="沿街外立面", keeper="胡建军"),
    Place("地库A区", "地库", floor="-1", where="一期地下车库", keeper="邓小军"),
    Place("地库B区", "地库", floor="-1", where="二期地下车库西区", keeper="邓小军"),
    Place("地库C区", "地库", floor="-1", where="二期地下车库东区", keeper="邓小军"),
    Place("生活水泵房", "水泵房", floor="-1", where="地库A区北侧", keeper="徐国平"),
    Place("消防水泵房", "水泵房", floor="-1", where="地库B区南侧", keeper=KEPT_BY_FIRE_COMPANY),
    Place("一期配电房", "配电房", floor="-1", where="地库A区东侧", keeper="YS051"),
    Place("二期配电房", "配电房", floor="-1", where="地库C区西侧", keeper="YS051"),
    Place("发电机房", "发电机房", floor="-1", where="地库C区北侧", keeper="YS051"),
    Place("消防控制室", "消防控制室", where="东门岗旁一层", keeper=KEPT_BY_FIRE_COMPANY),
    Place("微型消防站", "消防设施", where="消防控制室旁", keeper=KEPT_BY_FIRE_COMPANY),
    Place("一期室外消火栓", "消防设施", where="主环路西段6处", keeper=KEPT_BY_FIRE_COMPANY),
    Place("二期室外消火栓", "消防设施", where="主环路东段8处", keeper=KEPT_BY_FIRE_COMPANY),
    Place("监控室", "监控", where="物业服务中心二层", keeper="程亮"),
    Place("一期周界红外", "监控", where="西侧、北侧围墙", keeper="程亮"),
    Place("二期周界红外", "监控", where="东侧、南侧围墙", keeper="程亮"),
    Place("东门岗", "门岗", where="主出入口", keeper="程亮"),
    Place("西门岗", "门岗", where="一期人行出入口", keeper="程亮"),
    Place("南门岗", "门岗", where="沿街商业出入口", keeper="程亮"),
    Place("东门道闸", "道闸", where="东门车行出入口", keeper="程亮"),
    Place("南门道闸", "道闸", where="南门车行出口", keeper="程亮"),
    Place("地库A区入口道闸", "道闸", where="一期车库坡道", keeper="程亮"),
    Place("一期路灯", "照明", where="主环路西段32盏", keeper="YS051"),
    Place("二期路灯", "照明", where="主环路东段41盏", keeper="YS051"),
    Place("中心花园庭院灯", "照明", where="中心花园", keeper="YS051"),
    Place("主环路", "道路", where="消防车道", keeper="胡建军"),
    Place("中央步道", "道路", where="中心花园两侧", keeper="胡建军"),
    Place("南广场", "道路", where="A座与B座之间", keeper="胡建军"),
    Place("中心花园", "绿化", where="一、二期之间", keeper="示例园林绿化有限公司"),
    Place("北侧绿化带", "绿化", where="北围墙内侧", keeper="示例园林绿化有限公司"),
    Place("儿童乐园", "休闲健身", where="中心花园东侧", keeper="郭海涛"),
    Place("健身广场", "休闲健身", where="8栋南侧", keeper="郭海涛"),
    Place("篮球场", "休闲健身", where="16栋西侧", keeper="郭海涛"),
    Place("垃圾房", "环卫设施", where="南门内侧", keeper="郭海涛"),
    Place("一期垃圾分类亭", "环卫设施", where="7栋南侧", keeper="郭海涛"),
    Place("二期垃圾分类亭", "环卫设施", where="15栋北侧", keeper="郭海涛"),
    Place("一期非机动车棚", "非机动车棚", where="4栋西侧", keeper="邓小军"),
    Place("二期非机动车棚", "非机动车棚", where="16栋东侧", keeper="邓小军"),
    Place("会所", "会所", where="中心花园北侧", keeper="董丽娜"),
    Place("样板间", "会所", where="B座21层", keeper="董丽娜"),
    Place("营销通道", "会所", where="南门至会所", keeper="董丽娜"),
    Place("东门岗亭", "岗亭", where="东门", keeper="YS051"),
)
