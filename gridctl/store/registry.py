"""Every journalled table of the ledger: loaded only by work on the whole of it (init, verify, undo, upgrade)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gridctl.store.activities import ACTIVITY
from gridctl.store.attachments import ATTACHMENT
from gridctl.store.attendances import ATTENDANCE
from gridctl.store.calendar import CALENDAR_DAY
from gridctl.store.checklists import CHECKLIST
from gridctl.store.contractors import CLAUSE, CONTRACTOR, DEDUCTION, EVALUATION, SERVICE_AREA
from gridctl.store.duties import DUTY, DUTY_RECORD
from gridctl.store.equipment import CUSTODY, EQUIPMENT
from gridctl.store.estates import ALIAS, BUILDING, PLACE, UNIT
from gridctl.store.fines import FINE, FINE_MONTH
from gridctl.store.gold import GOLD
from gridctl.store.grids import ASSIGNMENT, EXTENT, GRID
from gridctl.store.initials import INITIALS
from gridctl.store.inspections import INSPECTION, INSPECTION_TICKET
from gridctl.store.issues import ISSUED
from gridctl.store.leaves import LEAVE
from gridctl.store.meetings import MEETING, MEETING_ITEM
from gridctl.store.plans import PLAN, PLAN_GRID, PLAN_UNIT
from gridctl.store.projects import LEDGER, POLICY, PROJECT
from gridctl.store.receptions import RECEPTION
from gridctl.store.rectifications import MILESTONE, RECTIFICATION
from gridctl.store.renovations import RENOVATION, RENOVATION_EVENT
from gridctl.store.residents import OCCUPANCY, PERSON
from gridctl.store.schema import metadata
from gridctl.store.shift_handovers import SHIFT_HANDOVER
from gridctl.store.shifts import SHIFT
from gridctl.store.signatures import EXTENSION, PIN
from gridctl.store.staff import STAFF
from gridctl.store.supervisions import MERIT, SUPERVISION, WORK_NOTE
from gridctl.store.ticket_details import DETAIL, HOLD, MERGE, NOTIFICATION, TERM
from gridctl.store.tickets import MOVEMENT, ROUND, STEP, TICKET
from gridctl.store.trainings import CERTIFICATE, TRAINING
from gridctl.store.upkeep import UPKEEP
from gridctl.store.visits import NEED, VISIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.store.schema import Ledgered

LEDGERED = (
    LEDGER,
    PROJECT,
    POLICY,
    STAFF,
    BUILDING,
    UNIT,
    PLACE,
    ALIAS,
    GRID,
    EXTENT,
    ASSIGNMENT,
    PERSON,
    OCCUPANCY,
    TICKET,
    ROUND,
    STEP,
    MOVEMENT,
    ISSUED,
    GOLD,
    PLAN,
    PLAN_GRID,
    PLAN_UNIT,
    DETAIL,
    TERM,
    HOLD,
    NOTIFICATION,
    MERGE,
    ATTACHMENT,
    PIN,
    EXTENSION,
    FINE,
    FINE_MONTH,
    RECTIFICATION,
    MILESTONE,
    CONTRACTOR,
    CLAUSE,
    SERVICE_AREA,
    DEDUCTION,
    EVALUATION,
    RECEPTION,
    SUPERVISION,
    MERIT,
    WORK_NOTE,
    CALENDAR_DAY,
    SHIFT,
    INITIALS,
    CHECKLIST,
    DUTY,
    DUTY_RECORD,
    LEAVE,
    INSPECTION,
    INSPECTION_TICKET,
    UPKEEP,
    MEETING,
    VISIT,
    NEED,
    MEETING_ITEM,
    ACTIVITY,
    TRAINING,
    ATTENDANCE,
    CERTIFICATE,
    EQUIPMENT,
    CUSTODY,
    RENOVATION,
    RENOVATION_EVENT,
    SHIFT_HANDOVER,
)


def ledgered() -> Iterator[Ledgered[Any]]:
    """Every journalled table, parents before children."""
    by_name = {item.name: item for item in LEDGERED}
    return (by_name[table.name] for table in metadata.sorted_tables if table.name in by_name)


NOUNS = {  # what a clerk calls a row, and its measure word
    "ledger": ("台账库", "个"),
    "project": ("项目", "个"),
    "policy": ("规定", "条"),
    "staff": ("人员", "名"),
    "building": ("楼栋", "栋"),
    "unit": ("单元", "个"),
    "place": ("房屋和部位", "处"),
    "alias": ("部位别名", "个"),
    "grid": ("网格", "个"),
    "extent": ("网格范围", "条"),
    "assignment": ("任职", "条"),
    "person": ("住户", "人"),
    "occupancy": ("入住关系", "条"),
    "ticket": ("维修单", "张"),
    "round": ("维修轮次", "轮"),
    "step": ("办理步骤", "步"),
    "movement": ("结转账目", "笔"),
    "issued_report": ("定稿报表", "份"),
    "gold": ("金牌管家", "条"),
    "plan": ("划分方案", "个"),
    "plan_grid": ("方案网格", "个"),
    "plan_unit": ("方案单元", "个"),
    "detail": ("单据内容", "项"),
    "term": ("时限", "个"),
    "hold": ("挂起", "次"),
    "notification": ("通知", "次"),
    "merge": ("并单", "次"),
    "attachment": ("附件", "个"),
    "pin": ("签批密码", "个"),
    "extension": ("延期签批", "件"),
    "fine": ("罚款", "笔"),
    "fine_month": ("罚款月份", "个"),
    "rectification": ("专项整改计划", "个"),
    "milestone": ("整改节点", "个"),
    "contractor": ("外委单位", "家"),
    "clause": ("合同条款", "条"),
    "service_area": ("外委范围", "处"),
    "deduction": ("扣款", "笔"),
    "evaluation": ("外委评分", "次"),
    "reception": ("前台登记", "条"),
    "supervision": ("监督检查", "条"),
    "merit": ("责任追究和表彰", "条"),
    "work_note": ("工作日志", "条"),
    "calendar_day": ("节假日", "天"),
    "shift": ("上班登记", "条"),
    "initials": ("拼音首字母", "条"),
    "checklist": ("检查表", "份"),
    "duty": ("例行工作", "项"),
    "duty_record": ("例行工作记录", "条"),
    "leave": ("请假", "次"),
    "inspection": ("检查", "次"),
    "inspection_ticket": ("检查开出的单", "张"),
    "upkeep": ("环境作业", "次"),
    "meeting": ("会议", "次"),
    "visit": ("走访", "次"),
    "need": ("需求", "条"),
    "meeting_item": ("会议议定事项", "条"),
    "activity": ("活动", "次"),
    "training": ("培训", "次"),
    "attendance": ("出席", "人"),
    "certificate": ("证书", "本"),
    "equipment": ("装备和钥匙", "件"),
    "custody": ("领用", "次"),
    "renovation": ("装修档案", "份"),
    "renovation_event": ("装修巡查", "条"),
    "shift_handover": ("交接班", "次"),
}

SERIES_NAME = re.compile(r"ticket:[a-z_]+:[0-9]{4}")  # counters of numbers, as domain/tickets.py names them
SERIES_IN_USE = (  # (project, counter, highest number that a row bears)
    "SELECT project, 'ticket:' || kind || ':' || year, max(number) FROM ticket GROUP BY project, kind, year",
)
