"""Who holds a post without what it demands on a day: a certificate, or somebody who does the work meanwhile (P2, D3 步骤四)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.leaves import stands_in
from gridctl.regulation.posts import post_from_text, posts
from gridctl.regulation.regulations import clause_words
from gridctl.regulation.staffing import certificate_kinds
from gridctl.services.certificates.holding import Holdings, Standing
from gridctl.services.leaves.standing import all_leaves, duty_words, leave_days, unanswered
from gridctl.services.staff.posts import posts_held
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.leaves import Leave
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class StaffFinding:
    """One thing that is wrong with who holds a post; `kind` says which.

    uncertified and expired of who holds it, deputy_uncertified of who stands in, on_leave where nobody does,
    deputy_of_several.
    """

    kind: str
    number: str
    name: str
    post: str
    detail: str


@dataclass(frozen=True, slots=True)
class StaffChecked:
    """What was found, and it all in one sentence."""

    findings: tuple[StaffFinding, ...]
    summary: str


def check_staff(desk: Desk, day: date, *, post: str = "", usual: bool = False) -> StaffChecked:
    """Look over everybody of our own who holds a post on a day; with `usual` also at what the trade expects of it."""
    only = post_from_text(post).code if post else ""
    look = _Look(desk, day, usual=usual)
    found = [finding for finding in look.findings() if not only or finding.post == only]
    people = {key: one for key, one in look.people.items() if not only or only in look.posts[key]}
    _remind(desk, look.holdings, people)
    words = f"发现 {len(found)} 个问题" if found else "没有发现问题"
    return StaffChecked(tuple(found), f"{day} {words}：{len(people)} 人")


class _Look:
    """What is known of a day."""

    def __init__(self, desk: Desk, day: date, *, usual: bool) -> None:
        self.desk, self.day, self.usual = desk, day, usual
        self.holdings, self.leaves = Holdings(desk, day), all_leaves(desk)
        outside = {each.code for each in posts() if each.external}
        self.posts = {staff: held - outside for staff, held in posts_held(desk, day).items()}
        everybody = desk.reader.find(STAFF, desk.pid, order="number")
        self.people = {one.id: one for one in everybody if one.works_on(day) and self.posts[one.id]}
        self.away = [row for row in self.leaves if holds_on(row, day) and row.staff in self.people]

    def findings(self) -> Iterator[StaffFinding]:
        """Everything that is wrong, person by person."""
        for person in self.people.values():
            yield from self._uncertified(person)
            for row in self.away:
                if row.staff == person.id:
                    yield from self._on_leave(person, row)
            yield from self._standing_in(person)

    def _uncertified(self, person: Staff) -> Iterator[StaffFinding]:
        for lack in self.holdings.lacking(person.id, self.posts[person.id], usual=self.usual):
            by = "行业惯例" if lack.kind.usual else clause_words(lack.kind.clause)
            detail = f"没有{lack.kind.name}（{by}）"
            if lack.expired:
                detail = f"{lack.kind.name} {lack.expired} 到期"
            yield self._found("expired" if lack.expired else "uncertified", person, lack.post, detail)

    def _on_leave(self, person: Staff, row: Leave) -> Iterator[StaffFinding]:
        """That nobody does the work of somebody on leave."""
        rows = unanswered(self.desk, person.id, self.day, self.day + timedelta(days=1), self.leaves)
        if rows:
            detail = f"请假（{leave_days(row)}），没有人代理：{duty_words(self.desk, rows)}"
            yield self._found("on_leave", person, person.post, detail)

    def _standing_in(self, person: Staff) -> Iterator[StaffFinding]:
        """What is wrong with somebody as a deputy: he lacks what that post demands, or has to be in several places."""
        for_whom = [row.staff for row in self.away if stands_in(self.leaves, row.staff, self.day) == person.id]
        for staff in for_whom:
            of = f"代理 {self.people[staff].name}"
            for lack in self.holdings.lacking(person.id, self.posts[staff] - self.posts[person.id], usual=self.usual):
                had = f"{lack.kind.name} {lack.expired} 到期" if lack.expired else f"没有{lack.kind.name}"
                yield self._found("deputy_uncertified", person, lack.post, f"{of}，{had}")
        if len(for_whom) > 1:
            names = "、".join(self.people[staff].name for staff in for_whom)
            yield self._found("deputy_of_several", person, person.post, f"同时代理 {len(for_whom)} 个人：{names}")

    def _found(self, kind: str, person: Staff, post: str, detail: str) -> StaffFinding:
        return StaffFinding(kind, person.number, person.name, post, detail)


def _remind(desk: Desk, holdings: Holdings, people: dict[int, Staff]) -> None:
    soon = [row for row in holdings.rows if row.staff in people and holdings.standing(row) == Standing.EXPIRING]
    if soon:
        kinds = {kind.code: kind.name for kind in certificate_kinds()}
        named = "、".join(f"{people[row.staff].name} {kinds.get(row.kind, row.kind)} {row.valid_until}" for row in soon)
        desk.notices.append(f"快到期的证书：{named}；查看：gridctl certificate list --expiring")
