"""Tickets of all kinds keep the regulations' promises, whatever is done to them, allowed or not, in whatever order."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from gridctl.domain.fine_book import FineEntry, month_of
from gridctl.domain.tickets import Action, State, Step, Ticket
from gridctl.domain.transitions import TRANSITIONS
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.ticket_parts import FieldType
from gridctl.services.desk import Desk, WritingDesk, writing
from gridctl.services.fines.facts import the_book
from gridctl.services.fines.months import Judgement, compute_month, confirm_month, judge_delay, reverse_fine
from gridctl.services.journal.undo import last_command, undo_last
from gridctl.services.policies import set_policies
from gridctl.services.requests.answering import Told, answer_request, rate_request, urge_request
from gridctl.services.signatures.signing import Paper
from gridctl.services.tickets.asides import hold_all, merge_all, resume_all, unmerge_all
from gridctl.services.tickets.details import missing_details, set_details
from gridctl.services.tickets.entry import Words, edit_slip, open_slip, record_slip, take_steps
from gridctl.services.tickets.extending import ask_extension, sign_extension, waiting_extensions
from gridctl.services.tickets.opening import find_ticket
from gridctl.settings import Settings
from gridctl.store.ticket_details import HOLD, MERGE
from gridctl.store.tickets import ROUND, STEP, TICKET
from gridctl.store.verifying import verify
from tests.random_office import AGO, PICK, PLACES, RandomOffice
from tests.signing_office import furnish_office
from tests.whole_tickets import as_they_are, fines_stand_once, kept, lapsed, rounds_fit, steps_in_order

KINDS = st.sampled_from(("公区维修", "公区维修", "隐患", "保洁", "诉求", "突发事件"))
PEOPLE = st.sampled_from(("王强", "王强", "赵磊", "李梅"))
SLIPS = (("公区维修", "照明"), ("公区维修", "电梯"), ("隐患", ""), ("保洁", ""), ("诉求", ""), ("突发事件", ""))
RECENTLY = st.sampled_from((0, 0, 0, 1, 3, 9, -1))  # days ago; the last has not happened yet
TYPED = {FieldType.MONEY: "100", FieldType.POST: "项目负责人", FieldType.STAFF: "赵磊", FieldType.TEXT: "已做"}
POLICIES = st.sampled_from(
    (
        ("repair_limit_days", "20"),
        ("fine_overdue_fen", "100元"),
        ("extension_after_expiry", "否"),
        ("repair_hold_stops", "是"),
    )
)
OF_TICKET = attrgetter("ticket")
Row = TypeVar("Row")
SKIPPED = (Action.DISPATCH, Action.ACCEPT, Action.PROGRESS)
ONWARDS = (Action.DISPATCH, Action.ACCEPT, Action.PROGRESS, Action.FINISH, Action.FINISH, Action.VERIFY, Action.VERIFY)
BACK = (Action.RETURN, Action.REJECT, Action.REOPEN, Action.VOID)


def furnish(ledger: Path, now: datetime) -> None:
    """The office with slips of every kind: some are about to be late, some wait for acceptance, some are done."""
    furnish_office(ledger, now)
    day20, day13, day5 = ((now - timedelta(days=ago)).date().isoformat() for ago in (20, 13, 5))
    with writing(Settings(ledger, actor="owner", clock=lambda: now), "ticket import") as desk:
        for kind, category in SLIPS:
            for opened in (day20, day13):
                open_slip(desk, Words("1-1大堂", "坏了", category, opened=opened, kind=kind))
        for kind in ("公区维修", "保洁"):
            done = Words("2-1大堂", "坏了", opened=day13, executor="王强", finished=day5, kind=kind)
            for verifier in ("", "李梅"):
                record_slip(desk, replace(done, verifier=verifier))


class Tickets(RandomOffice):
    """An office that opens, carries out, corrects, signs and fines."""

    furnish = furnish
    weeks = 12
    verified_every: ClassVar[int]  # changes after which the whole ledger is verified

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.codes: dict[int, str] = {}
        self.steps: dict[int, Step] = {}
        self.fines: dict[int, FineEntry] = {}

    def likely(self, desk: WritingDesk, pick: int, wanted: Collection[int]) -> str:
        """Mostly one of the tickets for which something makes sense, now and then any."""
        known = [ticket.code for ticket in desk.reader.find(TICKET, 1) if ticket.id in wanted]
        return known[pick % len(known)] if known and pick % 5 else self.number(desk, pick)

    def signed(self, ago: int = 0, who: str = "何立") -> Paper:
        return Paper(who, self.today - timedelta(days=ago))

    @rule(kind=KINDS, place=PLACES, ago=RECENTLY, urgency=st.sampled_from(("", "", "紧急", "重大")))
    def open(self, kind: str, place: str, ago: int, urgency: str) -> None:
        self.enter(open_slip, Words(place, "坏了", opened=self.day(ago), kind=kind, urgency=urgency))

    @rule(kind=KINDS, place=PLACES, ago=AGO, took=st.integers(-1, 20), verifier=st.sampled_from(("", "李梅", "王强")))
    def record(self, kind: str, place: str, ago: int, took: int, verifier: str) -> None:
        opened, done = self.day(ago + took), self.day(ago)
        words = Words(place, "坏了", opened=opened, executor="王强", finished=done, verifier=verifier, kind=kind)
        self.enter(record_slip, words)

    @rule(pick=PICK, ago=RECENTLY, by=PEOPLE, action=st.sampled_from(ONWARDS))
    def go_on(self, pick: int, ago: int, by: str, action: Action) -> None:
        self.step(pick, ago, by, action)

    @rule(pick=PICK, by=PEOPLE, action=st.sampled_from(ONWARDS))
    def go_on_at_once(self, pick: int, by: str, action: Action) -> None:
        self.step(pick, 0, by, action)

    @rule(pick=PICK, ago=RECENTLY, by=PEOPLE, action=st.sampled_from(BACK))
    def go_back(self, pick: int, ago: int, by: str, action: Action) -> None:
        self.step(pick, ago, by, action)

    def step(self, pick: int, ago: int, by: str, action: Action) -> None:
        """Take a step, however dated: who was late stays late (D10 3.3.1)."""
        by = "陈芳" if action in (Action.VERIFY, Action.REJECT) and pick % 4 else by
        at, to = self.day(ago) if ago else "", by if action is Action.DISPATCH else ""
        wanted = TICKET.c["state"].in_(TRANSITIONS[action].states_for(SKIPPED))

        def take(desk: WritingDesk) -> None:
            late = lapsed(desk)
            number = self.likely(desk, pick, {ticket.id for ticket in desk.reader.find(TICKET, 1, wanted)})
            take_steps(desk, [number], action, at=at, by=by, to=to, note="因")
            assert late <= lapsed(desk), action

        self.enter(take)

    @rule(pick=PICK, action=st.sampled_from((Action.FINISH, Action.VOID)))
    def hide_lateness(self, pick: int, action: Action) -> None:
        def backdate(desk: WritingDesk) -> None:
            late = lapsed(desk)
            for row in [row for row in desk.reader.find(ROUND, 1) if row.id in late][pick % 3 :][:1]:
                [ticket] = desk.reader.find(TICKET, 1, TICKET.c["id"] == row.ticket)
                take_steps(desk, [ticket.code], action, at=str(row.due), by="王强", note="因")
            assert late <= lapsed(desk), action

        self.enter(backdate)

    @rule(pick=PICK, step=st.sampled_from(("finish", "verify")))
    def fill_in(self, pick: int, step: str) -> None:
        def fill(desk: WritingDesk) -> None:
            asking = {ticket.id for ticket in desk.reader.find(TICKET, 1) if missing_details(desk, ticket, step)}
            ticket = find_ticket(desk, self.likely(desk, pick, asking))
            fields = missing_details(desk, ticket, step)
            choices = {field.name: field.choices[0].name for field in fields if field.choices}
            typed = {field.name: TYPED.get(field.type, self.day(0)) for field in fields}
            set_details(desk, ticket, typed | choices)

        self.enter(fill)

    @rule(pick=PICK, what=st.sampled_from(("answer", "done", "urge", "rate", "back")), by=PEOPLE)
    def request(self, pick: int, what: str, by: str) -> None:
        told = Told("说了", by)
        ways = {
            "answer": lambda desk, number: answer_request(desk, number, told),
            "done": lambda desk, number: answer_request(desk, number, told, done=True),
            "urge": lambda desk, number: urge_request(desk, number, told),
            "rate": lambda desk, number: rate_request(desk, number, "满意", told),
            "back": lambda desk, number: rate_request(desk, number, "不满意", told, back=True),
        }

        def do(desk: WritingDesk) -> None:
            requests = {ticket.id for ticket in desk.reader.find(TICKET, 1, TICKET.c["kind"] == "request")}
            ways[what](desk, self.likely(desk, pick, requests))

        self.enter(do)

    @rule(pick=PICK, ago=RECENTLY, days=st.integers(-1, 9))
    def hold(self, pick: int, ago: int, days: int) -> None:
        until, at = self.day(-days), self.day(ago)
        self.enter(lambda desk: hold_all(desk, [self.number(desk, pick)], until=until, reason="待料", at=at))

    @rule(pick=PICK, ago=RECENTLY)
    def resume(self, pick: int, ago: int) -> None:
        def take_up(desk: WritingDesk) -> None:
            held = {hold.ticket for hold in desk.reader.find(HOLD, 1)}
            resume_all(desk, [self.likely(desk, pick, held)], at=self.day(ago))

        self.enter(take_up)

    @rule(pick=PICK, into=PICK)
    def merge(self, pick: int, into: int) -> None:
        def join(desk: WritingDesk) -> None:
            later = find_ticket(desk, self.number(desk, pick))
            same = desk.reader.find(TICKET, 1, TICKET.c["kind"] == later.kind, TICKET.c["id"] < later.id)
            first = self.likely(desk, into, {ticket.id for ticket in same})
            before, late = as_they_are(desk), lapsed(desk)
            merge_all(desk, [later.code], into=first)
            unmerge_all(desk, [later.code])
            assert (as_they_are(desk), lapsed(desk)) == (before, late)
            merge_all(desk, [later.code], into=first)

        self.enter(join)

    @rule(pick=PICK)
    def unmerge(self, pick: int) -> None:
        def part(desk: WritingDesk) -> None:
            unmerge_all(desk, [self.likely(desk, pick, {merge.ticket for merge in desk.reader.find(MERGE, 1)})])

        self.enter(part)

    @rule(pick=PICK, ago=AGO, field=st.sampled_from(("opened", "accepted", "finished", "verified")))
    def correct_time(self, pick: int, ago: int, field: str) -> None:
        self.enter(lambda desk: edit_slip(desk, self.number(desk, pick), Words(**{field: self.day(ago)})))

    @rule(pick=PICK, place=PLACES, by=PEOPLE, field=st.sampled_from(("place", "executor", "verifier")))
    def correct(self, pick: int, place: str, by: str, field: str) -> None:
        words = Words(**{field: place if field == "place" else by})
        self.enter(lambda desk: edit_slip(desk, self.number(desk, pick), words))

    @rule(pick=PICK, days=st.integers(1, 40))
    def extend(self, pick: int, days: int) -> None:
        until = self.today + timedelta(days=days)
        self.enter(lambda desk: ask_extension(desk, self.number(desk, pick), until, "等配件"))

    @rule(pick=PICK, ago=RECENTLY, refuse=st.booleans(), who=st.sampled_from(("何立", "何立", "王强")))
    def sign(self, pick: int, ago: int, refuse: bool, who: str) -> None:  # noqa: FBT001
        paper = self.signed(ago, who)

        def put(desk: WritingDesk) -> None:
            waiting = {one.ticket for one in waiting_extensions(desk)}
            sign_extension(desk, self.likely(desk, pick, waiting), paper, refuse=refuse, reason="因")

        self.enter(put, undo="never")

    @rule(back=st.integers(-1, 2))
    def compute(self, back: int) -> None:
        month = month_of(self.today - timedelta(days=30 * back))

        def twice(desk: WritingDesk) -> None:
            compute_month(desk, month)
            assert compute_month(desk, month) == []

        self.enter(twice, undo="never")

    @rule(back=st.integers(0, 2))
    def confirm(self, back: int) -> None:
        month = month_of(self.today - timedelta(days=30 * back))

        def computed(desk: WritingDesk) -> None:
            compute_month(desk, month)
            confirm_month(desk, month, self.signed())

        self.enter(computed, undo="never")

    @rule(key=PICK, judged=st.booleans())
    def correct_fines(self, key: int, judged: bool) -> None:  # noqa: FBT001
        def put(desk: WritingDesk) -> None:
            if judged:
                told = Judgement(self.number(desk, key), 20000, "王强", "拖拉")
                judge_delay(desk, told, self.signed(who="钱进"))
            else:
                reverse_fine(desk, 1 + key % 5, "罚错了", self.signed())

        self.enter(put, undo="never")

    @rule(change=POLICIES)
    def change_policy(self, change: tuple[str, str]) -> None:
        self.enter(set_policies, dict([change]))

    @rule()
    def undo(self) -> None:
        try:
            undo_last(self.caller, last_command(self.caller).number)
        except (NotFoundError, RuleError, UsageError):
            return
        self.steps = {}
        self.unchecked = True

    def look(self, desk: Desk) -> None:
        super().look(desk)
        tickets, steps = desk.reader.find(TICKET, 1), desk.reader.find(STEP, 1, order="ticket")
        self.numbers_are_unique(tickets)
        self.steps = kept(self.steps, {step.id: step for step in steps})
        rounds = {key: list(rows) for key, rows in groupby(desk.reader.find(ROUND, 1, order="ticket"), OF_TICKET)}
        taken = {key: list(rows) for key, rows in groupby(steps, OF_TICKET)}
        for ticket in tickets:
            rounds_fit(ticket, sorted(rounds[ticket.id], key=attrgetter("round")), self.day(0))
            steps_in_order(ticket, sorted(taken[ticket.id], key=attrgetter("sequence")), self.day(0))
        joined = {merge.ticket for merge in desk.reader.find(MERGE, 1) if merge.undone_on is None}
        assert joined <= {ticket.id for ticket in tickets if ticket.state == State.VOID}
        book = the_book(desk)
        self.fines = kept(self.fines, {entry.id: entry for entry in book.entries})
        fines_stand_once(book)
        self.looks += 1
        if self.looks % self.verified_every == 0:
            assert verify(self.ledger).clean

    def numbers_are_unique(self, tickets: list[Ticket]) -> None:
        """A number belongs to one ticket for good, taken back or not."""
        self.codes = kept(self.codes, self.codes | {ticket.id: ticket.code for ticket in tickets})
        assert len(set(self.codes.values())) == len(self.codes)


def _run(examples: int, count: int, verified_every: int) -> None:
    Tickets.verified_every = verified_every
    run_state_machine_as_test(
        Tickets,
        settings=settings(
            max_examples=examples,
            stateful_step_count=count,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        ),
    )


def test_a_few_steps_of_all_kinds_break_no_promise() -> None:
    _run(5, 30, 10)


@pytest.mark.slow
def test_thousands_of_steps_of_all_kinds_break_no_promise() -> None:
    _run(30, 100, 1)
