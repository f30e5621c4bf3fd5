"""Slips that are already done: all their times entered at once, by hand or from a sheet (T11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridctl.domain.tickets import Action, State
from gridctl.services.ticket_edits import edit_ticket
from gridctl.services.ticket_steps import Doing, take_step
from gridctl.services.tickets import current_round

if TYPE_CHECKING:
    from gridctl.domain.moments import Moment
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk


@dataclass(frozen=True, slots=True)
class Life:
    """What a slip says happened after it was opened; None or "" where it says nothing."""

    dispatched: Moment | None = None
    dispatcher: int | None = None
    executor: int | None = None
    accepted: Moment | None = None
    progress: str = ""
    finished: Moment | None = None
    material: str = ""
    verified: Moment | None = None
    verifier: int | None = None
    voided: Moment | None = None
    void_reason: str = ""


def live(desk: WritingDesk, ticket: Ticket, life: Life) -> tuple[Ticket, bool]:
    """Bring a ticket to where its slip says it is: steps not yet taken are taken, entries that differ are corrected.

    Gives the ticket after it, and whether anything changed.
    """
    changed = bool(edit_ticket(desk, ticket, _differing(desk, ticket, life), reason="按登记表更正"))
    for action, doing in _steps(desk, ticket, life):
        ticket = take_step(desk, ticket, action, doing)
        changed = True
    return ticket, changed


def _steps(desk: WritingDesk, ticket: Ticket, life: Life) -> list[tuple[Action, Doing]]:
    row, state = current_round(desk, ticket), State(ticket.state)
    steps: list[tuple[Action, Doing]] = []
    if life.voided and state is not State.VOID:
        return [(Action.VOID, Doing(life.voided, note=life.void_reason))]
    if state in (State.DONE, State.VOID):
        return []
    if life.dispatched and not row.dispatched and state is State.TO_DISPATCH and life.executor:
        steps.append((Action.DISPATCH, Doing(life.dispatched, life.dispatcher, to=life.executor)))
    if life.accepted and not row.accepted and state in (State.TO_DISPATCH, State.TO_ACCEPT):
        steps.append((Action.ACCEPT, Doing(life.accepted, life.executor)))
    if life.finished and not row.finished:
        steps.append((Action.FINISH, Doing(life.finished, life.executor, life.progress, life.material)))
    elif life.progress and row.progress != life.progress and (steps or state is not State.TO_DISPATCH):
        at = (life.accepted or life.dispatched) if steps else None
        steps.append((Action.PROGRESS, Doing(at, life.executor, life.progress)))
    if life.verified and not row.verified and (life.finished or row.finished):
        steps.append((Action.VERIFY, Doing(life.verified, life.verifier)))
    return steps


def _differing(desk: WritingDesk, ticket: Ticket, life: Life) -> dict[str, Any]:
    """What the slip says otherwise than the ledger, of what both know."""
    row = current_round(desk, ticket)
    said = {
        "dispatched": life.dispatched,
        "executor": life.executor,
        "accepted": life.accepted,
        "finished": life.finished,
        "verified": life.verified,
        "verifier": life.verifier,
        "material": life.material,
        "progress": life.progress if row.finished else "",
    }
    texts = {name: value if isinstance(value, int) else str(value or "") for name, value in said.items()}
    return {
        name: value for name, value in texts.items() if value and getattr(row, name) and getattr(row, name) != value
    }
