"""Weekly summaries of an invented estate, of any size, the same every time."""

from __future__ import annotations

from datetime import date

from gridctl.domain.weekly import CategoryLine, ItemLine, PlanLine, WeeklySummary

CATEGORIES = (
    "给排水", "供配电", "公共照明", "电梯", "消防设施", "门禁对讲", "监控及红外报警", "门窗五金", "墙地面土建",
    "屋面外墙渗漏", "道路井盖", "车库道闸", "绿化环卫设施", "休闲健身设施", "其他",
)  # fmt: skip
PLACES = ("3栋2单元大堂", "地库B区", "1#电梯", "水泵房", "东门岗", "中心花园", "12栋1单元消防楼梯间5-6层")
FAULTS = (
    "灯不亮",
    "天花渗水，墙皮脱落约2㎡，雨后加重，住户多次反映，需联系原防水施工单位到场确认渗漏点后再行开挖修补",
    "闭门器损坏，门扇不能自动关闭",
    "DN100 排水主管接口漏水，已临时围挡，材料（UPVC 三通、胶水）待采购，预计周三到货后更换并做闭水试验",
)
PEOPLE = ("王建国", "李 敏", "欧阳晓明", "赵大勇")


def line(category: str, seed: int) -> CategoryLine:
    carried, opened, done, voided = seed % 4, (seed * 7) % 5, (seed * 5) % 3, int(seed % 6 == 5)
    done = min(done, carried + opened)
    adjusted = 1 if voided > carried + opened - done else 0
    at_end = carried + opened - done - voided + adjusted
    return CategoryLine(
        category,
        carried,
        opened,
        done,
        voided,
        adjusted,
        at_end,
        min(at_end, seed % 3),
        seed % 3,
        seed % 3 + seed % 2,
        0,
    )


def total(lines: tuple[CategoryLine, ...]) -> CategoryLine:
    names = (
        "carried", "opened", "done", "voided", "adjusted", "open_at_end", "overdue", "limits_met", "limits_fallen", "late",
    )  # fmt: skip
    return CategoryLine("合计", *(sum(getattr(each, name) for each in lines) for name in names))


def item(sequence: int) -> ItemLine:
    done = sequence % 3 == 0
    return ItemLine(
        sequence=sequence,
        number=f"GW-2026-{sequence:04d}",
        opened=f"2026-11-{sequence % 14 + 1:02d} 08:30",
        place=PLACES[sequence % len(PLACES)],
        problem=FAULTS[sequence % len(FAULTS)],
        category=CATEGORIES[sequence * len(CATEGORIES) // 401],
        reporter=PEOPLE[sequence % 4],
        executor=PEOPLE[(sequence + 1) % 4],
        due=f"2026-11-{sequence % 14 + 16:02d}",
        progress="已完成" if done else "处理中：配件待料",
        finished="2026-11-19 17:20" if done else "",
        verifier=PEOPLE[(sequence + 2) % 4] if done else "",
        overdue_days=sequence % 9 + 1 if sequence % 5 == 1 else None,
        remark="补录" if sequence % 7 == 0 else "第2轮，返工1次" if sequence % 11 == 0 else "",
    )


def plan(sequence: int) -> PlanLine:
    return PlanLine(f"GW-2026-{sequence:04d}", FAULTS[sequence % len(FAULTS)], "", "", "", PEOPLE[sequence % 4], "", "")


def weekly(
    scope: str = "全项目",
    *,
    items: int = 3,
    plans: int = 1,
    categories: int = 5,
    issued: bool = True,
    buildings: str = "1-20栋及全部公共区域",
) -> WeeklySummary:
    lines = tuple(line(name, at + len(scope)) for at, name in enumerate(CATEGORIES[:categories]))
    return WeeklySummary(
        company="嘉柏物业服务有限公司",
        project="云栖花园（一期）",
        scope=scope,
        buildings=buildings,
        week="2026-W47",
        first_day=date(2026, 11, 16),
        last_day=date(2026, 11, 22),
        issued=issued,
        version=1 if issued else 0,
        filled_by="陈小雨" if issued else "",
        filled_on="2026-11-23" if issued else "",
        journal_head="3f9a1c0e77b2" * 5 + "beef" if issued else "",
        lines=lines,
        total=total(lines),
        items=tuple(item(at) for at in range(1, items + 1)),
        plans=tuple(plan(at) for at in range(1, plans + 1)),
    )
