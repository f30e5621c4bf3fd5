"""Slips of paper for hazards (隐患): found, kept from doing harm, reported; some of them mended and checked already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.entering import answers as ask, times
from gridctl.cli.entering.chain import told
from gridctl.cli.entering.fields import Form
from gridctl.cli.entering.listing import in_full

if TYPE_CHECKING:
    from gridctl.cli.entering.fields import Pile, Said
    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.entering import Entered

_KIND = "hazard"


def _major(pile: Pile) -> bool:
    return pile.text("urgency") == "major"


def _keep(desk: WritingDesk, said: Said) -> Entered:
    from gridctl.services.hazards.entering import enter_hazard

    return enter_hazard(desk, said)


_FIELDS = (
    ask.place(),
    ask.problem("隐患"),
    ask.category(),
    ask.urgency("等级", _KIND),
    ask.person("found_by", "排查人", ask.own("found_by")),
    times.opened("排查"),
    ask.text("measures", "现场措施"),
    ask.text("reported_to", "上报部门", ask.needed(ask.as_last("reported_to"))),  # nobody reports by pressing Enter
    times.moment("reported_at", "上报", times.like("opened"), ask.filled("reported_to")),
    ask.text("emergency_plan", "应急预案", asked=_major),
    told("leader", "通知负责人", _KIND, _major),
    ask.person("executor", "责任人", ask.usual_hand),
    times.moment("finished", "整改完成", times.if_done, ask.filled("executor")),
    ask.text("plan", "整改措施", asked=ask.filled("finished"), optional=False),
    ask.money("fund", "整改资金", "0", ask.filled("finished")),
    ask.person("verifier", "复查人", ask.other_than("verifier", "executor"), ask.filled("finished"), unlike="executor"),
    times.moment(
        "verified", "复查", times.day_like("finished"), ask.filled("verifier"), after=("finished",), optional=False
    ),
    ask.text("recheck", "复查意见", ask.constant("复查合格"), ask.filled("verifier")),
    ask.paper_number(),
)
FORM = Form(_KIND, "隐患单", _FIELDS, _keep, in_full(_FIELDS))
