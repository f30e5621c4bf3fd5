"""Who was told, as a field: when, by which means and whom, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.entering.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridctl.cli.entering.fields import Pile
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.entering import Meant


def told(link: str, label: str, kind: str, asked: Callable[[Pile], bool] = lambda _: True) -> Field:
    """A link of a kind's chain; the means of the one told last on this slip need not be said again."""

    def read(desk: Desk, typed: str, pile: Pile) -> Meant:
        from gridctl.services.tickets.told import told_meant

        return told_meant(desk, kind, link, typed, pile.text("opened"), _means(pile, kind))

    return Field(link, label, read, _nothing, asked, optional=True, judged=True, listed=_ways)


def _nothing(_: Pile) -> Meant:
    from gridctl.services.tickets.entering import Meant

    return Meant()


def _means(pile: Pile, kind: str) -> str:
    """By which means somebody was told last."""
    from gridctl.regulation.tickets import ticket_kind
    from gridctl.services.tickets.told import means_of

    ways = [means_of(pile.text(link.code)) for link in ticket_kind(kind).told]
    return next(filter(None, reversed(ways)), "")


def _ways(_: Pile) -> Sequence[str]:
    from gridctl.regulation.tickets import means

    return (
        "写时间、方式、人：8:22 电话 W01",
        "方式不写同上一级，岗位上只有一人的不用写人",
        *(one.name for one in means()),
    )
