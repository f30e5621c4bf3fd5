"""Check-lists found by what a clerk writes: the list, its version of a day, and a point of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gridctl.domain.checklists import Checklist, Definition, Point
from gridctl.domain.grids import holds_on
from gridctl.errors import NotFoundError, RuleError
from gridctl.regulation.words import fold, listed
from gridctl.store.checklists import CHECKLIST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.services.desk import Desk

ADOPT = "采用规程的检查表：gridctl checklist adopt"


@dataclass(frozen=True)
class Version:
    """A version of a check-list with its definition read."""

    row: Checklist

    @cached_property
    def definition(self) -> Definition:
        """What it says."""
        return Definition.of(self.row.definition)

    @property
    def name(self) -> str:
        """What the list is called."""
        return self.row.name

    @cached_property
    def points(self) -> dict[str, Point]:
        """Its points by code, in their order."""
        return {point.code: point for point in self.definition.points}

    @cached_property
    def by_name(self) -> dict[str, Point]:
        """Its points by name and code, as they are compared."""
        codes = {fold(point.code): point for point in self.definition.points}
        return codes | {fold(point.name): point for point in self.definition.points}


def all_versions(desk: Desk) -> list[Version]:
    """Every version of every check-list, oldest first."""
    known: list[Version] = desk.once("checklists", ("checklist",), lambda: _read(desk))
    return known


def _read(desk: Desk) -> list[Version]:
    return [Version(row) for row in desk.reader.find(CHECKLIST, desk.pid, order="valid_from")]


def versions_of(desk: Desk, text: str) -> list[Version]:
    """The versions of the list that is meant, oldest first; NotFoundError, with all lists, where there is none."""
    code = code_meant(desk, text)
    if code is None:
        raise unknown_list(desk, text)
    return [one for one in all_versions(desk) if one.row.code == code]


def code_meant(desk: Desk, text: str) -> str | None:
    """The code of the list that a code, a name or another usual name means, or None."""
    wanted = fold(text)
    versions = all_versions(desk)
    known = [one.row.code for one in versions if wanted in (fold(one.row.code), fold(one.name))]
    if known:
        return known[-1]
    from gridctl.regulation.checklists import checklist_named  # noqa: PLC0415 - what the ledger knows needs no other name

    seed = checklist_named(text)
    return seed.code if seed and any(one.row.code == seed.code for one in versions) else None


def unknown_list(desk: Desk, text: str) -> NotFoundError:
    """Say which lists there are."""
    names = listed(dict.fromkeys(f"{one.row.code} {one.name}" for one in all_versions(desk)))
    return NotFoundError(f"没有检查表“{text}”", f"检查表有：{names}" if names else f"还没有检查表；{ADOPT}")


def version_on(desk: Desk, text: str, day: date) -> Version:
    """The version of a list that is true on a day; RuleError where it has ended or not begun."""
    return version_among(versions_of(desk, text), day)


def version_among(versions: Iterable[Version], day: date) -> Version:
    """The one of a list's versions that is true on a day; RuleError where it has ended or not begun."""
    known = list(versions)
    for one in known:
        if holds_on(one.row, day):
            return one
    before = [one for one in known if one.row.valid_from <= day]
    if not before:
        raise RuleError(f"检查表“{known[0].name}”从 {known[0].row.valid_from} 起才有，{day} 还没有", "核对日期")
    last = before[-1]
    raise RuleError(
        f"检查表“{last.name}”从 {last.row.valid_to} 起停用，{day} 不能再用",
        f"重新启用：gridctl checklist set {last.row.code} --from 日期；查看：gridctl checklist show {last.row.code}",
    )


def version_of(desk: Desk, key: int) -> Version:
    """The version of an id: that with which an inspection was made."""
    return next(one for one in all_versions(desk) if one.row.id == key)


def find_point(desk: Desk, version: Version, text: str) -> Point:
    """The point of a list that is meant; NotFoundError, which says of which list it is one, where it is none of this."""
    found = version.by_name.get(fold(text))
    if found is None:
        names = listed(point.name for point in version.definition.points)
        raise NotFoundError(stranger_words(desk, version, text), f"“{version.name}”的检查点：{names}")
    return found


def stranger_words(desk: Desk, version: Version, text: str) -> str:
    """Say that a text names no point of a version, and where it does name one."""
    others = [one for one in all_versions(desk) if one.row.id != version.row.id and fold(text) in one.by_name]
    same = next((one for one in others if one.row.code == version.row.code), None)
    if same:
        since = f"{same.row.valid_from} 起" + (f"，{same.row.valid_to} 止" if same.row.valid_to else "")
        return f"“{text}”在“{version.name}”的另一版里（{since}），不在这一版里"
    where = f"，是“{others[-1].name}”的" if others else ""
    return f"“{version.name}”没有检查点“{text}”{where}"
