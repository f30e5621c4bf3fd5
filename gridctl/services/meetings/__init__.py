"""Meetings: planned and held, who came, what was resolved, and the agenda that the ledger fills (M1)."""
