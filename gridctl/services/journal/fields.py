"""Each column of each journalled table: what a clerk calls it, whose row its number is, and what of it is masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.domain.privacy import mask_free_text, mask_id, mask_name, mask_phone
from gridctl.services.journal.estate_fields import ESTATE_FIELDS
from gridctl.services.journal.ticket_fields import TICKET_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS = {**ESTATE_FIELDS, **TICKET_FIELDS}

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
    "asked_by": "staff",
    "signer": "staff",
    "payer": "staff",
    "owner": "staff",
    "proposed_by": "staff",
    "confirmed_by": "staff",
    "scored_by": "staff",
    "received_by": "staff",
    "passed_to": "staff",
    "found_by": "staff",
    "answerable": "staff",
    "checked_by": "staff",
    "contractor": "contractor",
    "clause": "clause",
    "supervision": "supervision",
    "rectification": "rectification",
    "target": "ticket",
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
    "detail": ("ticket",),
    "term": ("ticket",),
    "hold": ("ticket",),
    "notification": ("ticket",),
    "merge": ("ticket",),
    "pin": ("staff",),
    "extension": ("ticket",),
    "fine": ("ticket",),
    "fine_month": ("month",),
    "rectification": ("ticket",),
    "milestone": ("what",),
    "clause": ("words",),
    "service_area": ("contractor",),
    "deduction": ("contractor",),
    "evaluation": ("contractor",),
    "reception": ("at",),
    "supervision": ("found_on",),
    "merit": ("staff",),
    "work_note": ("staff",),
    "calendar_day": ("day",),
    "shift": ("staff",),
}


def mask_all(_: str) -> str:
    """Nothing of it: whoever has the digest of a PIN can try PINs without being locked out."""
    return "••••"


_MASKS: dict[tuple[str, str], Callable[[str], str]] = {
    ("person", "name"): mask_name,
    ("person", "phone"): mask_phone,
    ("person", "id_number"): mask_id,
    ("staff", "phone"): str,  # a work telephone, which everybody sees in the list of staff
    ("ticket", "reporter"): mask_name,
    ("ticket", "reporter_phone"): mask_phone,
    ("pin", "salt"): mask_all,
    ("pin", "digest"): mask_all,
    ("contractor", "phone"): str,
    ("reception", "caller"): mask_name,
    ("reception", "phone"): mask_phone,
}


def field_label(table: str, field: str) -> str:
    """The Chinese name of a column; an unknown one, of another version's ledger, as it is."""
    return FIELDS.get(table, {}).get(field, field)


def masked(table: str, field: str, value: Any) -> Any:
    """A field's value as it may be shown to anybody."""
    if not isinstance(value, str):
        return value
    return _MASKS.get((table, field), mask_free_text)(value)
