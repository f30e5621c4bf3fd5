"""Lines of the reception's sheet (来电来访登记): what was asked, how it was answered, how the resident found it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.entering import answers as ask, times
from gridctl.cli.entering.fields import Form
from gridctl.cli.entering.listing import in_full

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.cli.entering.fields import Pile, Said
    from gridctl.regulation.words import Word
    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.entering import Entered, Meant

_KIND = "request"


def _ratings() -> Sequence[Word]:
    from gridctl.regulation.tickets import ticket_kind

    return ticket_kind(_KIND).field("satisfaction").choices


def _hand(pile: Pile) -> Meant:
    known = ask.usual_hand(pile)
    return known if known.text else pile.sitting.own


def _keep(desk: WritingDesk, said: Said) -> Entered:
    from gridctl.services.requests.entering import enter_request

    return enter_request(desk, said)


_FIELDS = (
    ask.place(),
    ask.problem("诉求"),
    ask.category(),
    ask.urgency("紧急程度", _KIND),
    ask.source("来源", _KIND),
    ask.text("reporter", "诉求人", ask.nothing),
    ask.text("reporter_phone", "电话", ask.nothing, ask.filled("reporter")),
    times.opened("受理"),
    ask.text("answer", "答复", ask.nothing),
    times.moment("answered", "答复时间", times.like("opened"), ask.filled("answer"), optional=False),
    ask.person("executor", "办理人", _hand, ask.filled("answer"), required=True),
    times.moment("finished", "办结", times.if_done, ask.filled("answer"), after=("opened", "answered")),
    ask.choice("satisfaction", "满意度", _ratings, ask.nothing, ask.filled("finished"), optional=True),
    ask.person(
        "verifier",
        "回访人",
        ask.other_than("verifier", "executor"),
        ask.filled("satisfaction"),
        unlike="executor",
        required=True,
    ),
    times.moment(
        "verified", "回访", times.day_like("finished"), ask.filled("satisfaction"), after=("finished",), optional=False
    ),
    ask.paper_number(),
)
FORM = Form(_KIND, "来电来访登记", _FIELDS, _keep, in_full(_FIELDS))
