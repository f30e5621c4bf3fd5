"""Who is fined for which round: half a month passed without the project leader's signature (D10 3.3.1).

The clause: 原则上公共区域报修的问题整改时间不超过半个月，超过半个月的，需要项目负责人签字，否则对工程维修部负责人罚款50元/项.

* The day that decides is the day on which the limit, with what signatures gave, ran out. Whoever was 工程维修部负责人 on it
  pays: he could still have had the work done or asked for the signature; whoever took the post on the morrow could not.
* Nothing that comes later takes the lapse away: finishing, accepting, reopening, voiding or merging. What stops the
  limit counts when it was entered, less the grace; no lapse is judged before that grace is over.
* Rounds of merged tickets are one item (项), each against its own limit, and fined once: for the earliest lapse.
* A lapse before the project went live is never fined.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from gridctl.domain.calendar import WEEKDAYS, Calendar
from gridctl.domain.deadlines import grace_ends
from gridctl.domain.extensions import Extended, Signature, extended
from gridctl.domain.moments import Moment, not_before

if TYPE_CHECKING:
    from gridctl.domain.policies import Policies


class Ground(StrEnum):
    """Why a round is fined, or is not."""

    OVERDUE = "overdue"
    EXTENSION_OVER = "extension_over"
    SIGNED_TOO_LATE = "signed_too_late"
    MET = "met"
    EXTENDED = "extended"
    RUNNING = "running"
    GRACE = "grace"
    VOIDED = "voided"
    MERGED = "merged"
    BEFORE_LIVE = "before_live"
    NO_AMOUNT = "no_amount"


GROUND_WORDS = {
    Ground.OVERDUE: "超期未签批",
    Ground.EXTENSION_OVER: "延期期满仍未完成",
    Ground.SIGNED_TOO_LATE: "过期后才签批，不算",
    Ground.MET: "按期完成",
    Ground.EXTENDED: "已签批延期",
    Ground.RUNNING: "未到期",
    Ground.GRACE: "补录宽限内",
    Ground.VOIDED: "到期前作废",
    Ground.MERGED: "并单，只计一次",
    Ground.BEFORE_LIVE: "启用前到期",
    Ground.NO_AMOUNT: "不罚款",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the policy of a round's opening day says: the fine in fen, whether a late signature counts, the grace."""

    amount: int
    after_expiry: bool = True
    grace: str = "10:00"


def terms_on(policies: Policies, opened: date, fine_policy: str = "fine_overdue_fen") -> Terms:
    """The terms of a round opened on a day, whatever a policy became since; `fine_policy` is that of the ticket's kind."""
    return Terms(
        amount=policies.value(fine_policy, opened),
        after_expiry=policies.value("extension_after_expiry", opened),
        grace=policies.value("late_entry_grace", opened),
    )


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round as the fine sees it; moments are local.

    `due` is the end of the limit whose passing is fined (half a month, with holds where these stop the clock), never the
    shorter one of an urgent slip. `stopped` is when the work was finished and `voided` when the round was, as they count
    (deadlines.counts_at); a finish that was not accepted (返工) is none. `merged_into` is the round of the kept ticket,
    `confirmed` when this round's fine was confirmed.
    """

    round: int
    ticket: int
    opened: Moment
    due: Moment
    terms: Terms
    stopped: Moment | None = None
    voided: Moment | None = None
    signatures: tuple[Signature, ...] = ()
    merged_into: int | None = None
    confirmed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Court:
    """What is judged by besides a round: the local time, the go-live day, working days, and who held the post on a day."""

    now: datetime
    live_from: date
    head_on: Callable[[date], int | None]
    calendar: Calendar = WEEKDAYS


@dataclass(frozen=True, slots=True)
class Fine:
    """A fine that is due: `due` the day the limit ran out, `payer` None where nobody held the post on it."""

    round: int
    ticket: int
    due: date
    payer: int | None
    amount: int
    ground: Ground


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a round: the fine or none, why, and when it was due with its signatures."""

    round: int
    ground: Ground
    due: Moment
    fine: Fine | None = None


def judge(facts: RoundFacts, court: Court) -> Verdict:
    """Judge one round that was not merged, or apart from what it was merged with."""
    limit = extended(facts.due, facts.signatures, after_expiry=facts.terms.after_expiry, confirmed=facts.confirmed)
    ground = _ground(facts, limit, court)
    fine = None
    if ground in _FINED:
        payer = court.head_on(limit.due.day)
        fine = Fine(facts.round, facts.ticket, limit.due.day, payer, facts.terms.amount, ground)
    return Verdict(facts.round, ground, limit.due, fine)


