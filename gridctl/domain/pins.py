"""PINs by which a person signs: what one may be, how it is kept, and when wrong tries lock it.

Only a salted scrypt digest is kept. It makes each try slow; whoever holds the whole file can still try them all.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from gridctl.errors import UsageError

if TYPE_CHECKING:
    from gridctl.domain.signatures import Pin

SHORTEST, LONGEST = 6, 64
SALT_BYTES = 16
WRONG_TRIES = 5
_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MB and some 50 ms a try
_SCHEME = "scrypt"


def check_new_pin(pin: str) -> str:
    """Give a PIN that may be set; UsageError, which never repeats it, for one that anybody would guess."""
    if not SHORTEST <= len(pin) <= LONGEST or any(char.isspace() or not char.isprintable() for char in pin):
        raise UsageError(f"签批密码要 {SHORTEST} 至 {LONGEST} 位，中间没有空格", "换一个再设")
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise UsageError("签批密码不能是同一个字符或连着的数字", "换一个再设，如没有规律的 6 位数字")
    return pin


def pin_digest(pin: str, salt: str) -> str:
    """What is kept of a PIN, with how it was made; `salt` is hexadecimal."""
    made = _scrypt(pin, salt, _COST, _BLOCK, _LANES)
    return f"{_SCHEME}${_COST}${_BLOCK}${_LANES}${made}"


def is_right(row: Pin, pin: str) -> bool:
    """Whether this is the PIN that was set; what takes long, and as long whatever was typed."""
    scheme, cost, block, lanes, expected = row.digest.split("$")
    made = _scrypt(pin, row.salt, int(cost), int(block), int(lanes))
    return scheme == _SCHEME and hmac.compare_digest(made, expected)


def locked(row: Pin, now: datetime) -> datetime | None:
    """Until when (aware) the PIN is locked, None where it is not; `now` is aware."""
    if not row.locked_until:
        return None
    until = datetime.fromisoformat(row.locked_until)
    return until if now < until else None


def after_wrong_try(row: Pin, now: datetime, minutes: int) -> tuple[int, datetime | None]:
    """How many wrong tries there are now and, from the fifth on, until when the PIN is locked."""
    over = bool(row.locked_until) and locked(row, now) is None
    failures = 1 if over else row.failures + 1
    return failures, now + timedelta(minutes=minutes) if failures >= WRONG_TRIES else None


def without_failures(row: Pin) -> Pin:
    """The PIN after it was typed right."""
    return replace(row, failures=0, locked_until="")


def _scrypt(pin: str, salt: str, cost: int, block: int, lanes: int) -> str:
    made = hashlib.scrypt(
        pin.encode(), salt=bytes.fromhex(salt), n=cost, r=block, p=lanes, maxmem=64 * 1024 * 1024, dklen=32
    )
    return made.hex()
