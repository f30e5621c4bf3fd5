"""Who convened a meeting, himself or through a deputy, and whether the regulation lets him (D1 一, D9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.errors import UsageError
from gridctl.regulation.meetings import capacity, capacity_names, meeting_kind
from gridctl.regulation.regulations import clause_words
from gridctl.services.attendances.register import Event, Guest, attendances_of, guest_name, refuse_gone
from gridctl.services.meetings.people import convener_meant, is_body, person_meant, role_code

if TYPE_CHECKING:
    from gridctl.domain.meetings import Meeting
    from gridctl.regulation.meetings import MeetingKind
    from gridctl.services.desk import Desk

MEETING_WORD = "参加会议"


@dataclass(frozen=True, slots=True)
class Conveners:
    """Who convenes, None where nobody was named now, and who had to let him: both belong on the list."""

    convener: Guest | None = None
    replaced: Guest | None = None

    @property
    def all(self) -> list[Guest]:
        """Those of them who are people, not organisations."""
        return [one for one in (self.convener, self.replaced) if one and not is_body(one)]


def convened(desk: Desk, row: Meeting, convener: str, deputy: str) -> tuple[Meeting, Conveners]:
    """The meeting with whoever was named to convene it; a deputy takes the place of who is named or was before."""
    named = convener_meant(desk, convener) if convener else so_far(desk, row)
    if not deputy:
        return _by(desk, row, named, None) if convener and named else (row, Conveners())
    stands_in = person_meant(desk, deputy)
    if named and stands_in.key == named.key:
        raise UsageError(f"{guest_name(desk, named)} 不能委托给自己", "本人召集的不用写 --deputy")
    return _by(desk, row, stands_in, named if convener or not row.deputised else None, deputised=True)


def so_far(desk: Desk, row: Meeting) -> Guest | None:
    """Who convenes a meeting as it is kept; None where nobody was named."""
    if row.convener is None and not row.convener_name:
        return None
    known = convener_capacity(desk, row)
    return Guest(row.convener, row.convener_name, known)


def _by(
    desk: Desk, row: Meeting, guest: Guest, replaced: Guest | None, *, deputised: bool = False
) -> tuple[Meeting, Conveners]:
    refuse_gone(desk, [guest], row.day, MEETING_WORD)
    for kind in map(meeting_kind, row.kinds):
        if why := _unusual(desk, kind, guest, deputised=deputised):
            desk.notices.append(why)
    convening = replace(row, convener=guest.staff, convener_name=guest.person, deputised=int(deputised))
    return convening, Conveners(guest, replaced)


def convener_capacity(desk: Desk, row: Meeting) -> str:
    """What the convener of a meeting is, as its list has him; an organisation is what it is called."""
    rows = attendances_of(desk, Event(meeting=row.id))
    key = (row.convener, row.convener_name)
    known = next((each.capacity for each in rows if (each.staff, each.person) == key), "")
    alone = capacity(row.convener_name) if row.convener_name else None
    return known or (alone.name if alone and alone.body else "")


def _unusual(desk: Desk, kind: MeetingKind, guest: Guest, *, deputised: bool) -> str:
    """What the regulation says otherwise of who convenes; "" where nothing."""
    bodies = any(known.body for code in kind.conveners if (known := capacity(code)))
    clause = clause_words(kind.clause)
    if deputised:
        if not kind.delegable:
            return f"{clause}没有写{kind.name}可以委托别人召集"
        allowed, rule = kind.deputies, "只能委托{}召集"
    elif bodies:
        return ""
    else:
        allowed, rule = kind.conveners, "由{}召集"
    if not allowed or role_code(guest) in allowed:
        return ""
    told = f"{guest_name(desk, guest)} 的身份是{guest.capacity}" if guest.capacity else _no_role(desk, guest)
    how = "" if deputised or not kind.delegable else "；受委托的写 --deputy"
    return f"{clause}：{kind.name}{rule.format(capacity_names(allowed, '或'))}；{told}{how}"


def _no_role(desk: Desk, guest: Guest) -> str:
    name = guest_name(desk, guest)
    return f"没有写 {name} 的身份，可以写 {name.partition(' ')[0]}:身份"
