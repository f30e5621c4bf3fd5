"""Each column of each journalled table: what a clerk calls it, whose row its number is, and what of it is masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.domain.privacy import mask_free_text, mask_id, mask_name, mask_phone

if TYPE_CHECKING:
    from collections.abc import Callable

_DATED = {"valid_from": "起", "valid_to": "止（不含）"}

FIELDS = {
    "ledger": {"identity": "标识", "created_at": "建立于", "made_by": "程序版本"},
    "project": {"code": "代码", "name": "项目", "company": "公司", "zone": "时区", "live_from": "启用日"},
    "policy": {"name": "规定", **_DATED, "value": "内容", "clause": "依据"},
    "staff": {
        "number": "工号",
        "name": "姓名",
        "post": "岗位",
        "phone": "电话",
        "joined": "入职日期",
        "departed": "离岗日期",
        "lives_in": "居住",
        "remark": "备注",
    },
    "building": {"phase": "期", "name": "楼栋号", "written": "楼栋", "x_mm": "X坐标", "y_mm": "Y坐标"},
    "unit": {"building": "楼栋", "name": "单元号", "written": "单元"},
    "place": {
        "kind": "种类",
        "building": "楼栋",
        "unit": "单元",
        "floor": "楼层",
        "key": "查找用名",
        "written": "名称",
        "use": "类型",
        "state": "状态",
        "area_cm2": "面积",
        "location": "位置",
        "keeper": "维护",
        "keeper_staff": "维护人员",
        "remark": "备注",
    },
    "alias": {"place": "部位", "key": "别名"},
    "grid": {"code": "编号", "name": "网格", **_DATED},
    "extent": {"grid": "网格", "unit": "单元", "place": "部位", **_DATED},
    "assignment": {
        "staff": "人员",
        "post": "岗位",
        "scope": "管到哪里",
        "grid": "网格",
        "building": "楼栋",
        "place": "部位",
        **_DATED,
    },
    "person": {"name": "姓名", "phone": "电话", "id_number": "证件号", "sex": "性别", "remark": "备注"},
    "occupancy": {"place": "房屋", "person": "住户", "role": "身份", "valid_from": "入住日期", "valid_to": "迁出日期"},
    "ticket": {
        "kind": "种类",
        "code": "单号",
        "year": "年份",
        "number": "当年序号",
        "paper": "纸质单号",
        "place": "部位",
        "place_written": "部位原文",
        "category": "类别",
        "problem": "问题",
        "urgency": "紧急程度",
        "source": "报修方式",
        "reporter": "报修人",
        "reporter_phone": "报修人电话",
        "state": "状态",
        "round": "第几轮",
        "remark": "备注",
    },
    "round": {
        "ticket": "单号",
        "round": "第几轮",
        "opened": "报修时间",
        "due": "期限",
        "policy": "期限依据",
        "grid": "网格",
        "head": "网格负责人",
        "dispatched": "派单时间",
        "executor": "接单人",
        "accepted": "接单时间",
        "finished": "完成时间",
        "finished_counts": "完成计入哪天",
        "verified": "验收时间",
        "verifier": "验收人",
        "voided": "作废时间",
        "rejections": "返工次数",
        "progress": "处理进度",
        "material": "用料",
    },
    "step": {
        "ticket": "单号",
        "round": "第几轮",
        "sequence": "第几步",
        "action": "步骤",
        "occurred": "时间",
        "recorded_at": "录入时间",
        "actor": "录入人",
        "doer": "经办人",
        "note": "说明",
        "words": "其他",
    },
    "movement": {
        "ticket": "单号",
        "round": "第几轮",
        "reason": "事由",
        "delta": "增减",
        "category": "类别",
        "grid": "网格",
        "head": "网格负责人",
        "counts_on": "计入哪天",
        "late": "补录",
    },
    "issued_report": {
        "form": "表单编号",
        "label": "哪一期",
        "first_day": "起",
        "last_day": "止",
        "scope": "范围",
        "version": "第几版",
        "content": "内容",
        "head": "台账校验码",
        "issued_by": "定稿人",
        "issued_on": "定稿日期",
        "recorded_at": "录入时间",
    },
    "gold": {
        "staff": "人员",
        "applied_on": "申请日期",
        "reason": "申请理由",
        "state": "状态",
        "band_high": "户数上限",
        "decided_by": "审批人",
        "decided_on": "审批日期",
        **_DATED,
        "remark": "备注",
    },
    "plan": {
        "made_on": "拟定日期",
        "band_low": "户数下限",
        "band_high": "户数上限",
        "asked": "要求",
        "told": "说明",
        "bound": "超出户数下界",
        "proof": "证明",
        "edited": "人工改过",
        "state": "状态",
        "applied_from": "施行日期",
    },
    "plan_grid": {
        "plan": "划分方案",
        "ordinal": "序号",
        "code": "编号",
        "name": "网格",
        "grid": "沿用网格",
        "gold": "金牌",
        "head": "拟任负责人",
    },
    "plan_unit": {
        "plan": "划分方案",
        "plan_grid": "方案网格",
        "unit": "单元",
        "households": "户数",
        "care": "关爱权重",
    },
}

REFERS = {  # column with a number: the table whose row it is
    "staff": "staff",
    "head": "staff",
    "executor": "staff",
    "verifier": "staff",
    "doer": "staff",
    "keeper_staff": "staff",
    "building": "building",
    "unit": "unit",
    "place": "place",
    "decided_by": "staff",
    "grid": "grid",
    "plan": "plan",
    "plan_grid": "plan_grid",
    "person": "person",
    "ticket": "ticket",
    "policy": "policy",
}
TOLD_BY = {  # a row that has no name of its own: the columns that tell which it is
    "project": ("name",),
    "alias": ("place",),
    "extent": ("grid",),
    "assignment": ("staff",),
    "occupancy": ("place", "person"),
    "round": ("ticket",),
    "step": ("ticket",),
    "movement": ("ticket",),
    "issued_report": ("label",),
    "gold": ("staff",),
    "plan_unit": ("unit",),
}

_MASKS: dict[tuple[str, str], Callable[[str], str]] = {
    ("person", "name"): mask_name,
    ("person", "phone"): mask_phone,
    ("person", "id_number"): mask_id,
    ("staff", "phone"): str,  # a work telephone, which everybody sees in the list of staff
    ("ticket", "reporter"): mask_name,
    ("ticket", "reporter_phone"): mask_phone,
}


def field_label(table: str, field: str) -> str:
    """The Chinese name of a column; an unknown one, of another version's ledger, as it is."""
    return FIELDS.get(table, {}).get(field, field)


def masked(table: str, field: str, value: Any) -> Any:
    """A field's value as it may be shown to anybody."""
    if not isinstance(value, str):
        return value
    return _MASKS.get((table, field), mask_free_text)(value)
