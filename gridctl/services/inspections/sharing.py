"""One line for several pieces of ground: normal on all of them, what is abnormal on the one that it is named to be on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.errors import UsageError
from gridctl.services.inspections.grounds import ground_names, holds
from gridctl.services.inspections.placing import placed
from gridctl.services.inspections.speaking import Said, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk
    from gridctl.services.inspections.grounds import Ground
    from gridctl.services.inspections.speaking import Spoken


def shared(
    desk: Desk, version: Version, grounds: Sequence[Ground], said: Said, day: date
) -> list[tuple[Ground, dict[str, Spoken]]]:
    """What is said of each piece of ground; UsageError where it is not clear which of them is abnormal."""
    if len(grounds) == 1:
        return [(grounds[0], spoken(desk, version, said))]
    found = {ground: spoken(desk, version, replace(said, abnormal=())) for ground in grounds}
    for code, one in spoken(desk, version, Said(abnormal=said.abnormal)).items():
        ground = _spoken_of(desk, grounds, one, day)
        if ground is None:
            names = "、".join(ground_names(desk, grounds).values())
            name = version.points[code].name
            raise UsageError(
                f"“{name}”异常，没有写清在{names}的哪一处", f"写成 --abnormal {name}=部位：情况，部位要在其中一处"
            )
        found[ground][code] = one
    return [
        (ground, {code: said_[code] for code in version.points if code in said_}) for ground, said_ in found.items()
    ]


def _spoken_of(desk: Desk, grounds: Sequence[Ground], one: Spoken, day: date) -> Ground | None:
    """The ground that the named place is on."""
    place, _ = placed(desk, one.words)
    on = [ground for ground in grounds if place is not None and holds(desk, ground, place, day, strictly=True)]
    return on[0] if len(on) == 1 else None
