"""The homes under renovation that a round goes to, and the patrols that it keeps of them (D10 3.3.1, H9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Mark, read_answers
from gridctl.services.inspections.grounds import Ground, ground_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from gridctl.domain.inspections import Answer, Inspection
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.renovations.events import Patrolled
    from gridctl.services.renovations.homes import RenovationHome


@dataclass(frozen=True, slots=True)
class Ended:
    """A round that is over: its number, list and ground, when it began, who went and what was answered."""

    number: int
    version: Version
    ground: Ground
    day: date
    started: str
    inspector: int
    answers: str


def ended(version: Version, row: Inspection) -> Ended:
    """An inspection of the ledger as a round that is over."""
    return Ended(row.id, version, ground_of(row), row.day, row.started, row.inspector, row.answers)


def homes_on(desk: Desk, version: Version, ground: Ground, day: date) -> list[RenovationHome]:
    """The homes under renovation on the ground, for a list that looks at them."""
    if not version.definition.homes:
        return []
    from gridctl.services.renovations.homes import homes_under_renovation  # noqa: PLC0415 - few lists look at homes

    return [home for home in homes_under_renovation(desk, day) if _is_on(home, ground)]


def _is_on(home: RenovationHome, ground: Ground) -> bool:
    wanted = (ground.building, home.building_id), (ground.grid, home.grid_id), (ground.place, home.place_id)
    return all(asked in (None, there) for asked, there in wanted)


def home_words(home: RenovationHome) -> str:
    """A home under renovation in a word: 3栋2单元101（许可至 2026-04-01）."""
    return f"{home.place}（许可{'已过期，到' if home.expired else '至'} {home.permit_until}）"


def keep_patrols(desk: WritingDesk, rounds: Iterable[Ended], only: Collection[int] = ()) -> int:
    """Keep a patrol of every home that rounds looked at and that has none that day; gives how many.

    `only` are the files of the homes that are asked about, by id, where not all are.
    """
    looking = sorted((one for one in rounds if one.version.definition.homes), key=lambda one: one.started)
    if not looking:
        return 0
    from gridctl.services.renovations.events import keep_patrols as keep  # noqa: PLC0415 - few lists look at homes
    from gridctl.services.renovations.homes import homes_day_by_day  # noqa: PLC0415 - likewise

    found: dict[tuple[date, int], Patrolled] = {}
    homes_of = homes_day_by_day(desk)
    for one in looking:
        for patrol in _patrols(one, homes_of):
            if not only or patrol.renovation in only:
                found.setdefault((patrol.day, patrol.renovation), patrol)
    keep(desk, list(found.values()))
    return len(found)


def _patrols(round_: Ended, homes_of: Callable[[date], list[RenovationHome]]) -> Iterator[Patrolled]:
    """The patrols that one round made of homes that have none."""
    from gridctl.services.renovations.events import Patrolled  # noqa: PLC0415 - few lists look at homes

    alone = [home for home in homes_of(round_.day) if not home.patrols and _is_on(home, round_.ground)]
    looked = _looked_at(round_) if alone else []
    for home in alone if looked else ():
        found = "；".join(answer.note for answer in looked if answer.place == home.place_id and answer.note)
        what = f"{_words(round_.number)}：{found}" if found else _words(round_.number)
        yield Patrolled(home.renovation, round_.day, round_.inspector, what)


def _looked_at(round_: Ended) -> list[Answer]:
    """What was answered of the points that are homes; not applicable says that nobody went."""
    answers = read_answers(round_.answers)
    asked = [answers[code] for code, point in round_.version.points.items() if point.homes and code in answers]
    return [answer for answer in asked if answer.mark is not Mark.NOT_APPLICABLE]


def take_back_patrols(desk: WritingDesk, row: Inspection, others: Iterable[Ended]) -> None:
    """Take out the patrols that an inspection kept, which is told of; another of that day keeps them where it went too."""
    from gridctl.services.renovations.events import patrols_by  # noqa: PLC0415 - few lists look at homes
    from gridctl.store.renovations import RENOVATION_EVENT  # noqa: PLC0415 - likewise

    words = _words(row.id)
    made = [one for one in patrols_by(desk, row.inspector, row.day) if one.what.partition("：")[0] == words]
    desk.tx.delete(RENOVATION_EVENT, made)
    if made:
        kept = keep_patrols(desk, others, only={one.renovation for one in made})
        again = f"，其中 {kept} 户当天另一次检查也去过，改记在那一次" if kept else ""
        desk.notices.append(f"随它记的装修巡查 {len(made)} 户一起去掉了{again}")


def _words(number: int) -> str:
    """How a patrol says which inspection it was made with."""
    return f"检查 {number}"
