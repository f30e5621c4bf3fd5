"""`gridctl staff leave`: leave with dates and deputy."""

from __future__ import annotations
