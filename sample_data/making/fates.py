"""What became of each slip: how far it came, when, and what the technician and the clerk wrote."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from sample_data.making.estate import SEED

if TYPE_CHECKING:
    from sample_data.making.slips import Slip

NOW = datetime(2026, 3, 15, 18, 0)  # noqa: DTZ001 - the estate's local time
HALF_MONTH = timedelta(days=15)
OPENS, CLOSES = time(8), time(18)

VOIDS = (
    "误报，到场检查正常",
    "与前单重复，作废",
    "报修人取消",
    "属保修范围，转开发商处理",
    "重复登记",
    "误报，已自行恢复",
)
RETURNS = ("材料未到，退回重派", "不属本工种，退回改派", "现场无人配合，退回前台联系")
REJECTIONS = ("验收不合格：安装不牢固", "验收不合格：现场垃圾未清理", "验收不合格：试用后故障重现")
PENDING = ("已联系厂家报价，等待配件", "材料已申购，待到货", "正在排查原因", "已安排外委单位，等待进场")
PENDING_OUTSIDE = ("已安排外委施工，等待天气转好", "已围挡，材料待到货")
OUTSIDE = {"屋面外墙渗漏", "道路井盖"}


class Fate(NamedTuple):
    """A state that `many` slips opened so many days ago come to.

    `late`: finished after the half month; `recent`: finished in the last week only.
    """

    state: str
    youngest: int
    oldest: int
    many: int
    late: bool = False
    recent: bool = False


DONE = Fate("已完成", 0, 0, 0)
FATES = (
    Fate("待派单", 0, 1, 3),
    Fate("待接单", 0, 2, 3),
    Fate("已接单", 1, 4, 3),
    Fate("处理中", 17, 36, 5),
    Fate("返工", 17, 30, 1),
    Fate("待验收", 26, 40, 1, late=True),
    Fate("已接单", 16, 22, 1),
    Fate("处理中", 9, 14, 5),
    Fate("处理中", 2, 8, 4),
    Fate("返工", 4, 12, 2),
    Fate("待验收", 1, 9, 6),
    Fate("退单", 1, 14, 2),
    Fate("作废", 2, 68, 7),
    Fate("已完成", 7, 15, 8, recent=True),
    Fate("已完成", 18, 24, 3, recent=True),
    Fate("已完成", 30, 69, 9, late=True),
)
STEPS = {
    "待派单": (),
    "待接单": ("dispatched",),
    "已接单": ("dispatched", "accepted"),
    "处理中": ("dispatched", "accepted"),
    "退单": ("dispatched", "accepted"),
    "待验收": ("dispatched", "accepted", "finished"),
    "返工": ("dispatched", "accepted", "finished", "verified"),
    "已完成": ("dispatched", "accepted", "finished", "verified"),
    "作废": (),
}


@dataclass
class Course:
    """Deals the fates out and writes them on the slips."""

    dice: Random = field(default_factory=lambda: Random(SEED + 3))

    def run(self, slips: list[Slip]) -> list[Slip]:
        """Every slip with its state, its times and what was written."""
        dealt = self._deal(slips)
        return [self._carried(slip, dealt.get(slip.paper, DONE)) for slip in slips]

    def _deal(self, slips: list[Slip]) -> dict[str, Fate]:
        """Which slips are not simply done, by paper number; what is urgent lies open nowhere."""
        dealt: dict[str, Fate] = {}
        for fate in FATES:
            fit = [
                slip.paper
                for slip in slips
                if fate.youngest <= age(slip) <= fate.oldest
                and slip.paper not in dealt
                and slip.fault.urgency == "一般"
            ]
            dealt |= dict.fromkeys(self.dice.sample(fit, fate.many), fate)
        return dealt

    def _carried(self, slip: Slip, fate: Fate) -> Slip:
        times = self._times(slip, fate)
        past = {name: times[name] for name in STEPS[fate.state]}
        slip = replace(
            slip, state=fate.state,
            dispatched=past.get("dispatched"), accepted=past.get("accepted"), finished=past.get("finished"), verified=past.get("verified"),
        )  # fmt: skip
        return self._told(slip)

    def _told(self, slip: Slip) -> Slip:
        """Add what the technician and the clerk wrote."""
        if slip.state == "作废":
            return replace(slip, remark=self.dice.choice(VOIDS))
        if slip.state == "退单":
            return replace(slip, remark=self.dice.choice(RETURNS))
        if slip.state == "处理中":
            return replace(
                slip, progress=self.dice.choice(PENDING_OUTSIDE if slip.fault.category in OUTSIDE else PENDING)
            )
        if slip.finished is None:
            return slip
        late = slip.finished.date() > slip.opened.date() + HALF_MONTH
        remark = self.dice.choice(REJECTIONS) if slip.state == "返工" else "配件到货晚" if late else ""
        return replace(slip, progress=slip.fault.cure, material=slip.fault.material, remark=remark)

    def _times(self, slip: Slip, fate: Fate) -> dict[str, datetime]:
        """When each step was taken, each after the one before and none after now."""
        span, calm = NOW - slip.opened, slip.fault.urgency == "一般"
        dispatched = in_hours(slip.opened + min(timedelta(minutes=self.dice.randrange(3, 95)), span / 5), calm=calm)
        accepted = in_hours(dispatched + min(timedelta(minutes=self.dice.randrange(5, 200)), span / 5), calm=calm)
        finished = in_hours(accepted + self._work(slip, fate, NOW - accepted), calm=calm)
        verified = in_hours(finished + min(timedelta(minutes=self.dice.randrange(30, 60 * 40)), (NOW - finished) / 2))
        times = {"dispatched": dispatched, "accepted": accepted, "finished": finished, "verified": verified}
        return {name: moment.replace(second=0, microsecond=0) for name, moment in times.items()}

    def _work(self, slip: Slip, fate: Fate, left: timedelta) -> timedelta:
        """How long the work took: minutes for what is critical, hours for most, days for some, past the limit for few."""
        if fate.late:
            return min(timedelta(days=self.dice.randrange(16, 25), hours=self.dice.randrange(8)), left)
        if fate.recent:
            return left - timedelta(hours=self.dice.randrange(30, 140))
        if slip.fault.urgency == "特急":
            return timedelta(minutes=self.dice.randrange(20, 50))
        if slip.fault.urgency == "紧急":
            return min(timedelta(minutes=self.dice.randrange(60, 1200)), left / 2)
        hours = self.dice.choices((3, 20, 50, 120, 270), (30, 30, 20, 14, 6))[0]
        return min(timedelta(minutes=self.dice.randrange(40, hours * 60)), left / 2)


def age(slip: Slip) -> int:
    """How many days ago a slip was opened."""
    return (NOW.date() - slip.opened.date()).days


def in_hours(moment: datetime, *, calm: bool = True) -> datetime:
    """The moment itself in the hours of the office, else within the next morning's first; what is urgent is not calm."""
    if not calm or OPENS <= moment.time() <= CLOSES:
        return moment
    day = moment.date() + timedelta(days=moment.time() > CLOSES)
    return datetime.combine(day, time(OPENS.hour, moment.minute))
