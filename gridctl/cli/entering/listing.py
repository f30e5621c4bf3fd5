"""What the list at the end says of a slip that has more on it than a repair's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridctl.cli.entering.fields import Field
    from gridctl.services.tickets.entering import Meant
    from gridctl.services.tickets.lists import TicketLine

_PLAIN = ("problem", "category")  # what says by itself what it is
_IN_HEAD = ("place", "paper")


def in_full(fields: tuple[Field, ...]) -> Callable[[TicketLine, dict[str, Meant]], str]:
    """All that was typed, in the order of the paper; a resident's name and all numbers of people are masked."""

    def told(_: TicketLine, said: dict[str, Meant]) -> str:
        filled = [(each, said[each.name].shown) for each in fields if each.name in said and each.name not in _IN_HEAD]
        return "，".join(_words(each, shown) for each, shown in filled if shown)

    return told


def _words(of: Field, shown: str) -> str:
    from gridctl.domain.privacy import mask_free_text, mask_name, mask_phone

    masks = {"reporter": mask_name, "reporter_phone": mask_phone}
    words = masks.get(of.name, mask_free_text)(shown)
    return words if of.name in _PLAIN else f"{of.label} {words}"
