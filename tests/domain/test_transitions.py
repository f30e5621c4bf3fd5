"""The one table of transitions, from every state, with and without steps that a kind skips."""

import pytest

from gridctl.domain.tickets import Action, State
from gridctl.domain.transitions import TRANSITIONS

ALL = ("dispatch", "accept", "progress")
FROM = {  # by step: the states that it may be taken from where nothing, and where everything, may be skipped
    Action.DISPATCH: ("to_dispatch to_accept accepted in_progress", "to_dispatch to_accept accepted in_progress"),
    Action.ACCEPT: ("to_accept", "to_dispatch to_accept"),
    Action.RETURN: ("to_accept accepted in_progress", "to_accept accepted in_progress"),
    Action.PROGRESS: ("accepted in_progress", "to_accept accepted in_progress"),
    Action.FINISH: ("in_progress", "to_dispatch to_accept accepted in_progress"),
    Action.VERIFY: ("to_verify", "to_verify"),
    Action.REJECT: ("to_verify", "to_verify"),
    Action.REOPEN: ("done", "done"),
    Action.VOID: ("to_dispatch to_accept accepted in_progress to_verify",) * 2,
    Action.HOLD: ("to_dispatch to_accept accepted in_progress",) * 2,
    Action.MERGE: ("to_dispatch to_accept accepted in_progress to_verify",) * 2,
}


@pytest.mark.parametrize(("action", "states"), FROM.items())
def test_from_which_states_a_step_may_be_taken(action: Action, states: tuple[str, str]) -> None:
    transition = TRANSITIONS[action]
    assert (" ".join(transition.states_for(())), " ".join(transition.states_for(ALL))) == states


@pytest.mark.parametrize(
    ("skips", "states"),
    [
        (("progress",), "accepted in_progress"),
        (("accept", "progress"), "to_accept accepted in_progress"),
        (("accept",), "in_progress"),
        (("dispatch", "progress"), "accepted in_progress"),
    ],
)
def test_work_ends_only_past_steps_that_may_be_skipped(skips: tuple[str, ...], states: str) -> None:
    assert " ".join(TRANSITIONS[Action.FINISH].states_for(skips)) == states


def test_a_step_leads_to_one_state_or_leaves_it() -> None:
    led = {action: transition.to for action, transition in TRANSITIONS.items() if transition.to}
    assert led == {
        Action.DISPATCH: State.TO_ACCEPT,
        Action.ACCEPT: State.ACCEPTED,
        Action.RETURN: State.TO_DISPATCH,
        Action.PROGRESS: State.IN_PROGRESS,
        Action.FINISH: State.TO_VERIFY,
        Action.VERIFY: State.DONE,
        Action.REJECT: State.IN_PROGRESS,
        Action.REOPEN: State.TO_DISPATCH,
        Action.VOID: State.VOID,
        Action.MERGE: State.VOID,
    }
