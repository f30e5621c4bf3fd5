"""The one table of transitions: from which states a step may be taken, and where it leads; kinds may skip some (D10 3.3.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from gridctl.domain.tickets import OPEN_STATES, Action, State

AT_WORK = (State.TO_DISPATCH, State.TO_ACCEPT, State.ACCEPTED, State.IN_PROGRESS)
_TAKEN = (State.ACCEPTED, State.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states an action may be taken, and where it leads (None: the state stays).

    `skipping` are further states from which it may be taken by kinds that skip the steps in between.
    """

    states: tuple[State, ...]
    to: State | None = None
    skipping: tuple[tuple[State, tuple[Action, ...]], ...] = ()

    def states_for(self, skips: Collection[str]) -> tuple[State, ...]:
        """The states that it may be taken from where these steps may be skipped, in the order of a ticket's life."""
        further = {state for state, skipped in self.skipping if all(action in skips for action in skipped)}
        return tuple(state for state in State if state in self.states or state in further)


TRANSITIONS = {
    Action.DISPATCH: Transition(AT_WORK, State.TO_ACCEPT),
    Action.ACCEPT: Transition((State.TO_ACCEPT,), State.ACCEPTED, ((State.TO_DISPATCH, (Action.DISPATCH,)),)),
    Action.RETURN: Transition((State.TO_ACCEPT, *_TAKEN), State.TO_DISPATCH),
    Action.PROGRESS: Transition(_TAKEN, State.IN_PROGRESS, ((State.TO_ACCEPT, (Action.ACCEPT,)),)),
    Action.FINISH: Transition(
        (State.IN_PROGRESS,),
        State.TO_VERIFY,
        (
            (State.ACCEPTED, (Action.PROGRESS,)),
            (State.TO_ACCEPT, (Action.ACCEPT, Action.PROGRESS)),
            (State.TO_DISPATCH, (Action.DISPATCH, Action.ACCEPT, Action.PROGRESS)),
        ),
    ),
    Action.VERIFY: Transition((State.TO_VERIFY,), State.DONE),
    Action.REJECT: Transition((State.TO_VERIFY,), State.IN_PROGRESS),
    Action.REOPEN: Transition((State.DONE,), State.TO_DISPATCH),
    Action.VOID: Transition(OPEN_STATES, State.VOID),
    Action.HOLD: Transition(AT_WORK),
    Action.RESUME: Transition(AT_WORK),
    Action.MERGE: Transition(OPEN_STATES, State.VOID),
    Action.NOTIFY: Transition((*OPEN_STATES, State.DONE)),
    Action.ANSWER: Transition(OPEN_STATES),
    Action.URGE: Transition(OPEN_STATES),
    Action.CALL_BACK: Transition((State.TO_VERIFY, State.DONE)),
}
