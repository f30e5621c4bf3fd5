"""Dividing an estate into grids: from buildings and rules to a division, the same every time (D5, D7 三, D8)."""
