"""Fields that hold a moment: a day or a minute, in order with what the slip says before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from gridctl.cli.entering.answers import Asked, Usual, always, label_of, nothing
from gridctl.cli.entering.fields import Field

if TYPE_CHECKING:
    from gridctl.cli.entering.fields import Pile
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.entering import Meant


def opened(label: str) -> Field:
    """When it came in; its day sticks."""

    def read(desk: Desk, typed: str, pile: Pile) -> Meant:
        from gridctl.services.tickets.entering import day_of

        meant = _moment(desk, typed, pile.day, label)
        pile.day = day_of(meant)
        return meant

    return Field("opened", label, read, lambda pile: on(pile.day, pile), judged=True, listed=ways)


def moment(
    name: str,
    label: str,
    usual: Usual,
    asked: Asked = always,
    *,
    after: Sequence[str] = ("opened",),
    optional: bool = True,
) -> Field:
    """When something was done that comes after the fields `after`; a time alone is on the day of the last of them."""

    def read(desk: Desk, typed: str, pile: Pile) -> Meant:
        from gridctl.services.tickets.entering import day_of, refuse_untimely

        earlier = [each for each in after if pile.text(each)]
        meant = _moment(desk, typed, max(day_of(pile.said[each]) for each in earlier), label)
        refuse_untimely(desk, label, meant, [(label_of(pile, each), pile.text(each)) for each in earlier])
        if name == "finished":
            pile.done = day_of(meant)
        return meant

    return Field(name, label, read, usual, asked, optional, judged=True, listed=ways)


def _moment(desk: Desk, typed: str, day: date, label: str) -> Meant:
    from gridctl.services.tickets.entering import moment_meant, refuse_untimely

    meant = moment_meant(desk, typed, day)
    refuse_untimely(desk, label, meant, ())
    return meant


def ways(_: Pile) -> Sequence[str]:
    """How moments are written."""
    from gridctl.domain.moments import HINT

    return ("只写时间（8:30）就是方括号里那天", *HINT.split("，"))


def on(day: date, pile: Pile) -> Meant:
    """A day without a minute."""
    from gridctl.domain.moments import Moment
    from gridctl.services.tickets.entering import shown_moment

    return shown_moment(Moment(day), pile.sitting.today)


def like(name: str) -> Usual:
    """The same moment as another field's."""
    return lambda pile: pile.said.get(name)


def day_like(name: str) -> Usual:
    """The day of another field's moment."""

    def usual(pile: Pile) -> Meant:
        from gridctl.services.tickets.entering import day_of

        return on(day_of(pile.said[name]), pile)

    return usual


def finishing_day(pile: Pile) -> date:
    """The day on which the last work was finished, unless this slip was opened later."""
    from gridctl.services.tickets.entering import day_of

    came = day_of(pile.said["opened"])
    return max(came, pile.done or came)


def if_done(pile: Pile) -> Meant:
    """The day on which work was finished where the last slip was a finished one, else nothing: many are open still."""
    last = pile.last.get("finished")
    return on(finishing_day(pile), pile) if last and last.text else nothing()
