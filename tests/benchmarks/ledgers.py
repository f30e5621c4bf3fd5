"""Ledgers of any number of tickets, whole and true to the rules, with the same ten weeks at their end.

Whatever the size, the last ten weeks hold the same slips, some of them still open; what is older is done. So the same
week can be reported from a small ledger and from a large one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from gridctl.domain.deadlines import due_day
from gridctl.domain.movements import facts_of
from gridctl.domain.tickets import Action, Movement, Round, State, Step, Ticket, series
from gridctl.services.ledger import init_ledger
from gridctl.store.projects import POLICY
from gridctl.store.tickets import MOVEMENT, ROUND, STEP, TICKET
from gridctl.store.transactions import Act, Transaction, utc_text, writing
from tests import small_estate as estate

TODAY = date(2026, 3, 16)  # a Monday
NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
OLDEST = date(2010, 1, 1)
RECENT, RECENT_DAYS = 400, 70
BATCH = 20_000
CATEGORIES = ("plumbing", "power", "lighting", "lift", "fire", "doors", "masonry", "other")
WHERE: tuple[tuple[int, str, int | None, int | None], ...] = (
    (estate.HALL_1, "1栋1单元大堂", estate.GRID_1, estate.LI),
    (estate.LIFT, "1#电梯", estate.GRID_1, estate.LI),
    (estate.HALL_2, "2栋1单元大堂", estate.GRID_2, estate.ZHOU),
    (estate.GARDEN, "中心花园", None, None),
)


class Slip(NamedTuple):
    """A slip to be, and the days on which it was opened, finished and accepted ("" where not yet)."""

    nth: int
    opened: str
    finished: str
    verified: str


def slips(count: int) -> Iterator[Slip]:
    """The slips of a ledger, oldest first: `count` less RECENT long done, then RECENT of the last ten weeks."""
    old, start = count - RECENT, TODAY - timedelta(days=RECENT_DAYS)
    days = (start - OLDEST).days - 20
    for i in range(old):
        yield _slip(i, OLDEST + timedelta(days=days * i // old), 3 + i % 7, i % 2)
    for i in range(RECENT):
        never = i % 9 == 0
        yield _slip(i, start + timedelta(days=RECENT_DAYS * i // RECENT), RECENT if never else 1 + i * 7 % 20, i % 5)


def _slip(nth: int, opened: date, took: int, waited: int) -> Slip:
    """A slip so many days in work and so many days waiting; what is still to come on TODAY has not happened."""
    finished = opened + timedelta(days=took)
    verified = finished + timedelta(days=waited)
    days = (str(day) if day <= TODAY else "" for day in (finished, verified))
    return Slip(nth, str(opened), *days)


def make_ledger(path: Path, count: int) -> None:
    """Make a ledger with `count` tickets in it (RECENT at least)."""
    init_ledger(path, NOW, code="YH", name="云海花园", company="云海物业", zone="Asia/Shanghai", live_from=OLDEST)
    estate.furnish(path, NOW)
    coming = slips(count)
    while batch := list(islice(coming, BATCH)):
        with writing(path, Act("owner", "ticket import"), NOW) as tx:
            _write(tx, batch)


def _write(tx: Transaction, batch: Sequence[Slip]) -> None:
    policy = next(row for row in tx.find(POLICY, 1) if row.name == "repair_limit_days")
    first = tx.next_id(1, TICKET, len(batch))
    tx.next_id(1, ROUND, len(batch))  # a round a ticket, under the same id
    lives = [_life(tx, key, slip, policy.id, policy.content) for key, slip in enumerate(batch, first)]
    tx.insert(TICKET, [life.ticket for life in lives])
    tx.insert(ROUND, [life.row for life in lives])
    tx.insert(STEP, [step for life in lives for step in _steps(tx, life)])
    tx.insert(MOVEMENT, [movement for life in lives for movement in _movements(tx, life)])


@dataclass(frozen=True, slots=True)
class _Life:
    ticket: Ticket
    row: Round


def _life(tx: Transaction, key: int, slip: Slip, policy: int, limit: int) -> _Life:
    place, written, grid, head = WHERE[slip.nth % len(WHERE)]
    opened = date.fromisoformat(slip.opened)
    number = tx.next_number(1, series("repair", opened.year))
    state = State.DONE if slip.verified else State.TO_VERIFY if slip.finished else State.TO_DISPATCH
    ticket = Ticket(
        project=1,
        id=key,
        kind="repair",
        code=f"GW-{opened.year}-{number:04d}",
        year=opened.year,
        number=number,
        paper=f"P{key:07d}",
        place=place,
        place_written=written,
        category=CATEGORIES[slip.nth % len(CATEGORIES)],
        problem=f"第{slip.nth}处不亮",
        urgency="normal",
        source="patrol",
        reporter="",
        reporter_phone="",
        state=state,
        round=1,
        remark="",
    )
    row = Round(
        project=1,
        id=key,
        ticket=key,
        round=1,
        opened=slip.opened,
        due=due_day(opened, limit),
        policy=policy,
        grid=grid,
        head=head,
        dispatched="",
        executor=estate.WANG if slip.finished else None,
        accepted="",
        finished=slip.finished,
        finished_counts=date.fromisoformat(slip.finished) if slip.finished else None,
        verified=slip.verified,
        verifier=estate.CHEN if slip.verified else None,
        voided="",
        rejections=0,
        progress="",
        material="",
    )
    return _Life(ticket, row)


def _steps(tx: Transaction, life: _Life) -> Iterator[Step]:
    row = life.row
    taken = ((Action.OPEN, row.opened, None), (Action.FINISH, row.finished, row.executor))
    ended = (Action.VERIFY, row.verified, row.verifier)
    happened = [(action, at, doer) for action, at, doer in (*taken, ended) if at]
    first, recorded = tx.next_id(1, STEP, len(happened)), utc_text(tx.now)
    for i, (action, at, doer) in enumerate(happened):
        yield Step(1, first + i, row.ticket, 1, i + 1, action, at, recorded, "owner", doer, "", "{}")


def _movements(tx: Transaction, life: _Life) -> Iterator[Movement]:
    facts, row = facts_of(life.row), life.row
    first = tx.next_id(1, MOVEMENT, len(facts))
    for key, fact in enumerate(facts, first):
        where = (life.ticket.category, row.grid, row.head)
        yield Movement(1, key, row.ticket, 1, fact.reason, fact.delta, *where, fact.day, 0)
