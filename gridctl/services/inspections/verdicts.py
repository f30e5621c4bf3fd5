"""What a joint inspection decides of the tickets that were mended (D10 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was decided, as typed: numbers that are accepted, and 单号=原因 of those that are sent back."""

    accepted: tuple[str, ...] = ()
    sent_back: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.accepted or self.sent_back)


NO_VERDICTS = Verdicts()
