"""Special plans and their nodes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Text

from gridctl.domain.rectifications import Milestone, Rectification
from gridctl.store.schema import Day, Ledgered, link, unique

RECTIFICATION = Ledgered(
    "rectification",
    Rectification,
    Column("ticket", Integer, nullable=False),
    Column("made_on", Day, nullable=False),
    Column("difficulty", Text, nullable=False),
    Column("measures", Text, nullable=False),
    Column("owner", Integer, nullable=False),
    Column("closed_on", Day),
    unique("ticket"),
    link("ticket", to="ticket"),
    link("owner", to="staff"),
    CheckConstraint("difficulty <> '' AND measures <> ''", name="filled"),
)

MILESTONE = Ledgered(
    "milestone",
    Milestone,
    Column("rectification", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("due", Day, nullable=False),
    Column("owner", Integer, nullable=False),
    Column("done_on", Day),
    Column("note", Text, nullable=False),
    unique("rectification", "sequence"),
    link("rectification", to="rectification"),
    link("owner", to="staff"),
    CheckConstraint("what <> ''", name="what"),
)
