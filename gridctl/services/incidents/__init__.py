"""Incidents (突发事件): who was told and when, what was done on the spot, how it ended (D10 3.3.3)."""
