"""Slips of paper for repairs (工程维修单), most of them done already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.entering import answers as ask, times
from gridctl.cli.entering.fields import Field, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.cli.entering.fields import Pile, Said
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.entering import Entered, Meant
    from gridctl.services.tickets.lists import TicketLine


def _taker(desk: Desk, text: str, _: Pile) -> Meant:
    from gridctl.services.tickets.entering import taker_meant

    return taker_meant(desk, text)


def _takers(pile: Pile) -> Sequence[str]:
    hint, *people = ask.roll(pile)
    return [f"{hint}，外委单位写名称", *people]


def _verifier(desk: Desk, text: str, pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import person_meant

    meant = person_meant(desk, text)
    _refuse_fault(desk, pile, "verifier", meant)
    return meant


def _opened(desk: Desk, text: str, pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import day_of, moment_meant

    meant = moment_meant(desk, text, pile.day)
    _refuse_fault(desk, pile, "opened", meant)
    pile.day = day_of(meant)
    return meant


def _finished(desk: Desk, text: str, pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import day_of, moment_meant

    meant = moment_meant(desk, text, times.finishing_day(pile))
    _refuse_fault(desk, pile, "finished", meant)
    pile.done = day_of(meant)
    return meant


def _refuse_fault(desk: Desk, pile: Pile, name: str, meant: Meant) -> None:
    """Refuse at once what the end would refuse, as far as the slip is typed."""
    from gridctl.services.tickets.entering import refuse_fault
    from gridctl.services.tickets.entry import Words

    refuse_fault(desk, Words(**{**pile.slip(before=name), name: meant.text}))


def _keep(desk: WritingDesk, said: Said) -> Entered:
    from gridctl.services.tickets.entering import enter_slip
    from gridctl.services.tickets.entry import Words

    return enter_slip(desk, Words(**said))


def _told(line: TicketLine, _: dict[str, Meant]) -> str:
    said = [line.problem, line.category_name, line.executor, f"报修 {line.opened[5:]}"]
    said += [f"完成 {line.finished[5:]}"] if line.finished else []
    said += [f"验收 {line.verifier}"] if line.verifier else []
    return "，".join(part for part in said if part)


FORM = Form(
    "repair",
    "纸质维修单",
    (
        ask.place(),
        ask.problem(),
        ask.category(),
        Field("executor", "接单人", _taker, ask.usual_hand, optional=True, listed=_takers, person=True),
        Field("opened", "报修", _opened, lambda pile: times.on(pile.day, pile), judged=True, listed=times.ways),
        Field(
            "finished",
            "完成",
            _finished,
            lambda pile: times.on(times.finishing_day(pile), pile),
            ask.filled("executor"),
            optional=True,
            judged=True,
            listed=times.ways,
        ),
        Field(
            "verifier",
            "验收人",
            _verifier,
            ask.other_than("verifier", "executor"),
            ask.filled("executor", "finished"),
            optional=True,
            judged=True,
            listed=ask.roll,
            person=True,
        ),
        ask.paper_number(),
    ),
    _keep,
    _told,
)
