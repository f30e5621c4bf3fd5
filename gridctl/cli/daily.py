"""`gridctl report daily`: the day of a grid and of the project."""

from __future__ import annotations
