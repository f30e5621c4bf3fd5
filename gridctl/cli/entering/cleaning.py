"""Lines of the sheet of the cleaning inspection (保洁): found, told to the contractor, mended, accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.entering import answers as ask, times
from gridctl.cli.entering.fields import Field, Form
from gridctl.cli.entering.listing import in_full

if TYPE_CHECKING:
    from gridctl.cli.entering.fields import Pile, Said
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.entering import Entered, Meant


def _contractor(desk: Desk, text: str, pile: Pile) -> Meant:
    from gridctl.services.cleaning.entering import contractor_typed

    return contractor_typed(desk, text, pile.text("place"), pile.text("category"), pile.day)


def _by_place(_: Pile) -> Meant:
    from gridctl.services.cleaning.entering import by_place

    return by_place()


def _accepted(pile: Pile) -> Meant | None:
    """On the day of the last acceptance (半月检), unless this one was mended later."""
    from gridctl.services.tickets.entering import day_of

    mended, last = day_of(pile.said["finished"]), pile.last.get("verified")
    return times.on(max(mended, day_of(last)) if last and last.text else mended, pile)


def _keep(desk: WritingDesk, said: Said) -> Entered:
    from gridctl.services.cleaning.entering import enter_fault

    return enter_fault(desk, said)


_FIELDS = (
    ask.place(),
    ask.problem(),
    ask.category(),
    Field("contractor", "责任单位", _contractor, _by_place, optional=True, judged=True),
    ask.person("found_by", "发现人", ask.own("found_by")),
    times.opened("发现"),
    times.moment("told", "通知单位", times.like("opened"), ask.filled("contractor")),
    times.moment("finished", "整改", times.if_done, ask.filled("told"), after=("opened", "told")),
    ask.person("verifier", "验收人", ask.as_last("verifier"), ask.filled("finished")),
    times.moment("verified", "验收", _accepted, ask.filled("verifier"), after=("finished",), optional=False),
    ask.paper_number(),
)
FORM = Form("cleaning", "保洁检查记录", _FIELDS, _keep, in_full(_FIELDS))
