"""The forms of slips by kind of ticket."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from gridctl.cli.entering.fields import Form

_MODULES = {
    "repair": "repairs",
    "hazard": "hazards",
    "cleaning": "cleaning",
    "request": "requests",
    "incident": "incidents",
}


def form_of(kind: str) -> Form:
    """The form of a kind, by its code or name (""  for repairs); NotFoundError where there is none such."""
    from gridctl.services.tickets.opening import kind_code

    module = import_module(f"gridctl.cli.entering.{_MODULES[kind_code(kind)]}")
    return cast("Form", module.FORM)
