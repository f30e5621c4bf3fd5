"""The words of codes that hang on tickets: signatures, attachments, fines, holidays; and which columns are instants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.domain.fines import GROUND_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEANS = {"pin": "密码", "paper": "纸签"}

TICKET_CODES: Mapping[tuple[str, str], Mapping[Any, str]] = {
    ("attachment", "use"): {"before": "整改前", "after": "整改后", "paper": "签字纸件", "other": "其他"},
    ("extension", "state"): {"asked": "待签批", "signed": "已签批", "refused": "不批"},
    ("extension", "means"): _MEANS,
    ("fine", "kind"): {"overdue": "逾期未签批", "delay": "敷衍拖拉"},
    ("fine", "ground"): {**{ground.value: words for ground, words in GROUND_WORDS.items()}, "judged": "监察管理部判定"},
    ("fine", "means"): _MEANS,
    ("fine_month", "means"): _MEANS,
    ("calendar_day", "working"): {1: "班", 0: "休"},
    ("calendar_day", "source"): {"regulation": "国务院安排", "sheet": "导入"},
}
INSTANTS = (
    ("attachment", "added_at"),
    ("pin", "set_at"),
    ("pin", "locked_until"),
    ("extension", "signed_at"),
    ("shift", "started_at"),
    ("shift", "ended_at"),
    ("fine", "recorded_at"),
    ("fine_month", "recorded_at"),
)
ACTORS = (("fine", "actor"), ("fine_month", "actor"))
