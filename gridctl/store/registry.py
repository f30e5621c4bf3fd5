"""Every journalled table of the ledger: loaded only by work on the whole of it (init, verify, undo, upgrade)."""

from __future__ import annotations

from gridctl.store.estates import ALIAS, BUILDING, PLACE, UNIT
from gridctl.store.grids import ASSIGNMENT, EXTENT, GRID
from gridctl.store.issues import ISSUED
from gridctl.store.projects import LEDGER, POLICY, PROJECT
from gridctl.store.residents import OCCUPANCY, PERSON
from gridctl.store.staff import STAFF
from gridctl.store.tickets import MOVEMENT, ROUND, STEP, TICKET

LEDGERED = (
    LEDGER,
    PROJECT,
    POLICY,
    STAFF,
    BUILDING,
    UNIT,
    PLACE,
    ALIAS,
    GRID,
    EXTENT,
    ASSIGNMENT,
    PERSON,
    OCCUPANCY,
    TICKET,
    ROUND,
    STEP,
    MOVEMENT,
    ISSUED,
)
