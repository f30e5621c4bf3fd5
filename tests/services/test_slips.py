"""Slips with their whole life: what a sheet leaves blank, the ledger says."""

from datetime import date

import pytest

from gridctl.domain.moments import Moment
from gridctl.domain.tickets import Round
from gridctl.services.tickets.slips import Life, slip_problem, with_what_is_known

NOW = Moment(date(2026, 3, 16), 600)
ACCEPTED = Round(
    project=1,
    id=7,
    ticket=7,
    round=1,
    opened="2026-03-05 16:38",
    due=date(2026, 3, 20),
    policy=1,
    grid=None,
    head=None,
    dispatched="2026-03-05 17:36",
    executor=54,
    accepted="2026-03-06 08:29",
    finished="",
    finished_counts=None,
    verified="",
    verifier=None,
    voided="",
    rejections=0,
    progress="",
    material="",
)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (Life(finished=Moment(date(2026, 3, 15), None)), ""),
        (Life(finished=Moment(date(2026, 3, 6), None), state="to_verify"), ""),
        (Life(finished=Moment(date(2026, 3, 5), None)), "早于接单"),
        (Life(finished=Moment(date(2026, 3, 15), 960), verified=Moment(date(2026, 3, 15), 1020)), "却没有"),
        (Life(finished=Moment(date(2026, 3, 8)), verified=Moment(date(2026, 3, 9)), verifier=54), "是同一个人"),
    ],
)
def test_a_sheet_that_is_read_back_need_not_repeat_what_is_known(said: Life, problem: str) -> None:
    told = slip_problem(with_what_is_known(said, ACCEPTED), None, NOW)
    assert (problem in told) if problem else told == ""
    assert slip_problem(said, None, NOW) != "" or problem
