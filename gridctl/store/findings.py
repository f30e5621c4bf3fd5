"""What verifying a ledger finds: each place that is not as the journal says, in words, and how much was looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

MOST_OF_A_KIND = 200  # of one table; what is beyond is counted


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: in which table (null for the file), on which key, and what; never a value of anybody's data."""

    table: str | None
    project: int | None
    id: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a project's chain ends."""

    project: int
    number: int
    recorded_at: str
    hash: str


@dataclass(slots=True)
class Verification:
    """The findings of one verification; none means that the ledger is whole. `heads` are the ends of the chains."""

    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    images: int = 0
    rows: int = 0
    heads: list[Head] = field(default_factory=list)
    _kinds: Counter[tuple[str | None, str]] = field(default_factory=Counter)

    def add(
        self,
        problem: str,
        table: str | None = None,
        project: int | None = None,
        key: int | None = None,
        *,
        kind: str = "",
    ) -> None:
        """Keep a finding; beyond the first ones of a `kind` in a table it is only counted."""
        self._kinds[table, kind] += 1
        if not kind or self._kinds[table, kind] <= MOST_OF_A_KIND:
            self.findings.append(Finding(table, project, key, problem))

    def close(self) -> None:
        """Say how many findings were only counted."""
        for (table, kind), count in self._kinds.items():
            if kind and count > MOST_OF_A_KIND:
                self.findings.append(Finding(table, None, None, f"还有 {count - MOST_OF_A_KIND} 处同样的问题：{kind}"))

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
