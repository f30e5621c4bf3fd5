"""The words of every column of codes, and which columns are instants or say who entered."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gridctl.domain.contractors import DEDUCTION_WORDS
from gridctl.domain.gold import GOLD_WORDS
from gridctl.domain.supervisions import MERIT_WORDS
from gridctl.domain.tickets import ACTION_WORDS, STATE_WORDS
from gridctl.regulation.contractors import services
from gridctl.regulation.duties import duties
from gridctl.regulation.estates import resident_roles, room_kinds, room_states
from gridctl.regulation.office import log_parts, reception_kinds
from gridctl.regulation.posts import posts
from gridctl.regulation.tickets import hold_reasons, means, ticket_kinds
from gridctl.services.grids.posting import GROUND_WORDS
from gridctl.services.journal.meeting_codes import MEETING_CODES
from gridctl.services.journal.staff_codes import STAFF_INSTANTS, staff_codes
from gridctl.services.journal.ticket_codes import ACTORS as TICKET_ACTORS, INSTANTS as TICKET_INSTANTS, TICKET_CODES
from gridctl.services.journal.upkeep_codes import UPKEEP_INSTANTS, upkeep_codes
from gridctl.services.journal.visit_codes import VISIT_CODES, VISIT_INSTANTS

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE_KINDS = {"room": "房屋", "area": "公共部位", "equipment": "设备"}
_REASONS = {"opened": "新增", "done": "完成", "voided": "作废", "adjusted": "调整"}
_YES_NO = {0: "否", 1: "是"}
INSTANTS = (
    ("ledger", "created_at"),
    ("step", "recorded_at"),
    ("issued_report", "recorded_at"),
    ("duty_record", "recorded_at"),
    ("meeting", "recorded_at"),
    *TICKET_INSTANTS,
    *STAFF_INSTANTS,
    *UPKEEP_INSTANTS,
    *VISIT_INSTANTS,
)
ACTORS = (("step", "actor"), ("issued_report", "issued_by"), *TICKET_ACTORS)


@cache
def code_words() -> Mapping[tuple[str, str], Mapping[Any, str]]:
    """The words of each column of codes."""
    kinds = ticket_kinds()
    post = {one.code: one.name for one in posts()}
    duty = {one.code: one.name for one in duties()}
    category = {one.code: one.name for kind in kinds for one in kind.categories}
    return {
        ("staff", "post"): post,
        ("assignment", "post"): post,
        ("assignment", "scope"): GROUND_WORDS,
        ("place", "kind"): _PLACE_KINDS,
        ("place", "use"): {one.code: one.name for one in room_kinds()},
        ("place", "state"): {one.code: one.name for one in room_states()},
        ("occupancy", "role"): {one.code: one.name for one in resident_roles()},
        ("ticket", "kind"): {one.code: one.name for one in kinds},
        ("ticket", "category"): category,
        ("ticket", "urgency"): {one.code: one.name for kind in kinds for one in kind.urgencies},
        ("ticket", "source"): {one.code: one.name for kind in kinds for one in kind.sources},
        ("ticket", "state"): STATE_WORDS,
        ("step", "action"): ACTION_WORDS,
        ("detail", "name"): {one.name: one.title for kind in kinds for one in kind.fields},
        ("detail", "value"): {
            f"{one.name}:{word.code}": word.name for kind in kinds for one in kind.fields for word in one.choices
        },
        ("hold", "reason"): {one.code: one.name for one in hold_reasons()},
        ("notification", "means"): {one.code: one.name for one in means()},
        ("term", "stage"): {"respond": "到场或答复", "finish": "完成"},
        ("gold", "state"): GOLD_WORDS,
        ("contractor", "service"): {one.code: one.name for one in services()},
        ("deduction", "state"): DEDUCTION_WORDS,
        ("movement", "reason"): _REASONS,
        ("movement", "category"): category,
        ("movement", "late"): _YES_NO,
        ("plan", "edited"): _YES_NO,
        ("plan", "proof"): {"bound": "只知下界", "optimal": "已证明最少"},
        ("plan", "state"): {"proposed": "方案", "applied": "已施行"},
        ("plan_grid", "gold"): _YES_NO,
        ("reception", "kind"): {one.code: one.name for one in reception_kinds()},
        ("supervision", "passed"): _YES_NO,
        ("merit", "kind"): MERIT_WORDS,
        ("work_note", "part"): {one.code: one.name for one in log_parts()},
        ("duty", "code"): duty,
        ("duty", "enabled"): _YES_NO,
        ("duty_record", "code"): duty,
        ("duty_record", "excused"): _YES_NO,
        **TICKET_CODES,
        **VISIT_CODES,
        **MEETING_CODES,
        **staff_codes(),
        **upkeep_codes(),
    }
