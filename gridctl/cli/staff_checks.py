"""`gridctl staff check`: who holds a post without what it demands."""

from __future__ import annotations
