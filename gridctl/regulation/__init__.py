"""The regulations as data: posts, kinds of ticket, policies and words, each with the clause it comes from.

The TOML files beside this module are what a property manager reads. They are seed: `init` copies the policies into dated
rows of the ledger, and judging reads only those. Unknown words: `post_from_text`, `ticket_kind`, `category_from_text` and
`policy_default` raise NotFoundError with the choices as hint; every other `*_from_text` and `suggest_*` answers None.
"""

from __future__ import annotations

from gridctl.regulation.estates import (
    place_categories,
    place_category_from_text,
    resident_role_from_text,
    resident_roles,
    room_kind_from_text,
    room_kinds,
    room_state_from_text,
    room_states,
    suggest_place_category,
)
from gridctl.regulation.policies import PolicyDefault, PolicyValue, policy_default, policy_defaults
from gridctl.regulation.posts import Post, post_from_text, posts
from gridctl.regulation.tickets import (
    Category,
    TicketKind,
    Urgency,
    category_from_text,
    source_from_text,
    state_from_text,
    suggest_category,
    ticket_kind,
    ticket_kinds,
    urgency_from_text,
)
from gridctl.regulation.words import Word

__all__ = [
    "Category",
    "PolicyDefault",
    "PolicyValue",
    "Post",
    "TicketKind",
    "Urgency",
    "Word",
    "category_from_text",
    "place_categories",
    "place_category_from_text",
    "policy_default",
    "policy_defaults",
    "post_from_text",
    "posts",
    "resident_role_from_text",
    "resident_roles",
    "room_kind_from_text",
    "room_kinds",
    "room_state_from_text",
    "room_states",
    "source_from_text",
    "state_from_text",
    "suggest_category",
    "suggest_place_category",
    "ticket_kind",
    "ticket_kinds",
    "urgency_from_text",
]
