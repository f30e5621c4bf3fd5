"""Gold stewards: applications and what became of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.gold import Gold
from gridctl.store.schema import Day, Ledgered, link

GOLD = Ledgered(
    "gold",
    Gold,
    Column("staff", Integer, nullable=False),
    Column("applied_on", Day, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("band_high", Integer),
    Column("decided_by", Integer),
    Column("decided_on", Day),
    Column("valid_from", Day),
    Column("valid_to", Day),
    Column("remark", Text, nullable=False),
    link("staff", to="staff"),
    link("decided_by", to="staff"),
    CheckConstraint("state IN ('applied', 'approved', 'refused')", name="state"),
    CheckConstraint("(decided_on IS NULL) = (state = 'applied')", name="decided"),
    CheckConstraint(
        "(valid_from IS NOT NULL AND band_high IS NOT NULL) = (state = 'approved')"
        " AND (valid_to IS NULL OR state = 'approved')",
        name="approved",
    ),
    CheckConstraint("valid_to IS NULL OR valid_from < valid_to", name="dated"),
)
Index("ix_gold_staff", GOLD.c["project"], GOLD.c["staff"])
