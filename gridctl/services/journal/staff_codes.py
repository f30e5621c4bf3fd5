"""The words of codes of leave, training, certificates, equipment and attendance."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gridctl.domain.attendances import PRESENCE_WORDS, RESULT_WORDS
from gridctl.domain.equipment import CONDITION_WORDS
from gridctl.regulation.posts import posts
from gridctl.regulation.staffing import certificate_kinds, equipment_kinds, leave_kinds, training_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def staff_codes() -> Mapping[tuple[str, str], Mapping[Any, str]]:
    """The words of each column of codes, by table and column."""
    post = {one.code: one.name for one in posts()}
    return {
        ("leave", "kind"): {one.code: one.name for one in leave_kinds()},
        ("certificate", "kind"): {one.code: one.name for one in certificate_kinds()},
        ("equipment", "kind"): {one.code: one.name for one in equipment_kinds()},
        ("custody", "condition"): CONDITION_WORDS,
        ("attendance", "state"): PRESENCE_WORDS,
        ("attendance", "result"): RESULT_WORDS,
        ("training", "kind"): {one.code: one.name for one in training_kinds()},
        ("training", "post"): post,
        ("shift_handover", "post"): post,
    }


STAFF_INSTANTS = (("training", "recorded_at"), ("shift_handover", "recorded_at"))
