"""The fine book and its confirmed months."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.fine_book import FineEntry, FineMonth
from gridctl.store.schema import Day, Ledgered, link, unique

FINE = Ledgered(
    "fine",
    FineEntry,
    Column("kind", Text, nullable=False),
    Column("ticket", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("month", Day, nullable=False),
    Column("due", Day, nullable=False),
    Column("payer", Integer),
    Column("amount", Integer, nullable=False),
    Column("ground", Text, nullable=False),
    Column("reverses", Integer),
    Column("reason", Text, nullable=False),
    Column("signer", Integer),
    Column("recorded_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("paper_on", Day),
    Column("attachment", Integer),
    link("ticket", to="ticket"),
    link("round", to="round"),
    link("payer", to="staff"),
    link("reverses", to="fine"),
    link("signer", to="staff"),
    link("attachment", to="attachment"),
    CheckConstraint("means IN ('', 'pin', 'paper') AND (means = '') = (signer IS NULL)", name="signed"),
    CheckConstraint("kind IN ('overdue', 'delay')", name="kind"),
    CheckConstraint("amount <> 0 AND (amount < 0) = (reverses IS NOT NULL)", name="amount"),
    CheckConstraint("recorded_at <> '' AND actor <> ''", name="entered"),
)
Index("ix_fine_month", FINE.c["project"], FINE.c["month"])
Index("ix_fine_round", FINE.c["project"], FINE.c["round"])
Index("uq_fine_reverses", FINE.c["project"], FINE.c["reverses"], unique=True)

FINE_MONTH = Ledgered(
    "fine_month",
    FineMonth,
    Column("month", Day, nullable=False),
    Column("signer", Integer, nullable=False),
    Column("confirmed_on", Day, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("paper_on", Day),
    Column("attachment", Integer),
    unique("month"),
    link("signer", to="staff"),
    link("attachment", to="attachment"),
    CheckConstraint("means IN ('pin', 'paper')", name="means"),
)
