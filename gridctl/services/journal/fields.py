"""Each column of each journalled table: what a clerk calls it, whose row its number is, and what of it is masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.domain.privacy import mask_free_text, mask_id, mask_name, mask_phone
from gridctl.services.journal.duty_fields import DUTY_FIELDS
from gridctl.services.journal.estate_fields import ESTATE_FIELDS
from gridctl.services.journal.people_fields import PEOPLE_FIELDS
from gridctl.services.journal.ticket_fields import TICKET_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS = {**ESTATE_FIELDS, **TICKET_FIELDS, **DUTY_FIELDS, **PEOPLE_FIELDS}

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
    "checklist": "checklist",
    "inspection": "inspection",
    "inspector": "staff",
    "partner": "staff",
    "accepted_by": "staff",
    "granted_by": "staff",
    "deputy": "staff",
    "convener": "staff",
    "giver": "staff",
    "taker": "staff",
    "meeting": "meeting",
    "training": "training",
    "equipment": "equipment",
    "renovation": "renovation",
    "visit": "visit",
    "need": "need",
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
    "duty_record": ("code", "day"),
    "inspection": ("day", "checklist"),
    "inspection_ticket": ("ticket",),
    "upkeep": ("service", "planned_on"),
    "renovation": ("place",),
    "renovation_event": ("renovation", "day"),
    "visit": ("day", "place"),
    "need": ("what",),
    "activity": ("topic",),
    "training": ("topic",),
    "attendance": ("staff", "person"),
    "certificate": ("staff", "kind"),
    "custody": ("equipment",),
    "leave": ("staff",),
    "meeting": ("kind", "day"),
    "meeting_item": ("what",),
    "shift_handover": ("at",),
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
    ("visit", "people"): mask_name,
    ("renovation", "applicant"): mask_name,
    ("renovation", "phone"): mask_phone,
    ("custody", "borrower"): mask_name,
    ("attendance", "person"): mask_name,
    ("attendance", "granted_name"): mask_name,
    ("meeting", "convener_name"): mask_name,
    ("meeting_item", "owner_name"): mask_name,
}


def field_label(table: str, field: str) -> str:
    """The Chinese name of a column; an unknown one, of another version's ledger, as it is."""
    return FIELDS.get(table, {}).get(field, field)


def masked(table: str, field: str, value: Any) -> Any:
    """A field's value as it may be shown to anybody."""
    if not isinstance(value, str):
        return value
    return _MASKS.get((table, field), mask_free_text)(value)
