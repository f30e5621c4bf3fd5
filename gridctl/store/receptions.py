"""The reception register."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.receptions import Reception
from gridctl.store.schema import Ledgered, link

RECEPTION = Ledgered(
    "reception",
    Reception,
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("caller", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("place", Integer),
    Column("what", Text, nullable=False),
    Column("received_by", Integer),
    Column("passed_to", Integer),
    Column("ticket", Integer),
    Column("answer", Text, nullable=False),
    Column("answered", Text, nullable=False),
    link("place", to="place"),
    link("received_by", to="staff"),
    link("passed_to", to="staff"),
    link("ticket", to="ticket"),
    CheckConstraint("what <> '' AND at <> '' AND kind <> ''", name="filled"),
    CheckConstraint("(answer = '') = (answered = '')", name="answered"),
)
Index("ix_reception_at", RECEPTION.c["project"], RECEPTION.c["at"])
