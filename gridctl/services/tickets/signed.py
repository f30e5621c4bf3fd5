"""The limit of a round with what the project leader signed for it; the original one stays as it was stored (D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from gridctl.store.extension_reads import fines_confirmed, signed_extensions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.extensions import Signature
    from gridctl.services.desk import Desk
    from gridctl.store.extension_reads import SignedUntil


class Limited(Protocol):
    """A round as far as its limit goes: its ticket, its number, when it was opened, and when it is due."""

    @property
    def opened(self) -> str: ...  # noqa: D102
    @property
    def round(self) -> int: ...  # noqa: D102
    @property
    def due(self) -> date: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class SignedLimit:
    """What signatures made of a round's limit: `steps` are (day entered, due from then on), oldest first.

    `by` are those who signed, in words, with the day each was entered.
    """

    original: date
    steps: tuple[tuple[date, date], ...]
    by: tuple[tuple[date, str], ...]

    @property
    def due(self) -> date:
        """The limit with every signature that counts."""
        return self.steps[-1][1]

    def signed_by(self, day: date) -> str:
        """Who signed until a day, and when: 何立 03-20（密码）."""
        return "；".join(words for entered, words in self.by if entered <= day)


def signed_limits(desk: Desk, rounds: Sequence[tuple[int, Limited]]) -> dict[tuple[int, int], SignedLimit]:
    """By ticket and number of the round, the limits that signatures changed; rounds come with their ticket's id."""
    tickets = list(dict.fromkeys(ticket for ticket, _ in rounds))
    signed: dict[tuple[int, int], list[SignedUntil]] = {}
    for row in signed_extensions(desk.reader, desk.pid, tickets):
        signed.setdefault((row.ticket, row.round), []).append(row)
    if not signed:
        return {}
    confirmed = fines_confirmed(desk.reader, desk.pid, list({ticket for ticket, _ in signed}))
    by_key = {(ticket, row.round): row for ticket, row in rounds}
    return {
        key: limit
        for key, rows in signed.items()
        if key in by_key and (limit := _limit(desk, by_key[key], rows, confirmed.get(key, ""))).steps
    }


def signature(desk: Desk, until: date, signed_at: str) -> Signature:
    """A signature as the rules take it."""
    from gridctl.domain.extensions import Signature  # noqa: PLC0415 - few tickets were ever signed for

    return Signature(until, desk.local(signed_at))


def _limit(desk: Desk, row: Limited, rows: Iterable[SignedUntil], confirmed: str) -> SignedLimit:
    from gridctl.domain.extensions import extended  # noqa: PLC0415 - few tickets were ever signed for
    from gridctl.domain.moments import Moment  # noqa: PLC0415 - likewise

    after_expiry = desk.policies.value("extension_after_expiry", date.fromisoformat(row.opened[:10]))
    until = desk.local(confirmed) if confirmed else None
    due, steps, by = row.due, list[tuple[date, date]](), list[tuple[date, str]]()
    signatures: list[Signature] = []
    for one in rows:
        signatures.append(signature(desk, one.until, one.signed_at))
        now = extended(Moment(row.due), signatures, after_expiry=after_expiry, confirmed=until).due.day
        if now != due:
            entered, due = signatures[-1].recorded.date(), now
            steps.append((entered, due))
            by.append((entered, signed_words(one.signer, one.means, one.paper_on, entered)))
    return SignedLimit(row.due, tuple(steps), tuple(by))


def signed_words(signer: str, means: str, paper_on: date | None, entered: date) -> str:
    """Who signed, when, and how: 何立 2026-03-20（密码）, 何立 2026-03-19（纸签，03-20 录入）."""
    if means == "paper":
        return f"{signer} {paper_on}（纸签，{entered:%m-%d} 录入）"
    return f"{signer} {entered}（密码）"