_FINED = (Ground.OVERDUE, Ground.EXTENSION_OVER, Ground.SIGNED_TOO_LATE)


def _ground(facts: RoundFacts, limit: Extended, court: Court) -> Ground:
    if (kept := _kept(facts, limit)) is not None:
        return kept
    if not facts.stopped and not facts.voided and (waiting := _waiting(facts, limit, court)):
        return waiting
    if facts.due.day < court.live_from:  # signing for it later does not make a fine of it
        return Ground.BEFORE_LIVE
    if not facts.terms.amount:
        return Ground.NO_AMOUNT
    if limit.too_late:
        return Ground.SIGNED_TOO_LATE
    return Ground.EXTENSION_OVER if limit.due != facts.due else Ground.OVERDUE


def _kept(facts: RoundFacts, limit: Extended) -> Ground | None:
    """Why the limit was kept, or None where it was not."""
    for stop, ground in ((facts.stopped, Ground.MET), (facts.voided, Ground.VOIDED)):
        if stop and not_before(facts.due, stop):
            return ground
        if stop and not_before(limit.due, stop):
            return Ground.EXTENDED
    return None


def _waiting(facts: RoundFacts, limit: Extended, court: Court) -> Ground | None:
    """Why an open round cannot be judged yet: its limit runs, or what kept it may still be entered in time."""
    if not_before(limit.due, Moment.of(court.now)):
        passed = not not_before(facts.due, Moment.of(court.now))
        return Ground.EXTENDED if passed else Ground.RUNNING
    return Ground.GRACE if court.now <= grace_ends(limit.due.day, facts.terms.grace, court.calendar) else None


def judge_all(rounds: Iterable[RoundFacts], court: Court) -> dict[int, Verdict]:
    """Judge rounds, by their ids; those of merged tickets are one item, fined once.

    A merged round's work was done when the kept one's was, and what the project leader signed for one of them he signed
    for all. A confirmed fine of the item stands for all of it, else the earliest lapse.
    """
    known = {facts.round: facts for facts in rounds}
    items: dict[int, list[RoundFacts]] = {}
    for facts in known.values():
        items.setdefault(_root(facts, known).round, []).append(facts)
    verdicts: dict[int, Verdict] = {}
    for root, members in items.items():
        signatures = tuple(signature for facts in members for signature in facts.signatures)
        judged = [judge(_as_one(known[root], facts, signatures), court) for facts in members]
        verdicts |= _once(judged, {facts.round for facts in members if facts.confirmed})
    return verdicts


def _root(facts: RoundFacts, known: Mapping[int, RoundFacts]) -> RoundFacts:
    """The round that others were merged into, in the end; of a circle, which no ledger should hold, the first."""
    path = [facts]
    while into := known.get(path[-1].merged_into or 0):
        if into in path:
            return min(path[path.index(into) :], key=lambda each: each.round)
        path.append(into)
    return path[-1]


def _as_one(root: RoundFacts, facts: RoundFacts, signatures: tuple[Signature, ...]) -> RoundFacts:
    """A merged round without an end of its own ends with the kept one, unless that was over before this one began."""
    facts = replace(facts, signatures=signatures)
    if facts.stopped or facts.voided:
        return facts
    return replace(facts, stopped=_end_for(facts, root.stopped), voided=_end_for(facts, root.voided))


def _end_for(facts: RoundFacts, end: Moment | None) -> Moment | None:
    return end if end and not_before(end, facts.opened) else None


def _once(verdicts: list[Verdict], confirmed: Collection[int]) -> dict[int, Verdict]:
    """Of one item's rounds, the one that bears the fine: a confirmed one, else the one that lapsed first."""
    bearers = [each for each in verdicts if each.round in confirmed] or [each for each in verdicts if each.fine]
    bearer = min(bearers, key=lambda each: (each.due.day, each.round), default=None)
    return {each.round: each if each is bearer else _unfined(each) for each in verdicts}


def _unfined(verdict: Verdict) -> Verdict:
    return replace(verdict, ground=Ground.MERGED, fine=None) if verdict.fine else verdict
