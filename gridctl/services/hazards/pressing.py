"""What stands at the top of every screen: major hazards without measures on the spot or without a report (D2 三.4(3))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.store.hazards import pressing

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.store.hazards import Pressing

_TOLD = 3  # how many are told by number on the line; all others are counted


def pressing_line(desk: Desk) -> str:
    """One line with the major hazards for which something is still to be filled in and how, "" where there is none."""
    found = pressing(desk.reader, desk.pid)
    if not found:
        return ""
    named = "；".join(f"{one.number} 缺{_lacking(one)}" for one in found[:_TOLD])
    more = f"等 {len(found)} 处" if len(found) > _TOLD else ""
    return f"重大隐患未补齐：{named}{more}。补上：gridctl hazard {_command(found[0])}"


def _lacking(one: Pressing) -> str:
    return "、".join(word for word, there in (("紧急措施", one.measured), ("上报", one.reported)) if not there)


def _command(one: Pressing) -> str:
    return f"report {one.number} --to 部门" if one.measured else f"measures {one.number} 措施"
