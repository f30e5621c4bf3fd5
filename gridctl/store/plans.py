"""Plans: proposed divisions with their grids and units."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.plans import Plan, PlanGrid, PlanUnit
from gridctl.store.schema import Day, Ledgered, link, unique

PLAN = Ledgered(
    "plan",
    Plan,
    Column("made_on", Day, nullable=False),
    Column("band_low", Integer, nullable=False),
    Column("band_high", Integer, nullable=False),
    Column("asked", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("bound", Integer),
    Column("proof", Text, nullable=False),
    Column("edited", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("applied_from", Day),
    CheckConstraint("1 <= band_low AND band_low <= band_high", name="band"),
    CheckConstraint("(bound IS NULL) = (proof = '') AND proof IN ('', 'bound', 'optimal')", name="proof"),
    CheckConstraint("edited IN (0, 1)", name="edited"),
    CheckConstraint("(applied_from IS NOT NULL) = (state = 'applied')", name="applied"),
    CheckConstraint("state IN ('proposed', 'applied')", name="state"),
)

PLAN_GRID = Ledgered(
    "plan_grid",
    PlanGrid,
    Column("plan", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("grid", Integer),
    Column("gold", Integer, nullable=False),
    Column("head", Integer),
    unique("plan", "ordinal"),
    unique("plan", "code"),
    link("plan", to="plan"),
    link("grid", to="grid"),
    link("head", to="staff"),
    CheckConstraint("ordinal >= 1", name="ordinal"),
    CheckConstraint("code <> '' AND name <> ''", name="named"),
    CheckConstraint("gold IN (0, 1)", name="gold"),
)

PLAN_UNIT = Ledgered(
    "plan_unit",
    PlanUnit,
    Column("plan", Integer, nullable=False),
    Column("plan_grid", Integer, nullable=False),
    Column("unit", Integer, nullable=False),
    Column("households", Integer, nullable=False),
    Column("care", Integer, nullable=False),
    unique("plan", "unit"),
    link("plan", to="plan"),
    link("plan_grid", to="plan_grid"),
    link("unit", to="unit"),
    CheckConstraint("households >= 0 AND care >= 0", name="counted"),
)
Index("ix_plan_unit_grid", PLAN_UNIT.c["project"], PLAN_UNIT.c["plan_grid"])
