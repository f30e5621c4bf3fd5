"""An office that meets: the small estate with those who lead it, and meetings on it as a clerk enters them."""

import json
from datetime import UTC, datetime
from typing import Any

from tests.conftest import Outcome, Run

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone


def done(run: Run, *words: object, **settings: Any) -> Outcome:
    """Run a command of meetings that is to go well."""
    outcome = run("meeting", *words, **settings)
    assert outcome.status == 0, outcome.err
    return outcome


def lines(run: Run, *words: object, **settings: Any) -> list[dict[str, Any]]:
    """What a command of meetings lists."""
    found: list[dict[str, Any]] = json.loads(done(run, *words, "--format", "json", **settings).out)
    return found


def line(run: Run, *words: object, **settings: Any) -> dict[str, Any]:
    """The only line that a command of meetings lists."""
    [found] = lines(run, *words, **settings)
    return found


def card(run: Run, number: int, *words: object, **settings: Any) -> dict[str, Any]:
    """A meeting shown whole."""
    found: dict[str, Any] = json.loads(done(run, "show", number, *words, "--format", "json", **settings).out)
    return found


def states(found: list[dict[str, Any]]) -> dict[str, str]:
    """Of each on a list by name, whether he came."""
    return {one["name"]: one["state"] for one in found}
