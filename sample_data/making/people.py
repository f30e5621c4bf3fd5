"""The people of the sample: staff in every post, and those who live or work in the rooms. All names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from sample_data.making.estate import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sample_data.making.estate import Room

STAFF = (  # number, name, post as the office writes it, joined, departed, home, remark
    ("YS001", "陆明远", "项目负责人", "2018-06-01", "", "", ""),
    ("YS002", "韩建国", "工程维修部负责人", "2018-07-16", "", "", "高压电工证"),
    ("YS003", "沈佳宁", "客服主管", "2019-03-04", "", "", ""),
    ("YS004", "宋雨桐", "客服组长", "2020-05-18", "", "云杉里小区5栋2单元301", ""),
    ("YS005", "何静怡", "客服前台", "2022-08-01", "", "", ""),
    ("YS006", "蒋欣", "前台", "2023-02-13", "", "", ""),
    ("YS011", "林晓彤", "客服管家", "2019-09-02", "", "云杉里小区2栋1单元802", "金牌管家"),
    ("YS012", "周雅琴", "客服管家", "2020-04-07", "", "云杉里小区6栋3单元201", ""),
    ("YS013", "郑可欣", "客服管家", "2021-03-15", "", "", ""),
    ("YS014", "罗诗雨", "客服管家", "2021-11-01", "", "", ""),
    ("YS015", "谢婉婷", "管家", "2022-06-20", "", "云杉里小区15栋1单元402", ""),
    ("YS016", "高梦洁", "管家", "2024-01-08", "", "", ""),
    ("YS021", "孙志强", "物业助理", "2019-05-06", "", "", "一期"),
    ("YS022", "马俊杰", "物业助理", "2021-07-12", "", "", "二期北"),
    ("YS023", "吴海燕", "物业助理", "2022-03-01", "", "", "二期南"),
    ("YS024", "朱立群", "物业助理", "2023-09-11", "", "", ""),
    ("YS031", "曹玉兰", "环境管理员", "2020-10-09", "", "", ""),
    ("YS041", "刘洋", "安全员", "2020-01-06", "", "", "与工程部刘洋同名"),
    ("YS042", "王大勇", "保安员", "2019-12-02", "", "", ""),
    ("YS043", "李保国", "保安员", "2021-04-19", "", "", ""),
    ("YS044", "张铁军", "秩序维护员", "2022-05-05", "", "", ""),
    ("YS045", "赵永强", "秩序维护员", "2023-06-01", "", "", ""),
    ("YS046", "陈卫东", "安全员", "2023-10-16", "", "", "监控室"),
    ("YS047", "杨振华", "安全员", "2024-09-02", "", "", "监控室"),
    ("YS051", "刘洋", "工程技工", "2019-08-05", "", "", "低压电工证"),
    ("YS052", "徐国平", "维修工", "2019-02-18", "", "", "水工"),
    ("YS053", "胡建军", "维修工", "2020-06-08", "", "", "泥瓦工"),
    ("YS054", "郭海涛", "工程技工", "2021-09-13", "", "", "门窗五金"),
    ("YS055", "程亮", "工程技工", "2022-02-21", "", "", "弱电"),
    ("YS056", "邓小军", "工程技工", "2023-03-20", "", "", "低压电工证"),
    ("YS057", "丁福生", "维修工", "2018-11-05", "2026-02-28", "", "退休"),
    ("YS061", "董丽娜", "接待领班", "2022-10-10", "", "", "会所"),
    ("YS071", "方文静", "网格管理员", "2024-05-06", "", "", "社区派驻"),
    ("JC001", "贺知秋", "监察管理部", "2017-04-10", "", "", "公司"),
    ("WB001", "杜秀英", "保洁员（外委）", "2024-03-01", "", "", "示例保洁服务有限公司"),
    ("WB002", "潘桂花", "保洁员（外委）", "2024-03-01", "", "", "示例保洁服务有限公司"),
    ("WB003", "田凤霞", "保洁员", "2024-07-01", "", "", "示例保洁服务有限公司"),
    ("WB004", "姜翠莲", "保洁员", "2025-02-17", "", "", "示例保洁服务有限公司"),
)

SURNAMES = "李王张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
RARE_SURNAMES = ("䶮", "㛃", "𠮷", "逄", "亓")
GIVEN_NAMES = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 英 华 红 斌 婷 雪 琳 浩 鑫 玲 鹏 辉 宁 凯 波 燕 倩 岩 欣 "
    "建国 建华 建平 国强 国庆 志强 志刚 志远 海波 海燕 秀英 秀兰 桂芳 桂兰 玉兰 玉梅 淑珍 淑华 凤英 春梅 春华 红梅 丽娟 丽华 "
    "晓东 晓峰 晓燕 晓梅 文斌 文博 俊杰 俊峰 振华 振宇 永康 永福 德明 德顺 长青 光明 金凤 金生 宝山 家豪 家宁 佳琪 佳怡 "
    "子轩 子涵 梓萱 梓豪 雨桐 雨欣 思远 思琪 嘉诚 嘉怡 浩然 浩宇 欣怡 欣妍 诗涵 诗琪 一诺 一鸣 天佑 安琪 博文 博瀚 若溪 若曦 "
    "书瑶 清扬 景行 知夏 沐阳 梦瑶 梦洁 宇航 宇轩 泽宇 明轩 晨曦 静怡 语嫣 可馨 雅静 美玲 慧敏 立新 立群 爱民 爱华 学军 学文 "
    "启明 兆丰 继红 卫国 卫东 少华 少芬 世杰 世昌 新民 新宇 云飞 云霞 江涛 江华 洪波 洪亮 瑞雪 瑞祥 冬梅 夏荷 秋菊 春生"
)
GIVEN = GIVEN_NAMES.split()
MOBILE = ("1540000", "1600000", "1610000", "1630000", "1640000")  # no operator has these
COMPANIES = (
    "云帆示例科技有限公司",
    "青禾示例贸易有限公司",
    "木石示例设计工作室",
    "百川示例咨询有限公司",
    "晨曦示例教育科技有限公司",
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


@dataclass(frozen=True)
class Resident:
    """A person of a room, as the roster has it."""

    room: Room
    name: str
    role: str
    phone: str
    id_number: str
    moved_in: date | None
    remark: str = ""


def staff_phone(order: int) -> str:
    """The work phone of the staff member who stands at that place of the list."""
    return f"1540000{9000 + order:04d}"


def id_number(born: date, order: int) -> str:
    """An 18-digit number of a region that is none (999999), with the right check digit."""
    body = f"999999{born:%Y%m%d}{order % 1000:03d}"
    return body + CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def residents(rooms: list[Room]) -> list[Resident]:
    """Everybody in the rooms, owners first in each."""
    crowd = _Crowd()
    return [person for room in rooms for person in crowd.household(room)]


class _Crowd:
    """Draws people, never two of the same name in a room and never the same phone twice."""

    def __init__(self) -> None:
        self.dice = Random(SEED + 1)
        self.phones = 0
        self.ids = 0

    def household(self, room: Room) -> Iterator[Resident]:
        """Everybody in one room."""
        if room.state in {"未售", "未交付"}:
            return
        surname, taken = self._surname(), set[str]()
        moved_in = date(2016 if room.building.phase == "一期" else 2020, 5, 1) + timedelta(
            days=self.dice.randrange(1500)
        )
        for role in self._roles(room):
            name = self._name(role, surname, taken)
            taken.add(name)
            yield self._person(
                room,
                name,
                role,
                moved_in if role != "租户" else date(2025, 3, 1) + timedelta(days=self.dice.randrange(330)),
            )

    def _roles(self, room: Room) -> list[str]:
        if room.kind in {"商铺", "办公"}:
            return ["业主", "使用人"] if room.state == "已出租" else ["业主"]
        if room.state == "已出租":
            return ["业主", "租户"] + ["租户"] * self.dice.choices((0, 1), (55, 45))[0]
        if room.state == "已入住":
            family = [
                self.dice.choice(("配偶", "家庭成员", "父母", "子女"))
                for _ in range(self.dice.choices((0, 1, 2, 3), (12, 32, 40, 16))[0])
            ]
            return ["业主", *family, *(["临时人员"] if self.dice.random() < 0.01 else [])]
        return ["业主"]

    def _surname(self) -> str:
        return self.dice.choice(SURNAMES) if self.dice.random() > 0.006 else self.dice.choice((*RARE_SURNAMES, "欧阳"))

    def _name(self, role: str, surname: str, taken: set[str]) -> str:
        while True:
            if role == "使用人" and self.dice.random() < 0.3:
                name = self.dice.choice(COMPANIES)
            else:
                own = surname if role in {"业主", "子女", "家庭成员"} else self._surname()
                name = own + self.dice.choice(GIVEN)
            if name not in taken:
                return name

    def _person(self, room: Room, name: str, role: str, moved_in: date) -> Resident:
        company = name in COMPANIES
        silent = role in {"子女", "家庭成员", "父母"} and self.dice.random() < 0.6
        remark = (
            self.dice.choice(("独居老人", "常年在外", "孕妇", "养犬1只", "工作日白天无人"))
            if self.dice.random() < 0.012
            else ""
        )
        blank = company or self.dice.random() < 0.02
        return Resident(
            room, name, role,
            phone="" if silent else self._phone(),
            id_number="" if blank else self._id(role),
            moved_in=None if self.dice.random() < 0.04 else moved_in,
            remark=remark,
        )  # fmt: skip

    def _phone(self) -> str:
        self.phones += 1
        return f"{MOBILE[self.phones % len(MOBILE)]}{self.phones:04d}"

    def _id(self, role: str) -> str:
        self.ids += 1
        first, span = {"子女": (2006, 17), "父母": (1942, 20)}.get(role, (1962, 38))
        born = date(first, 1, 1) + timedelta(days=self.dice.randrange(span * 365))
        number = id_number(born, self.ids)
        return self._id(role) if number.endswith("000") else number  # as if Excel had rounded it
