"""Sheets of incidents (突发事件): what happened, who was told and when, what was done, how it ended."""

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

_KIND = "incident"


def _trapped(pile: Pile) -> bool:
    return bool(pile.text("finished")) and pile.text("category") == "lift_entrapment"


def _learnt(pile: Pile) -> bool:
    return bool(pile.text("verifier")) and pile.text("urgency") == "major"


def _keep(desk: WritingDesk, said: Said) -> Entered:
    from gridctl.services.incidents.entering import enter_incident

    return enter_incident(desk, said)


_FIELDS = (
    ask.place(),
    ask.problem("经过"),
    ask.category(),
    ask.urgency("等级", _KIND),
    times.opened("发生"),
    ask.text("scene", "现场控制措施"),
    told("assistant", "通知助理", _KIND),
    told("technician", "通知技工", _KIND),
    told("department", "通知部门", _KIND),
    told("leader", "通知负责人", _KIND),
    times.moment("arrived", "到场", ask.nothing),
    times.moment("finished", "处置完毕", ask.nothing, ask.filled("arrived"), after=("opened", "arrived")),
    ask.person("executor", "处置人", ask.usual_hand, ask.filled("finished"), required=True),
    times.moment("rescued", "救出", lambda _: None, _trapped),
    ask.text("casualties", "伤亡情况", asked=ask.filled("finished"), optional=False),
    ask.text("outcome", "处理结果", asked=ask.filled("finished"), optional=False),
    ask.person("verifier", "确认人", ask.other_than("verifier", "executor"), ask.filled("finished"), unlike="executor"),
    times.moment(
        "verified", "了结", times.day_like("finished"), ask.filled("verifier"), after=("finished",), optional=False
    ),
    ask.text("cause", "原因分析", asked=_learnt, optional=False),
    ask.text("prevention", "防范措施", asked=_learnt, optional=False),
    ask.paper_number(),
)
FORM = Form(_KIND, "突发事件记录", _FIELDS, _keep, in_full(_FIELDS))
