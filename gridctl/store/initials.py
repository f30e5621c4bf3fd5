"""The letters of names, kept beside them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.initials import Initials
from gridctl.store.schema import Ledgered, link

INITIALS = Ledgered(
    "initials",
    Initials,
    Column("staff", Integer),
    Column("place", Integer),
    Column("name", Text, nullable=False),
    Column("letters", Text, nullable=False),
    link("staff", to="staff"),
    link("place", to="place"),
    CheckConstraint("(staff IS NULL) <> (place IS NULL)", name="one_noun"),
    CheckConstraint("name <> ''", name="name"),
)
Index("uq_initials_staff", INITIALS.c["project"], INITIALS.c["staff"], INITIALS.c["name"], unique=True)
Index("uq_initials_place", INITIALS.c["project"], INITIALS.c["place"], INITIALS.c["name"], unique=True)
