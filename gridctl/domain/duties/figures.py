"""Figures of a duty as they are filled in or changed: how often, how many times, in which months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gridctl.domain.duties.duties import Blank, Definition
from gridctl.domain.duties.words import frequency_from_text, half_years_from_text, times_from_text


def filled(content: Definition, figure: Blank, text: str) -> Definition:
    """Give the duty with a figure as a clerk typed it, which is then no longer blank; UsageError where it is none."""
    changed = _WAYS[figure](content, text)
    return replace(changed, blank=tuple(one for one in changed.blank if one is not figure))


def _every(content: Definition, text: str) -> Definition:
    often = frequency_from_text(text)
    return replace(
        content,
        rule=often.rule,
        days=content.days if often.days is None else often.days,
        times=content.times if often.times is None else often.times,
    )


def _times(content: Definition, text: str) -> Definition:
    return replace(content, times=times_from_text(text))


def _months(content: Definition, text: str) -> Definition:
    return replace(content, rule=half_years_from_text(text))


_WAYS: dict[Blank, Callable[[Definition, str], Definition]] = {
    Blank.EVERY: _every,
    Blank.TIMES: _times,
    Blank.MONTHS: _months,
}
