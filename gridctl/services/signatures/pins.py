"""PINs: set, changed, and proven; a wrong one is counted though the command fails, and the fifth locks it for a time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.pins import (
    SALT_BYTES,
    WRONG_TRIES,
    after_wrong_try,
    check_new_pin,
    is_right,
    locked,
    pin_digest,
    without_failures,
)
from gridctl.domain.signatures import Pin
from gridctl.errors import RuleError, UsageError
from gridctl.services.desk import OWNER, OWNER_WORD, reading, the_actor, writing
from gridctl.store.signatures import PIN
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from datetime import datetime

    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Caller, Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody typed his PIN right: who, and the PIN as it was when it was compared."""

    staff: int
    pin: Pin


@dataclass(frozen=True, slots=True)
class PinLine:
    """Whose PIN was set, and when (local)."""

    number: str
    name: str
    set_at: datetime


def pin_of(desk: Desk, staff: int) -> Pin | None:
    """The PIN of a member of staff, None where he has set none."""
    return next(iter(desk.reader.find(PIN, desk.pid, PIN.c["staff"] == staff)), None)


def has_pin(caller: Caller, person: str) -> bool:
    """Whether a member of staff has a PIN."""
    with reading(caller) as desk:
        return pin_of(desk, find_staff(desk.reader, desk.pid, person).id) is not None


def prove(caller: Caller, command: str, person: str, pin: str) -> Proof:
    """Compare a PIN with that of a person; nothing is locked while it is compared.

    UsageError where nobody is said to enter: a wrong try could not be counted. RuleError where he has none, where it is locked, or where it is wrong: that is counted at once, in a transaction of
    its own under `command`, whatever becomes of the rest.
    """
    if not caller.actor:
        raise UsageError("没有说明谁在录入", "加上 --as 工号（或姓名、owner），或设置环境变量 GRIDCTL_ACTOR")
    with reading(caller) as desk:
        the_actor(desk.reader, desk.project, caller.actor)
        who = find_staff(desk.reader, desk.pid, person)
        row = pin_of(desk, who.id)
        if row is None:
            raise RuleError(
                f"{who.name}（{who.number}）还没有设签批密码", f"先由本人设：gridctl staff pin {who.number}"
            )
        _refuse_locked(desk, who, row, caller.clock())
    if is_right(row, pin):
        return Proof(who.id, row)
    raise _count_wrong(caller, command, who)


def accept(desk: WritingDesk, proof: Proof) -> None:
    """Take a proof within the transaction that it signs, and forget the wrong tries before it.

    RuleError where the PIN was changed or locked in between.
    """
    row = pin_of(desk, proof.staff)
    who = desk.reader.get(STAFF, desk.pid, proof.staff)
    if row is None or who is None or row.digest != proof.pin.digest:
        raise RuleError("签批密码刚才被改过，没有签", "重新输入新密码")
    _refuse_locked(desk, who, row, desk.tx.now)
    if row != without_failures(row):
        desk.tx.update(PIN, [without_failures(row)])


def new_digest(pin: str) -> tuple[str, str]:
    """A new salt and the digest of a PIN; UsageError for one that may not be set. What takes long, before any lock."""
    salt = secrets.token_hex(SALT_BYTES)
    return salt, pin_digest(check_new_pin(pin), salt)


def set_pin(desk: WritingDesk, person: str, made: tuple[str, str], proof: Proof | None = None) -> PinLine:
    """Set the PIN of a person: the first by himself or the owner, a change with the proof of the old one or by the owner.

    RuleError for anybody else.
    """
    who = find_staff(desk.reader, desk.pid, person)
    row = pin_of(desk, who.id)
    if proof is not None:
        accept(desk, proof)
    elif desk.actor != OWNER and (row is not None or desk.actor != str(who.id)):
        raise RuleError(
            f"{who.name}（{who.number}）的签批密码要由本人设定，忘记了由{OWNER_WORD}重设",
            f"本人：--as {who.number}；{OWNER_WORD}：--as owner",
        )
    now = utc_text(desk.tx.now)
    if row is None:
        key = desk.tx.next_id(desk.pid, PIN)
        desk.tx.insert(PIN, [Pin(desk.pid, key, who.id, *made, now, 0, "")])
    else:
        desk.tx.update(PIN, [replace(row, salt=made[0], digest=made[1], set_at=now, failures=0, locked_until="")])
    return PinLine(who.number, who.name, desk.local(now))


def _refuse_locked(desk: Desk, who: Staff, row: Pin, now: datetime) -> None:
    if until := locked(row, now):
        at = desk.local(utc_text(until))
        raise RuleError(
            f"{who.name}（{who.number}）的签批密码连续输错 {WRONG_TRIES} 次，锁到 {at:%Y-%m-%d %H:%M}",
            f"到时再试，或由{OWNER_WORD}重设：gridctl staff pin {who.number} --as owner",
        )


def _count_wrong(caller: Caller, command: str, who: Staff) -> RuleError:
    """Count a wrong try and say how many are left; others may have tried meanwhile, so the row is read again."""
    with writing(caller, command, words={"person": who.number, "pin": "wrong"}, undo="never") as desk:
        row = pin_of(desk, who.id)
        if row is None or locked(row, desk.tx.now):
            return RuleError(f"{who.name}（{who.number}）的签批密码不对", "稍后再试")
        failures, until = after_wrong_try(row, desk.tx.now, desk.policy("pin_lock_minutes"))
        desk.tx.update(PIN, [replace(row, failures=failures, locked_until=utc_text(until) if until else "")])
    message = f"{who.name}（{who.number}）的签批密码不对，没有签"
    if until:
        at = desk.local(utc_text(until))
        return RuleError(f"{message}；已连续输错 {failures} 次，锁到 {at:%Y-%m-%d %H:%M}", "到时再试")
    return RuleError(message, f"再输错 {WRONG_TRIES - failures} 次就锁住")
