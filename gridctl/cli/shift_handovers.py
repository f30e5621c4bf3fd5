"""`gridctl shift handover`: what is open, from one shift to the next, in two names."""

from __future__ import annotations
