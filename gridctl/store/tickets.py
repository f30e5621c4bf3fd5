"""Tickets of every kind: the ticket, its rounds, their steps, and the book of open rounds."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.tickets import Movement, Round, Step, Ticket
from gridctl.store.schema import Day, Ledgered, link, unique

TICKET = Ledgered(
    "ticket",
    Ticket,
    Column("kind", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("paper", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("place_written", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("urgency", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("reporter", Text, nullable=False),
    Column("reporter_phone", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("remark", Text, nullable=False),
    unique("code"),
    link("place", to="place"),
    CheckConstraint(
        "state IN ('to_dispatch', 'to_accept', 'accepted', 'in_progress', 'to_verify', 'done', 'void')", name="state"
    ),
    CheckConstraint("problem <> ''", name="problem"),
    CheckConstraint("round >= 1 AND number >= 1", name="positive"),
)
Index("uq_ticket_series", TICKET.c["project"], TICKET.c["kind"], TICKET.c["year"], TICKET.c["number"], unique=True)
Index("ix_ticket_paper", TICKET.c["project"], TICKET.c["paper"])
Index("ix_ticket_state", TICKET.c["project"], TICKET.c["state"])
Index("ix_ticket_kind", *(TICKET.c[name] for name in ("project", "kind", "state", "urgency")))
Index("ix_ticket_place", TICKET.c["project"], TICKET.c["place"])

ROUND = Ledgered(
    "round",
    Round,
    Column("ticket", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("opened", Text, nullable=False),
    Column("due", Day, nullable=False),
    Column("policy", Integer, nullable=False),
    Column("grid", Integer),
    Column("head", Integer),
    Column("dispatched", Text, nullable=False),
    Column("executor", Integer),
    Column("accepted", Text, nullable=False),
    Column("finished", Text, nullable=False),
    Column("finished_counts", Day),
    Column("verified", Text, nullable=False),
    Column("verifier", Integer),
    Column("voided", Text, nullable=False),
    Column("rejections", Integer, nullable=False),
    Column("progress", Text, nullable=False),
    Column("material", Text, nullable=False),
    unique("ticket", "round"),
    link("ticket", to="ticket"),
    link("policy", to="policy"),
    link("grid", to="grid"),
    link("head", to="staff"),
    link("executor", to="staff"),
    link("verifier", to="staff"),
    CheckConstraint("verified = '' OR executor IS NULL OR verifier IS NULL OR executor <> verifier", name="four_eyes"),
    CheckConstraint("verified = '' OR finished <> ''", name="finished_first"),
    CheckConstraint("verified = '' OR voided = ''", name="one_end"),
)
Index("ix_round_due", ROUND.c["project"], ROUND.c["due"])
Index("ix_round_opened", ROUND.c["project"], ROUND.c["opened"])

STEP = Ledgered(
    "step",
    Step,
    Column("ticket", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("occurred", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("doer", Integer),
    Column("note", Text, nullable=False),
    Column("words", Text, nullable=False),
    unique("ticket", "sequence"),
    link("ticket", to="ticket"),
    link("doer", to="staff"),
)
Index("ix_step_occurred", STEP.c["project"], STEP.c["occurred"])

MOVEMENT = Ledgered(
    "movement",
    Movement,
    Column("ticket", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("delta", Integer, nullable=False),
    Column("category", Text, nullable=False),
    Column("grid", Integer),
    Column("head", Integer),
    Column("counts_on", Day, nullable=False),
    Column("late", Integer, nullable=False),
    link("ticket", to="ticket"),
    link("grid", to="grid"),
    link("head", to="staff"),
    CheckConstraint("reason IN ('opened', 'done', 'voided', 'adjusted')", name="reason"),
    CheckConstraint("delta IN (-1, 1)", name="delta"),
    CheckConstraint("late IN (0, 1)", name="late"),
)
Index("ix_movement_counts", MOVEMENT.c["project"], MOVEMENT.c["counts_on"])
Index("ix_movement_ticket", MOVEMENT.c["project"], MOVEMENT.c["ticket"])
