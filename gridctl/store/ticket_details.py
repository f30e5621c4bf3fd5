"""What a ticket says besides: fields of its kind, further limits, holds, who was told, merges."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.ticket_details import Detail, Hold, Merge, Notification, Term
from gridctl.store.schema import Day, Ledgered, link, unique

DETAIL = Ledgered(
    "detail",
    Detail,
    Column("ticket", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    unique("ticket", "name"),
    link("ticket", to="ticket"),
    CheckConstraint("name <> '' AND value <> ''", name="filled"),
)

TERM = Ledgered(
    "term",
    Term,
    Column("ticket", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("policy", Integer, nullable=False),
    Column("met", Text, nullable=False),
    unique("ticket", "round", "stage"),
    link("ticket", to="ticket"),
    link("policy", to="policy"),
    CheckConstraint("stage IN ('respond', 'finish')", name="stage"),
)
Index("ix_term_due", TERM.c["project"], TERM.c["met"], TERM.c["due"])

HOLD = Ledgered(
    "hold",
    Hold,
    Column("ticket", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("since", Day, nullable=False),
    Column("until", Day, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("resumed", Day),
    link("ticket", to="ticket"),
    CheckConstraint("since < until AND (resumed IS NULL OR since <= resumed)", name="dated"),
    CheckConstraint("reason <> ''", name="reason"),
)
Index("ix_hold_ticket", HOLD.c["project"], HOLD.c["ticket"])

NOTIFICATION = Ledgered(
    "notification",
    Notification,
    Column("ticket", Integer, nullable=False),
    Column("post", Text, nullable=False),
    Column("staff", Integer),
    Column("told", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("note", Text, nullable=False),
    link("ticket", to="ticket"),
    link("staff", to="staff"),
    CheckConstraint("post <> '' AND at <> ''", name="told"),
)
Index("ix_notification_ticket", NOTIFICATION.c["project"], NOTIFICATION.c["ticket"])

MERGE = Ledgered(
    "merge",
    Merge,
    Column("ticket", Integer, nullable=False),
    Column("target", Integer, nullable=False),
    Column("merged_on", Day, nullable=False),
    Column("before", Text, nullable=False),
    Column("undone_on", Day),
    link("ticket", to="ticket"),
    link("target", to="ticket"),
    CheckConstraint("ticket <> target", name="two"),
)
Index("ix_merge_ticket", MERGE.c["project"], MERGE.c["ticket"])
