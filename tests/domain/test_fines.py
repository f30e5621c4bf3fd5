"""Who is fined for what: every case is worked out by hand on a wall calendar of 2026.

The project went live on 12 January. 甲 (1) headed engineering until the end of March, 乙 (2) until the end of June; then
nobody did until 丙 (3) came on 10 July. A round opened on 2 March is due on 17 March, a Tuesday; what was done on it may
be entered until Wednesday 10:00.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations
from typing import NamedTuple

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.calendar import calendar
from gridctl.domain.deadlines import counts_at
from gridctl.domain.extensions import Signature, extended
from gridctl.domain.fines import (
    GROUND_WORDS,
    Court,
    Ground,
    RoundFacts,
    Terms,
    Verdict,
    judge,
    judge_all,
    terms_on,
)
from gridctl.domain.limits import Limit, Unit, due_moment
from gridctl.domain.moments import Moment
from gridctl.domain.policies import Policies, Policy, set_from
from gridctl.regulation.holidays import holidays_of

YEAR = calendar(holidays_of(2026))
LIVE = date(2026, 1, 12)
LENIENT, STRICT = Terms(5000), Terms(5000, after_expiry=False)


def head_on(day: date) -> int | None:
    if day < date(2026, 4, 1):
        return 1
    if day < date(2026, 7, 1):
        return 2
    return 3 if day >= date(2026, 7, 10) else None


def moment(text: str) -> Moment:
    return Moment.parse_stored(text if text.startswith("20") else f"2026-{text}")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text if text.startswith("20") else f"2026-{text}")


def counted(text: str, terms: Terms) -> Moment | None:
    """`03-17 > 03-18 10:00`: what happened on the 17th and was entered on the 18th, as it counts."""
    if not text:
        return None
    happened, _, entered = text.partition(" > ")
    return counts_at(moment(happened), instant(entered), terms.grace, LIVE, YEAR)


def signatures(*texts: str) -> tuple[Signature, ...]:
    """`03-17 23:59 until 03-31`: entered then, good until that day."""
    parts = (text.partition(" until ") for text in texts)
    return tuple(Signature(moment(until).day, instant(entered)) for entered, _, until in parts)


def facts(
    opened: str,
    *signed: str,
    finished: str = "",
    voided: str = "",
    terms: Terms = LENIENT,
    confirmed: str = "",
    key: int = 1,
    into: int | None = None,
) -> RoundFacts:
    return RoundFacts(
        round=key,
        ticket=key,
        opened=moment(opened),
        due=due_moment(moment(opened), Limit(15, Unit.CALENDAR_DAYS), YEAR),
        terms=terms,
        stopped=counted(finished, terms),
        voided=counted(voided, terms),
        signatures=signatures(*signed),
        merged_into=into,
        confirmed=instant(confirmed) if confirmed else None,
    )


def court(now: str) -> Court:
    return Court(instant(now), LIVE, head_on, YEAR)


def said(verdict: Verdict) -> str:
    """`overdue 03-17 by 1`: the ground, and of a fine the day it fell due and who pays."""
    if verdict.fine is None:
        return verdict.ground
    assert verdict.fine.ground is verdict.ground
    return f"{verdict.ground} {verdict.fine.due:%m-%d} by {verdict.fine.payer}"


LATER = "2028-12-31 12:00"


class Case(NamedTuple):
    """What happened, when it is looked at, and what is found."""

    what: str
    facts: RoundFacts
    found: str
    now: str = LATER


CASES = [
    # ------------------------------------------------ the end of the limit and the grace
    Case("the last minute of the last day", facts("03-02"), "running", "03-17 23:59"),
    Case("past, and its last day may still be entered", facts("03-02"), "grace", "03-18 00:00"),
    Case("to the minute", facts("03-02"), "grace", "03-18 10:00"),
    Case("the grace is over", facts("03-02"), "overdue 03-17 by 1", "03-18 10:01"),
    Case("done on the last day", facts("03-02", finished="03-17 > 03-17 18:00"), "met"),
    Case("entered next morning", facts("03-02", finished="03-17 > 03-18 10:00"), "met"),
    Case("entered a minute too late", facts("03-02", finished="03-17 > 03-18 10:01"), "overdue 03-17 by 1"),
    Case("done at the last minute", facts("03-02", finished="03-17 23:59 > 03-18 08:00"), "met"),
    Case("done in time, entered late but within it", facts("03-02", finished="03-12 > 03-17 23:59"), "met"),
    Case("done early, entered a day too late", facts("03-02", finished="03-16 > 03-18 09:00"), "overdue 03-17 by 1"),
    Case("done a day late", facts("03-02", finished="03-18 > 03-18 08:00"), "overdue 03-17 by 1"),
    Case("done a year late", facts("03-02", finished="2027-03-18 > 2027-03-18 08:00"), "overdue 03-17 by 1"),
    Case("waits to be accepted", facts("03-02", finished="03-16 > 03-16 18:00"), "met", "04-20 12:00"),
    Case("sent back, and done again late", facts("03-02", finished="03-20 > 03-20 18:00"), "overdue 03-17 by 1"),
    # ------------------------------------------------ weekends, entered on Monday
    Case("due on a Saturday, the Sunday after", facts("03-06"), "grace", "03-22 12:00"),
    Case("Saturday's work on Monday", facts("03-06", finished="03-21 > 03-23 09:59"), "met"),
    Case("Saturday's work too late on Monday", facts("03-06", finished="03-21 > 03-23 10:01"), "overdue 03-21 by 1"),
    Case("Friday's work on Monday", facts("03-06", finished="03-20 > 03-23 09:00"), "met"),
    Case("Thursday's work on Monday", facts("03-06", finished="03-19 > 03-23 09:00"), "overdue 03-21 by 1"),
    Case("due on a Sunday", facts("03-07", finished="03-22 > 03-23 10:00"), "met"),
    Case("Sunday's work was Monday's", facts("03-07", finished="03-23 > 03-23 08:00"), "overdue 03-22 by 1"),
    # ------------------------------------------------ holidays and make-up days
    Case("due on a Saturday that is worked, in the holiday", facts("01-30"), "grace", "02-20 12:00"),
    Case("entered when the holiday is over", facts("01-30", finished="02-14 > 02-24 10:00"), "met"),
    Case("entered too late after it", facts("01-30", finished="02-14 > 02-24 10:01"), "overdue 02-14 by 1"),
    Case("due and done within the holiday", facts("02-02", finished="02-17 > 02-24 09:00"), "met"),
    Case("due within the holiday, not done", facts("02-02"), "overdue 02-17 by 1", "02-24 10:01"),
    Case("the Saturday after is worked", facts("04-23", finished="05-08 > 05-09 10:00"), "met"),
    Case("so Monday is too late", facts("04-23", finished="05-08 > 05-11 09:00"), "overdue 05-08 by 2"),
    Case("due on a worked Saturday, told on Monday", facts("04-24", finished="05-09 > 05-11 09:00"), "met"),
    Case("due on National Day", facts("09-16", finished="10-01 > 10-08 10:00"), "met"),
    Case("National Day, a day later", facts("09-16", finished="10-01 > 10-09 08:00"), "overdue 10-01 by 3"),
    # ------------------------------------------------ month ends, years, leap years
    Case("from the end of January", facts("01-31", finished="02-15 > 02-24 09:00"), "met"),
    Case("over a short February", facts("02-14", finished="03-01 > 03-02 10:00"), "met"),
    Case("over a short February, late", facts("02-14", finished="03-02 > 03-02 10:00"), "overdue 03-01 by 1"),
    Case("29 February is the last day", facts("2028-02-14", finished="2028-02-29 > 2028-02-29 20:00"), "met"),
    Case("29 February is a day late", facts("2028-02-13", finished="2028-02-29 > 2028-02-29 20:00"), "overdue 02-28 by 3"),
    Case("over the new year", facts("12-20", finished="2027-01-04 > 2027-01-05 10:00"), "met"),
    Case("over the new year, late", facts("12-20", finished="2027-01-05 > 2027-01-05 10:00"), "overdue 01-04 by 3"),
    # ------------------------------------------------ the project leader's signature
    Case("signed the minute before", facts("03-02", "03-17 23:59 until 03-31"), "extended", "03-25 12:00"),
    Case("signed so, strictly", facts("03-02", "03-17 23:59 until 03-31", terms=STRICT), "extended", "03-25 12:00"),
    Case("signed the minute after", facts("03-02", "03-18 00:00 until 03-31"), "extended", "03-25 12:00"),
    Case(
        "signed the minute after, strictly",
        facts("03-02", "03-18 00:00 until 03-31", terms=STRICT),
        "signed_too_late 03-17 by 1",
        "03-25 12:00",
    ),
    Case("on paper in time, entered next morning", facts("03-02", "03-18 09:00 until 03-31"), "extended", "03-25 12:00"),
    Case(
        "on paper in time, entered next morning, strictly",
        facts("03-02", "03-18 09:00 until 03-31", terms=STRICT),
        "signed_too_late 03-17 by 1",
        "03-25 12:00",
    ),
    Case("signed, done in what was given", facts("03-02", "03-10 09:00 until 03-31", finished="03-31 > 04-01 10:00"), "extended"),
    Case("signed, done after it", facts("03-02", "03-10 09:00 until 03-31", finished="04-01 > 04-01 09:00"), "extension_over 03-31 by 1"),
    Case("signed, and done in half a month", facts("03-02", "03-10 09:00 until 03-31", finished="03-17 > 03-17 09:00"), "met"),
    Case("what was given is over, in its grace", facts("03-02", "03-10 09:00 until 03-31"), "grace", "04-01 10:00"),
    Case("what was given is over", facts("03-02", "03-10 09:00 until 03-31"), "extension_over 03-31 by 1", "04-01 10:01"),
    Case("given beyond a change of post", facts("03-02", "03-10 09:00 until 04-10"), "extension_over 04-10 by 2"),
    Case("signed twice", facts("03-02", "03-10 09:00 until 03-25", "03-25 23:59 until 04-05", terms=STRICT), "extended", "04-01 12:00"),
    Case(
        "the second a minute late, strictly",
        facts("03-02", "03-10 09:00 until 03-25", "03-26 00:00 until 04-05", terms=STRICT),
        "signed_too_late 03-25 by 1",
    ),
    Case("the second a minute late", facts("03-02", "03-10 09:00 until 03-25", "03-26 00:00 until 04-05"), "extended", "04-01 12:00"),
    Case("signed again in time for less, strictly", facts("03-02", "03-10 09:00 until 04-05", "03-26 09:00 until 03-31", terms=STRICT), "extension_over 04-05 by 2"),
    Case("signed for less than there was", facts("03-02", "03-05 09:00 until 03-10", finished="03-17 > 03-17 09:00"), "met"),
    Case("signed for less, and late", facts("03-02", "03-05 09:00 until 03-10"), "overdue 03-17 by 1"),
    Case("signed when it was done late", facts("03-02", "03-22 09:00 until 03-20", finished="03-20 > 03-20 09:00"), "extended"),
    Case(
        "signed when it was done late, strictly",
        facts("03-02", "03-22 09:00 until 03-20", finished="03-20 > 03-20 09:00", terms=STRICT),
        "signed_too_late 03-17 by 1",
    ),
    Case("signed late and for too little", facts("03-02", "03-22 09:00 until 03-19", finished="03-20 > 03-20 09:00"), "extension_over 03-19 by 1"),
    Case("signed before the month was confirmed", facts("03-02", "04-01 08:59 until 04-15", confirmed="04-01 09:00"), "extended", "04-10 12:00"),
    Case(
        "signed when it was confirmed",
        facts("03-02", "04-01 09:00 until 04-15", confirmed="04-01 09:00"),
        "signed_too_late 03-17 by 1",
        "04-10 12:00",
    ),
    # ------------------------------------------------ who held the post
    Case("due on his last day", facts("03-16"), "overdue 03-31 by 1"),
    Case("due on his follower's first", facts("03-17"), "overdue 04-01 by 2"),
    Case("due in his time, done in the other's", facts("03-10", finished="04-10 > 04-10 09:00"), "overdue 03-25 by 1"),
    Case("found when he was gone", facts("03-16"), "overdue 03-31 by 1", "04-01 10:01"),
    Case("nobody held it", facts("06-16"), "overdue 07-01 by None"),
    Case("nobody but on the last day of it", facts("06-25"), "overdue 07-10 by 3"),
    # ------------------------------------------------ voided
    Case("voided on the last day", facts("03-02", voided="03-17 > 03-17 20:00"), "voided"),
    Case("voided then, entered next morning", facts("03-02", voided="03-17 > 03-18 10:00"), "voided"),
    Case("voided a day late", facts("03-02", voided="03-18 > 03-18 08:00"), "overdue 03-17 by 1"),
    Case("voided with a date of before", facts("03-02", voided="03-15 > 03-20 08:00"), "overdue 03-17 by 1"),
    Case("voided in time that was given", facts("03-02", "03-10 09:00 until 03-31", voided="03-25 > 03-25 08:00"), "extended"),
    # ------------------------------------------------ before the project went live
    Case("over before", facts("2025-12-20"), "before_live"),
    Case("over on the day before", facts("2025-12-27"), "before_live"),
    Case("over on the first day", facts("2025-12-28"), "overdue 01-12 by 1"),
    Case("done before, entered long after", facts("2025-12-28", finished="01-11 > 03-01 09:00"), "met"),
    Case("done on the first day, entered long after", facts("2025-12-28", finished="01-12 > 03-01 09:00"), "overdue 01-12 by 1"),
    Case("over before, signed since", facts("2025-12-20", "01-13 09:00 until 01-20"), "before_live"),
    Case("over before, done since", facts("2025-12-20", finished="02-02 > 02-02 09:00"), "before_live"),
    # ------------------------------------------------ terms
    Case("a kind without a fine", facts("03-02", terms=Terms(0)), "no_amount"),
    Case("a grace of its own, over", facts("03-02", terms=Terms(5000, grace="08:30")), "overdue 03-17 by 1", "03-18 08:31"),
    Case("a grace of its own", facts("03-02", finished="03-17 > 03-18 08:31", terms=Terms(5000, grace="08:30")), "overdue 03-17 by 1"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_a_round_is_judged(case: Case) -> None:
    verdict = judge(case.facts, court(case.now))
    assert said(verdict) == case.found
    if verdict.fine:
        assert (verdict.fine.round, verdict.fine.amount) == (1, 5000)


def test_every_ground_is_said_and_shown_by_a_case() -> None:
    assert {case.found.split()[0] for case in CASES} | {"merged"} == set(Ground) == set(GROUND_WORDS)
    assert len({case.what for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize(
    ("due", "signed", "found"),
    [
        ("03-17 10:30", "03-17 10:30 until 03-17", "2026-03-17"),  # to the end of the day
        ("03-17 10:30", "03-17 10:31 until 03-17", "2026-03-17 10:30"),
        ("03-17 10:30", "03-17 09:00 until 03-16", "2026-03-17 10:30"),
        ("03-17", "03-17 23:59 until 03-18", "2026-03-18"),
    ],
)
def test_a_limit_in_minutes_is_extended_by_days(due: str, signed: str, found: str) -> None:
    assert str(extended(moment(due), signatures(signed), after_expiry=False).due) == found


# ---------------------------------------------------------------- rounds of one ticket, and merged tickets

ROUNDS = [
    ("late, reopened, in time", [facts("03-02", finished="03-20 > 03-20 09:00"), facts("03-23", finished="03-24 > 03-24 09:00", key=2)], ["overdue 03-17 by 1", "met"]),
    ("late, reopened, late", [facts("03-02", finished="03-20 > 03-20 09:00"), facts("03-23", key=2)], ["overdue 03-17 by 1", "overdue 04-07 by 2"]),
    ("in time, reopened, late", [facts("03-02", finished="03-10 > 03-10 09:00"), facts("03-11", key=2)], ["met", "overdue 03-26 by 1"]),
    ("the first round's signature is not the second's", [facts("03-02", "03-16 09:00 until 04-30", finished="03-20 > 03-20 09:00"), facts("03-23", key=2)], ["extended", "overdue 04-07 by 2"]),
    # merged into the older one, due 17 March; the younger is due 25 March
    ("merged, the older late", [facts("03-02", finished="03-20 > 03-20 09:00"), facts("03-10", key=2, into=1)], ["overdue 03-17 by 1", "met"]),
    ("merged, both late", [facts("03-02", finished="03-28 > 03-28 09:00"), facts("03-10", key=2, into=1)], ["overdue 03-17 by 1", "merged"]),
    ("merged, both in time", [facts("03-02", finished="03-16 > 03-16 09:00"), facts("03-10", key=2, into=1)], ["met", "met"]),
    ("not merged, both late", [facts("03-02", finished="03-28 > 03-28 09:00"), facts("03-10", key=2)], ["overdue 03-17 by 1", "overdue 03-25 by 1"]),
    # merged into the younger one, which saves nobody
    ("the older into the younger, done between", [facts("03-02", into=2), facts("03-10", finished="03-20 > 03-20 09:00", key=2)], ["overdue 03-17 by 1", "met"]),
    ("the older into the younger, both late", [facts("03-02", into=2), facts("03-10", key=2)], ["overdue 03-17 by 1", "merged"]),
    ("one is signed for, and so are both", [facts("03-02", into=2), facts("03-10", "03-11 09:00 until 04-30", key=2)], ["extension_over 04-30 by 2", "merged"]),
    # what was over already ends nothing
    ("into one that was done before it began", [facts("03-02", finished="03-05 > 03-05 09:00"), facts("03-10", key=2, into=1)], ["met", "overdue 03-25 by 1"]),
    ("into one that is voided in time", [facts("03-02", voided="03-12 > 03-12 09:00"), facts("03-10", key=2, into=1)], ["voided", "voided"]),
    ("one of a chain", [facts("03-02", into=2), facts("03-03", key=2, into=3), facts("03-04", key=3)], ["overdue 03-17 by 1", "merged", "merged"]),
    ("merged in a circle", [facts("03-02", into=2), facts("03-03", key=2, into=1)], ["overdue 03-17 by 1", "merged"]),
    ("a confirmed one stands for all", [facts("03-02"), facts("03-10", key=2, into=1, confirmed="04-02 09:00")], ["merged", "overdue 03-25 by 1"]),
    ("into one that is not known here", [facts("03-02", into=77)], ["overdue 03-17 by 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rounds", "found"), ROUNDS, ids=[row[0] for row in ROUNDS])
def test_rounds_are_judged_together(what: str, rounds: list[RoundFacts], found: list[str]) -> None:
    assert what
    for order in permutations(rounds):
        verdicts = judge_all(order, court(LATER))
        assert [said(verdicts[facts.round]) for facts in rounds] == found


# ---------------------------------------------------------------- the policy of the opening day


def policies() -> Policies:
    """From 1 April 30 yuan in 10 days, signed in time or not at all, entered by 9; from 1 June 80 yuan."""
    first = {
        "fine_overdue_fen": "5000",
        "extension_after_expiry": "true",
        "late_entry_grace": '"10:00"',
        "repair_limit_days": "15",
    }
    rows = [Policy(1, key, name, LIVE, None, value, "D10") for key, (name, value) in enumerate(first.items(), 1)]
    changes = [
        ("fine_overdue_fen", "04-01", "3000"),
        ("extension_after_expiry", "04-01", "false"),
        ("late_entry_grace", "04-01", '"09:00"'),
        ("repair_limit_days", "04-01", "10"),
        ("fine_overdue_fen", "06-01", "8000"),
    ]
    for name, start, value in changes:
        changed = set_from(Policies(tuple(rows)).history(name), moment(start).day, value)
        kept = [row for row in rows if row.id not in {each.id for each in changed}]
        rows = [*kept, *(replace(row, id=row.id or len(rows) + 1) for row in changed)]
    return Policies(tuple(rows))


@pytest.mark.parametrize(
    ("opened", "finished", "signed", "found", "amount"),
    [
        ("03-31", "", (), "overdue 04-15 by 2", 5000),
        ("04-01", "", (), "overdue 04-11 by 2", 3000),
        ("05-31", "", (), "overdue 06-10 by 2", 3000),
        ("06-01", "", (), "overdue 06-11 by 2", 8000),
        ("2025-12-30", "", (), "overdue 01-14 by 1", 5000),  # before there was a policy: the first
        ("03-31", "", ("04-16 09:00 until 04-30",), "extension_over 04-30 by 2", 5000),
        ("04-01", "", ("04-12 09:00 until 04-30",), "signed_too_late 04-11 by 2", 3000),
        ("03-31", "04-15 > 04-16 09:30", (), "met", 0),
        ("04-05", "04-15 > 04-16 09:30", (), "overdue 04-15 by 2", 3000),
        ("04-05", "04-15 > 04-16 09:00", (), "met", 0),
    ],
)
def test_a_round_keeps_the_policy_of_its_opening_day(
    opened: str, finished: str, signed: Iterable[str], found: str, amount: int
) -> None:
    known = policies()
    day = moment(opened).day
    terms = terms_on(known, day)
    limit = Limit(known.value("repair_limit_days", day), Unit.CALENDAR_DAYS)
    case = facts(opened, *signed, finished=finished, terms=terms)
    verdict = judge(replace(case, due=due_moment(case.opened, limit, YEAR)), court(LATER))
    assert said(verdict) == found
    assert (verdict.fine.amount if verdict.fine else 0) == amount


# ---------------------------------------------------------------- what holds of all

DAYS = st.integers(0, 60).map(lambda n: date(2026, 2, 20) + timedelta(days=n))
STOPS = st.none() | st.builds(Moment, DAYS, st.none() | st.integers(0, 1439))
INSTANTS = st.builds(
    lambda day, minute: datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute),
    DAYS,
    st.integers(0, 1439),
)
SIGNATURES = st.builds(Signature, DAYS, INSTANTS)
FACTS = st.builds(
    lambda day, signed, stopped, voided, terms: replace(
        facts(str(day), terms=terms), signatures=tuple(signed), stopped=stopped, voided=voided
    ),
    DAYS,
    st.lists(SIGNATURES, max_size=3),
    STOPS,
    STOPS,
    st.sampled_from([LENIENT, STRICT]),
)


@settings(max_examples=100)
@given(FACTS, STOPS)
def test_finishing_later_or_never_saves_nobody(case: RoundFacts, stop: Moment | None) -> None:
    if judge(case, court(LATER)).fine and (stop is None or (case.stopped and stop.day > case.stopped.day)):
        assert judge(replace(case, stopped=stop), court(LATER)).fine


@settings(max_examples=100)
@given(FACTS, SIGNATURES)
def test_signing_harms_nobody(case: RoundFacts, more: Signature) -> None:
    signed = replace(case, signatures=(*case.signatures, more))
    before, after = judge(case, court(LATER)), judge(signed, court(LATER))
    assert not (after.fine and not before.fine)
    assert (after.due.day, after.due.minute) >= (before.due.day, before.due.minute)


@settings(max_examples=100)
@given(FACTS, INSTANTS, INSTANTS)
def test_time_alone_takes_no_fine_away(case: RoundFacts, one: datetime, other: datetime) -> None:
    first, second = (judge(case, Court(now, LIVE, head_on, YEAR)) for now in sorted((one, other)))
    if first.fine:
        assert second == first


@settings(max_examples=60)
@given(st.lists(st.tuples(FACTS, st.none() | st.integers(1, 4)), min_size=1, max_size=4))
def test_an_item_is_fined_once_and_merging_saves_nobody(drawn: list[tuple[RoundFacts, int | None]]) -> None:
    rounds = [replace(case, round=key, merged_into=into, signatures=()) for key, (case, into) in enumerate(drawn, 1)]
    verdicts = judge_all(rounds, court(LATER))
    fined = [verdict for verdict in verdicts.values() if verdict.fine]
    assert len(verdicts) == len(rounds)
    own = [judge(case, court(LATER)) for case in rounds if case.stopped or case.voided]
    assert fined or not any(verdict.fine for verdict in own)
    alone = judge_all([replace(case, merged_into=None) for case in rounds], court(LATER))
    assert len(fined) <= sum(verdict.fine is not None for verdict in alone.values())
