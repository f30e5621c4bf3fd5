"""What of a ticket's words is nobody else's business: names, homes, cars, addresses and numbers of people (T9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text, mask_name
from gridctl.store.estates import PLACE
from gridctl.store.resident_reads import people_named
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk

SOMEBODY, SOME_HOME, SOME_CAR, SOME_ADDRESS = "某住户", "某户", "某车", "***"
_NARROW: dict[int, str | int] = {
    ord("－"): "-",
    ord("＃"): "#",
    **{0xFEE0 + code: code for code in map(ord, digits + ascii_letters)},
}
_ALONE = (
    r"(?![0-9A-Za-z]|\s*[年元米个支只台次天]|-[0-9]{2}(?![0-9]))"  # behind a number that is no year, amount or measure
)
_NUMBER, _DASH = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})", r"\s*[-—–]\s*"
_ROOM_NUMBER = rf"(?:[0-9]{{3,4}}|[〇零一二三四五六七八九]{{3,4}}){_ALONE}(?:室|房|号)?"
_BUILDING = rf"(?:{_NUMBER}|[A-Za-z])\s*(?:栋|幢|座|号楼|楼|#)"
_FLOOR = rf"(?:{_NUMBER}\s*[楼层]\s*)?"
_HOME = re.compile(
    rf"(?<![0-9A-Za-z.-])(?:(?P<building>{_BUILDING})\s*(?:{_NUMBER}\s*(?:单元|[门梯-]|[—–])\s*)?{_FLOOR}"
    rf"|{_NUMBER}\s*单元\s*{_FLOOR}"
    rf"|(?P<number>[0-9]{{1,3}})(?:{_DASH}[0-9]{{1,2}}{_DASH}|/[0-9]{{1,2}}/)|(?P<short>[0-9]{{1,2}}){_DASH})"
    rf"{_ROOM_NUMBER}(?:\s*[、/和及与至到~～-]\s*{_ROOM_NUMBER})*"
)
_ROOM = re.compile(r"[0-9]{3,4}\s*(?=室|房|的?住户|的?业主|户|家)")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·• ]?[A-Za-z0-9]{5,6}(?![0-9A-Za-z])"
)
_WRITE_TO = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?P<by>微信|(?<![A-Za-z])(?:[WwVv][Xx]|[Qq]{2}))号?\s?[:：]?\s?(?:[A-Za-z][\w-]{4,}|[0-9]{5,})"
    r"|(?<![0-9A-Za-z])[A-Z]{1,2}[0-9]{7,8}(?![0-9A-Za-z])"  # a passport, a permit
    r"|[〇零一幺二三四五六七八九]{7,}",  # a number dictated
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is to be hidden of what is said of a ticket: names, longest first, and the rooms of its building."""

    names: tuple[str, ...]
    rooms: frozenset[str] = frozenset()

    @classmethod
    def of(cls, desk: Desk, ticket: Ticket, said: Iterable[str]) -> Hiding:
        """Everybody of the staff, all residents, and who reported it, as far as texts name them."""
        text = "\n".join((ticket.problem, *said))
        closed_up = "".join(text.split())  # 张 三 is 张三
        names = {ticket.reporter, *people_named(desk.reader, desk.pid, f"{text}\n{closed_up}")}
        names |= {person.name for person in desk.reader.find(STAFF, desk.pid)}
        longest = sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))
        return cls(tuple(longest), _rooms(desk, ticket))

    def text(self, written: str) -> str:
        """A free text with names, homes, cars, addresses, telephone and identity numbers taken out of it."""
        for name in self.names:
            written = re.sub(r"\s*".join(map(re.escape, name)), mask_name(name), written)
        masked = _WRITE_TO.sub(_some_address, _PLATE.sub(SOME_CAR, mask_free_text(written).translate(_NARROW)))
        homeless = _ROOM.sub(SOME_HOME, _HOME.sub(_some_home, masked))
        return re.sub(rf"(?<![0-9A-Za-z.-])[0-9]{{3,4}}{_ALONE}", self._room, homeless) if self.rooms else homeless

    def _room(self, found: re.Match[str]) -> str:
        return SOME_HOME if found[0] in self.rooms else found[0]


def _rooms(desk: Desk, ticket: Ticket) -> frozenset[str]:
    """The numbers of all rooms of the building in which a ticket is: there a bare number is a home."""
    place = desk.reader.get(PLACE, desk.pid, ticket.place)
    if place is None or place.building is None:
        return frozenset()
    rooms = desk.reader.find(PLACE, desk.pid, PLACE.c["building"] == place.building, PLACE.c["kind"] == "room")
    return frozenset(re.sub(r"[^0-9]", "", room.written) for room in rooms)


def _some_home(found: re.Match[str]) -> str:
    number = found["number"] or found["short"]
    return f"{found['building'] or (f'{number}栋' if number else '')}{SOME_HOME}"


def _some_address(found: re.Match[str]) -> str:
    return f"{found['by'] or ''}{SOME_ADDRESS}"
