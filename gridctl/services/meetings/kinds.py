"""The kinds of meeting as a clerk reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.regulation.meetings import capacity_names, meeting_kind, meeting_kinds
from gridctl.regulation.regulations import clause_words

if TYPE_CHECKING:
    from gridctl.regulation.meetings import MeetingKind

_UNSAID = "规程没有写"


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of meeting in words; what the regulation leaves blank is ____ in `often`."""

    code: str
    name: str
    often: str
    conveners: str
    deputies: str
    attend: tuple[str, ...]
    agenda: tuple[str, ...]
    leave: str
    together: tuple[str, ...]
    clause: str


def kind_lines(kind: str = "") -> list[KindLine]:
    """The kind that is meant, or every kind."""
    return [_line(one) for one in ([meeting_kind(kind)] if kind else meeting_kinds())]


def _line(kind: MeetingKind) -> KindLine:
    anybody = "因故不能出席时可委托他人" if kind.delegable else _UNSAID
    return KindLine(
        code=kind.code,
        name=kind.name,
        often=kind.often,
        conveners=capacity_names(kind.conveners, "或") or _UNSAID,
        deputies=f"因故不能出席时可委托{capacity_names(kind.deputies, '或')}" if kind.deputies else anybody,
        attend=tuple(each.name for each in kind.attend),
        agenda=tuple(part.name for part in kind.parts),
        leave=kind.leave or _UNSAID,
        together=tuple(meeting_kind(code).name for code in kind.together),
        clause=clause_words(kind.clause),
    )
